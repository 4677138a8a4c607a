import {
	asObject,
	asText,
	objectsIn,
	ownMember,
	type LooseObject,
} from '../../../../commerce/domain/looseJson';
import type { PaymentEventName } from '../../../../commerce/domain/payment/paymentEvent';
import { nothing, onePayment, type PaymentStep } from '../../api/paymentStep';
import { centsOfReais, isoTime, sumOfCents, testEnvironment, toPaymentEvent } from '../../api/reading';
import { methodOf } from './payments';

/**
 * The event of an order as `GET /v1/orders/{id}` gives it, with amounts as text (Mercado Pago Developers, "Status da
 * order", /developers/pt/docs/checkout-api-orders/payment-management/status/order-status; of Checkout Pro:
 * …/checkout-pro-orders/payment-management/status/order-status).
 */
export function readOrder(order: LooseObject): PaymentStep {
	const event = stateOf(order);
	const id = asText(order.id);
	if (event === undefined || id === undefined) return nothing('the order is not in a state that is reported');
	const { payments, refunds } = asObject(order.transactions) ?? {};
	const method = asObject(asObject(first(payments))?.payment_method);
	const isPaid = event === 'paymentConfirmed' || event === 'paymentRefunded';
	const due = centsOfReais(order.total_amount);
	const paid = isPaid ? centsOfReais(order.total_paid_amount ?? order.total_amount) : due;
	const refunded = event === 'paymentRefunded' ? sumOf(refunds) : undefined;
	const isPart = isPartlyRefunded(order) || (refunded !== undefined && refunded !== paid);
	// An order may pass a review and be disputed later.
	const dispute = event === 'paymentUnderReview' && order.status === 'charged_back' ? 'dispute' : undefined;
	return onePayment(
		toPaymentEvent({
			event,
			paymentProvider: 'mercadoPago',
			identity: ['order', id, isPart ? String(refunded ?? 'part') : dispute],
			referenceId: asText(order.external_reference),
			// A part of unknown size is not the whole.
			amountCents: isPart ? refunded : paid,
			currency: order.currency,
			paidAt: isPaid ? isoTime(order.last_updated_date ?? order.created_date) : null,
			method: methodOf(asText(method?.type), asText(method?.id)),
			warnings: [testEnvironment(order.live_mode === false)],
		}),
		order,
	);
}

const STATES: { [status: string]: PaymentEventName } = {
	processed: 'paymentConfirmed',
	refunded: 'paymentRefunded',
	expired: 'paymentExpired',
	processing: 'paymentUnderReview',
	charged_back: 'paymentUnderReview',
};

function isPartlyRefunded({ status_detail: detail }: LooseObject): boolean {
	return detail === 'partially_refunded';
}

function stateOf(order: LooseObject): PaymentEventName | undefined {
	const { status, status_detail: detail } = order;
	// One of Checkout Pro stays processed when all of it was refunded.
	if (status === 'processed' && (detail === 'refunded' || isPartlyRefunded(order))) return 'paymentRefunded';
	if (status === 'charged_back' && detail === 'settled') return 'paymentRefunded';
	if (status === 'charged_back' && detail === 'reimbursed') return undefined;
	return ownMember(STATES, status);
}

function first(list: unknown): unknown {
	return Array.isArray(list) ? (list[0] as unknown) : undefined;
}

/** Statuses of a refund by which no money has gone back. */
const NOT_REFUNDED: readonly unknown[] = ['created', 'processing', 'failed', 'canceled'];

function sumOf(refunds: unknown): number | undefined {
	const done = objectsIn(refunds).filter(({ status }) => !NOT_REFUNDED.includes(status));
	return sumOfCents(done.map(({ amount }) => centsOfReais(amount)));
}
