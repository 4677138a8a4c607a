import type { Problem } from '../../../commerce/domain/problem';
import {
	checkBoletoCharge,
	checkPixCharge,
	type PaymentCheckSettings,
} from '../../../commerce/domain/payment/paymentChecks';
import { checkPaymentLink } from '../../../commerce/domain/payment/paymentLink';
import { buildStaticBrCode } from '../../../commerce/domain/pix/pixBrCode';
import { normalizePixKey, PIX_KEY_TYPES, type PixKeyType } from '../../../commerce/domain/pix/pixKey';
import { todayInBrazil } from '../../../commerce/domain/time/timestamp';
import type { ItemParameters } from '../itemParameters';

const PIX_CODE_SOURCES = ['pasteFromBank', 'buildFromKey'] as const;

/** A PIX code, what is shown beside it, and what to warn of. */
export interface PixRead {
	code: string;
	merchantName: string;
	key: string;
	keyType: PixKeyType;
	warnings: Problem[];
}

/** The fields of pixCodeFields for a charge of this total, in integer cents. Throws InvalidInputError. */
export function readPixCode(params: ItemParameters, totalCents: number): PixRead {
	const settings = readCheckSettings(params, 'pix');
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
		return { code, merchantName, key, keyType, warnings: [] };
	}
	const field = 'PIX Copy and Paste Code';
	const given = params.text('pixCode', field, 'the BR Code of the bank, which starts with 000201');
	const { code, warnings } = checkPixCharge({ field, code: given, totalCents, key }, settings);
	return { code, merchantName, key, keyType, warnings };
}

/** The line of a boleto for a charge of this total, in integer cents. Throws InvalidInputError. */
export function readBoletoLine(
	params: ItemParameters,
	totalCents: number,
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
	const label = 'On Amount Mismatch';
	const onAmountMismatch = params.optionChoice('onAmountMismatch', label, ['auto', 'stop', 'warn'], 'auto');
	return {
		refuseInvalid: params.optionFlag('checkPaymentCode', 'Check Payment Code', true),
		onAmountMismatch: onAmountMismatch === 'auto' ? ON_MISMATCH_BY_METHOD[method] : onAmountMismatch,
	};
}
