import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Account, HubWebhook, Json } from '../core/accounts.mts';
import { Refusal } from '../core/refusal.mts';
import type { State } from '../core/state.mts';
import { newWebhook } from '../hub/webhooks.mts';
import type { CallbackAddress } from '../metaCloud/account.mts';
import { namedAccount } from './accounts.mts';

/** The table of webhook addresses as the provider's panel shows and sets it, tunnels, and receivers. */
export function webhookRoutes(app: FastifyInstance, state: State, base: () => string): void {
	app.get('/webhooks', async (request) => table(namedAccount(state, request)));

	app.put('/webhooks', async (request) => {
		const account = namedAccount(state, request);
		const { account: _name, ...given } = request.body as Json;
		setTable(account, given);
		return table(account);
	});

	app.put('/tunnels', async (request) => {
		const { from, to } = request.body as { from: string; to: string };
		const { origin, pathname } = new URL(from);
		state.webhooks.tunnels.set(origin + pathname.replace(/\/$/, ''), new URL(to).origin);
		return Object.fromEntries(state.webhooks.tunnels);
	});

	app.post('/receivers', async (request, reply) => {
		const receiver = state.receivers.create((request.body ?? {}) as Json);
		const url = `${base()}/_receiver/${receiver.id}`;
		const publicOrigin = `https://${receiver.id}.receiver.example`;
		state.webhooks.tunnels.set(publicOrigin, base());
		void reply.code(201);
		const publicUrl = `${publicOrigin}/_receiver/${receiver.id}`;
		return { id: receiver.id, url, publicUrl, verifyToken: receiver.verifyToken };
	});
	const receiverOf = (request: FastifyRequest) => {
		const receiver = state.receivers.get((request.params as { id: string }).id);
		if (!receiver) throw new Refusal(404, 'no such receiver');
		return receiver;
	};
	app.get('/receivers/:id', async (request) => receiverOf(request));
	app.patch('/receivers/:id', async (request) => Object.assign(receiverOf(request), request.body));
}

function setTable(account: Account, given: Json): void {
	switch (account.provider) {
		case 'zApi': {
			const { notifySentByMe, ...urls } = given;
			refuseUnknown(urls, Object.keys(account.callbackUrls));
			Object.assign(account.callbackUrls, urls);
			if (notifySentByMe !== undefined) account.notifySentByMe = notifySentByMe === true;
			return;
		}
		case 'chatt2Me': {
			const hooks = (given.webhooks ?? []) as Array<Partial<HubWebhook>>;
			account.webhooks = new Map(
				hooks.map((fields) => {
					const hook = { ...newWebhook(fields), isVerified: true, ...fields };
					return [hook.id, hook];
				}),
			);
			return;
		}
		case 'metaCloud': {
			refuseUnknown(given, ['phones', 'accountOverride', 'appAddress']);
			const { phones = {}, ...rest } = given as { phones?: Record<string, CallbackAddress | null> };
			Object.assign(account, rest);
			for (const phone of account.phones) {
				if (phone.id in phones) phone.override = phones[phone.id];
			}
		}
	}
}

function refuseUnknown(given: Json, known: string[]): void {
	const unknown = Object.keys(given).find((name) => !known.includes(name));
	if (unknown) throw new Refusal(400, `${unknown} is not an address; known: ${known.join(', ')}`);
}

function table(account: Account): Json {
	switch (account.provider) {
		case 'zApi':
			return { ...account.callbackUrls, notifySentByMe: account.notifySentByMe };
		case 'chatt2Me':
			return { webhooks: [...account.webhooks.values()] };
		case 'metaCloud': {
			const { phones, accountOverride, appAddress } = account;
			const overrides = Object.fromEntries(phones.map(({ id, override }) => [id, override]));
			return { phones: overrides, accountOverride, appAddress };
		}
	}
}
