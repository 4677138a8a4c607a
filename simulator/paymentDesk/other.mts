import { randomBytes } from 'node:crypto';
import { reais, type DeskProvider } from './desk.mts';

/** A payment provider with a header of the shop's choice, in the form of Pagar.me (docs.pagar.me, /reference/exemplo-de-webhook-1). */
export const other: DeskProvider = {
	open(desk) {
		desk.more.headerName = 'X-Shop-Token';
	},
	chargeId: () => `or_${randomBytes(8).toString('hex')}`,
	tell: (_desk, charge) => ({
		body: {
			id: `hook_${randomBytes(8).toString('hex')}`,
			type: `order.${charge.state === 'received' ? 'paid' : charge.state}`,
			data: { id: charge.id, code: charge.referenceId, amount: reais(charge.paidCents) },
		},
	}),
	test: () => ({ body: { type: 'ping' } }),
	prove(desk, call, { secret }) {
		call.headers[desk.more.headerName.toLowerCase()] = secret;
	},
	api: {},
};
