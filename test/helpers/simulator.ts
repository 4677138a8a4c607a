import axios, { type AxiosResponse } from 'axios';
import { simulatorUrl } from './simulatorUrl.cjs';

export interface ZApiAccount {
	provider: 'zApi';
	/** Name of the account in control calls. */
	account: string;
	instanceId: string;
	token: string;
	clientToken: string;
	[setting: string]: unknown;
}

export interface HubAccount {
	provider: 'chatt2Me';
	account: string;
	applicationId: string;
	apiKey: string;
	channels: Array<{ id: string; phoneNumber: string }>;
	templates: Array<{ id: string; type: string }>;
	[setting: string]: unknown;
}

/** A WhatsApp business account on Meta's Cloud API. */
export interface MetaAccount {
	provider: 'metaCloud';
	account: string;
	businessAccountId: string;
	token: string;
	appSecret: string;
	phones: Array<{ id: string }>;
	[setting: string]: unknown;
}

/** A message the simulated provider took in. */
export interface AcceptedMessage {
	recipient: string;
	operation: string;
	messageId: string;
	zaapId?: string;
	body: Record<string, unknown>;
	at: number;
	queued: boolean;
	overlapped: boolean;
}

export interface RecordedRequest {
	seq: number;
	method: string;
	path: string;
	route: string | null;
	recipient: string | null;
	headers: Record<string, string>;
	body: unknown;
	at: number;
	endedAt: number | null;
	status: number | null;
	outcome: string;
	accepted: boolean;
}

export interface ReceivedRequest {
	at: number;
	method: string;
	path: string;
	headers: Record<string, string>;
	body: string;
}

export interface Receiver {
	id: string;
	url: string;
	/** HTTPS address that the simulator knows to deliver to the receiver. */
	publicUrl: string;
	/** What Meta's verification must bring. */
	verifyToken: string;
}

/** A charge at a simulated bank. */
export interface BankCharge {
	id: string;
	host: string;
	/** As it stands in a BR Code (26-25). */
	location: string;
	payload: Record<string, unknown>;
}

export interface BankRequest {
	method: string;
	host: string;
	path: string;
	headers: Record<string, string>;
	bodyBytes: number;
	at: number;
	endedAt: number | null;
}

type Body = Record<string, unknown>;

const http = axios.create({ validateStatus: () => true, transformResponse: parseJson });

