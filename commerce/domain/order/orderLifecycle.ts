import { ChangeNotAllowedError, InvalidInputError } from '../errors';
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
 * The same status again is allowed; `from` is undefined when it is unknown. Throws ChangeNotAllowedError with the rule.
 */
export function checkOrderTransition(
	from: OrderStatus | undefined,
	to: OrderStatus,
	options: { paid: boolean },
): void {
	const why = from === to ? undefined : whyNoOrderTransition(from, to, options.paid);
	if (why !== undefined) throw new ChangeNotAllowedError('New Order Status', { from, to }, why);
}

function whyNoOrderTransition(
	from: OrderStatus | undefined,
	to: OrderStatus,
	paid: boolean,
): string | undefined {
	if (from === 'completed') return 'a completed order is final';
	if (from === 'canceled') return CANCELED_IS_FINAL;
	if (to === 'pending' && from !== undefined) return 'an order never returns to pending';
	return to === 'canceled' && paid ? 'a paid order cannot be canceled' : undefined;
}

const CANCELED_IS_FINAL =
	'a canceled order is final; send a new payment request with a new reference ID instead';

/**
 * Refuses paid → pending, because the customer already sees the order as paid and neither provider has a word
 * for a refund, and paid for a canceled order. The same status again is allowed; `from` is undefined when
 * it is unknown. Throws ChangeNotAllowedError with the rule.
 */
export function checkPaymentTransition(
	from: PaymentStatus | undefined,
	to: PaymentStatus,
	{ orderStatus }: { orderStatus: OrderStatus },
): void {
	const why = whyNoPaymentTransition(from, to, orderStatus);
	if (why !== undefined) throw new ChangeNotAllowedError('New Payment Status', { from, to }, why);
}

function whyNoPaymentTransition(
	from: PaymentStatus | undefined,
	to: PaymentStatus,
	orderStatus: OrderStatus,
): string | undefined {
	if (from === 'paid' && to === 'pending') return 'a payment that was confirmed cannot go back to pending';
	return orderStatus === 'canceled' && to === 'paid' ? CANCELED_IS_FINAL : undefined;
}
