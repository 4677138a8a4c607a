import { createHmac, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { brCodeOf, isAmount, makeCharge, refusedFor, textOf } from './create.mts';
import type { Charge, ChargeState, Desk, DeskProvider } from './desk.mts';

/*
 * Woovi Developers: "Tipos de eventos do Webhook" (/docs/webhook/webhook-events-type) and the examples there;
 * "Buscando a chave pública da Woovi via API" (/docs/webhook/seguranca/webhook-public-keys); "Validando o webhook de
 * teste" (/docs/webhook/webhook-test).
 */

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;

const EVENTS: Record<ChargeState, string> = {
	created: 'OPENPIX:CHARGE_CREATED',
	paid: 'OPENPIX:CHARGE_COMPLETED',
	received: 'OPENPIX:TRANSACTION_RECEIVED',
	refunded: 'PIX_TRANSACTION_REFUND_SENT_CONFIRMED',
	partlyRefunded: 'PIX_TRANSACTION_REFUND_SENT_CONFIRMED',
	expired: 'OPENPIX:CHARGE_EXPIRED',
	underReview: 'OPENPIX:DISPUTE_CREATED',
};

/** Woovi's, under which it takes the money for the shop. */
const PIX_KEY = '67856db0-a1b2-4c3d-8e4f-5a6b7c8d9e0f';

function chargeOf(charge: Charge): Record<string, unknown> {
	return {
		value: charge.amountCents,
		comment: '',
		identifier: charge.txid,
		transactionID: charge.txid,
		status: { created: 'ACTIVE', expired: 'EXPIRED' }[charge.state as string] ?? 'COMPLETED',
		fee: charge.feeCents,
		valueWithDiscount: charge.amountCents,
		type: 'DYNAMIC',
		correlationID: charge.referenceId,
		createdAt: charge.createdAt.toISOString(),
		paidAt: charge.paidAt.toISOString(),
		payer: null,
		paymentMethods: { pix: { method: 'PIX_COB', txId: charge.txid, value: charge.amountCents } },
	};
}

function pixOf(charge: Charge): Record<string, unknown> {
	return {
		payer: { name: charge.payerName, taxID: { taxID: '12345678909', type: 'BR:CPF' } },
		charge: chargeOf(charge),
		value: charge.paidCents,
		time: charge.paidAt.toISOString(),
		endToEndId: charge.endToEndId,
		transactionID: charge.txid,
		status: 'CONFIRMED',
		type: 'PAYMENT',
	};
}

function contentOf(charge: Charge): Record<string, unknown> {
	const { state } = charge;
	if (state === 'refunded' || state === 'partlyRefunded') {
		return {
			refundTransaction: {
				value: charge.refundedCents,
				time: new Date().toISOString(),
				endToEndId: `D54811417${charge.refundedCents}${charge.txid}`.slice(0, 32),
				status: 'CONFIRMED',
				type: 'REFUND',
				partial: state === 'partlyRefunded',
			},
			originalTransaction: pixOf(charge),
		};
	}
	if (state === 'underReview') {
		return {
			dispute: {
				status: 'OPENED',
				endToEndId: charge.endToEndId,
				value: charge.paidCents,
				name: charge.payerName,
			},
		};
	}
	if (state === 'created' || state === 'expired') return { charge: chargeOf(charge) };
	if (charge.method === 'boleto') {
		const boleto = {
			value: charge.paidCents,
			status: 'COMPLETED',
			correlationID: charge.referenceId,
			fee: charge.feeCents,
		};
		return { charge: chargeOf(charge), boleto };
	}
	return { charge: chargeOf(charge), pix: pixOf(charge) };
}

export const woovi: DeskProvider = {
	open: () => undefined,
	chargeId: () => randomBytes(16).toString('hex'),
	tell: (desk: Desk, charge, event = EVENTS[charge.state]) => ({
		body: {
			event,
			...contentOf(charge),
			company: { id: '6810ce3b892866f103d77ef2', name: 'Example Shop' },
			account: desk.isTest ? { environment: 'TESTING' } : {},
		},
	}),
	test: () => ({ body: { data_criacao: new Date().toISOString(), event: 'OPENPIX:CHARGE_COMPLETED' } }),
	prove(_desk, call, { secret, wrongKey, noSignature }) {
		call.headers.authorization = secret;
		call.headers['x-openpix-signature'] = createHmac('sha1', 'other').update(call.body).digest('base64');
		if (noSignature) return;
		const signature = createSign('sha256')
			.update(call.body)
			.sign(wrongKey ? stranger : privateKey, 'base64');
		call.headers['x-webhook-signature'] = signature;
	},
	api: {
		// developers.woovi.com/api, POST /api/v1/charge.
		'POST /api/v1/charge': (desk, { body, headers }) => {
			if (headers.authorization !== desk.apiToken) return { status: 401, body: { error: 'appID inválido' } };
			const referenceId = textOf(body.correlationID);
			if (referenceId === null || !isAmount(body.value))
				return refusedFor('correlationID and value are required');
			const charge = makeCharge(desk, woovi.chargeId(), { referenceId, amountCents: body.value });
			const brCode = brCodeOf(charge);
			const made = { id: charge.id, ...chargeOf(charge), pixKey: PIX_KEY, brCode };
			return { status: 200, body: { charge: made, correlationID: referenceId, brCode } };
		},
		'GET /api/v1/webhook/public-keys': () => ({
			status: 200,
			body: {
				public_keys: [
					{
						key_identifier: 'desk',
						is_current: true,
						key: publicKey.export({ type: 'spki', format: 'pem' }),
					},
				],
			},
		}),
	},
};
