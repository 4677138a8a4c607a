import { InvalidInputError } from './errors';
import { ORDER_STATUSES, PAYMENT_STATUSES, type OrderStatus, type PaymentStatus } from './order';

/** Spellings met in webhooks and older documents that are not the word we send. */
const ORDER_STATUS_SPELLINGS: Record<string, OrderStatus> = { cancelled: 'canceled' };
const PAYMENT_STATUS_SPELLINGS: Record<string, PaymentStatus> = { captured: 'paid' };

/**
 * The order status a word means, in any case and with `-`, `_` or a space: Meta's documents print both
 * `partially-shipped` and `partially_shipped`. Throws InvalidInputError under `field`.
 */
export function parseOrderStatus(word: unknown, field: string): OrderStatus {
	const status = findOrderStatus(word);
	if (status === undefined) throw new InvalidInputError(field, word, `one of ${ORDER_STATUSES.join(', ')}`);
	return status;
}

/** The payment status a word means; the Hub's `captured` is `paid`. Throws InvalidInputError under `field`. */
export function parsePaymentStatus(word: unknown, field: string): PaymentStatus {
	const status = findPaymentStatus(word);
	if (status === undefined) {
		throw new InvalidInputError(field, word, `one of ${PAYMENT_STATUSES.join(', ')} (or captured)`);
	}
	return status;
}

/** The order status a word means, as parseOrderStatus reads it; undefined when it means none. */
export function findOrderStatus(word: unknown): OrderStatus | undefined {
	const key = statusKey(word);
	return ORDER_STATUSES.find((known) => known === key) ?? lookUp(ORDER_STATUS_SPELLINGS, key);
}

/** The payment status a word means, as parsePaymentStatus reads it; undefined when it means none. */
export function findPaymentStatus(word: unknown): PaymentStatus | undefined {
	const key = statusKey(word);
	return PAYMENT_STATUSES.find((known) => known === key) ?? lookUp(PAYMENT_STATUS_SPELLINGS, key);
}

function statusKey(word: unknown): string {
	return typeof word === 'string'
		? word
				.trim()
				.toLowerCase()
				.replace(/[-\s]+/g, '_')
		: '';
}

function lookUp<Status>(spellings: Record<string, Status>, key: string): Status | undefined {
	return Object.prototype.hasOwnProperty.call(spellings, key) ? spellings[key] : undefined;
}

/**
 * Refuses an order status change WhatsApp does not allow (Meta, order_status; webhook errors 2046 and 2047):
 * completed and canceled are final, nothing returns to pending, a paid order cannot be canceled.
 * The same status again is allowed. Throws InvalidInputError with the rule.
 */
export function checkOrderTransition(from: OrderStatus, to: OrderStatus, options: { paid: boolean }): void {
	if (from === to) return;
	const change = `${from} → ${to}`;
	if (from === 'completed') {
		throw new InvalidInputError('Order Status', change, 'no change: a completed order is final');
	}
	if (from === 'canceled') {
		throw new InvalidInputError(
			'Order Status',
			change,
			'no change: a canceled order is final; send a new payment request with a new reference',
		);
	}
	if (to === 'pending') {
		throw new InvalidInputError('Order Status', change, 'a later status: an order never returns to pending');
	}
	if (to === 'canceled' && options.paid) {
		throw new InvalidInputError('Order Status', change, 'another status: a paid order cannot be canceled');
	}
}

/**
 * Refuses paid → pending: the customer already sees the order as paid, and neither provider has a word
 * for a refund. The same status again is allowed. Throws InvalidInputError with the rule.
 */
export function checkPaymentTransition(from: PaymentStatus, to: PaymentStatus): void {
	if (from === 'paid' && to === 'pending') {
		throw new InvalidInputError(
			'Payment Status',
			`${from} → ${to}`,
			'paid: a payment that was confirmed cannot go back to pending',
		);
	}
}
