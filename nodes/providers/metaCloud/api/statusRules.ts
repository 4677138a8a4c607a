import { ChangeNotAllowedError, InvalidInputError } from '../../../../commerce/domain/errors';
import type { Problem } from '../../../../commerce/domain/problem';
import { ORDER_STATUSES } from '../../../../commerce/domain/order/order';
import type { OrderStatus } from '../../../../commerce/domain/order/order';
import { checkOrderTransition } from '../../../../commerce/domain/order/orderLifecycle';
import { META_PAYMENT_STATUSES } from './requests';
import type { MetaOrderUpdate, MetaPaymentStatus } from './requests';
import { checkOptionalText, checkReferenceId } from './texts';

const MAX_DESCRIPTION = 120;

/** What the workflow knows of the order so far; nothing of it is asked for. */
export interface MetaOrderState {
	orderStatus?: OrderStatus;
	paymentStatus?: MetaPaymentStatus;
}

/** The payment status a word means: Meta's own, or `paid` as Z-API says it. Throws InvalidInputError under `field`. */
export function parseMetaPaymentStatus(word: unknown, field: string): MetaPaymentStatus {
	const key = typeof word === 'string' ? word.trim().toLowerCase() : '';
	const status = key === 'paid' ? 'captured' : META_PAYMENT_STATUSES.find((known) => known === key);
	if (status !== undefined) return status;
	throw new InvalidInputError(field, word, `one of ${META_PAYMENT_STATUSES.join(', ')} (or paid)`);
}

/**
 * Checks an order status message, and the change against what is known of the order: Meta takes the message
 * with a 200 and reports a change that is not allowed later, as a failed delivery with 2046 or 2047
 * (Meta, payments-br/orders). Returns what to warn of; throws InvalidInputError or ChangeNotAllowedError.
 */
export function checkOrderUpdate(update: MetaOrderUpdate, before: MetaOrderState = {}): Problem[] {
	checkForm(update);
	const { orderStatus, payment } = update;
	const paid = before.paymentStatus === 'captured' || payment?.status === 'captured';
	if (orderStatus !== undefined) checkOrderTransition(before.orderStatus, orderStatus, { paid });
	if (payment) checkPaymentChange(before, payment.status);
	return pendingPaymentWarning(orderStatus, payment?.status ?? before.paymentStatus);
}

function checkForm({ referenceId, orderStatus, description, payment }: MetaOrderUpdate): void {
	checkReferenceId(referenceId);
	if (orderStatus === undefined && payment === undefined) {
		throw new InvalidInputError('New Order Status', undefined, 'an order status, a payment status, or both');
	}
	if (orderStatus !== undefined && !ORDER_STATUSES.includes(orderStatus)) {
		throw new InvalidInputError('New Order Status', orderStatus, `one of ${ORDER_STATUSES.join(', ')}`);
	}
	checkOptionalText(description, 'Status Description', MAX_DESCRIPTION);
	if (description !== undefined && orderStatus === undefined) {
		throw new InvalidInputError('Status Description', description, 'nothing without New Order Status');
	}
	if (payment === undefined) return;
	parseMetaPaymentStatus(payment.status, 'New Payment Status');
	const { timestamp } = payment;
	// In milliseconds it would lie beyond the year 5138.
	if (timestamp !== undefined && (!Number.isSafeInteger(timestamp) || timestamp < 0 || timestamp >= 1e11)) {
		throw new InvalidInputError('Payment Captured At', timestamp, 'Unix time in seconds');
	}
}

function checkPaymentChange(
	{ orderStatus, paymentStatus: from }: MetaOrderState,
	to: MetaPaymentStatus,
): void {
	const change = { from, to };
	if (from === 'captured' && to !== 'captured') {
		const why = 'a payment that was confirmed cannot go back';
		throw new ChangeNotAllowedError('New Payment Status', change, why);
	}
	if (orderStatus === 'canceled' && to === 'captured') {
		const why = 'a canceled order is final; send a new payment request with a new reference ID instead';
		throw new ChangeNotAllowedError('New Payment Status', change, why);
	}
}

/** "Pending" may mean every order that is not paid yet, or one whose payment is under way: the page has both readings. */
function pendingPaymentWarning(
	orderStatus: OrderStatus | undefined,
	paymentStatus: MetaPaymentStatus | undefined,
): Problem[] {
	if (orderStatus !== 'canceled' || paymentStatus !== 'pending') return [];
	const message =
		'WhatsApp may not cancel an order whose payment is pending; then the event Message Delivery Failed brings code 2047';
	return [{ rule: 'meta.cancelWhilePending', message }];
}
