import type { LooseObject } from '../../looseJson';
import { dayOfIsoDate } from '../../time/calendarDay';
import { todayInBrazil } from '../../time/timestamp';
import type { Problem } from '../../problem';
import { readChargePayload, type ChargeFacts, type ReadCharge } from './chargePayload';
import type { SignatureVerdict } from './jwsSignature';

export type ChargeStatus = 'active' | 'paid' | 'expired' | 'removed' | 'unavailable';

/** A charge as a user sees it. */
export type Charge = {
	/** Null when the bank was not asked, gave no answer, or one that does not hold. */
	status: ChargeStatus | null;
	/** What the status means, or why there is none: one sentence. */
	statusText: string;
} & ChargeFacts;

/** What came of asking a bank. */
export interface BankAnswer {
	/** Null when there was no answer over HTTP. */
	httpStatus: number | null;
	signature: SignatureVerdict;
	/** What the charge says, whether or not its signature holds. */
	payload?: LooseObject;
	/** Why there is no charge in the answer. */
	reason?: string;
	/** The bank's words for a day or city that it does not take (HTTP 400). */
	refusal?: string;
}

const NO_FACTS: ChargeFacts = {
	amountCents: null,
	originalCents: null,
	fineCents: null,
	interestCents: null,
	discountCents: null,
	payerMayChangeAmount: false,
	txid: null,
	revision: null,
	createdAt: null,
	expiresAt: null,
	dueDate: null,
	payableUntil: null,
	key: null,
	receiver: null,
	payer: null,
	message: null,
	information: [],
};

/** The charge of which nothing is known, and why. */
export function unknownCharge(statusText: string): Charge {
	return { status: null, statusText, ...NO_FACTS };
}

/**
 * What a bank's answer means. 404 and 410 say that the charge cannot be paid, or not any more; which of the reasons
 * it is, a bank need not say. `requireSignature`: without a signature that holds, nothing is called paid.
 * Source: bacen/pix-api, openapi.yaml, tag CobPayload; issues 232, 310 and 378.
 */
export function reportCharge(
	{ httpStatus, signature, payload, reason }: BankAnswer,
	{ nowMs, requireSignature }: { nowMs: number; requireSignature: boolean },
): { charge: Charge; warnings: Problem[] } {
	if (httpStatus === 404 || httpStatus === 410) {
		const statusText = `The bank no longer serves this charge (HTTP ${httpStatus}): it was paid, it expired, or it was removed. Only your bank account says which.`;
		return { charge: { ...unknownCharge(statusText), status: 'unavailable' }, warnings: [] };
	}
	if (payload === undefined) {
		return { charge: unknownCharge(reason ?? 'The bank gave no answer.'), warnings: [] };
	}
	const read = readChargePayload(payload);
	if (read === undefined) return { charge: unknownCharge(notACharge(payload)), warnings: [] };
	const judged = judge(read, nowMs);
	const warnings = [...warningsAbout(read, judged.status, nowMs), ...warningsAboutSignature(signature)];
	if (judged.status === 'paid' && requireSignature && !signature.verified) {
		const statusText = `The bank's answer says that the charge was paid, but its signature does not hold: ${signature.reason ?? 'not verified'}.`;
		return { charge: { status: null, statusText, ...read.facts }, warnings };
	}
	return { charge: { ...judged, ...read.facts }, warnings };
}

function notACharge(payload: LooseObject): string {
	return 'idRec' in payload || 'recorrencia' in payload
		? RECURRENCE_LOCATION
		: "The bank's answer is signed, but it is not a charge.";
}

/** What the location of a recurrence serves. */
export const RECURRENCE_LOCATION =
	'This is the address of a recurrence (Pix Automático), by which a payer allows payments to come; there is no charge to look up.';

function judge({ facts, statusWord }: ReadCharge, nowMs: number): Pick<Charge, 'status' | 'statusText'> {
	switch (statusWord) {
		case 'CONCLUIDA':
			return {
				status: 'paid',
				statusText:
					'A payment came in, and the charge takes no other. The amount is what was due; a refund does not change this status.',
			};
		case 'REMOVIDA_PELO_USUARIO_RECEBEDOR':
			return { status: 'removed', statusText: 'The receiver removed the charge; it cannot be paid.' };
		case 'REMOVIDA_PELO_PSP':
			return { status: 'removed', statusText: 'The bank removed the charge; it cannot be paid.' };
		case 'ATIVA':
			return isExpired(facts, nowMs)
				? { status: 'expired', statusText: 'The charge was not paid in time; it cannot be paid any more.' }
				: { status: 'active', statusText: 'The charge has not been paid, and it can be paid.' };
		default:
			return {
				status: null,
				statusText: `The bank gives the charge a status that the PIX standard does not have: ${statusWord?.slice(0, 60) ?? 'none'}.`,
			};
	}
}

/** Holidays move the last day further than weekends do; no stretch of days off is known to be longer. */
const LONGEST_HOLIDAYS = 5;

function isExpired({ expiresAt, payableUntil }: ChargeFacts, nowMs: number): boolean {
	if (expiresAt !== null) return nowMs >= Date.parse(expiresAt);
	return payableUntil !== null && daysPast(payableUntil, nowMs) > LONGEST_HOLIDAYS;
}

function daysPast(payableUntil: string, nowMs: number): number {
	return dayOfIsoDate(todayInBrazil(nowMs), '') - dayOfIsoDate(payableUntil, '');
}

function warningsAbout(
	{ facts, isWithdrawal }: ReadCharge,
	status: Charge['status'],
	nowMs: number,
): Problem[] {
	const { amountCents, payerMayChangeAmount, payableUntil } = facts;
	return [
		...(status === 'paid' && payerMayChangeAmount ? [AMOUNT_MAY_DIFFER] : []),
		...(status === 'active' && payableUntil !== null && daysPast(payableUntil, nowMs) > 0
			? [
					{
						rule: 'charge.mayBePastDue',
						message: `The charge may be past due: it could be paid until ${payableUntil}, or some days longer where there are holidays`,
					},
				]
			: []),
		...(isWithdrawal ? [WITHDRAWAL] : []),
		...(amountCents === null ? [NO_AMOUNT] : []),
	];
}

const AMOUNT_MAY_DIFFER: Problem = {
	rule: 'charge.amountMayDiffer',
	message: 'The payer was free to change the amount: what came in may differ from amountCents',
};
const WITHDRAWAL: Problem = {
	rule: 'charge.withdrawal',
	message: 'The charge hands out cash (Pix Saque or Pix Troco), so its amount is not that of a sale',
};
const NO_AMOUNT: Problem = {
	rule: 'charge.noAmount',
	message: 'The charge has no amount that can be read',
};

function warningsAboutSignature({ verified, reason = 'not verified' }: SignatureVerdict): Problem[] {
	if (verified) return [];
	return [{ rule: 'charge.notVerified', message: `The signature of the bank does not hold: ${reason}` }];
}
