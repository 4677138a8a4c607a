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
import { todayInBrazil } from '../../../../commerce/domain/time/timestamp';
import { limitWarnings } from '../api/messageLimits';
import { paymentRequestMessage, type HubPaymentMethod } from '../api/requests';
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
import { paymentRequestFields, paymentRequestOptions } from './paymentRequest.fields';
import { readAddress } from './sharedFields';

/** `content.paymentRequest` with one of three methods; amounts leave as integer cents with offset 100. */
export const paymentRequest: SendOperation = {
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
			recipient: address.recipient,
			requestTo: (recipient) => paymentRequestMessage({ ...address, recipient, ...charge, bodyText, method }),
			referenceId: address.referenceId,
			channelId: address.channelId,
			onceKey: `chatt2Me|paymentRequest|${address.referenceId}`,
			warnings: [...warnings, ...itemWarnings, ...methodWarnings, ...limits],
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
	warnings: Problem[];
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
	const onAmountMismatch = params.optionChoice<'auto' | 'stop' | 'warn'>(ON_AMOUNT_MISMATCH_OPTION);
	return {
		refuseInvalid: params.optionFlag(CHECK_PAYMENT_CODE_OPTION),
		onAmountMismatch: onAmountMismatch === 'auto' ? ON_MISMATCH_BY_METHOD[method] : onAmountMismatch,
	};
}

function readPix(params: ItemParameters, totalCents: number, settings: PaymentCheckSettings): CheckedMethod {
	if (params.choice('pixCodeSource', 'PIX Code', PIX_CODE_SOURCES) === 'buildFromKey') {
		return buildPix(params, totalCents);
	}
	const own = ownPixKey(params);
	const given = params.text(
		'pixCode',
		'PIX Copy and Paste Code',
		'the BR Code of the bank, which starts with 000201',
	);
	const charge = { field: 'PIX Copy and Paste Code', code: given, totalCents, key: own?.key };
	const { code, warnings, payee } = checkPixCharge(charge, settings);
	const pixKey = own ?? payee.pixKey ?? credentialPixKey(params);
	if (pixKey === undefined) throw missingInBoth(KEY_BESIDE_CODE);
	const merchantName = textFromEither(params, MERCHANT_NAME, payee.merchantName);
	return { method: { paymentMethod: 'pix', code, merchantName, ...pixKey }, warnings };
}

function buildPix(params: ItemParameters, totalCents: number): CheckedMethod {
	const pixKey = readPixKey(params);
	const merchantName = textFromEither(params, MERCHANT_NAME);
	const code = buildStaticBrCode({
		...pixKey,
		merchantName,
		merchantCity: textFromEither(params, MERCHANT_CITY),
		amountCents: totalCents,
		txid: params.optionalText('pixTxid', 'Transaction ID'),
	});
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