function parseJson(text: unknown): unknown {
	if (typeof text !== 'string') return text;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

const of = (account: string) => `account=${encodeURIComponent(account)}`;

/** The control API of the simulator at this address, documented in simulator/README.md. Accounts go by name. */
export function simulatorAt(url: string) {
	async function call<T>(method: string, path: string, body?: Body): Promise<T> {
		const response = await http.request<T>({ method, url: `${url}/_control${path}`, data: body });
		if (response.status >= 400) {
			throw new Error(`control call ${method} ${path}: ${response.status} ${JSON.stringify(response.data)}`);
		}
		return response.data;
	}
	return {
		/** Base URL for all credentials. */
		url,
		/** Any other control call; `path` is what follows /_control. */
		call,
		createZApi: (settings: Body = {}) =>
			call<ZApiAccount>('POST', '/accounts', { provider: 'zApi', ...settings }),
		createHub: (settings: Body = {}) =>
			call<HubAccount>('POST', '/accounts', { provider: 'chatt2Me', ...settings }),
		createMeta: (settings: Body = {}) =>
			call<MetaAccount>('POST', '/accounts', { provider: 'metaCloud', ...settings }),
		account: (account: string) => call<Body>('GET', `/accounts/${account}`),
		configure: (account: string, settings: Body) => call<Body>('PATCH', `/accounts/${account}`, settings),
		/** Forgets an account and its records. */
		removeAccount: async (account: string): Promise<void> => {
			await call('POST', '/reset', { account });
			await call('DELETE', `/accounts/${account}`);
		},
		/** Every request of an account, also refused ones. */
		requests: (account: string) => call<RecordedRequest[]>('GET', `/requests?${of(account)}`),
		/** Messages that the provider took in, oldest first. */
		messages: (account: string, recipient?: string) =>
			call<AcceptedMessage[]>('GET', `/messages?${of(account)}${recipient ? `&recipient=${recipient}` : ''}`),
		/** How many messages each recipient got. */
		recipients: (account: string) => call<Record<string, number>>('GET', `/recipients?${of(account)}`),
		orders: (account: string) => call<Body[]>('GET', `/orders?${of(account)}`),
		/** Makes an order known to a Z-API instance as if it had been sent there. */
		addOrder: (account: string, order: Body) => call<Body>('POST', '/orders', { account, order }),
		/** Webhooks that the provider sent, with the answers. */
		deliveries: (account: string) => call<Body[]>('GET', `/deliveries?${of(account)}`),
		/** Waits until every callback on its way has arrived. */
		settle: (account: string, timeoutMs?: number) =>
			call<{ settled: boolean }>('POST', '/settle', { account, timeoutMs }),
		webhooks: (account: string) => call<Body>('GET', `/webhooks?${of(account)}`),
		/** Sets webhook addresses as a person does in the provider's panel. */
		setWebhooks: (account: string, table: Body) => call<Body>('PUT', '/webhooks', { account, ...table }),
		/** Makes webhooks for this public https origin arrive at a local one, as a tunnel does. */
		tunnel: (from: string, to: string) => call<Body>('PUT', '/tunnels', { from, to }),
		addFault: (account: string, fault: Body) => call<Body[]>('POST', '/faults', { account, ...fault }),
		/** The faults set for an account, with how often each applied. */
		faults: (account: string) => call<Array<Body & { hits: number }>>('GET', `/faults?${of(account)}`),
		clearFaults: async (account: string): Promise<void> => {
			await call('DELETE', `/faults?${of(account)}`);
		},
		emit: (account: string, emission: Body) => call<Body>('POST', '/emit', { account, ...emission }),
		/** Sends the last delivery with this label (an event type or sample kind) again, byte for byte. */
		replay: (account: string, which: Body = {}) => call<Body>('POST', '/replay', { account, ...which }),
		createReceiver: (behaviour: Body = {}) => call<Receiver>('POST', '/receivers', behaviour),
		/** Changes how a receiver answers from now on. */
		configureReceiver: ({ id }: Receiver, behaviour: Body) =>
			call<Body>('PATCH', `/receivers/${id}`, behaviour),
		receivedRequests: async (receiver: Receiver): Promise<ReceivedRequest[]> =>
			(await call<{ received: ReceivedRequest[] }>('GET', `/receivers/${receiver.id}`)).received,
		/** The way to the simulated banks; settings hold for all of them. */
		openBank: (settings: Body = {}) =>
			call<{ proxy: string; certificate: string }>('POST', '/bank', settings),
		createCharge: (settings: Body = {}) => call<BankCharge>('POST', '/bank/charges', settings),
		changeCharge: ({ id }: BankCharge, settings: Body) =>
			call<BankCharge>('PATCH', `/bank/charges/${id}`, settings),
		/** New keys for one host of a bank, or what it answers where its keys are. */
		changeBankKeys: async (host: string, answer?: Body): Promise<void> => {
			await call('PUT', '/bank/keys', { host, answer });
		},
		/** Requests that reached a bank's host, or all, and hosts that are no bank's. */
		bankRequests: (host?: string) =>
			call<BankRequest[]>('GET', `/bank/requests${host ? `?host=${host}` : ''}`),
		openListener: (port?: number, tls = false) =>
			call<{ port: number; url: string }>('POST', '/listeners', { port, tls }),
		closeListener: async (port: number): Promise<void> => {
			await call('DELETE', `/listeners/${port}`);
		},
	};
}

export type SimulatorControl = ReturnType<typeof simulatorAt>;

/** The simulator of this test run. */
export const simulator = simulatorAt(simulatorUrl);

/** Text goes out as it is: broken JSON must arrive broken. */
function asGiven(body: unknown) {
	return typeof body === 'string' ? { transformRequest: (data: unknown) => data } : {};
}

interface CallOptions {
	headers?: Record<string, string>;
	/** Milliseconds; a passed one rejects. */
	timeout?: number;
	baseURL?: string;
}

/** A request that proves itself with a header; what `options` has comes on top. */
function callWith(
	secret: Record<string, string>,
	method: string,
	url: string,
	body: unknown,
	{ headers, ...options }: CallOptions,
): Promise<AxiosResponse> {
	return http.request({
		baseURL: simulatorUrl,
		method,
		url,
		data: body,
		...asGiven(body),
		headers: { ...secret, ...headers },
		...options,
	});
}

/** Calls a Z-API route as its documents show it. */
export function callZApi(
	{ instanceId, token, clientToken }: ZApiAccount,
	method: string,
	path: string,
	body?: unknown,
	options: CallOptions = {},
): Promise<AxiosResponse> {
	const url = `/instances/${instanceId}/token/${token}/${path}`;
	return callWith({ 'Client-Token': clientToken }, method, url, body, options);
}

/** Calls a Hub route below /v1 as its documents show it. */
export function callHub(
	{ apiKey }: HubAccount,
	method: string,
	path: string,
	body?: unknown,
	options: CallOptions = {},
): Promise<AxiosResponse> {
	return callWith({ 'x-api-key': apiKey }, method, `/v1/${path}`, body, options);
}

/** Calls Graph as Meta's pages show it. */
export function callGraph(
	{ token }: Pick<MetaAccount, 'token'>,
	method: string,
	path: string,
	body?: unknown,
	options: CallOptions = {},
): Promise<AxiosResponse> {
	return callWith({ Authorization: `Bearer ${token}` }, method, `/v25.0${path}`, body, options);
}
