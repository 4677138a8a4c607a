import { readCurrency } from '../../../../commerce/domain/money/currency';
import { centsToReais, formatBrl } from '../../../../commerce/domain/money/money';
import { InvalidInputError } from '../../../../commerce/domain/errors';
import type { Problem } from '../../../../commerce/domain/problem';
import { checkStatedTotals, computeTotals } from '../../../../commerce/domain/order/orderTotals';
import {
	checkBoletoCharge,
	checkPixCharge,
	type PaymentCheckSettings,
} from '../../../../commerce/domain/payment/paymentChecks';
import { checkPaymentLink } from '../../../../commerce/domain/payment/paymentLink';
import { buildStaticBrCode } from '../../../../commerce/domain/pix/pixBrCode';
import { readAll } from '../../../../commerce/domain/readAll';
import { todayInBrazil } from '../../../../commerce/domain/time/timestamp';
import { limitWarnings } from '../api/messageLimits';
import { paymentRequestMessage, type HubPaymentMethod } from '../api/requests';
import { askBankFirst } from '../../fields/askBank';
import { CHECK_PAYMENT_CODE_OPTION, ON_AMOUNT_MISMATCH_OPTION } from '../../fields/options';
import { readItems } from '../../fields/readItems';
import {
	credentialPixKey,
	missingInBoth,
	ownPixKey,
	readPixKey,
	textFromEither,
	type TwoPlaces,
} from '../../fields/fromCredential';
import { previewOfCharge } from '../../fields/preview';
import { textOf } from '../../../shared/readValue';
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
		const { warnings: itemWarnings, ...charge } = ordered;
		const { method, warnings: methodWarnings, askBank } = payment;
		const limits = limitWarnings({
			...address,
			bodyText,
			itemNames: charge.items.map(({ name }) => name),
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
	const { items, warnings } = list;
	const { totalCents } = computeTotals({ items, taxCents });
	params.known.totalCents = totalCents;
	const stated = { subtotalCents: sent.subtotalCents, totalCents: statedCents };
	checkStatedTotals({ items, taxCents }, stated);
	if (totalCents === 0) throw new InvalidInputError('Total', formatBrl(0), 'an amount above zero to charge');
	return {
		...sent,
		items,
		totalCents,
		...(taxCents === undefined ? {} : { tax: { amountCents: taxCents, description } }),
		warnings,
	};
}

const PAYMENT_METHODS = ['pix', 'boleto', 'payment_link'] as const;
const PIX_CODE_SOURCES = ['pasteFromBank', 'buildFromKey'] as const;

interface CheckedMethod extends Pick<PreparedSend, 'askBank'> {
	method: HubPaymentMethod;
	warnings: Problem[];
}

/** `totalCents` is undefined when the total could not be read. Throws InvalidInputError. */
function readMethod(params: ItemParameters, totalCents: number | undefined): CheckedMethod {
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
	const onAmountMismatch = params.optionChoice<'auto' | 'stop' | 'warn'>(ON_AMOUNT_MISMATCH_OPTION);
	return {
		refuseInvalid: params.optionFlag(CHECK_PAYMENT_CODE_OPTION),
		onAmountMismatch: onAmountMismatch === 'auto' ? ON_MISMATCH_BY_METHOD[method] : onAmountMismatch,
	};
}

function readPix(
	params: ItemParameters,
	totalCents: number | undefined,
	settings: PaymentCheckSettings,
): CheckedMethod {
	if (params.choice('pixCodeSource', 'PIX Code', PIX_CODE_SOURCES) === 'buildFromKey') {
		return buildPix(params, totalCents);
	}
	const field = 'PIX Copy and Paste Code';
	const { own, given } = readAll({
		own: () => ownPixKey(params),
		given: () => params.text('pixCode', field, 'the BR Code of the bank, which starts with 000201'),
	});
	const charge = { field, code: given, totalCents, key: own?.key };
	const { code, warnings, payee } = checkPixCharge(charge, settings);
	const { pixKey, merchantName } = readAll({
		pixKey: () => own ?? payee.pixKey ?? credentialPixKey(params) ?? refuseWithoutKey(),
		merchantName: () => textFromEither(params, MERCHANT_NAME, payee.merchantName),
	});
	const method = { paymentMethod: 'pix', code, merchantName, ...pixKey } as const;
	return { method, warnings, ...askBankFirst(params, charge, settings) };
}

function refuseWithoutKey(): never {
	throw missingInBoth(KEY_BESIDE_CODE);
}

function buildPix(params: ItemParameters, totalCents: number | undefined): CheckedMethod {
	const { pixKey, merchantName, ...facts } = readAll({
		pixKey: () => readPixKey(params),
		merchantName: () => textFromEither(params, MERCHANT_NAME),
		merchantCity: () => textFromEither(params, MERCHANT_CITY),
		txid: () => params.optionalText('pixTxid', 'Transaction ID'),
	});
	const code = buildStaticBrCode({ ...pixKey, ...facts, merchantName, amountCents: totalCents });
	return { method: { paymentMethod: 'pix', code, merchantName, ...pixKey }, warnings: [] };
}

const MERCHANT_NAME: TwoPlaces = {
	...{ name: 'pixMerchantName', member: 'merchantName', label: 'Merchant Name' },
	expected: 'the name of the store that is paid',
};
const MERCHANT_CITY: TwoPlaces = {
	...{ name: 'pixMerchantCity', member: 'merchantCity', label: 'Merchant City' },
	expected: 'the city of the store',
};
/** The Hub wants a key beside every code (docs.chatt2.me, Payment Request), and a dynamic code carries none. */
const KEY_BESIDE_CODE = {
	label: 'PIX Key',
	expected: 'the key that receives the money, which a dynamic PIX code does not carry',
};

function labelOfMethod(method: HubPaymentMethod): string {
	if (method.paymentMethod === 'pix') return `PIX ${method.merchantName}`;
	return method.paymentMethod === 'boleto' ? 'Boleto' : `Payment Link ${method.url}`;
}
