import { asObject, asText, ownMember, type LooseObject } from '../../../../commerce/domain/looseJson';
import type { PaymentEventName } from '../../../../commerce/domain/payment/paymentEvent';
import { nothing, onePayment, type PaymentStep } from '../../api/paymentStep';
import { centsOfReais, isoTime, testEnvironment, toPaymentEvent } from '../../api/reading';
import { methodOf } from './payments';

/**
 * The event of an order as `GET /v1/orders/{id}` gives it, with amounts as text (Mercado Pago Developers, "Status da
 * order", /developers/pt/docs/checkout-api-orders/payment-management/status/order-status).
 */
export function readOrder(order: LooseObject): PaymentStep {
	const event = stateOf(order);
	const id = asText(order.id);
	if (event === undefined || id === undefined) return nothing('the order is not in a state that is reported');
	const { payments, refunds } = asObject(order.transactions) ?? {};
	const method = asObject(asObject(first(payments))?.payment_method);
	const paid = centsOfReais(order.total_paid_amount) ?? centsOfReais(order.total_amount);
	const refunded = event === 'paymentRefunded' ? sumOf(refunds) : undefined;
	const isPart = refunded !== undefined && refunded !== paid;
	return onePayment(
		toPaymentEvent({
			event,
			paymentProvider: 'mercadoPago',
			identity: ['order', id, isPart ? String(refunded) : undefined],
			referenceId: asText(order.external_reference),
			amountCents: refunded ?? paid,
			paidAt: isoTime(order.last_updated_date ?? order.created_date),
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

function stateOf({ status, status_detail: detail }: LooseObject): PaymentEventName | undefined {
	if (status === 'processed' && detail === 'partially_refunded') return 'paymentRefunded';
	if (status === 'charged_back' && detail === 'settled') return 'paymentRefunded';
	if (status === 'charged_back' && detail === 'reimbursed') return undefined;
	return ownMember(STATES, status);
}

function first(list: unknown): unknown {
	return Array.isArray(list) ? (list[0] as unknown) : undefined;
}

function sumOf(refunds: unknown): number | undefined {
	if (!Array.isArray(refunds)) return undefined;
	const cents = refunds.map((refund) => centsOfReais(asObject(refund)?.amount));
	return cents.includes(undefined) || cents.length === 0
		? undefined
		: cents.reduce<number>((sum, each) => sum + (each ?? 0), 0);
}
