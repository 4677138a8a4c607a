import { InvalidInputError, InWords } from '../errors';
import { formatBrl } from '../money/money';
import type { OrderStatus } from '../order/order';
import type { Problem } from '../problem';
import type { PaymentEventName } from './paymentEvent';
import type { GivenPayment } from './readPaymentEvent';

const EVENT = 'Payment Event';

/** What a customer may be told of an order after each event: neither provider has a payment status for a refund. */
const ORDER_STATUSES_AFTER: Record<PaymentEventName, readonly OrderStatus[]> = {
	paymentConfirmed: ['pending', 'processing', 'partially_shipped', 'shipped', 'completed'],
	paymentRefunded: ['canceled'],
	paymentExpired: ['pending', 'canceled'],
	paymentUnderReview: ['pending', 'processing'],
};

const INSTEAD: Record<Exclude<PaymentEventName, 'paymentConfirmed'>, string> = {
	paymentRefunded: 'tell the customer of a refund with Order Status, Canceled',
	paymentExpired: 'use Order Status, or another payment status',
	paymentUnderReview:
		'wait for the event that ends the review, or use Order Status or another payment status',
};

/**
 * Refuses a payment status that the event contradicts: only a confirmed payment makes an order paid, and it makes
 * no other status. Throws InvalidInputError.
 */
export function checkPaymentStatusAfter(
	{ event }: GivenPayment,
	status: 'paid' | 'pending' | 'failed',
): void {
	if (event === 'paymentConfirmed') {
		if (status === 'paid') return;
		throw new InvalidInputError(
			'New Payment Status',
			status,
			`paid, because the payment event says ${event}`,
		);
	}
	if (status !== 'paid' && event !== 'paymentRefunded') return;
	const expected = `paymentConfirmed, because nothing else makes an order paid: ${INSTEAD[event]}`;
	throw new InvalidInputError(EVENT, new InWords(event), expected);
}

/** Refuses an order status that the event contradicts. Throws InvalidInputError. */
export function checkOrderStatusAfter({ event }: GivenPayment, status: OrderStatus): void {
	const allowed = ORDER_STATUSES_AFTER[event];
	if (allowed.includes(status)) return;
	const expected = `${allowed.join(' or ')}, because the payment event says ${event}`;
	throw new InvalidInputError('New Order Status', status, expected);
}

/**
 * The event's own warnings and, before an order is canceled whose payment status nobody looked at, that WhatsApp may
 * refuse it (Meta, order_status; error 2047).
 */
export function warningsBeforeStatus({ event, warnings }: GivenPayment, status: OrderStatus): Problem[] {
	if (event !== 'paymentRefunded' || status !== 'canceled') return warnings;
	const message =
		'WhatsApp does not cancel an order that it was told is paid, and reports that only later: then Message Status says failed, with code 2047';
	return [...warnings, { rule: 'payment.cancelAfterPaid', message }];
}

/** Whether the event's amount is money that moved, and not what was due. */
export function hasMoved({ event }: GivenPayment): boolean {
	return event === 'paymentConfirmed' || event === 'paymentRefunded';
}

/**
 * Refuses an event of another amount. Integer cents; `whose` says where the expected one comes from, e.g. "the total
 * of the order". Throws InvalidInputError with both amounts.
 */
export function checkAmount(
	{ event, amountCents }: GivenPayment,
	expectedCents: number,
	whose: string,
): void {
	if (amountCents === expectedCents) return;
	const found = amountCents === null ? 'no amount' : `${formatBrl(amountCents)} (${event})`;
	throw new InvalidInputError(EVENT, new InWords(found), `${formatBrl(expectedCents)}, ${whose}`);
}
