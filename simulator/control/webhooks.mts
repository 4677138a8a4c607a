import type { FastifyInstance } from 'fastify';
import type { Account, HubWebhook, Json } from '../core/accounts.mts';
import { Refusal } from '../core/refusal.mts';
import type { World } from '../core/state.mts';
import { newWebhook } from '../hub/webhooks.mts';
import { namedAccount } from './accounts.mts';

/** The table of webhook addresses as the provider's panel shows and sets it, tunnels, and sinks. */
export function webhookRoutes(app: FastifyInstance, world: World, base: () => string): void {
	app.get('/webhooks', async (request) => table(namedAccount(world, request)));

	app.put('/webhooks', async (request) => {
		const account = namedAccount(world, request);
		const { account: _name, ...given } = request.body as Json;
		if (account.provider === 'zApi') {
			const { notifySentByMe, ...urls } = given;
			const unknown = Object.keys(urls).find((name) => !(name in account.callbackUrls));
			if (unknown)
				throw new Refusal(400, `${unknown} is not an address; known: ${Object.keys(account.callbackUrls)}`);
			Object.assign(account.callbackUrls, urls);
			if (notifySentByMe !== undefined) account.notifySentByMe = notifySentByMe === true;
		} else {
			const hooks = (given.webhooks ?? []) as Array<Partial<HubWebhook>>;
			account.webhooks = new Map(
				hooks.map((fields) => {
					const hook = { ...newWebhook(fields), isVerified: true, ...fields };
					return [hook.id, hook];
				}),
			);
		}
		return table(account);
	});

	app.get('/tunnels', async () => Object.fromEntries(world.courier.tunnels));
	app.put('/tunnels', async (request) => {
		const { from, to } = request.body as { from: string; to: string };
		world.courier.tunnels.set(new URL(from).origin, new URL(to).origin);
		return Object.fromEntries(world.courier.tunnels);
	});

	app.post('/sinks', async (request, reply) => {
		const sink = world.sinks.create((request.body ?? {}) as Json);
		const url = `${base()}/_sink/${sink.id}`;
		const publicOrigin = `https://${sink.id}.sink.example`;
		world.courier.tunnels.set(publicOrigin, base());
		void reply.code(201);
		return { id: sink.id, url, publicUrl: `${publicOrigin}/_sink/${sink.id}` };
	});
	app.get('/sinks/:id', async (request) => {
		const sink = world.sinks.get((request.params as { id: string }).id);
		if (!sink) throw new Refusal(404, 'no such sink');
		return sink;
	});
	app.patch('/sinks/:id', async (request) => {
		const sink = world.sinks.get((request.params as { id: string }).id);
		if (!sink) throw new Refusal(404, 'no such sink');
		return Object.assign(sink, request.body);
	});
}

function table(account: Account): Json {
	if (account.provider === 'zApi') return { ...account.callbackUrls, notifySentByMe: account.notifySentByMe };
	return { webhooks: [...account.webhooks.values()] };
}
