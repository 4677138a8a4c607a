import { InvalidInputError, InWords } from '../errors';
import { formatBrl } from '../money/money';
import type { Charge } from '../pix/charge/chargeReport';
import type { SignatureVerdict } from '../pix/charge/jwsSignature';
import type { Problem } from '../problem';
import type { PaymentCheckSettings, PixCharge } from './paymentChecks';

const SOON_MS = 3_600_000;

/**
 * Holds a PIX code that is about to be sent against what its bank says of the charge. Throws InvalidInputError when it
 * cannot be paid, and for another amount as `onAmountMismatch` says. Returns warnings: another amount, an end within
 * the hour, or that the bank gave no answer that holds, of which nothing else is believed.
 */
export function checkChargeAtBank(
	{ field, totalCents }: Pick<PixCharge, 'field' | 'totalCents'>,
	charge: Charge,
	{
		onAmountMismatch,
		signature,
		nowMs,
	}: Pick<PaymentCheckSettings, 'onAmountMismatch'> & { signature: SignatureVerdict; nowMs: number },
): Problem[] {
	const { status, statusText, amountCents, expiresAt } = charge;
	if (status === 'unavailable') throw notPayable(field, statusText);
	if (status === null) return [unchecked(statusText)];
	if (!signature.verified) {
		return [unchecked(`the signature of its answer does not hold: ${signature.reason ?? 'not verified'}`)];
	}
	if (status !== 'active') throw notPayable(field, statusText);
	const warnings: Problem[] = [];
	if (amountCents !== null && totalCents !== undefined && amountCents !== totalCents) {
		if (onAmountMismatch === 'stop') throw otherAmount(amountCents, totalCents);
		const message = `The bank wants ${formatBrl(amountCents)} for the PIX code, but the total of the message is ${formatBrl(totalCents)}`;
		warnings.push({ rule: 'charge.amountDiffers', message });
	}
	if (expiresAt !== null && Date.parse(expiresAt) - nowMs < SOON_MS) {
		warnings.push({
			rule: 'charge.expiresSoon',
			message: `The PIX code can be paid only until ${expiresAt}`,
		});
	}
	return warnings;
}

function notPayable(field: string, statusText: string): InvalidInputError {
	const found = new InWords('a charge that cannot be paid');
	return new InvalidInputError(field, found, `one that can. ${statusText.replace(/\.$/, '')}`);
}

function otherAmount(amountCents: number, totalCents: number): InvalidInputError {
	const expected = `${formatBrl(amountCents)}, which the bank wants for the PIX code; to send it anyway, set Options > On Amount Mismatch to Warn`;
	return new InvalidInputError('Total', formatBrl(totalCents), expected);
}

function unchecked(why: string): Problem {
	return { rule: 'charge.notChecked', message: `The bank could not confirm the PIX code: ${why}` };
}
