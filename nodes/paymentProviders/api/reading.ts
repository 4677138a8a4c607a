import { asText, compact } from '../../../commerce/domain/looseJson';
import { parseAmountCents, type AmountOptions } from '../../../commerce/domain/money/money';
import type { PaymentEvent } from '../../../commerce/domain/payment/paymentEvent';
import type { Problem } from '../../../commerce/domain/problem';
import { toIsoTime } from '../../../commerce/domain/time/eventTime';
import { joinEventId } from '../../providers/api/eventReading';

/** Integer cents of an amount in reais, as number (149.9) or text ("149.90"); undefined when it is none. */
export function centsOfReais(value: unknown): number | undefined {
	return cents(value, { decimalMark: 'dot' });
}

/** The same of somebody who may write "149,90" as well; undefined also for a text with two readings ("1,499"). */
export function centsOfWrittenReais(value: unknown): number | undefined {
	return cents(value, { decimalMark: 'auto' });
}

/**
 * Integer cents of an amount in cents, as number or text; undefined when it is none. What was paid and cannot be read
 * is no reason to take what was charged instead: choose between the two by which is there.
 */
export function centsOfCents(value: unknown): number | undefined {
	return cents(value, { unit: 'cents' });
}

function cents(value: unknown, options: AmountOptions): number | undefined {
	if (typeof value !== 'number' && asText(value) === undefined) return undefined;
	try {
		return parseAmountCents(value, options);
	} catch {
		// What it found and expected is of no use: nobody typed it in here.
		return undefined;
	}
}

/** Their sum; undefined when one of them could not be read, and of none. */
export function sumOfCents(parts: ReadonlyArray<number | undefined>): number | undefined {
	const known = parts.filter((cents) => cents !== undefined);
	if (known.length === 0 || known.length < parts.length) return undefined;
	return known.reduce((sum, cents) => sum + cents, 0);
}

/**
 * ISO 8601 time of a date or moment. Brazilian providers leave the time zone out: then it is Brasília's, and a date
 * alone is its first moment there.
 */
export function isoTime(value: unknown): string | null {
	if (typeof value !== 'string') return toIsoTime(value);
	const text = value.trim();
	if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return toIsoTime(`${text}T00:00:00-03:00`);
	const hasNoZone = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/.test(text);
	return toIsoTime(hasNoZone ? `${text.replace(' ', 'T')}-03:00` : text);
}

/** What a reader found; everything but name and identity may be missing. */
export interface FoundPayment extends Pick<PaymentEvent, 'event' | 'paymentProvider'> {
	/**
	 * What names this state of this payment, and no other: the payment's id, and more where one payment can reach the
	 * state again, e.g. by another part of it being refunded; only the last may be missing. Never the id of the call.
	 */
	identity: ReadonlyArray<string | undefined>;
	referenceId?: string;
	amountCents?: number;
	/** As the payment provider names it; reais unless given. Amounts of another one are left out with a warning. */
	currency?: unknown;
	paidAt?: string | null;
	method?: PaymentEvent['method'];
	txid?: string;
	endToEndId?: string;
	payerName?: string;
	feeCents?: number;
	warnings?: Array<Problem | undefined>;
}

/** The event in the shape all payment providers share. What is missing and needed to act on it becomes a warning. */
export function toPaymentEvent({ identity, warnings = [], ...found }: FoundPayment): PaymentEvent {
	const { event, paymentProvider, referenceId, paidAt, method = 'other' } = found;
	const isInReais = (asText(found.currency) ?? 'BRL').toUpperCase() === 'BRL';
	const amountCents = isInReais ? found.amountCents : undefined;
	const told = [
		...warnings,
		referenceId === undefined ? NO_REFERENCE : undefined,
		isInReais ? undefined : OTHER_CURRENCY,
		isInReais && amountCents === undefined ? NO_AMOUNT : undefined,
	].filter((warning) => warning !== undefined);
	return compact({
		event,
		referenceId: referenceId ?? null,
		amountCents: amountCents ?? null,
		paidAt: paidAt ?? null,
		method,
		payerName: found.payerName,
		txid: found.txid,
		endToEndId: found.endToEndId,
		feeCents: isInReais ? found.feeCents : undefined,
		warnings: told.length > 0 ? told : undefined,
		paymentProvider,
		eventId: joinEventId([paymentProvider, event, ...identity.filter((part) => part !== undefined)]),
	});
}

const NO_REFERENCE: Problem = {
	rule: 'payment.noReference',
	message: 'The payment names no order: the charge was made without one.',
};
const NO_AMOUNT: Problem = {
	rule: 'payment.noAmount',
	message: 'The payment provider gave no amount that can be read.',
};
const OTHER_CURRENCY: Problem = {
	rule: 'payment.otherCurrency',
	message: 'The payment is not in reais, so its amount was left out.',
};

/** A warning that what came is of the payment provider's test environment. */
export function testEnvironment(isTest: boolean): Problem | undefined {
	if (!isTest) return undefined;
	return { rule: 'payment.test', message: 'This payment is of the test environment: no money was moved.' };
}
