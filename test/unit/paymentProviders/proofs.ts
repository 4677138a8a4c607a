import { createHash, createHmac } from 'crypto';

import type {
	PaymentAccess,
	PaymentCall,
	PaymentStep,
} from '../../../nodes/paymentProviders/api/paymentStep';
import { PUBLISHED_KEY } from '../../../nodes/paymentProviders/abacatePay/api/events';
import { PAYMENT_PROVIDERS } from '../../../nodes/paymentProviders';

export const WORD = 'the-word-that-the-shop-has-given';
export const NOW = Date.UTC(2026, 10, 20, 15, 0, 0);

export interface Call {
	headers?: { [name: string]: unknown };
	query?: { [name: string]: unknown };
	/** The bytes, when they are not simply the JSON of the body. */
	raw?: string;
}

export function receive(
	id: string,
	body: unknown,
	call: Call = {},
	access: Partial<PaymentAccess> = {},
): PaymentStep {
	const provider = PAYMENT_PROVIDERS.find((one) => one.id === id)!;
	const raw = call.raw ?? JSON.stringify(body);
	const given: PaymentCall = {
		headers: call.headers ?? {},
		query: call.query ?? {},
		rawBody: Buffer.from(raw),
		body,
	};
	return provider.receive(given, {
		secret: WORD,
		canAsk: false,
		baseUrl: '',
		own: {},
		nowMs: NOW,
		...access,
	});
}

/** What the payment provider answers a look-up with. */
export function answered(step: PaymentStep, body: unknown, statusCode = 200): PaymentStep {
	if (step.kind !== 'ask') throw new TypeError(`nothing is asked: ${step.kind}`);
	return step.then({ statusCode, headers: {}, body: JSON.stringify(body) });
}

/** The proof of a call as the payment provider gives it, for those that need no key of their own. */
export const PROOFS: { [id: string]: (body: unknown, id?: string) => Call } = {
	asaas: () => ({ headers: { 'asaas-access-token': WORD } }),
	abacatePay: (body) => ({
		query: { webhookSecret: WORD },
		headers: {
			'x-webhook-signature': createHmac('sha256', PUBLISHED_KEY)
				.update(JSON.stringify(body))
				.digest('base64'),
		},
	}),
	mercadoPago: (_body, id = '1') => {
		const text = `id:${id};request-id:r1;ts:${NOW};`;
		const hash = createHmac('sha256', WORD).update(text).digest('hex');
		return {
			query: { 'data.id': id },
			headers: { 'x-signature': `ts=${NOW},v1=${hash}`, 'x-request-id': 'r1' },
		};
	},
	pagBank: (body) => ({
		headers: {
			'x-authenticity-token': createHash('sha256')
				.update(`${WORD}-${JSON.stringify(body)}`)
				.digest('hex'),
		},
	}),
	apiPix: () => ({ query: { hmac: WORD } }),
	other: () => ({ headers: { 'x-token': WORD } }),
};
