import { createHmac } from 'crypto';

import { asObject, asText, ownMember, type LooseObject } from '../../../../commerce/domain/looseJson';
import type { PaymentEventName, PaymentMethod } from '../../../../commerce/domain/payment/paymentEvent';
import { isSameText } from '../../../../commerce/domain/secret';
import {
	notBelieved,
	nothing,
	onePayment,
	type PaymentAccess,
	type PaymentCall,
	type PaymentStep,
} from '../../api/paymentStep';
import { single } from '../../api/proof';
import { centsOfCents, isoTime, testEnvironment, toPaymentEvent } from '../../api/reading';

/**
 * The key of AbacatePay's HMAC. It is published and the same for all shops, so that it proves that a body is intact
 * and not who sent it (AbacatePay, "Segurança dos webhooks", docs.abacatepay.com/pages/notificacoes/seguranca).
 */
export const PUBLISHED_KEY = [
	't9dXRhHHo3yDEj5pVDYz0frf7q6bMKyMRmxxCPIPp3RCplBfXRxqlC6ZpiWmOqj4L63qEaeUOtrCI8P0VMUgo6iIga2ri9og',
	'aHFs0WIIywSMg0q7RmBfybe1E5XJcfC4IW3alNqym0tXoAKkzvfEjZxV6bE0oG2zJrNNYmUCKZyV0KZ3JS8Votf9EAWWYdiD',
	'kMkpbMdPggfh1EqHlVkMiTady6jOR3hyzGEHrIz2Ret0xHKMbiqkr9HS1JhNHDX9',
].join('');

/**
 * By the event's name alone: refunded and disputed ones still print `status: "PAID"` (AbacatePay, "Checkout" and
 * "Checkout Transparente", docs.abacatepay.com/pages/webhooks/events/checkout and …/transparent; v1:
 * docs.abacatepay.com/pages/v1/webhooks). A dispute that is lost takes the money back.
 */
const STATES: { [event: string]: PaymentEventName } = {
	'billing.paid': 'paymentConfirmed',
	'checkout.completed': 'paymentConfirmed',
	'transparent.completed': 'paymentConfirmed',
	'pix_key.received': 'paymentConfirmed',
	'checkout.refunded': 'paymentRefunded',
	'transparent.refunded': 'paymentRefunded',
	'pix_key.refunded': 'paymentRefunded',
	'checkout.lost': 'paymentRefunded',
	'transparent.lost': 'paymentRefunded',
	'checkout.disputed': 'paymentUnderReview',
	'transparent.disputed': 'paymentUnderReview',
};

const METHODS: { [method: string]: PaymentMethod } = { PIX: 'pix', BOLETO: 'boleto', CARD: 'card' };

/** Judges a call of AbacatePay: both the shop's secret and the signature of the body have to be right. */
export function receiveAbacatePay(call: PaymentCall, access: PaymentAccess): PaymentStep {
	const why = whyNotBelieved(call, access.secret);
	if (why !== undefined) return notBelieved(why);
	const body = asObject(call.body) ?? {};
	const event = ownMember(STATES, body.event);
	if (event === undefined) return nothing('not an event of a payment that is reported');
	return read(event, body, asObject(body.data) ?? {});
}

function whyNotBelieved({ headers, query, rawBody }: PaymentCall, secret: string): string | undefined {
	const given = [query.webhookSecret, headers['x-webhook-secret']].filter((value) => value !== undefined);
	if (given.length === 0) return 'the call has no webhookSecret';
	if (!given.every((value) => isSameText(value, secret)))
		return 'the webhookSecret is not that of the credential';
	const expected = createHmac('sha256', PUBLISHED_KEY).update(rawBody).digest('base64');
	const isSigned = isSameText(single(headers, 'x-webhook-signature'), expected);
	return isSigned ? undefined : 'the signature does not match the body';
}

function read(event: PaymentEventName, body: LooseObject, data: LooseObject): PaymentStep {
	const charge =
		asObject(data.checkout) ??
		asObject(data.transparent) ??
		asObject(data.pixKey) ??
		asObject(data.billing) ??
		asObject(data.pixQrCode) ??
		data;
	const id = asText(charge.id);
	if (id === undefined) return nothing('the payment has no id');
	const payment = asObject(data.payment);
	const payer = asObject(data.payerInformation);
	const how =
		asText(payer?.method) ?? asText(payment?.method) ?? (data.pixKey ? 'PIX' : onlyOne(charge.methods));
	const paid = asObject(payer?.[how ?? '']) ?? asObject(data.payer);
	return onePayment(
		toPaymentEvent({
			event,
			paymentProvider: 'abacatePay',
			identity: [id],
			referenceId: asText(charge.externalId) ?? asText(asObject(charge.metadata)?.externalId),
			amountCents: centsOfCents(charge.paidAmount ?? charge.amount),
			paidAt: isoTime(charge.updatedAt ?? charge.createdAt),
			method: ownMember(METHODS, how),
			endToEndId: asText(charge.endToEndId),
			payerName: asText(paid?.name) ?? asText(asObject(data.customer)?.name),
			feeCents: centsOfCents(charge.platformFee ?? charge.fee ?? payment?.fee),
			warnings: [testEnvironment(body.devMode === true)],
		}),
		body,
	);
}

function onlyOne(methods: unknown): string | undefined {
	return Array.isArray(methods) && methods.length === 1 ? asText(methods[0]) : undefined;
}
