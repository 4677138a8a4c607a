import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { brCodeOf, centsOf, isAmount, makeCharge, METHODS as BY_ID, refusedFor, textOf } from './create.mts';
import { decimals, reais, type Charge, type ChargeState, type Desk, type DeskProvider } from './desk.mts';

/*
 * Mercado Pago Developers, "Webhooks" (/developers/pt/docs/your-integrations/notifications/webhooks): the signature
 * covers id, request id and time; payments (/v1/payments) and orders (/v1/orders) are looked up.
 */

const PAYMENT: Record<ChargeState, [status: string, detail: string]> = {
	created: ['pending', 'pending_waiting_transfer'],
	paid: ['approved', 'accredited'],
	received: ['approved', 'accredited'],
	refunded: ['refunded', 'refunded'],
	partlyRefunded: ['approved', 'partially_refunded'],
	expired: ['cancelled', 'expired'],
	underReview: ['in_mediation', 'pending'],
};

const ORDER: Record<ChargeState, [status: string, detail: string]> = {
	created: ['action_required', 'waiting_transfer'],
	paid: ['processed', 'accredited'],
	received: ['processed', 'accredited'],
	refunded: ['refunded', 'refunded'],
	partlyRefunded: ['processed', 'partially_refunded'],
	expired: ['expired', 'expired'],
	underReview: ['processing', 'in_review'],
};

const METHODS = {
	pix: { id: 'pix', type: 'bank_transfer' },
	boleto: { id: 'bolbradesco', type: 'ticket' },
	card: { id: 'visa', type: 'credit_card' },
};

function paymentOf(desk: Desk, charge: Charge): Record<string, unknown> {
	const [status, detail] = PAYMENT[charge.state];
	return {
		id: Number(charge.id),
		status,
		status_detail: detail,
		live_mode: !desk.isTest,
		currency_id: 'BRL',
		date_created: charge.createdAt.toISOString(),
		date_approved: ['created', 'expired'].includes(charge.state) ? null : charge.paidAt.toISOString(),
		external_reference: charge.referenceId,
		transaction_amount: reais(charge.paidCents),
		transaction_amount_refunded: reais(charge.refundedCents),
		payment_method_id: METHODS[charge.method].id,
		payment_type_id: METHODS[charge.method].type,
		payer: { first_name: 'Maria', last_name: 'Santos' },
		fee_details: [{ type: 'mercadopago_fee', amount: reais(charge.feeCents), fee_payer: 'collector' }],
		point_of_interaction: { transaction_data: { qr_code: brCodeOf(charge), e2e_id: charge.endToEndId } },
	};
}

function orderOf(charge: Charge): Record<string, unknown> {
	const [status, detail] = ORDER[charge.state];
	return {
		id: charge.id,
		type: 'online',
		status,
		status_detail: detail,
		external_reference: charge.referenceId,
		total_amount: decimals(charge.amountCents),
		total_paid_amount: decimals(charge.paidCents),
		created_date: charge.createdAt.toISOString(),
		last_updated_date: charge.paidAt.toISOString(),
		transactions: {
			payments: [{ id: `PAY${charge.id.slice(3)}`, payment_method: METHODS[charge.method] }],
			...(charge.refundedCents > 0 ? { refunds: [{ amount: decimals(charge.refundedCents) }] } : {}),
		},
	};
}

function lookUp(read: (desk: Desk, charge: Charge) => unknown): DeskProvider['api'][string] {
	return (desk, { id, headers }) => {
		if (headers.authorization !== `Bearer ${desk.apiToken}`)
			return { status: 401, body: { message: 'invalid access token', status: 401 } };
		const charge = desk.charges.get(id);
		return charge
			? { status: 200, body: read(desk, charge) }
			: { status: 404, body: { message: 'Payment not found', status: 404 } };
	};
}

export const mercadoPago: DeskProvider = {
	open: () => undefined,
	chargeId: () => String(10_000_000_000 + Math.floor(Math.random() * 8e10)),
	tell(desk, charge, action) {
		const type = charge.topic ?? 'payment';
		return {
			query: { 'data.id': type === 'order' ? charge.id.toLowerCase() : charge.id, type },
			body: {
				id: Math.floor(Math.random() * 1e12),
				live_mode: !desk.isTest,
				type,
				date_created: new Date().toISOString(),
				user_id: 987654321,
				api_version: 'v1',
				action: action ?? `${type}.updated`,
				data: { id: charge.id },
			},
		};
	},
	test: () => ({
		query: { 'data.id': '123456', type: 'payment' },
		body: {
			action: 'payment.updated',
			api_version: 'v1',
			data: { id: '123456' },
			id: '123456',
			live_mode: false,
			type: 'payment',
		},
	}),
	prove(_desk, call, { secret, atMs, noSignature }) {
		const requestId = randomUUID();
		call.headers['x-request-id'] = requestId;
		if (noSignature) return;
		const template = `id:${call.query['data.id']};request-id:${requestId};ts:${atMs};`;
		const hash = createHmac('sha256', secret).update(template).digest('hex');
		call.headers['x-signature'] = `ts=${atMs},v1=${hash}`;
	},
	api: {
		'GET /v1/payments/:id': lookUp(paymentOf),
		'GET /v1/orders/:id': (desk, request) =>
			lookUp((_desk, charge) => orderOf(charge))(desk, { ...request, id: request.id.toUpperCase() }),
		// Mercado Pago Developers, "Criar pagamento", /developers/pt/reference/payments/_payments/post.
		'POST /v1/payments': (desk, { body, headers }) => {
			if (headers.authorization !== `Bearer ${desk.apiToken}`)
				return { status: 401, body: { message: 'invalid access token' } };
			if (!textOf(headers['x-idempotency-key'])) return refusedFor("Header X-Idempotency-Key can't be null");
			const amountCents = centsOf(body.transaction_amount);
			const email = textOf((body.payer as Record<string, unknown> | undefined)?.email);
			if (!isAmount(amountCents) || !textOf(body.payment_method_id) || email === null)
				return refusedFor('transaction_amount, payment_method_id and payer.email are required');
			const method = BY_ID[String(body.payment_method_id)] ?? 'card';
			const given = { method, amountCents, referenceId: textOf(body.external_reference) };
			return { status: 201, body: paymentOf(desk, makeCharge(desk, mercadoPago.chargeId(), given)) };
		},
		'GET /users/me': (desk, { headers }) =>
			headers.authorization === `Bearer ${desk.apiToken}`
				? { status: 200, body: { id: 987654321, nickname: 'SHOP' } }
				: { status: 401, body: { message: 'invalid access token' } },
	},
};

/** An order's id, which a charge with the topic `order` has. */
export const orderId = (): string => `ORD${randomBytes(13).toString('hex').toUpperCase()}`;
