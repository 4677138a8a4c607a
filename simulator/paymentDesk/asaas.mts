import { randomBytes } from 'node:crypto';
import { brCodeOf, centsOf, isAmount, makeCharge, METHODS, refusedFor, textOf } from './create.mts';
import { brasilia, reais, type Charge, type ChargeState, type Desk, type DeskProvider } from './desk.mts';

/*
 * Asaas: docs.asaas.com, "Eventos para cobranças" (/docs/webhook-para-cobrancas), "Introdução" to webhooks
 * (/docs/sobre-os-webhooks): one token in a header, no signature.
 */

const EVENTS: Record<ChargeState, string> = {
	created: 'PAYMENT_CREATED',
	paid: 'PAYMENT_CONFIRMED',
	received: 'PAYMENT_RECEIVED',
	refunded: 'PAYMENT_REFUNDED',
	partlyRefunded: 'PAYMENT_PARTIALLY_REFUNDED',
	expired: 'PAYMENT_OVERDUE',
	underReview: 'PAYMENT_CHARGEBACK_REQUESTED',
};

const STATUSES: Record<ChargeState, string> = {
	created: 'PENDING',
	paid: 'CONFIRMED',
	received: 'RECEIVED',
	refunded: 'REFUNDED',
	partlyRefunded: 'RECEIVED',
	expired: 'OVERDUE',
	underReview: 'CHARGEBACK_REQUESTED',
};

const BILLING = { pix: 'PIX', boleto: 'BOLETO', card: 'CREDIT_CARD' };

function paymentOf(charge: Charge): Record<string, unknown> {
	const isPaid = !['created', 'expired'].includes(charge.state);
	const day = brasilia(charge.paidAt).slice(0, 10);
	return {
		object: 'payment',
		id: charge.id,
		dateCreated: brasilia(charge.createdAt).slice(0, 10),
		customer: 'cus_000006297000',
		paymentLink: null,
		value: reais(charge.paidCents),
		netValue: reais(charge.paidCents - charge.feeCents),
		billingType: BILLING[charge.method],
		status: STATUSES[charge.state],
		confirmedDate: isPaid ? day : null,
		paymentDate: isPaid ? day : null,
		clientPaymentDate: isPaid ? day : null,
		installmentNumber: null,
		externalReference: charge.referenceId,
		deleted: false,
		refunds:
			charge.refundedCents > 0
				? [{ status: 'DONE', value: reais(charge.refundedCents), dateCreated: day }]
				: null,
	};
}

const UNKNOWN = {
	status: 404,
	body: { errors: [{ code: 'not_found', description: 'Cobrança não encontrada.' }] },
};
const INVALID = {
	status: 401,
	body: { errors: [{ code: 'invalid_access_token', description: 'A chave de API fornecida é inválida' }] },
};
const isKnown = (desk: Desk, headers: Record<string, unknown>) => headers.access_token === desk.apiToken;

export const asaas: DeskProvider = {
	open: () => undefined,
	chargeId: () => `pay_${randomBytes(8).toString('hex')}`,
	tell: (_desk, charge, event = EVENTS[charge.state]) => ({
		body: {
			id: `evt_${randomBytes(16).toString('hex')}&${Math.floor(Math.random() * 1e9)}`,
			event,
			dateCreated: brasilia(new Date()),
			payment: paymentOf(charge),
		},
	}),
	test: () => ({ body: { id: 'evt_test', event: 'INVOICE_CREATED', invoice: {} } }),
	prove(_desk, call, { secret }) {
		call.headers['asaas-access-token'] = secret;
	},
	api: {
		'GET /v3/payments/:id': (desk, { id, headers }) => {
			if (!isKnown(desk, headers)) return INVALID;
			const charge = desk.charges.get(id);
			return charge ? { status: 200, body: paymentOf(charge) } : UNKNOWN;
		},
		// docs.asaas.com, "Criar nova cobrança", /reference/criar-nova-cobranca, and "Obter QR Code para pagamentos via Pix".
		'POST /v3/payments': (desk, { body, headers }) => {
			if (!isKnown(desk, headers)) return INVALID;
			const method = METHODS[String(body.billingType)];
			if (!method || !textOf(body.customer) || !textOf(body.dueDate) || !isAmount(centsOf(body.value)))
				return refusedFor('customer, billingType, value and dueDate are required');
			const amountCents = centsOf(body.value);
			const given = { method, amountCents, referenceId: textOf(body.externalReference) };
			return { status: 200, body: paymentOf(makeCharge(desk, asaas.chargeId(), given)) };
		},
		'GET /v3/payments/:id/pixQrCode': (desk, { id, headers }) => {
			if (!isKnown(desk, headers)) return INVALID;
			const charge = desk.charges.get(id);
			return charge
				? { status: 200, body: { success: true, encodedImage: '', payload: brCodeOf(charge) } }
				: UNKNOWN;
		},
		'GET /v3/payments': (desk, { headers }) =>
			isKnown(desk, headers) ? { status: 200, body: { object: 'list', data: [] } } : INVALID,
	},
};
