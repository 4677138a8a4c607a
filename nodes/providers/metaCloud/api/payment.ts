import type { CommerceEvent, EventPayment } from '../../../../commerce/domain/event';
import type { Problem } from '../../../../commerce/domain/problem';
import { toIsoTime } from '../../../../commerce/domain/time/eventTime';
import { asObject, asText, compact } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';
import { MAX_AMOUNT_CENTS } from '../../../../commerce/domain/money/money';

/** What an event says of a payment. */
export interface PaymentFacts {
	event: CommerceEvent['event'];
	payment: EventPayment;
	warnings?: Problem[];
}

/** The customer tapped the card on file; the shop charges it then (Meta, payments-br/one-click-payments). */
export function readChosenMethod(chosen: LooseObject): PaymentFacts {
	const payment: EventPayment = compact({
		status: null,
		method: asText(chosen.payment_method),
		referenceId: asText(chosen.reference_id),
		lastFourDigits: asText(chosen.last_four_digits),
		credentialId: asText(chosen.credential_id),
		chosenAt: toIsoTime(chosen.payment_timestamp) ?? undefined,
	});
	return { event: 'paymentMethodChosen', payment };
}

/** A notice that public code for Brazil reads and no page of Meta describes. */
export function readPaymentNotice(notice: LooseObject): PaymentFacts {
	const status = asText(notice.payment_status) ?? asText(notice.status);
	const payment: EventPayment = compact({
		status: status ?? null,
		referenceId: asText(notice.reference_id),
		transactionId: asText(notice.transaction_id),
		payerName: asText(notice.payer_name),
	});
	return { event: eventOf(status), payment, warnings: [UNDOCUMENTED] };
}

/** A status of type "payment": gateways of India send it (Meta, payments-in); in Brazil none is expected. */
export function readPaymentStatus(status: LooseObject): PaymentFacts {
	const word = asText(status.status);
	const facts = asObject(status.payment) ?? {};
	const transaction = asObject(facts.transaction) ?? {};
	const amount = asObject(facts.amount) ?? {};
	const payment: EventPayment = compact({
		status: word ?? null,
		transactionStatus: asText(transaction.status),
		transactionId: asText(transaction.id),
		method: asText(asObject(transaction.method)?.type) ?? asText(transaction.method),
		amountCents: amountCents(amount),
		currency: asText(facts.currency) ?? asText(amount.currency),
		referenceId: asText(facts.reference_id),
	});
	return { event: eventOf(word), payment, warnings: [UNDOCUMENTED] };
}

const PAID_WORDS = ['captured', 'paid', 'success'];

function eventOf(status: string | undefined): CommerceEvent['event'] {
	return status !== undefined && PAID_WORDS.includes(status.toLowerCase()) ? 'paymentReceived' : 'unknown';
}

const UNDOCUMENTED: Problem = {
	rule: 'meta.paymentUndocumented',
	message:
		'Meta does not document this payment notice for Brazil: it is no proof of payment, so check with the bank or payment provider',
};

/** `{value, offset}` with the offsets that divide into cents; undefined for anything else. */
function amountCents({ value, offset }: LooseObject): number | undefined {
	const whole = digitsOf(value);
	const perUnit = digitsOf(offset);
	if (!Number.isSafeInteger(whole) || ![1, 10, 100].includes(perUnit)) return undefined;
	const cents = whole * (100 / perUnit);
	return cents <= MAX_AMOUNT_CENTS ? cents : undefined;
}

/** A whole number of digits alone: "1e3" and "0x10" are nobody's amount. NaN for anything else. */
function digitsOf(value: unknown): number {
	const text = asText(value) ?? '';
	return /^\d{1,16}$/.test(text) ? Number(text) : NaN;
}
