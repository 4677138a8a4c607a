import { readCurrency } from '../../../../commerce/domain/money/currency';
import { centsToReais, formatBrl } from '../../../../commerce/domain/money/money';
import { InvalidInputError } from '../../../../commerce/domain/errors';
import type { Problem } from '../../../../commerce/domain/problem';
import { checkStatedTotals, computeTotals } from '../../../../commerce/domain/order/orderTotals';
import { readAll } from '../../../../commerce/domain/readAll';
import { limitWarnings } from '../api/messageLimits';
import { paymentRequestMessage, type HubPaymentMethod } from '../api/requests';
import { readItems } from '../../fields/readItems';
import { previewOfCharge } from '../../fields/preview';
import { textOf } from '../../../shared/readValue';
import { readBoletoLine, readPaymentUrl, readPixCharge } from '../../fields/readPaymentCodes';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';
import { PAYMENT_REQUEST_NAMES } from './fieldNames';
import { paymentRequestFields, paymentRequestOptions } from './paymentRequest.fields';
import { readAddress } from './sharedFields';

/** `content.paymentRequest` with one of three methods; amounts leave as integer cents with offset 100. */
export const paymentRequest: SendOperation = {
	fields: paymentRequestFields,
	options: paymentRequestOptions,
	hasReference: true,
	prepare(params: ItemParameters): PreparedSend {
		const { to, ordered, payment, bodyText } = readAll({
			to: () => readAddress(params),
			ordered: () => readCharge(params),
			// A code is checked also when the total is wrong, only not against it.
			payment: () => readMethod(params, params.known.totalCents),
			bodyText: () => params.text('bodyText', 'Body Text', 'the text that the customer reads'),
		});
		const { warnings, ...address } = to;
		const { warnings: itemWarnings, labels, ...charge } = ordered;
		const { method, warnings: methodWarnings, askBank } = payment;
		const limits = limitWarnings({
			...address,
			bodyText,
			itemNames: Object.fromEntries(charge.items.map(({ name }, index) => [labels[index], name])),
			taxDescription: charge.tax?.description,
		});
		return {
			recipient: address.recipient,
			requestTo: (recipient) => paymentRequestMessage({ ...address, recipient, ...charge, bodyText, method }),
			referenceId: address.referenceId,
			channelId: address.channelId,
			onceKey: `chatt2Me|paymentRequest|${address.referenceId}`,
			warnings: [...warnings, ...itemWarnings, ...methodWarnings, ...limits],
			askBank,
			fieldNames: PAYMENT_REQUEST_NAMES,
			preview: previewOfCharge(charge, [labelOfMethod(method)]),
			output: {
				channelId: address.channelId,
				totalReais: centsToReais(charge.totalCents),
				totalCents: charge.totalCents,
				...(method.paymentMethod === 'pix' ? { pixCode: method.code } : {}),
			},
		};
	},
};

/** Items and amounts, with every total that was stated compared. Throws InvalidInputError. */
function readCharge(params: ItemParameters) {
	const extra = params.collection('additionalFields');
	const { list, taxCents, statedCents, description, ...sent } = readAll({
		list: () => readItems(params, { needsRetailerId: true }),
		taxCents: () => params.optionalCents(extra.tax, 'Tax'),
		subtotalCents: () => params.optionalCents(extra.subtotal, 'Expected Subtotal'),
		statedCents: () => params.optionalCents(extra.total, 'Expected Total'),
		description: () => textOf(extra.taxDescription, 'Tax Description'),
		currency: () => readCurrency(extra.currency, 'Currency'),
	});
	const { items, labels, warnings } = list;
	const { totalCents } = computeTotals({ items, taxCents });
	params.known.totalCents = totalCents;
	const stated = { subtotalCents: sent.subtotalCents, totalCents: statedCents };
	checkStatedTotals({ items, taxCents }, stated);
	if (totalCents === 0) throw new InvalidInputError('Total', formatBrl(0), 'an amount above zero to charge');
	return {
		...sent,
		items,
		labels,
		totalCents,
		...(taxCents === undefined ? {} : { tax: { amountCents: taxCents, description } }),
		warnings,
	};
}

const PAYMENT_METHODS = ['pix', 'boleto', 'payment_link'] as const;

interface CheckedMethod extends Pick<PreparedSend, 'askBank'> {
	method: HubPaymentMethod;
	warnings: Problem[];
}

/** `totalCents` is undefined when the total could not be read. Throws InvalidInputError. */
function readMethod(params: ItemParameters, totalCents: number | undefined): CheckedMethod {
	const paymentMethod = params.choice('paymentMethod', 'Payment Method', PAYMENT_METHODS);
	switch (paymentMethod) {
		case 'pix': {
			const { warnings, askBank, ...pix } = readPixCharge(params, totalCents);
			return { method: { paymentMethod, ...pix }, warnings, askBank };
		}
		case 'boleto': {
			const { warnings, digitableLine } = readBoletoLine(params, totalCents);
			return { method: { paymentMethod, digitableLine }, warnings };
		}
		case 'payment_link':
			return { method: { paymentMethod, url: readPaymentUrl(params) }, warnings: [] };
	}
}

function labelOfMethod(method: HubPaymentMethod): string {
	if (method.paymentMethod === 'pix') return `PIX ${method.merchantName}`;
	return method.paymentMethod === 'boleto' ? 'Boleto' : `Payment Link ${method.url}`;
}
