import type { FastifyInstance, FastifyRequest } from 'fastify';
import { newPhone, SETTINGS, type Json, type MetaAccount, type MetaPhone } from './account.mts';
import { deliver, envelope, signatureOf, addressOf } from './delivery.mts';
import type { MetaHost, Receiver } from './host.mts';
import { CUSTOMER, incoming, SAMPLE_KINDS, type Customer, type Identity } from './samples.mts';

/** Control calls for accounts, receivers and events of the Cloud API. */
export function metaControlRoutes(host: MetaHost) {
	return async (app: FastifyInstance): Promise<void> => {
		app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
			void reply.code(error.statusCode ?? 500).send({ error: error.message });
		});
		app.post('/accounts', async (request) =>
			view(host.add(settingsOf(request, ['id', 'token', 'appSecret']))),
		);
		app.get('/accounts/:account', async (request) => view(named(host, request)));
		app.patch('/accounts/:account', async (request) =>
			view(Object.assign(named(host, request), settingsOf(request, []))),
		);
		app.get('/accounts/:account/messages', async (request) => named(host, request).messages);
		app.get('/accounts/:account/orders', async (request) => Object.fromEntries(named(host, request).orders));
		app.get('/accounts/:account/deliveries', async (request) => {
			const { id } = named(host, request);
			return host.deliveries.filter(({ account }) => account === id);
		});
		app.post('/accounts/:account/settle', async (request) => ({
			settled: await host.settle(named(host, request).id, 5000),
		}));
		app.post(
			'/accounts/:account/emit',
			async (request) => await emit(host, named(host, request), request.body),
		);
		app.post('/receivers', async (request) => host.addReceiver((request.body ?? {}) as Partial<Receiver>));
		app.get('/receivers/:id', async (request) => {
			const { id } = request.params as { id: string };
			return [...host.receivers.values()].find((receiver) => receiver.id === id);
		});
	};
}

function named(host: MetaHost, request: FastifyRequest): MetaAccount {
	const { account } = request.params as { account: string };
	const found = host.byId.get(account);
	if (!found) throw Object.assign(new Error(`no account ${account}`), { statusCode: 404 });
	return found;
}

function settingsOf(request: FastifyRequest, identity: string[]): Partial<MetaAccount> {
	const given = (request.body ?? {}) as Json;
	const unknown = Object.keys(given).find((name) => ![...SETTINGS, ...identity].includes(name));
	if (unknown) throw Object.assign(new Error(`${unknown} is not a setting`), { statusCode: 400 });
	const phones = given.phones as Array<Partial<MetaPhone>> | undefined;
	return { ...given, ...(phones && { phones: phones.map(newPhone) }) };
}

function view(account: MetaAccount): Json {
	const { orders: _orders, lastWrote: _wrote, sendTimes: _times, messages, ...rest } = account;
	return { account: account.id, provider: 'metaCloud', ...rest, messageCount: messages.length };
}

interface Emission {
	/** Several messages in one change. */
	kinds?: string[];
	kind?: string;
	identity?: Identity;
	customer?: Partial<Customer>;
	/** Sent instead of a sample. */
	body?: Json;
	signature?: 'valid' | 'forged' | 'missing' | 'bodyChanged';
}

/** Lets a customer write, which opens the window; or sends a body as it is given. */
async function emit(host: MetaHost, account: MetaAccount, given: unknown): Promise<Json> {
	const {
		kind = 'text',
		kinds = [kind],
		identity = 'phone',
		signature = 'valid',
		...wanted
	} = given as Emission;
	const [phone] = account.phones;
	const customer = { ...CUSTOMER, ...wanted.customer };
	const values = kinds.map((name) => incoming(name, customer, identity));
	if (values.includes(null)) {
		throw Object.assign(new Error(`known kinds: ${SAMPLE_KINDS.join(', ')}`), { statusCode: 400 });
	}
	for (const id of [customer.phone, customer.userId]) account.lastWrote.set(`${phone.id}/${id}`, Date.now());
	const value = { ...values[0], messages: values.flatMap((one) => one?.messages) };
	const body = wanted.body ?? envelope(account, phone, value);
	if (signature === 'valid') {
		await deliver(host, account, phone, 'messages', body);
		return { delivered: true };
	}
	return await deliverHostile(host, account, phone, JSON.stringify(body), signature);
}

/** One call, not repeated, with a signature that must not pass. */
async function deliverHostile(
	host: MetaHost,
	account: MetaAccount,
	phone: MetaPhone,
	body: string,
	signature: 'forged' | 'missing' | 'bodyChanged',
): Promise<Json> {
	const address = addressOf(account, phone);
	if (!address) throw Object.assign(new Error('no webhook is set'), { statusCode: 400 });
	const headers: Record<string, string> = { 'content-type': 'application/json' };
	if (signature === 'forged') headers['X-Hub-Signature-256'] = signatureOf('another secret', body);
	if (signature === 'bodyChanged')
		headers['X-Hub-Signature-256'] = signatureOf(account.appSecret, `${body} `);
	const call = {
		account: account.id,
		method: 'POST' as const,
		url: address.url,
		label: 'hostile',
		headers,
		body,
	};
	return { ...(await host.call(call)) };
}
