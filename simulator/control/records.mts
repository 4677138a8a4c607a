import type { FastifyInstance } from 'fastify';
import { Refusal } from '../core/refusal.mts';
import type { StoredOrder } from '../core/accounts.mts';
import type { State } from '../core/state.mts';
import { namedAccount, optionalAccount } from './accounts.mts';

type Query = { account?: string; route?: string; recipient?: string; since?: string; timeoutMs?: string };

/** What came in, what recipients got, what went out. */
export function recordRoutes(app: FastifyInstance, state: State): void {
	app.get('/requests', async (request) => {
		const { route, recipient, since } = request.query as Query;
		const account = optionalAccount(state, request)?.id;
		return state.log.read({ account, route, recipient, since: since ? Number(since) : undefined });
	});

	app.delete('/requests', async (request, reply) => {
		state.log.clear(optionalAccount(state, request)?.id);
		void reply.code(204);
	});

	app.get('/messages', async (request) => {
		const { recipient } = request.query as Query;
		const { messages } = namedAccount(state, request);
		return recipient ? messages.filter((message) => message.recipient === recipient) : messages;
	});

	app.get('/recipients', async (request) => Object.fromEntries(namedAccount(state, request).recipients));

	app.get('/orders', async (request) => {
		const account = namedAccount(state, request);
		return account.provider === 'chatt2Me' ? [] : [...account.orders.values()];
	});

	app.post('/orders', async (request, reply) => {
		const account = namedAccount(state, request);
		if (account.provider !== 'zApi') throw new Refusal(400, 'orders are stored for Z-API only');
		const { order } = request.body as { order?: StoredOrder };
		if (!order?.messageId) throw new Refusal(400, 'order with messageId is required');
		const { phone, messageId, referenceId, orderRequestId, orderStatus, paymentStatus } = order;
		const stored = {
			phone,
			messageId,
			referenceId,
			orderRequestId,
			orderStatus,
			paymentStatus,
			order: order.order,
		};
		account.orders.set(messageId, stored);
		void reply.code(201);
		return stored;
	});

	app.get('/deliveries', async (request) => state.webhooks.show(optionalAccount(state, request)?.id));

	app.post('/settle', async (request) => {
		const { timeoutMs = 5000 } = (request.body ?? {}) as { timeoutMs?: number };
		return { settled: await state.webhooks.settle(optionalAccount(state, request)?.id, timeoutMs) };
	});
}
