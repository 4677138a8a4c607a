import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Account, Json } from '../core/accounts.mts';
import { Refusal } from '../core/refusal.mts';
import type { State } from '../core/state.mts';
import { setConnected } from '../zApi/settings.mts';
import { newPhone, type MetaPhone } from '../metaCloud/account.mts';
import { accountView, secretsOf, settingsOf } from './accountView.mts';

const IDENTITY = {
	zApi: ['instanceId', 'token', 'clientToken'],
	chatt2Me: ['applicationId', 'apiKey'],
	metaCloud: ['businessAccountId', 'token', 'appSecret'],
};

function isProvider(name: unknown): name is Account['provider'] {
	return Object.hasOwn(IDENTITY, String(name));
}

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
		if (!isProvider(provider)) {
			throw new Refusal(400, `provider must be one of ${Object.keys(IDENTITY).join(', ')}`);
		}
		refuseUnknown(given, [...settingsOf(provider), ...IDENTITY[provider]]);
		const { instanceId, applicationId, businessAccountId, ...rest } = given;
		const id = instanceId ?? applicationId ?? businessAccountId;
		const settings = withPhones(id === undefined ? rest : { ...rest, id });
		void reply.code(201);
		if (provider === 'zApi') return accountView(state.addZApi(settings));
		return accountView(provider === 'chatt2Me' ? state.addHub(settings) : state.addMeta(settings));
	});

	app.patch('/accounts/:account', async (request) => {
		const account = namedAccount(state, request);
		const { connected, closedWindows, ...settings } = (request.body ?? {}) as Json;
		refuseUnknown(settings, settingsOf(account.provider));
		Object.assign(account, withPhones(settings));
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

	app.get('/secrets', async () => state.list().flatMap(secretsOf));
}

/** Numbers of Meta may be given in part. */
function withPhones(settings: Json): Json {
	const { phones } = settings as { phones?: Array<Partial<MetaPhone>> };
	return phones === undefined ? settings : { ...settings, phones: phones.map(newPhone) };
}

function refuseUnknown(given: Json, known: readonly string[]): void {
	const unknown = Object.keys(given).find((name) => !known.includes(name));
	if (unknown) throw new Refusal(400, `${unknown} is not a setting; known: ${known.join(', ')}`);
}
