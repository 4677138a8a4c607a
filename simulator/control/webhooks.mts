import type { FastifyInstance } from 'fastify';
import type { Account, HubWebhook, Json } from '../core/accounts.mts';
import { Refusal } from '../core/refusal.mts';
import type { State } from '../core/state.mts';
import { newWebhook } from '../hub/webhooks.mts';
import { namedAccount } from './accounts.mts';

/** The table of webhook addresses as the provider's panel shows and sets it, tunnels, and receivers. */
export function webhookRoutes(app: FastifyInstance, state: State, base: () => string): void {
	app.get('/webhooks', async (request) => table(namedAccount(state, request)));

	app.put('/webhooks', async (request) => {
		const account = namedAccount(state, request);
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

	app.put('/tunnels', async (request) => {
		const { from, to } = request.body as { from: string; to: string };
		state.webhooks.tunnels.set(new URL(from).origin, new URL(to).origin);
		return Object.fromEntries(state.webhooks.tunnels);
	});

	app.post('/receivers', async (request, reply) => {
		const receiver = state.receivers.create((request.body ?? {}) as Json);
		const url = `${base()}/_receiver/${receiver.id}`;
		const publicOrigin = `https://${receiver.id}.receiver.example`;
		state.webhooks.tunnels.set(publicOrigin, base());
		void reply.code(201);
		return { id: receiver.id, url, publicUrl: `${publicOrigin}/_receiver/${receiver.id}` };
	});
	app.get('/receivers/:id', async (request) => {
		const receiver = state.receivers.get((request.params as { id: string }).id);
		if (!receiver) throw new Refusal(404, 'no such receiver');
		return receiver;
	});
}

function table(account: Account): Json {
	if (account.provider === 'zApi') return { ...account.callbackUrls, notifySentByMe: account.notifySentByMe };
	return { webhooks: [...account.webhooks.values()] };
}
