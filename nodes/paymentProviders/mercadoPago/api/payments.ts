import {
	asObject,
	asText,
	objectsIn,
	ownMember,
	type LooseObject,
} from '../../../../commerce/domain/looseJson';
import type { PaymentEventName, PaymentMethod } from '../../../../commerce/domain/payment/paymentEvent';
import { nothing, onePayment, type PaymentStep } from '../../api/paymentStep';
import { centsOfReais, isoTime, sumOfCents, testEnvironment, toPaymentEvent } from '../../api/reading';

/**
 * The event of a payment as `GET /v1/payments/{id}` gives it (Mercado Pago Developers, "Resultados da criação de um
 * pagamento", /developers/pt/docs/checkout-api-payments/response-handling/collection-results).
 */
export function readPayment(payment: LooseObject): PaymentStep {
	const event = stateOf(payment);
	if (event === undefined) return nothing('the payment is not in a state that is reported');
	const refunded =
		event === 'paymentRefunded' ? centsOfReais(payment.transaction_amount_refunded) : undefined;
	const amountCents = centsOfReais(payment.transaction_amount);
	const isPart = isPartlyRefunded(payment) || (!!refunded && refunded !== amountCents);
	// A payment may pass a review and be disputed later.
	const dispute = event === 'paymentUnderReview' && payment.status !== 'in_process' ? 'dispute' : undefined;
	const id = asText(payment.id);
	if (id === undefined) return nothing('the payment has no id');
	return onePayment(
		toPaymentEvent({
			event,
			paymentProvider: 'mercadoPago',
			identity: ['payment', id, isPart ? String(refunded || 'part') : dispute],
			referenceId: asText(payment.external_reference),
			// A part of unknown size is not the whole.
			amountCents: isPart ? refunded || undefined : amountCents,
			currency: payment.currency_id,
			paidAt: isoTime(payment.date_approved),
			method: methodOf(asText(payment.payment_type_id), asText(payment.payment_method_id)),
			endToEndId: asText(asObject(asObject(payment.point_of_interaction)?.transaction_data)?.e2e_id),
			payerName: payerName(payment),
			feeCents: feeCents(payment),
			warnings: [testEnvironment(payment.live_mode === false)],
		}),
		payment,
	);
}

const STATES: { [status: string]: PaymentEventName } = {
	approved: 'paymentConfirmed',
	refunded: 'paymentRefunded',
	in_process: 'paymentUnderReview',
	in_mediation: 'paymentUnderReview',
};

function isPartlyRefunded({ status, status_detail: detail }: LooseObject): boolean {
	return status === 'approved' && detail === 'partially_refunded';
}

function stateOf(payment: LooseObject): PaymentEventName | undefined {
	const { status, status_detail: detail } = payment;
	if (isPartlyRefunded(payment)) return 'paymentRefunded';
	if (status === 'cancelled') return detail === 'expired' ? 'paymentExpired' : undefined;
	if (status === 'charged_back') {
		if (detail === 'reimbursed') return undefined;
		return detail === 'settled' ? 'paymentRefunded' : 'paymentUnderReview';
	}
	return ownMember(STATES, status);
}

const METHODS: { [type: string]: PaymentMethod } = {
	ticket: 'boleto',
	credit_card: 'card',
	debit_card: 'card',
	prepaid_card: 'card',
};

/** Of the type and id of a payment method, in payments and in orders alike. */
export function methodOf(type: string | undefined, id: string | undefined): PaymentMethod {
	return id === 'pix' ? 'pix' : (ownMember(METHODS, type) ?? 'other');
}

function payerName(payment: LooseObject): string | undefined {
	const { first_name: first, last_name: last } = asObject(payment.payer) ?? {};
	return asText([asText(first), asText(last)].filter((name) => name !== undefined).join(' '));
}

/** What Mercado Pago keeps of the shop's money. */
function feeCents({ fee_details: details }: LooseObject): number | undefined {
	const own = objectsIn(details).filter(({ fee_payer: payer }) => payer === 'collector');
	return sumOfCents(own.map(({ amount }) => centsOfReais(amount)));
}
