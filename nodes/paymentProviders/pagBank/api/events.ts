import { createHash, timingSafeEqual } from 'crypto';

import { asObject, asText, ownMember, type LooseObject } from '../../../../commerce/domain/looseJson';
import type { PaymentEventName, PaymentMethod } from '../../../../commerce/domain/payment/paymentEvent';
import { parseJsonObject } from '../../../providers/api/httpOutcome';
import {
	lookUpFailed,
	notBelieved,
	nothing,
	type PaymentAccess,
	type PaymentCall,
	type PaymentStep,
	type ReadPayment,
} from '../../api/paymentStep';
import { single } from '../../api/proof';
import { centsOfCents, isoTime, toPaymentEvent } from '../../api/reading';

/** Where a resource is found, by the beginning of its id (PagBank, "API Order", /reference/consultar-pedido). */
const PATHS: { [prefix: string]: string } = { ORDE: '/orders', CHAR: '/charges', CHEC: '/checkouts' };

/**
 * Judges a call of PagBank. `x-authenticity-token` is SHA-256 of the account's token, a hyphen and the body (PagBank,
 * "Confirmar autenticidade da notificação", /reference/confirmar-autenticidade-da-notificacao). The test environment
 * leaves it out, and recurring payments have a signature that no document explains: then what the call names is asked
 * for with the account's token.
 */
export function receivePagBank(
	{ headers, rawBody, body }: PaymentCall,
	{ secret }: PaymentAccess,
): PaymentStep {
	const found = asObject(body);
	const digest = single(headers, 'x-authenticity-token');
	if (digest !== undefined) {
		if (!isDigest(digest, secret, rawBody))
			return notBelieved('x-authenticity-token does not match the body');
		return found === undefined ? nothing('not an event of a payment') : read(found);
	}
	const id = asText(found?.id) ?? '';
	const path = ownMember(PATHS, id.slice(0, 4));
	if (path === undefined || !/^[\w-]{5,64}$/.test(id)) return notBelieved('x-authenticity-token is missing');
	return {
		kind: 'ask',
		request: { method: 'GET', path: `${path}/${id}` },
		then: ({ statusCode, body: answer }) => {
			if (statusCode === 404) return notBelieved('PagBank knows nothing with this id');
			const there = statusCode === 200 ? parseJsonObject(answer) : undefined;
			if (asText(there?.id) !== id) return lookUpFailed(`PagBank answered ${statusCode}`);
			return read(there!);
		},
	};
}

function isDigest(given: string, token: string, rawBody: Uint8Array): boolean {
	if (!/^[0-9a-f]{64}$/i.test(given)) return false;
	const expected = createHash('sha256').update(`${token}-`).update(rawBody).digest();
	return timingSafeEqual(Buffer.from(given, 'hex'), expected);
}

/** A body is that of the resource: an order with its charges, a charge, or a checkout (PagBank, "Webhooks", /reference/webhooks). */
function read(resource: LooseObject): PaymentStep {
	if (asText(resource.id)?.startsWith('CHEC')) return readCheckout(resource);
	const charges = Array.isArray(resource.charges) ? resource.charges : [resource];
	const payments = charges
		.map(asObject)
		.map((charge) => charge && readCharge(charge, resource))
		.filter((payment) => payment !== undefined);
	return payments.length > 0
		? { kind: 'payments', payments }
		: nothing('no charge in a state that is reported');
}

const METHODS: { [type: string]: PaymentMethod } = {
	PIX: 'pix',
	BOLETO: 'boleto',
	CREDIT_CARD: 'card',
	DEBIT_CARD: 'card',
};

function readCharge(charge: LooseObject, order: LooseObject): ReadPayment | undefined {
	const amount = asObject(charge.amount);
	const summary = asObject(amount?.summary);
	const refunded = centsOfCents(summary?.refunded) ?? 0;
	const event = stateOf(charge.status, refunded);
	const id = asText(charge.id);
	if (event === undefined || id === undefined) return undefined;
	const isRefund = event === 'paymentRefunded';
	const how = asObject(charge.payment_method);
	// Nothing paid of a charge that is paid: the summary is not filled in.
	const paid = summary?.paid || amount?.value;
	const details = [how?.pix, how?.card, how?.boleto].map(asObject);
	const holder = details.map((detail) => asText(asObject(detail?.holder)?.name)).find((name) => name);
	const found = toPaymentEvent({
		event,
		paymentProvider: 'pagBank',
		identity: [id, isRefund ? String(refunded) : undefined],
		referenceId: asText(order.reference_id) ?? asText(charge.reference_id),
		amountCents: isRefund ? refunded : centsOfCents(paid),
		currency: amount?.currency,
		paidAt: isoTime(charge.paid_at),
		method: ownMember(METHODS, how?.type),
		endToEndId: asText(asObject(how?.pix)?.end_to_end_id),
		payerName: holder ?? asText(asObject(order.customer)?.name),
	});
	return { event: found, body: order };
}

function stateOf(status: unknown, refundedCents: number): PaymentEventName | undefined {
	if (refundedCents > 0) return 'paymentRefunded';
	if (status === 'PAID') return 'paymentConfirmed';
	return status === 'IN_ANALYSIS' ? 'paymentUnderReview' : undefined;
}

function readCheckout(checkout: LooseObject): PaymentStep {
	const id = asText(checkout.id);
	if (checkout.status !== 'EXPIRED') return nothing('not a state of a checkout that is reported');
	const event = toPaymentEvent({
		event: 'paymentExpired',
		paymentProvider: 'pagBank',
		identity: [id],
		referenceId: asText(checkout.reference_id),
		amountCents: totalOf(checkout.items),
	});
	return { kind: 'payments', payments: [{ event, body: checkout }] };
}

function totalOf(items: unknown): number | undefined {
	if (!Array.isArray(items) || items.length === 0) return undefined;
	const lines = items.map((item) => {
		const { quantity, unit_amount: each } = asObject(item) ?? {};
		// Whole numbers, both; what is none makes the total unknown.
		return (centsOfCents(quantity) ?? NaN) * (centsOfCents(each) ?? NaN);
	});
	const total = lines.reduce((sum, line) => sum + line, 0);
	return Number.isSafeInteger(total) ? total : undefined;
}
