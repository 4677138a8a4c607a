import {
	asObject,
	asText,
	objectsIn,
	ownMember,
	type LooseObject,
} from '../../../../commerce/domain/looseJson';
import type { PaymentEventName, PaymentMethod } from '../../../../commerce/domain/payment/paymentEvent';
import { isSameText } from '../../../../commerce/domain/secret';
import { parseJsonObject } from '../../../providers/api/httpOutcome';
import {
	lookUpFailed,
	notBelieved,
	nothing,
	onePayment,
	type PaymentAccess,
	type PaymentCall,
	type PaymentStep,
} from '../../api/paymentStep';
import { single } from '../../api/proof';
import { centsOfReais, isoTime, sumOfCents, toPaymentEvent } from '../../api/reading';

/**
 * Events that change what a shop does, by Asaas's name (docs.asaas.com, "Eventos para cobranças",
 * /docs/webhook-para-cobrancas). A card payment is confirmed first and received a month later: one state.
 */
const STATES: { [event: string]: PaymentEventName } = {
	PAYMENT_CONFIRMED: 'paymentConfirmed',
	PAYMENT_RECEIVED: 'paymentConfirmed',
	PAYMENT_DUNNING_RECEIVED: 'paymentConfirmed',
	PAYMENT_REFUNDED: 'paymentRefunded',
	PAYMENT_PARTIALLY_REFUNDED: 'paymentRefunded',
	PAYMENT_OVERDUE: 'paymentExpired',
	PAYMENT_AWAITING_RISK_ANALYSIS: 'paymentUnderReview',
	PAYMENT_CHARGEBACK_REQUESTED: 'paymentUnderReview',
	PAYMENT_CHARGEBACK_DISPUTE: 'paymentUnderReview',
	PAYMENT_AWAITING_CHARGEBACK_REVERSAL: 'paymentUnderReview',
};

/** Statuses in which a payment that is looked up bears a state out (docs.asaas.com, /reference/recuperar-uma-unica-cobranca). */
const STATUSES: Record<PaymentEventName, readonly string[]> = {
	paymentConfirmed: ['CONFIRMED', 'RECEIVED', 'RECEIVED_IN_CASH', 'DUNNING_RECEIVED'],
	paymentRefunded: ['REFUNDED', 'CONFIRMED', 'RECEIVED', 'RECEIVED_IN_CASH'],
	paymentExpired: ['OVERDUE'],
	paymentUnderReview: [
		'AWAITING_RISK_ANALYSIS',
		'CHARGEBACK_REQUESTED',
		'CHARGEBACK_DISPUTE',
		'AWAITING_CHARGEBACK_REVERSAL',
	],
};

const METHODS: { [billingType: string]: PaymentMethod } = {
	PIX: 'pix',
	BOLETO: 'boleto',
	CREDIT_CARD: 'card',
	DEBIT_CARD: 'card',
};

/**
 * Judges a call of Asaas. Its only proof is the shop's own token in `asaas-access-token` (docs.asaas.com, "Introdução",
 * /docs/sobre-os-webhooks); the body is signed by nobody, so with an API token the payment is asked for. What is
 * Asaas's and unwanted is answered 200: fifteen other answers in a row stop its queue.
 */
export function receiveAsaas({ headers, body }: PaymentCall, access: PaymentAccess): PaymentStep {
	if (!isSameText(single(headers, 'asaas-access-token'), access.secret)) {
		return notBelieved('the header asaas-access-token is not the token of the credential');
	}
	const call = asObject(body) ?? {};
	const payment = asObject(call.payment) ?? {};
	const id = asText(payment.id);
	const state = ownMember(STATES, call.event);
	if (state === undefined) return nothing('not an event of a payment that is reported');
	if (id === undefined) return nothing('the payment has no id');
	if (!access.canAsk) return read(state, call, payment, id, [NOT_LOOKED_UP]);
	return {
		kind: 'ask',
		request: { method: 'GET', path: `/v3/payments/${encodeURIComponent(id)}` },
		then: ({ statusCode, body: answer }) => {
			const found = statusCode === 200 ? parseJsonObject(answer) : undefined;
			if (found === undefined || asText(found.id) !== id) return lookUpFailed(`Asaas answered ${statusCode}`);
			if (!STATUSES[state].includes(String(found.status))) {
				return nothing('the payment has another status at Asaas than the call says');
			}
			return read(state, call, found, id, []);
		},
	};
}

const NOT_LOOKED_UP = {
	rule: 'asaas.notLookedUp',
	message:
		'Asaas signs no amount: this one is as the call gave it. With API Token in the credential, the payment is asked for at Asaas.',
};

function read(
	event: PaymentEventName,
	call: LooseObject,
	payment: LooseObject,
	id: string,
	warnings: Array<{ rule: string; message: string }>,
): PaymentStep {
	const value = centsOfReais(payment.value);
	const net = centsOfReais(payment.netValue);
	const refunded = event === 'paymentRefunded' ? refundedCents(payment) : undefined;
	if (event === 'paymentRefunded' && payment.status !== 'REFUNDED' && refunded === undefined) {
		return nothing('nothing of the payment was refunded');
	}
	// A payment may pass a risk analysis and be disputed later.
	const dispute = String(call.event).includes('CHARGEBACK') ? 'dispute' : undefined;
	const found = toPaymentEvent({
		event,
		paymentProvider: 'asaas',
		identity: [id, refunded === undefined || refunded === value ? dispute : String(refunded)],
		referenceId: asText(payment.externalReference),
		amountCents: refunded ?? value,
		paidAt: paidAt(call, payment),
		method: ownMember(METHODS, payment.billingType),
		feeCents: value !== undefined && net !== undefined && net <= value ? value - net : undefined,
		warnings: [...warnings, ...(asText(payment.installment) === undefined ? [] : [ONE_INSTALMENT])],
	});
	return onePayment(found, { ...call, payment });
}

const ONE_INSTALMENT = {
	rule: 'asaas.instalment',
	message: 'The amount is that of one instalment, not of the whole purchase.',
};

/** What was given back so far: parts are listed, of the whole only the status tells. */
function refundedCents({ refunds }: LooseObject): number | undefined {
	const done = objectsIn(refunds).filter(({ status }) => status === undefined || status === 'DONE');
	return sumOfCents(done.map(({ value }) => centsOfReais(value)));
}

/** Asaas gives the day of a payment; the event of that day, in `dateCreated`, has the time as well. */
function paidAt({ dateCreated }: LooseObject, payment: LooseObject): string | null {
	const days = [payment.clientPaymentDate, payment.paymentDate, payment.confirmedDate];
	const day = days.find((date) => typeof date === 'string');
	const isOfThatDay = typeof dateCreated === 'string' && dateCreated.startsWith(String(day));
	return isoTime(isOfThatDay ? dateCreated : day);
}
