import { readCurrency } from '../../../../commerce/domain/money/currency';
import { centsToReais, formatBrl } from '../../../../commerce/domain/money/money';
import { InvalidInputError, type CommerceWarning } from '../../../../commerce/domain/errors';
import { checkStatedTotals, computeTotals } from '../../../../commerce/domain/order/orderTotals';
import {
	checkBoletoCharge,
	checkPixCharge,
	type PaymentCheckSettings,
} from '../../../../commerce/domain/payment/paymentChecks';
import { checkPaymentLink } from '../../../../commerce/domain/payment/paymentLink';
import { buildStaticBrCode } from '../../../../commerce/domain/pix/pixBrCode';
import { normalizePixKey, PIX_KEY_TYPES } from '../../../../commerce/domain/pix/pixKey';
import { todayInBrazil } from '../../../../commerce/domain/time/timestamp';
import { limitWarnings } from '../api/messageLimits';
import { paymentRequestMessage, type HubPaymentMethod } from '../api/requests';
import { readItems } from '../../fields/readItems';
import { choiceOf, textOf, type ItemParameters } from '../../itemParameters';
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
const PIX_CODE_SOURCES = ['pasteFromBank', 'buildFromKey'] as const;

interface CheckedMethod {
	method: HubPaymentMethod;
	warnings: CommerceWarning[];
}

function readMethod(params: ItemParameters, totalCents: number): CheckedMethod {
	const paymentMethod = params.choice('paymentMethod', 'Payment Method', PAYMENT_METHODS);
	switch (paymentMethod) {
		case 'pix':
			return readPix(params, totalCents, readCheckSettings(params, paymentMethod));
		case 'boleto': {
			const settings = readCheckSettings(params, paymentMethod);
			const line = params.text('digitableLine', 'Digitable Line', 'the 47 or 48 digits of the boleto');
			const today = todayInBrazil(Date.now());
			const charge = { field: 'Digitable Line', line, totalCents, today };
			const { digitableLine, warnings } = checkBoletoCharge(charge, settings);
			return { method: { paymentMethod: 'boleto', digitableLine }, warnings };
		}
		case 'payment_link': {
			const link = params.text('paymentUrl', 'Payment URL', 'the full web address of the payment page');
			return {
				method: { paymentMethod: 'payment_link', url: checkPaymentLink(link, 'Payment URL') },
				warnings: [],
			};
		}
	}
}

/**
 * A PIX code is paid with the amount inside it, so that another total misleads the customer. A boleto may carry
 * a fine or a discount: its amount only warns, as in the boleto sample of Meta's documents (order_details, Brazil).
 */
const ON_MISMATCH_BY_METHOD = { pix: 'stop', boleto: 'warn' } as const;

function readCheckSettings(params: ItemParameters, method: 'pix' | 'boleto'): PaymentCheckSettings {
	const option = params.options.onAmountMismatch ?? 'auto';
	const onAmountMismatch = choiceOf(option, 'On Amount Mismatch', ['auto', 'stop', 'warn']);
	return {
		refuseInvalid: params.optionFlag('checkPaymentCode', 'Check Payment Code', true),
		onAmountMismatch: onAmountMismatch === 'auto' ? ON_MISMATCH_BY_METHOD[method] : onAmountMismatch,
	};
}

function readPix(params: ItemParameters, totalCents: number, settings: PaymentCheckSettings): CheckedMethod {
	const keyType = params.choice('pixKeyType', 'PIX Key Type', PIX_KEY_TYPES);
	const key = normalizePixKey(params.value('pixKey'), keyType, 'PIX Key');
	const merchantName = params.text('pixMerchantName', 'Merchant Name', 'the name of the store that is paid');
	if (params.choice('pixCodeSource', 'PIX Code', PIX_CODE_SOURCES) === 'buildFromKey') {
		const code = buildStaticBrCode({
			key,
			keyType,
			merchantName,
			merchantCity: params.text('pixMerchantCity', 'Merchant City', 'the city of the store'),
			amountCents: totalCents,
			txid: params.optionalText('pixTxid', 'Transaction ID'),
		});
		return { method: { paymentMethod: 'pix', code, merchantName, key, keyType }, warnings: [] };
	}
	const given = params.text(
		'pixCode',
		'PIX Copy and Paste Code',
		'the BR Code of the bank, which starts with 000201',
	);
	const charge = { field: 'PIX Copy and Paste Code', code: given, totalCents, key };
	const { code, warnings } = checkPixCharge(charge, settings);
	return { method: { paymentMethod: 'pix', code, merchantName, key, keyType }, warnings };
}
