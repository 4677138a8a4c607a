import type { ProviderResponse } from '../../../../nodes/providers/api/exchange';
import { limitWarnings } from '../../../../nodes/providers/hub/api/messageLimits';
import {
	createWebhookRequest,
	deleteWebhookRequest,
	findSigningSecret,
	listWebhooksRequest,
	neededEventTypes,
	readDeleteResponse,
	readWebhookPage,
	readWebhookRequest,
	readWebhookResponse,
	stopSigningRequest,
	updateWebhookRequest,
} from '../../../../nodes/providers/hub/api/webhooks';

const response = (statusCode: number, body: unknown): ProviderResponse => ({
	statusCode,
	headers: {},
	body: typeof body === 'string' ? body : JSON.stringify(body),
});
const HEADER = { key: 'x-secret', value: 'ours' };
const ENDPOINT = 'https://n8n.example.com/webhook/1';
const FIELDS = {
	endpoint: ENDPOINT,
	eventType: 'Message' as const,
	authenticationProtocol: 'NoAuthentication',
	headers: [HEADER],
	requiresSignature: true,
};
const input = { endpoint: ENDPOINT, eventType: 'Message' as const, header: HEADER };

it('asks for webhooks as the Hub documents it, whatever an ID looks like', () => {
	const path = '/v1/organization/webhook';
	expect(listWebhooksRequest(50)).toEqual({ method: 'GET', path: `${path}?offset=50&limit=50` });
	expect(readWebhookRequest('a/b')).toEqual({ method: 'GET', path: `${path}/a%2Fb` });
	expect(deleteWebhookRequest('a/b')).toEqual({ method: 'DELETE', path: `${path}/a%2Fb` });
	expect(stopSigningRequest('a/b')).toEqual({
		method: 'PATCH',
		path: `${path}/a%2Fb`,
		body: { requiresSignature: false },
	});
	expect(updateWebhookRequest('a/b', input)).toEqual({
		method: 'PATCH',
		path: `${path}/a%2Fb`,
		body: FIELDS,
	});
	expect(createWebhookRequest({ ...input, label: 'n8n' })).toEqual({
		method: 'POST',
		path,
		body: { label: 'n8n', ...FIELDS },
	});
});

it('each event needs the webhook that reports it', () => {
	expect(neededEventTypes(['messageStatus', 'orderSent', 'messageReceived'] as never)).toEqual([
		'Message',
		'MessageStatus',
	]);
	expect(neededEventTypes(['messageStatus'])).toEqual(['MessageStatus']);
	expect(neededEventTypes([])).toEqual([]);
});

const HOOK = {
	id: 'w1',
	applicationId: 'a1',
	endpoint: ENDPOINT,
	eventType: 'Message',
	active: true,
	isVerified: true,
};

it.each<[string, unknown, object]>([
	['as documented', { data: HOOK }, HOOK],
	['without an envelope', HOOK, HOOK],
	[
		'by its other ID',
		{ webhookId: 7 },
		{ id: '7', endpoint: '', eventType: '', active: true, isVerified: false },
	],
	[
		'switched off',
		{ ...HOOK, active: false, isVerified: 'yes' },
		{ ...HOOK, active: false, isVerified: false },
	],
	['with its secret', { data: { ...HOOK, signingSecret: 's' } }, { ...HOOK, signingSecret: 's' }],
])('reads a webhook %s', (_how, body, webhook) => {
	expect(readWebhookResponse(response(201, body))).toEqual({ value: webhook });
});

it.each([
	[200, {}, 'The Hub answered without a webhook', '{}'],
	[200, '<h1>Hello</h1>', 'The Hub did not answer as documented', 'Hello'],
	[199, HOOK, 'The Hub did not answer as documented', undefined],
	[300, HOOK, 'The Hub redirected the request', undefined],
	[401, { message: 'no' }, 'The Hub did not accept the API key', 'no'],
])('%d with %j is no webhook: %s', (code, body, what, providerMessage) => {
	const { reason } = readWebhookResponse(response(code, body)) as { reason: { what: string } };
	expect(reason.what.slice(0, what.length)).toBe(what);
	if (providerMessage !== undefined) expect(reason).toMatchObject({ providerMessage, statusCode: code });
});

