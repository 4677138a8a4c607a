import { createHash, randomUUID } from 'node:crypto';
import type { Charge, Desk, DeskProvider } from './desk.mts';

/*
 * PagBank: "Webhooks" (developer.pagbank.com.br/reference/webhooks): the body is that of the order; "Confirmar
 * autenticidade da notificação" (/reference/confirmar-autenticidade-da-notificacao): SHA-256 of token, hyphen, body.
 */

const STATUSES: Record<string, string> = {
	created: 'WAITING',
	paid: 'PAID',
	received: 'PAID',
	partlyRefunded: 'PAID',
	refunded: 'CANCELED',
	expired: 'CANCELED',
	underReview: 'IN_ANALYSIS',
};
const METHODS = { pix: 'PIX', boleto: 'BOLETO', card: 'CREDIT_CARD' };

function orderOf(charge: Charge): Record<string, unknown> {
	const paid = ['created', 'expired', 'underReview'].includes(charge.state) ? 0 : charge.paidCents;
	const method = METHODS[charge.method];
	const details =
		method === 'PIX' ? { pix: { end_to_end_id: charge.endToEndId, holder: { name: charge.payerName } } } : {};
	return {
		id: charge.id,
		reference_id: charge.referenceId,
		created_at: charge.createdAt.toISOString(),
		customer: { name: charge.payerName, email: 'email@test.com', tax_id: '12345678909' },
		charges: [
			{
				id: charge.id.replace('ORDE', 'CHAR'),
				reference_id: 'referencia da cobranca',
				status: STATUSES[charge.state],
				created_at: charge.createdAt.toISOString(),
				paid_at: charge.paidAt.toISOString(),
				amount: {
					value: charge.amountCents,
					currency: 'BRL',
					summary: { total: charge.amountCents, paid, refunded: charge.refundedCents },
				},
				payment_method: { type: method, ...details },
			},
		],
	};
}

export const pagBank: DeskProvider = {
	open: () => undefined,
	chargeId: () => `ORDE_${randomUUID().toUpperCase()}`,
	tell: (_desk, charge) => ({ body: orderOf(charge) }),
	test: () => ({ body: { id: `ORDE_${randomUUID().toUpperCase()}`, reference_id: 'test', charges: [] } }),
	prove(_desk, call, { secret, noSignature }) {
		if (noSignature) return;
		const digest = createHash('sha256').update(`${secret}-${call.body}`).digest('hex');
		call.headers['x-authenticity-token'] = digest;
	},
	api: {
		'GET /public-keys/card': (desk: Desk, { headers }) =>
			headers.authorization === `Bearer ${desk.secret}`
				? { status: 404, body: { message: 'no key was made' } }
				: { status: 401, body: { message: 'Unauthorized' } },
		'GET /orders/:id': (desk: Desk, { id, headers }) => {
			if (headers.authorization !== `Bearer ${desk.secret}`)
				return { status: 401, body: { message: 'Unauthorized' } };
			const charge = desk.charges.get(id);
			return charge
				? { status: 200, body: orderOf(charge) }
				: { status: 404, body: { message: 'not found' } };
		},
	},
};
