import { createHmac, randomBytes } from 'node:crypto';
import { brCodeOf, isAmount, makeCharge, METHODS as BY_NAME, refusedFor, textOf } from './create.mts';
import type { Charge, ChargeState, DeskProvider } from './desk.mts';

/*
 * AbacatePay: "Segurança dos webhooks" (docs.abacatepay.com/pages/notificacoes/seguranca), "Checkout Transparente" and
 * "Checkout" (docs.abacatepay.com/pages/webhooks/events/transparent, …/checkout). The key of the HMAC is printed there.
 */

const KEY =
	't9dXRhHHo3yDEj5pVDYz0frf7q6bMKyMRmxxCPIPp3RCplBfXRxqlC6ZpiWmOqj4L63qEaeUOtrCI8P0VMUgo6iIga2ri9ogaHFs0WIIywSMg0q7RmBfybe1E5XJcfC4IW3alNqym0tXoAKkzvfEjZxV6bE0oG2zJrNNYmUCKZyV0KZ3JS8Votf9EAWWYdiDkMkpbMdPggfh1EqHlVkMiTady6jOR3hyzGEHrIz2Ret0xHKMbiqkr9HS1JhNHDX9';

const ENDINGS: Partial<Record<ChargeState, string>> = {
	created: 'created',
	expired: 'expired',
	refunded: 'refunded',
	underReview: 'disputed',
};
const METHODS = { pix: 'PIX', boleto: 'BOLETO', card: 'CARD' };

function chargeOf(charge: Charge): Record<string, unknown> {
	return {
		id: charge.id,
		externalId: charge.referenceId,
		amount: charge.amountCents,
		paidAmount: charge.paidCents,
		platformFee: charge.feeCents,
		// Also of refunded and disputed ones, as the documents print it.
		status: 'PAID',
		frequency: 'ONE_TIME',
		methods: [METHODS[charge.method]],
		createdAt: charge.createdAt.toISOString(),
		updatedAt: charge.paidAt.toISOString(),
	};
}

export const abacatePay: DeskProvider = {
	open: () => undefined,
	chargeId: () => `char_${randomBytes(8).toString('hex')}`,
	tell(desk, charge, event) {
		const kind = charge.topic === 'checkout' ? 'checkout' : 'transparent';
		const method = METHODS[charge.method];
		const details = method === 'CARD' ? { number: '1234', brand: 'VISA' } : { name: charge.payerName };
		return {
			body: {
				id: `log_${randomBytes(8).toString('hex')}`,
				event: event ?? `${kind}.${ENDINGS[charge.state] ?? 'completed'}`,
				apiVersion: 2,
				devMode: desk.isTest,
				data: {
					[kind]: chargeOf(charge),
					customer: { id: 'cust_abc123', name: 'Maria Santos', taxId: '123.***.789-**' },
					payerInformation: { method, [method]: details },
				},
			},
		};
	},
	test: () => ({
		body: { id: 'log_test', event: 'payout.completed', apiVersion: 2, devMode: true, data: {} },
	}),
	prove(_desk, call, { secret, wrongKey, noSignature }) {
		call.query.webhookSecret = secret;
		call.headers['x-webhook-secret'] = secret;
		if (noSignature) return;
		const key = wrongKey ? 'another key' : KEY;
		call.headers['x-webhook-signature'] = createHmac('sha256', key).update(call.body).digest('base64');
	},
	api: {
		// docs.abacatepay.com/pages/transparents/create: POST /v2/transparents/create.
		'POST /v2/transparents/create': (desk, { body, headers }) => {
			if (headers.authorization !== `Bearer ${desk.apiToken}`)
				return { status: 401, body: { success: false, error: 'Unauthorized', data: null } };
			const data = (body.data ?? {}) as Record<string, unknown>;
			if (!isAmount(data.amount)) return refusedFor('data.amount is required');
			const given = {
				method: BY_NAME[String(body.method ?? 'PIX')],
				amountCents: data.amount,
				referenceId: textOf(data.externalId),
			};
			const charge = makeCharge(desk, abacatePay.chargeId(), given);
			const made = { ...chargeOf(charge), status: 'PENDING', brCode: brCodeOf(charge) };
			return { status: 200, body: { success: true, error: null, data: made } };
		},
	},
};
