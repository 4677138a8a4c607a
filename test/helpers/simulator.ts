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

export interface SinkRequest {
	at: number;
	method: string;
	path: string;
	headers: Record<string, string>;
	body: string;
}

export interface Sink {
	id: string;
	url: string;
	/** HTTPS address that the simulator knows to deliver to the sink. */
	publicUrl: string;
}

type Body = Record<string, unknown>;

const http = axios.create({
	baseURL: simulatorUrl,
	validateStatus: () => true,
	transformResponse: parseJson,
});

function parseJson(text: unknown): unknown {
	if (typeof text !== 'string') return text;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

async function control<T>(method: string, path: string, body?: Body): Promise<T> {
	const response = await http.request<T>({ method, url: `/_control${path}`, data: body });
	if (response.status >= 400) {
		throw new Error(`control call ${method} ${path}: ${response.status} ${JSON.stringify(response.data)}`);
	}
	return response.data;
}

const of = (account: string) => `account=${encodeURIComponent(account)}`;

/** The simulator's control API, documented in simulator/README.md. Every call is about one account. */
export const simulator = {
	/** Base URL for both credentials. */
	url: simulatorUrl,
	createZApi: (settings: Body = {}) =>
		control<ZApiAccount>('POST', '/accounts', { provider: 'zApi', ...settings }),
	createHub: (settings: Body = {}) =>
		control<HubAccount>('POST', '/accounts', { provider: 'chatt2Me', ...settings }),
	account: (account: string) => control<Body>('GET', `/accounts/${account}`),
	configure: (account: string, settings: Body) => control<Body>('PATCH', `/accounts/${account}`, settings),
	/** Forgets an account and its records. */
	removeAccount: async (account: string): Promise<void> => {
		await control('POST', '/reset', { account });
		await control('DELETE', `/accounts/${account}`);
	},
	reset: (account: string) => control<Body>('POST', '/reset', { account }),
	requests: (account: string) => control<RecordedRequest[]>('GET', `/requests?${of(account)}`),
	messages: (account: string, recipient?: string) =>
		control<AcceptedMessage[]>(
			'GET',
			`/messages?${of(account)}${recipient ? `&recipient=${recipient}` : ''}`,
		),
	/** How many messages each recipient got. */
	recipients: (account: string) => control<Record<string, number>>('GET', `/recipients?${of(account)}`),
	orders: (account: string) => control<Body[]>('GET', `/orders?${of(account)}`),
	/** Makes an order known to a Z-API instance as if it had been sent there. */
	addOrder: (account: string, order: Body) => control<Body>('POST', '/orders', { account, order }),
	deliveries: (account: string) => control<Body[]>('GET', `/deliveries?${of(account)}`),
	/** Waits until every callback on its way has arrived. */
	settle: (account: string) => control<{ settled: boolean }>('POST', '/settle', { account }),
	webhooks: (account: string) => control<Body>('GET', `/webhooks?${of(account)}`),
	setWebhooks: (account: string, table: Body) => control<Body>('PUT', '/webhooks', { account, ...table }),
	addFault: (account: string, fault: Body) => control<Body[]>('POST', '/faults', { account, ...fault }),
	/** The faults set for an account, with how often each struck. */
	faults: (account: string) => control<Array<Body & { hits: number }>>('GET', `/faults?${of(account)}`),
	clearFaults: async (account: string): Promise<void> => {
		await control('DELETE', `/faults?${of(account)}`);
	},
	emit: (account: string, emission: Body) => control<Body>('POST', '/emit', { account, ...emission }),
	/** Sends the last delivery with this label (an event type or sample kind) again, byte for byte. */
	replay: (account: string, which: Body = {}) => control<Body>('POST', '/replay', { account, ...which }),
	createSink: (behaviour: Body = {}) => control<Sink>('POST', '/sinks', behaviour),
	sinkRequests: async (sink: Sink): Promise<SinkRequest[]> =>
		(await control<{ received: SinkRequest[] }>('GET', `/sinks/${sink.id}`)).received,
	openListener: (port?: number, tls = false) =>
		control<{ port: number; url: string }>('POST', '/listeners', { port, tls }),
	closeListener: async (port: number): Promise<void> => {
		await control('DELETE', `/listeners/${port}`);
	},
	secrets: () => control<string[]>('GET', '/secrets'),
};

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

/** Calls a Z-API route as its documents show it. */
export function callZApi(
	account: ZApiAccount,
	method: string,
	path: string,
	body?: unknown,
	options: CallOptions = {},
): Promise<AxiosResponse> {
	const { headers, ...rest } = options;
	return http.request({
		method,
		url: `/instances/${account.instanceId}/token/${account.token}/${path}`,
		data: body,
		...asGiven(body),
		headers: { 'Client-Token': account.clientToken, ...headers },
		...rest,
	});
}

/** Calls a Hub route below /v1 as its documents show it. */
export function callHub(
	account: HubAccount,
	method: string,
	path: string,
	body?: unknown,
	options: CallOptions = {},
): Promise<AxiosResponse> {
	const { headers, ...rest } = options;
	return http.request({
		method,
		url: `/v1/${path}`,
		data: body,
		...asGiven(body),
		headers: { 'x-api-key': account.apiKey, ...headers },
		...rest,
	});
}
