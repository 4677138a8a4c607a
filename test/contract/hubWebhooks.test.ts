import { callHub, simulator, type HubAccount, type Receiver } from '../helpers/simulator';
import { createHmac } from 'crypto';
import { shipped } from './documentedPayloads';
import { without } from './mutations';

const ROUTE = 'organization/webhook';

let account: HubAccount;
let receiver: Receiver;
let body: { label: string; endpoint: string; eventType: string; authenticationProtocol: string };

beforeEach(async () => {
	account = await simulator.createHub();
	receiver = await simulator.createReceiver();
	body = {
		label: 'n8n',
		endpoint: receiver.publicUrl,
		eventType: 'MessageStatus',
		authenticationProtocol: 'NoAuthentication',
	};
});

const create = (more: object = {}) => callHub(account, 'POST', ROUTE, { ...body, ...more });

async function events() {
	expect(await simulator.settle(account.account)).toEqual({ settled: true });
	return (await simulator.receivedRequests(receiver)).filter(({ headers }) => !headers['x-validation-token']);
}

describe('creating', () => {
	test('answers 201 with the documented object, without headers or secret', async () => {
		const reply = await create();
		expect(reply.status).toBe(201);
		expect(reply.data).toEqual({
			id: expect.any(String),
			applicationId: account.applicationId,
			active: true,
			label: 'n8n',
			eventType: 'MessageStatus',
			endpoint: receiver.publicUrl,
			numberOfErrors: 0,
			authenticationProtocol: 'NoAuthentication',
			scope: null,
			isVerified: true,
			verifiedAt: expect.any(String),
			createdDate: expect.any(String),
			lastModifiedDate: expect.any(String),
		});
	});

	test('verifies the endpoint meanwhile, custom headers included', async () => {
		await create({ headers: [{ key: 'X-Shop', value: 'secret' }] });
		const [handshake, ...others] = await simulator.receivedRequests(receiver);
		expect(others).toEqual([]);
		expect(handshake).toMatchObject({ method: 'POST', headers: { 'x-shop': 'secret' } });
		expect(handshake.headers['x-validation-token']).toMatch(/^[0-9a-f-]{36}$/);
		expect(handshake.headers).not.toHaveProperty('x-hub-signature');
	});

	test.each([
		['json', true],
		['text', true],
		['none', false],
	])('handshake "%s" leaves isVerified %s', async (handshake, isVerified) => {
		receiver = await simulator.createReceiver({ handshake });
		const reply = await create({ endpoint: receiver.publicUrl });
		expect([reply.status, reply.data.isVerified]).toEqual([201, isVerified]);
	});

	test.each<[string, (whole: object) => object, string]>([
		['no label', (whole) => without(whole, 'label'), 'label is required'],
		['no endpoint', (whole) => without(whole, 'endpoint'), 'endpoint is required'],
		['no event type', (whole) => without(whole, 'eventType'), 'eventType is required'],
		['no protocol', (whole) => without(whole, 'authenticationProtocol'), 'authenticationProtocol is'],
		['two event types', (whole) => ({ ...whole, eventType: ['Message'] }), 'eventType must be one of'],
		['plain HTTP', (whole) => ({ ...whole, endpoint: 'http://shop.example/hook' }), 'HTTPS'],
		['headers as an object', (whole) => ({ ...whole, headers: { a: 'b' } }), 'headers must be array'],
		['an unknown member', (whole) => ({ ...whole, secret: 'x' }), 'secret is not a known field'],
	])('refuses %s', async (_name, spoil, words) => {
		const reply = await callHub(account, 'POST', ROUTE, spoil(body));
		expect([reply.status, reply.data.errorMessage]).toEqual([400, expect.stringContaining(words)]);
	});
});

describe('listing, changing and deleting', () => {
	test('pages', async () => {
		for (const label of ['a', 'b', 'c']) await create({ label });
		const page = await callHub(account, 'GET', `${ROUTE}?offset=2&limit=2`);
		expect(page.data).toMatchObject({
			data: [{ label: 'c' }],
			pagination: { offset: 2, limit: 2, total: 3, totalPages: 2 },
		});
		expect((await callHub(account, 'GET', `${ROUTE}?limit=51`)).status).toBe(400);
	});

	test('another application does not see it', async () => {
		const { id } = (await create()).data;
		const other = await simulator.createHub();
		expect((await callHub(other, 'GET', `${ROUTE}/${id}`)).status).toBe(404);
		expect((await callHub(other, 'GET', ROUTE)).data.data).toEqual([]);
	});

	test('a changed endpoint is verified anew', async () => {
		const { id } = (await create()).data;
		const deaf = await simulator.createReceiver({ handshake: 'none' });
		const reply = await callHub(account, 'PATCH', `${ROUTE}/${id}`, { endpoint: deaf.publicUrl });
		expect(reply.data).toMatchObject({ endpoint: deaf.publicUrl, isVerified: false, verifiedAt: null });
	});
});

describe('the signing secret', () => {
	test('is shown once, when signing is switched on', async () => {
		const { id, signingSecret } = (await create({ requiresSignature: true })).data;
		expect(signingSecret).toMatch(/^whsec_/);
		expect((await callHub(account, 'GET', `${ROUTE}/${id}`)).data).not.toHaveProperty('signingSecret');
		await callHub(account, 'PATCH', `${ROUTE}/${id}`, { requiresSignature: false });
		const again = await callHub(account, 'PATCH', `${ROUTE}/${id}`, { requiresSignature: true });
		expect(again.data.signingSecret).not.toBe(signingSecret);
	});

	test.each(['secret', 'signatureSecret'])('can have the name %s', async (signingSecretField) => {
		await simulator.configure(account.account, { signingSecretField });
		expect((await create({ requiresSignature: true })).data[signingSecretField]).toMatch(/^whsec_/);
	});

	test('can be left out', async () => {
		await simulator.configure(account.account, { signingSecretField: null });
		expect(JSON.stringify((await create({ requiresSignature: true })).data)).not.toContain('whsec_');
	});
});

describe('deliveries', () => {
	const send = () => {
		const message = { from: account.channels[0].id, to: '5511993986082', content: shipped };
		return callHub(account, 'POST', 'communication/whatsapp/message', message);
	};

	test('report sent and delivered, flat, linked by the message id alone', async () => {
		await create();
		const { messageId } = (await send()).data;
		expect((await events()).map((event) => JSON.parse(event.body))).toEqual(
			['sent', 'delivered'].map((status) => ({
				eventType: 'MessageStatus',
				messageId,
				status,
				timestamp: expect.any(Number),
				channel: 'whatsapp',
			})),
		);
	});

	test('are signed over the bytes sent', async () => {
		const { signingSecret } = (await create({ requiresSignature: true })).data;
		await send();
		const [event] = await events();
		const signature = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(event.headers['x-hub-signature']);
		const [, time, mac] = signature as RegExpExecArray;
		expect(mac).toBe(createHmac('sha256', signingSecret).update(`${time}.${event.body}`).digest('hex'));
	});

	test('spare webhooks that are not verified or of the other event type', async () => {
		await create({ eventType: 'Message' });
		receiver = await simulator.createReceiver({ handshake: 'none' });
		await create({ endpoint: receiver.publicUrl });
		await send();
		expect(await events()).toEqual([]);
	});
});
