import { readCurrency } from '../../../../commerce/domain/money/currency';
import { centsToReais, formatBrl } from '../../../../commerce/domain/money/money';
import { InvalidInputError } from '../../../../commerce/domain/errors';
import type { Problem } from '../../../../commerce/domain/problem';
import { checkStatedTotals, computeTotals } from '../../../../commerce/domain/order/orderTotals';
import { limitWarnings } from '../api/messageLimits';
import { paymentRequestMessage, type HubPaymentMethod } from '../api/requests';
import { readItems } from '../../fields/readItems';
import { textOf } from '../../../shared/readValue';
import { readBoletoLine, readPaymentUrl, readPixCode } from '../../fields/readPaymentCodes';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';
import { paymentRequestFields, paymentRequestOptions } from './paymentRequest.fields';
import { readAddress } from './sharedFields';

/** `content.paymentRequest` with one of three methods; amounts leave as integer cents with offset 100. */
export const paymentRequest: SendOperation = {
	choice: {
		name: 'Payment Request',
		action: 'Send payment request',
		description: 'Send an order that the customer can pay',
	},
	fields: paymentRequestFields,
	options: paymentRequestOptions,
	hasReference: true,
	prepare(params: ItemParameters): PreparedSend {
		const { warnings, ...address } = readAddress(params);
		const { warnings: itemWarnings, ...charge } = readCharge(params);
		const { method, warnings: methodWarnings } = readMethod(params, charge.totalCents);
		const bodyText = params.text('bodyText', 'Body Text', 'the text that the customer reads');
		const limits = limitWarnings({
			...address,
			bodyText,
			itemNames: charge.items.map(({ name }) => name),
			taxDescription: charge.tax?.description,
		});
		return {
			request: paymentRequestMessage({ ...address, ...charge, bodyText, method }),
			recipient: address.recipient,
			referenceId: address.referenceId,
			channelId: address.channelId,
			onceKey: `chatt2Me|paymentRequest|${address.referenceId}`,
			warnings: [...warnings, ...itemWarnings, ...methodWarnings, ...limits],
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
	const { items, warnings } = readItems(params, { needsRetailerId: true });
	const extra = params.collection('additionalFields');
	const taxCents = params.optionalCents(extra.tax, 'Tax');
	const subtotalCents = params.optionalCents(extra.subtotal, 'Subtotal');
	const { totalCents } = computeTotals({ items, taxCents });
	checkStatedTotals(
		{ items, taxCents },
		{ subtotalCents, totalCents: params.optionalCents(extra.total, 'Total') },
	);
	if (totalCents === 0) throw new InvalidInputError('Total', formatBrl(0), 'an amount above zero to charge');
	const description = textOf(extra.taxDescription, 'Tax Description');
	return {
		items,
		totalCents,
		subtotalCents,
		currency: readCurrency(extra.currency, 'Currency'),
		...(taxCents === undefined ? {} : { tax: { amountCents: taxCents, description } }),
		warnings,
	};
}

const PAYMENT_METHODS = ['pix', 'boleto', 'payment_link'] as const;

interface CheckedMethod {
	method: HubPaymentMethod;
	warnings: Problem[];
}

function readMethod(params: ItemParameters, totalCents: number): CheckedMethod {
	const paymentMethod = params.choice('paymentMethod', 'Payment Method', PAYMENT_METHODS);
	switch (paymentMethod) {
		case 'pix': {
			const { warnings, ...pix } = readPixCode(params, totalCents);
			return { method: { paymentMethod, ...pix }, warnings };
		}
		case 'boleto': {
			const { warnings, digitableLine } = readBoletoLine(params, totalCents);
			return { method: { paymentMethod, digitableLine }, warnings };
		}
		case 'payment_link':
			return { method: { paymentMethod, url: readPaymentUrl(params) }, warnings: [] };
	}
}
