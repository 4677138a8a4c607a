import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Account, Json } from '../core/accounts.mts';
import { Refusal } from '../core/refusal.mts';
import type { State } from '../core/state.mts';
import { setConnected } from '../zApi/settings.mts';
import { accountView, settingsOf } from './accountView.mts';

const IDENTITY = { zApi: ['instanceId', 'token', 'clientToken'], chatt2Me: ['applicationId', 'apiKey'] };

/** The account a control call names in its query or body; throws Refusal 404 when there is none. */
export function namedAccount(state: State, request: FastifyRequest): Account {
	const account = optionalAccount(state, request);
	if (!account) throw new Refusal(400, 'account is required');
	return account;
}

export function optionalAccount(state: State, request: FastifyRequest): Account | undefined {
	const sources = [request.params, request.query, request.body] as Array<{ account?: unknown } | undefined>;
	const name = sources.find((source) => typeof source?.account === 'string')?.account as string | undefined;
	if (name === undefined) return undefined;
	const account = state.accounts.get(name);
	if (!account) throw new Refusal(404, `no account ${name}`);
	return account;
}

/** Accounts, their settings and their state. */
export function accountRoutes(app: FastifyInstance, state: State): void {
	app.get('/accounts', async () => state.list().map(accountView));
	app.get('/accounts/:account', async (request) => accountView(namedAccount(state, request)));

	app.post('/accounts', async (request, reply) => {
		const { provider, ...given } = (request.body ?? {}) as Json;
		if (provider !== 'zApi' && provider !== 'chatt2Me') {
			throw new Refusal(400, 'provider must be zApi or chatt2Me');
		}
		refuseUnknown(given, [...settingsOf(provider), ...IDENTITY[provider]]);
		const { instanceId, applicationId, ...rest } = given;
		const id = instanceId ?? applicationId;
		const settings = id === undefined ? rest : { ...rest, id };
		const account = provider === 'zApi' ? state.addZApi(settings) : state.addHub(settings);
		void reply.code(201);
		return accountView(account);
	});

	app.patch('/accounts/:account', async (request) => {
		const account = namedAccount(state, request);
		const { connected, closedWindows, ...settings } = (request.body ?? {}) as Json;
		refuseUnknown(settings, settingsOf(account.provider));
		Object.assign(account, settings);
		if (account.provider === 'zApi' && connected !== undefined)
			setConnected(state, account, connected === true);
		if (account.provider === 'chatt2Me' && Array.isArray(closedWindows)) {
			account.closedWindows = new Set(closedWindows.map(String));
		}
		return accountView(account);
	});

	app.delete('/accounts/:account', async (request, reply) => {
		state.remove(namedAccount(state, request));
		void reply.code(204);
	});

	app.post('/reset', async (request) => {
		const account = optionalAccount(state, request);
		state.reset(account);
		return { reset: account?.id ?? 'all' };
	});

	app.get('/secrets', async () =>
		state
			.list()
			.flatMap((account) =>
				account.provider === 'zApi'
					? [account.token, account.clientToken]
					: [account.apiKey, ...[...account.webhooks.values()].flatMap(({ secret }) => secret ?? [])],
			),
	);
}

function refuseUnknown(given: Json, known: readonly string[]): void {
	const unknown = Object.keys(given).find((name) => !known.includes(name));
	if (unknown) throw new Refusal(400, `${unknown} is not a setting; known: ${known.join(', ')}`);
}