it.each<[unknown, object]>([
	[{ data: [HOOK, {}, 7, { ...HOOK, id: 'w2' }], pagination: { total: '60' } }, { total: 60 }],
	[{ data: [HOOK, { ...HOOK, id: 'w2' }] }, { total: 2 }],
	[{ data: [HOOK, { ...HOOK, id: 'w2' }], pagination: { total: 'many' } }, { total: 2 }],
])('reads a page of webhooks: %j', (body, expected) => {
	expect(readWebhookPage(response(200, body))).toEqual({
		value: { webhooks: [HOOK, { ...HOOK, id: 'w2' }], ...expected },
	});
});

it('a page without webhooks is empty, and an error is none', () => {
	expect(readWebhookPage(response(200, { data: {} }))).toEqual({ value: { webhooks: [], total: 0 } });
	expect(readWebhookPage(response(500, {}))).toMatchObject({ reason: { statusCode: 500 } });
});

it.each([
	[200, { value: 'deleted' }],
	[299, { value: 'deleted' }],
	[404, { value: 'unknown' }],
	[199, { reason: { statusCode: 199 } }],
	[300, { reason: { statusCode: 300 } }],
])('%d answers a delete', (code, expected) => {
	expect(readDeleteResponse(response(code, ''))).toMatchObject(expected);
});

it.each<[unknown, string | undefined]>([
	[{ secret: 's' }, 's'],
	[{ signing_key: 's' }, 's'],
	[{ signatureKey: 's' }, 's'],
	[{ SigningSecret: { value: 's' } }, 's'],
	[{ secret: { key: 's' } }, 's'],
	[{ key: 's', value: 's' }, undefined],
	[{ a: { b: { secret: 's' } } }, 's'],
	[{ a: { b: { c: { secret: 's' } } } }, undefined],
	[{ headers: { secret: 'ours' } }, undefined],
	[{ a: 1, b: { secret: ' ' }, c: { secret: 's' } }, 's'],
])('the signing secret of %j is %s', (json, secret) => {
	expect(findSigningSecret(json as never)).toBe(secret);
});

it.each<[string, object, string[]]>([
	[
		'at each limit',
		{ bodyText: '😀'.repeat(1024), itemNames: { 'Items 1': 'a'.repeat(60) }, taxDescription: 'a'.repeat(60) },
		[],
	],
	['without texts', {}, []],
	[
		'a long body',
		{ bodyText: 'a'.repeat(1025) },
		['hub.bodyText: Body Text has 1,025 characters; WhatsApp allows 1,024'],
	],
	[
		'a long name',
		{ itemNames: { 'Items 1': 'a', 'Items (JSON) 3': 'a'.repeat(61) } },
		['hub.itemName: Items (JSON) 3, Name has 61 characters; WhatsApp allows 60'],
	],
	[
		'a long tax',
		{ taxDescription: 'a'.repeat(61) },
		['hub.taxDescription: Tax Description has 61 characters'],
	],
	['a reference of 60', { referenceId: 'a'.repeat(60) }, []],
	['a reference of 61', { referenceId: 'a'.repeat(61) }, ['hub.referenceId: Reference ID has 61 characters']],
	['no reference', { referenceId: '' }, ['hub.referenceId: Reference ID is ""; WhatsApp allows 1 to 60']],
	['a space behind', { referenceId: 'a ' }, ['hub.referenceId: Reference ID is "a "']],
	['a space before', { referenceId: ' a' }, ['hub.referenceId: Reference ID is " a"']],
])('WhatsApp takes a message with %s, or a warning says not', (_what, texts, warnings) => {
	const told = limitWarnings({ referenceId: 'Order_1.2-3', ...texts });
	expect(
		told.map(({ rule, message }, index) => `${rule}: ${message}`.slice(0, warnings[index]?.length)),
	).toEqual(warnings);
});
