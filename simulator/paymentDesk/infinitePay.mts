import { randomUUID } from 'node:crypto';
import type { DeskProvider } from './desk.mts';

/*
 * InfinitePay: "Documentação do Checkout Integrado" (infinitepay.io/checkout-documentacao): no signature; the payment
 * is checked with POST /payment_check under the shop's InfiniteTag.
 */

const METHODS = { pix: 'pix', boleto: 'boleto', card: 'credit_card' };
const isPaid = (state: string) => ['paid', 'received'].includes(state);

export const infinitePay: DeskProvider = {
	open(desk) {
		desk.more.handle = `shop${desk.id.slice(0, 8)}`;
	},
	chargeId: () => randomUUID(),
	tell: (_desk, charge) => ({
		body: {
			invoice_slug: charge.id.slice(0, 10),
			amount: charge.amountCents,
			paid_amount: charge.paidCents,
			installments: 1,
			capture_method: METHODS[charge.method],
			transaction_nsu: charge.id,
			order_nsu: charge.referenceId,
			receipt_url: 'https://comprovante.example/123',
			items: [{ quantity: 1, price: charge.amountCents, description: 'Produto de Exemplo' }],
		},
	}),
	test: () => ({ body: { test: true } }),
	prove: () => undefined,
	api: {
		'POST /payment_check': (desk, { body }) => {
			const charge = desk.charges.get(String(body.transaction_nsu));
			const isKnown = charge?.referenceId === body.order_nsu && body.handle === desk.more.handle;
			if (!charge || !isKnown || body.slug !== charge.id.slice(0, 10))
				return { status: 404, body: { success: false, message: 'Not found' } };
			return {
				status: 200,
				body: {
					success: true,
					paid: isPaid(charge.state),
					amount: charge.amountCents,
					paid_amount: isPaid(charge.state) ? charge.paidCents : 0,
					installments: 1,
					capture_method: METHODS[charge.method],
				},
			};
		},
	},
};
