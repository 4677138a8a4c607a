import type { Problem } from '../../../commerce/domain/problem';
import {
	checkBoletoCharge,
	checkPixCharge,
	type PaymentCheckSettings,
} from '../../../commerce/domain/payment/paymentChecks';
import { checkPaymentLink } from '../../../commerce/domain/payment/paymentLink';
import { buildStaticBrCode } from '../../../commerce/domain/pix/pixBrCode';
import type { PixKey } from '../../../commerce/domain/pix/pixKey';
import { readAll } from '../../../commerce/domain/readAll';
import { todayInBrazil } from '../../../commerce/domain/time/timestamp';
import type { ItemParameters } from '../itemParameters';
import type { PreparedSend } from '../operation';
import { askBankFirst } from './askBank';
import {
	credentialPixKey,
	missingInBoth,
	ownPixKey,
	readPixKey,
	textFromEither,
	type TwoPlaces,
} from './fromCredential';
import { CHECK_PAYMENT_CODE_OPTION, ON_AMOUNT_MISMATCH_OPTION } from './options';

const PIX_CODE_SOURCES = ['pasteFromBank', 'buildFromKey'] as const;

/** A PIX code, what is known of whom it pays, and what to warn of. */
export interface PixCode extends Pick<PreparedSend, 'askBank'> {
	code: string;
	payee: { pixKey?: PixKey; merchantName?: string };
	warnings: Problem[];
}

/** A PIX code with the payee that messages show beside it. */
export interface PixCharge extends PixKey, Pick<PreparedSend, 'askBank'> {
	code: string;
	merchantName: string;
	warnings: Problem[];
}

/**
 * The code of pixCodeFields for a charge of this total, in integer cents; undefined when the total could not be
 * read. Throws InvalidInputError.
 */
export function readPixCode(params: ItemParameters, totalCents: number | undefined): PixCode {
	const settings = readCheckSettings(params, 'pix');
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
	const known = { ...payee, pixKey: own ?? payee.pixKey };
	return { code, payee: known, warnings, ...askBankFirst(params, charge, settings) };
}

/** The same with key and merchant name, from the node, the code or the credential. Throws InvalidInputError. */
export function readPixCharge(params: ItemParameters, totalCents: number | undefined): PixCharge {
	const { payee, ...read } = readPixCode(params, totalCents);
	const { pixKey, merchantName } = readAll({
		pixKey: () => payee.pixKey ?? credentialPixKey(params) ?? refuseWithoutKey(),
		merchantName: () => textFromEither(params, MERCHANT_NAME, payee.merchantName),
	});
	return { ...read, merchantName, ...pixKey };
}

function refuseWithoutKey(): never {
	throw missingInBoth(KEY_BESIDE_CODE);
}

function buildPix(params: ItemParameters, totalCents: number | undefined): PixCode {
	const { pixKey, merchantName, ...facts } = readAll({
		pixKey: () => readPixKey(params),
		merchantName: () => textFromEither(params, MERCHANT_NAME),
		merchantCity: () => textFromEither(params, MERCHANT_CITY),
		txid: () => params.optionalText('pixTxid', 'Transaction ID'),
	});
	const code = buildStaticBrCode({ ...pixKey, ...facts, merchantName, amountCents: totalCents });
	return { code, payee: { pixKey, merchantName }, warnings: [] };
}

const MERCHANT_NAME: TwoPlaces = {
	...{ name: 'pixMerchantName', member: 'merchantName', label: 'Merchant Name' },
	expected: 'the name of the store that is paid',
};
const MERCHANT_CITY: TwoPlaces = {
	...{ name: 'pixMerchantCity', member: 'merchantCity', label: 'Merchant City' },
	expected: 'the city of the store',
};
/** Meta, and the Hub with it, wants a key beside every code (payments-br/offsite-pix), and a dynamic code carries none. */
const KEY_BESIDE_CODE = {
	label: 'PIX Key',
	expected: 'the key that receives the money, which a dynamic PIX code does not carry',
};

/** The line of a boleto for a charge of this total, in integer cents. Throws InvalidInputError. */
export function readBoletoLine(
	params: ItemParameters,
	totalCents: number | undefined,
): { digitableLine: string; warnings: Problem[] } {
	const settings = readCheckSettings(params, 'boleto');
	const field = 'Digitable Line';
	const line = params.text('digitableLine', field, 'the 47 or 48 digits of the boleto');
	return checkBoletoCharge({ field, line, totalCents, today: todayInBrazil(Date.now()) }, settings);
}

/** The address of the payment page. Throws InvalidInputError. */
export function readPaymentUrl(params: ItemParameters): string {
	const link = params.text('paymentUrl', 'Payment URL', 'the full web address of the payment page');
	return checkPaymentLink(link, 'Payment URL');
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
