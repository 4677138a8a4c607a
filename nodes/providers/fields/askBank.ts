import { checkChargeAtBank } from '../../../commerce/domain/payment/chargeCheck';
import type { PaymentCheckSettings, PixCharge } from '../../../commerce/domain/payment/paymentChecks';
import { reportCharge } from '../../../commerce/domain/pix/charge/chargeReport';
import { readLocation } from '../../../commerce/domain/pix/charge/location';
import { decodeBrCode } from '../../../commerce/domain/pix/pixBrCode';
import type { ItemParameters } from '../itemParameters';
import type { PreparedSend } from '../operation';
import { ASK_BANK_FIRST_OPTION } from './options';

/**
 * What Options > Ask the Bank First adds to a message that carries a pasted PIX code; nothing while it is off. Throws
 * InvalidInputError for a setting that is none.
 */
export function askBankFirst(
	params: ItemParameters,
	charge: PixCharge,
	settings: PaymentCheckSettings,
): Pick<PreparedSend, 'askBank'> {
	if (!params.optionFlag(ASK_BANK_FIRST_OPTION)) return {};
	return {
		async askBank(bank) {
			const { kind, url = '' } = decodeBrCode(charge.code);
			if (kind !== 'dynamic') return [STATIC_CODE];
			const read = readLocation(url);
			if ('reason' in read) return [notAsked(read.reason)];
			const answer = await bank.ask(read.location);
			const nowMs = Date.now();
			const { signature } = answer;
			const { charge: found, warnings } = reportCharge(answer, { nowMs, requireSignature: true });
			const checked = checkChargeAtBank(charge, found, { ...settings, nowMs, signature });
			return [...checked, ...(signature.verified ? warnings : [])];
		},
	};
}

const STATIC_CODE = {
	rule: 'charge.static',
	message: 'The PIX code is static, so there is no bank to ask about it',
};

function notAsked(reason: string) {
	return { rule: 'charge.notChecked', message: `The bank was not asked about the PIX code: ${reason}` };
}
