import type { ICredentialType, IHttpRequestOptions } from 'n8n-workflow';

import { Chatt2MeApi } from '../../../credentials/Chatt2MeApi.credentials';
import { MetaCloudApi } from '../../../credentials/MetaCloudApi.credentials';
import { ZApi } from '../../../credentials/ZApi.credentials';

const Z_API = {
	instanceId: 'INSTANCE',
	instanceToken: 'TOKEN/1',
	clientToken: 'CLIENT',
	baseUrl: 'https://api.z-api.io/',
};
const HUB = { apiKey: 'KEY', baseUrl: '' };
const META = { accessToken: 'KEY', baseUrl: '', apiVersion: 'v25.0', authHeader: 'Authorization' };

type Request = Partial<IHttpRequestOptions> & { uri?: string };

async function authenticated(type: ICredentialType, data: Record<string, string>, request: Request) {
	const { authenticate } = type;
	if (typeof authenticate !== 'function') throw new TypeError(`${type.name} has no authenticate function`);
	const options = { headers: { a: '1' }, ...request } as IHttpRequestOptions;
	return await authenticate.call(type, data, options);
}
const zApi = async (request: Request, changes = {}) =>
	await authenticated(new ZApi(), { ...Z_API, ...changes }, request);
const hub = async (request: Request, changes = {}) =>
	await authenticated(new Chatt2MeApi(), { ...HUB, ...changes }, request);

const meta = async (request: Request, changes = {}) =>
	await authenticated(new MetaCloudApi(), { ...META, ...changes }, request);

const SENT = 'https://api.z-api.io/instances/INSTANCE/token/TOKEN%2F1/send-text';

describe('Z-API', () => {
	it.each([
		['a path', '/send-text'],
		['a full URL without instance', 'https://api.z-api.io/send-text'],
		['a full URL with instance', SENT],
	])('adds what %s lacks', async (_name, url) => {
		expect(await zApi({ url })).toEqual({ url: SENT, headers: { a: '1', 'Client-Token': 'CLIENT' } });
	});

	it('takes the address as the HTTP Request node names it', async () => {
		const headers = { a: '1', 'Client-Token': 'CLIENT' };
		expect(await zApi({ uri: 'https://api.z-api.io/send-text' })).toEqual({ url: SENT, uri: SENT, headers });
	});

	it('sends no empty Client-Token', async () => {
		expect((await zApi({ url: '/status' }, { clientToken: ' ' })).headers).toEqual({ a: '1' });
	});
});

describe('Hub Chatt2.me', () => {
	it.each(['/v1/x', 'https://api.chatt2.me/v1/x'])('adds the key to %s', async (url) => {
		const headers = { a: '1', 'x-api-key': 'KEY' };
		expect(await hub({ url })).toEqual({ url: 'https://api.chatt2.me/v1/x', headers });
		expect((await hub({ uri: url })).headers).toEqual(headers);
	});
});

describe('Meta WhatsApp Cloud API', () => {
	it.each(['/106/messages', 'https://graph.facebook.com/v25.0/106/messages'])(
		'adds version and token to %s',
		async (url) => {
			const headers = { a: '1', Authorization: 'Bearer KEY' };
			const sent = 'https://graph.facebook.com/v25.0/106/messages';
			expect(await meta({ url })).toEqual({ url: sent, headers });
			expect((await meta({ uri: url })).headers).toEqual(headers);
		},
	);

	it.each([
		[
			'Kapso',
			{ baseUrl: 'https://api.kapso.ai/meta/whatsapp/', apiVersion: 'v24.0', authHeader: 'X-API-Key' },
			'https://api.kapso.ai/meta/whatsapp/v24.0/106/messages',
		],
		[
			'360dialog, whose addresses have neither version nor number',
			{ baseUrl: 'https://waba-v2.360dialog.io', apiVersion: '', authHeader: 'D360-API-KEY' },
			'https://waba-v2.360dialog.io/messages',
		],
	])('reaches %s with its key', async (_name, changes, url) => {
		const headers = { a: '1', [changes.authHeader]: 'KEY' };
		expect(await meta({ url: '/106/messages' }, changes)).toEqual({ url, headers });
	});
});

describe.each([
	['Meta WhatsApp Cloud API', meta, 'graph.facebook.com'],
	['Z-API', zApi, 'api.z-api.io'],
	['Hub Chatt2.me', hub, 'api.chatt2.me'],
])('%s gives no secret to another host', (_name, sign, host) => {
	it.each([
		`https://${host}.evil.example/send-text`,
		`https://${host}@evil.example/send-text`,
		`https://${host}\\@evil.example/send-text`,
		`http://${host}/send-text`,
		'HTTPS://evil.example/send-text',
	])('%s', async (address) => {
		expect(await sign({ url: address })).toEqual({ url: address, headers: { a: '1' } });
		expect(await sign({ uri: address })).toEqual({ uri: address, headers: { a: '1' } });
	});
});
