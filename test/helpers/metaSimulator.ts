import axios, { type AxiosResponse } from 'axios';
import { simulatorUrl } from './simulatorUrl.cjs';

type Json = Record<string, unknown>;

/** A simulated WhatsApp business account. */
export interface MetaAccount {
	account: string;
	token: string;
	appSecret: string;
	phones: Array<{ id: string; override: { url: string } | null }>;
	accountOverride: { url: string } | null;
	appAddress: { url: string } | null;
	[setting: string]: unknown;
}

export interface MetaReceiver {
	id: string;
	url: string;
	verifyToken: string;
	received: Array<{ headers: Record<string, string>; body: string }>;
}

const http = axios.create({ baseURL: simulatorUrl, validateStatus: () => true });

async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
	const { status, data } = await http.request<T>({ method, url: `/_meta${path}`, data: body });
	if (status >= 400) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(data)}`);
	return data;
}

/** Control calls of the simulated Cloud API. */
export const metaSimulator = {
	create: (settings: Json = {}) => control<MetaAccount>('POST', '/accounts', settings),
	account: (account: string) => control<MetaAccount>('GET', `/accounts/${account}`),
	configure: (account: string, settings: Json) =>
		control<MetaAccount>('PATCH', `/accounts/${account}`, settings),
	messages: (account: string) => control<Json[]>('GET', `/accounts/${account}/messages`),
	orders: (account: string) => control<Json>('GET', `/accounts/${account}/orders`),
	deliveries: (account: string) => control<Json[]>('GET', `/accounts/${account}/deliveries`),
	settle: (account: string) => control<{ settled: boolean }>('POST', `/accounts/${account}/settle`, {}),
	emit: (account: string, emission: Json = {}) =>
		control<Json>('POST', `/accounts/${account}/emit`, emission),
	createReceiver: (behaviour: Json = {}) => control<MetaReceiver>('POST', '/receivers', behaviour),
	receiver: (id: string) => control<MetaReceiver>('GET', `/receivers/${id}`),
};

/** Calls Graph as Meta's pages show it. */
export async function callGraph(
	{ token }: { token: string },
	method: string,
	path: string,
	body?: unknown,
	headers: Record<string, string> = {},
): Promise<AxiosResponse> {
	return await http.request({
		method,
		url: `/v25.0${path}`,
		data: body,
		headers: { Authorization: `Bearer ${token}`, ...headers },
	});
}
