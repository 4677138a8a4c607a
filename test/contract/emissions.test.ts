import { createHmac } from 'crypto';
import {
	callHub,
	simulator,
	type HubAccount,
	type Receiver,
	type ReceivedRequest,
	type ZApiAccount,
} from '../helpers/simulator';

let receiver: Receiver;

beforeEach(async () => {
	receiver = await simulator.createReceiver();
});

/** Without the Hub's handshake. */
async function events(): Promise<ReceivedRequest[]> {
	return (await simulator.receivedRequests(receiver)).filter(({ headers }) => !headers['x-validation-token']);
}

describe('Z-API', () => {
	let account: ZApiAccount;

	beforeEach(async () => {
		account = await simulator.createZApi();
		await simulator.setWebhooks(account.account, { receivedCallbackUrl: receiver.publicUrl });
	});

	test.each([
		['reviewAndPay', 'reviewAndPay'],
		['reviewOrder', 'reviewOrder'],
		['cart', 'order'],
		['product', 'product'],
		['pixKeyMessage', 'pixKeyMessage'],
		['requestPayment', 'requestPayment'],
		['sendPayment', 'sendPayment'],
		['paymentDeclined', 'notification'],
		['waitingMessage', 'viewOnce'],
		['text', 'text'],
	])('a %s event has %s', async (kind, key) => {
		const { results } = await simulator.emit(account.account, { kind });
		expect(results).toMatchObject([{ status: 200 }]);
		const [{ body, headers }] = await events();
		expect(JSON.parse(body)).toMatchObject({
			type: 'ReceivedCallback',
			instanceId: account.instanceId,
			[key]: expect.anything(),
		});
		expect(headers['z-api-token']).toBe(account.token);
	});

	test.each([
		['delivery', 'deliveryCallbackUrl', 'DeliveryCallback'],
		['messageStatus', 'messageStatusCallbackUrl', 'MessageStatusCallback'],
		['disconnected', 'disconnectedCallbackUrl', 'DisconnectedCallback'],
	])('a %s event goes to %s', async (kind, name, type) => {
		await simulator.setWebhooks(account.account, { receivedCallbackUrl: null, [name]: receiver.publicUrl });
		await simulator.emit(account.account, { kind });
		expect(JSON.parse((await events())[0].body)).toMatchObject({ type });
	});

	test('fields are laid over the sample', async () => {
		const fields = { messageId: 'A1', reviewAndPay: { total: 1 } };
		await simulator.emit(account.account, { kind: 'reviewAndPay', fields });
		expect(JSON.parse((await events())[0].body)).toMatchObject({
			messageId: 'A1',
			reviewAndPay: { total: 1, currency: 'BRL' },
		});
	});

	test('forged: another instance, a wrong token, no token', async () => {
		await simulator.emit(account.account, { kind: 'text', instanceId: 'OTHER', apiToken: 'wrong' });
		await simulator.emit(account.account, { kind: 'text', apiToken: 'missing' });
		const [wrong, missing] = await events();
		expect(JSON.parse(wrong.body).instanceId).toBe('OTHER');
		expect(wrong.headers['z-api-token']).toHaveLength(account.token.length);
		expect(wrong.headers['z-api-token']).not.toBe(account.token);
		expect(missing.headers).not.toHaveProperty('z-api-token');
	});

	test('oversize, and not JSON at all', async () => {
		await simulator.emit(account.account, { kind: 'text', padToBytes: 1_000_001 });
		await simulator.emit(account.account, { rawBody: 'not json', contentType: 'text/plain' });
		await simulator.emit(account.account, { body: ['a list'], contentType: null });
		const [large, text, list] = await events();
		expect(large.body).toHaveLength(1_000_001);
		expect([text.body, text.headers['content-type']]).toEqual(['not json', 'text/plain']);
		expect(list.body).toBe('["a list"]');
		expect(list.headers).not.toHaveProperty('content-type');
	});

	test('gzip', async () => {
		await simulator.emit(account.account, { kind: 'text', gzip: true });
		await simulator.emit(account.account, { kind: 'text', gzip: 'corrupt' });
		const [good, corrupt] = await events();
		expect([good, corrupt].map(({ headers }) => headers['content-encoding'])).toEqual(['gzip', 'gzip']);
		expect(JSON.parse(good.body)).toMatchObject({ text: { message: 'Oi' } });
		expect(corrupt.body).not.toContain('ReceivedCallback');
	});

	test('fifty copies at once are the same, byte for byte', async () => {
		const { results } = await simulator.emit(account.account, { kind: 'reviewAndPay', repeat: 50 });
		expect(results).toHaveLength(50);
		const bodies = (await events()).map(({ body }) => body);
		expect([bodies.length, new Set(bodies).size]).toEqual([50, 1]);
	});

	test('out of order', async () => {
		const wanted = ['1', '2', '3'].map((messageId) => ({ kind: 'text', fields: { messageId } }));
		await simulator.emit(account.account, { events: wanted, order: 'reversed', concurrent: false });
		expect((await events()).map(({ body }) => JSON.parse(body).messageId)).toEqual(['3', '2', '1']);
	});

	test('later, while the caller goes on', async () => {
		await simulator.emit(account.account, { kind: 'text', delayMs: 100, wait: false });
		expect(await events()).toEqual([]);
		await simulator.settle(account.account);
		expect(await events()).toHaveLength(1);
	});
});

describe('the Hub', () => {
	let account: HubAccount;
	let secret: string;

	beforeEach(async () => {
		account = await simulator.createHub();
		const reply = await callHub(account, 'POST', 'organization/webhook', {
			label: 'test',
			endpoint: receiver.publicUrl,
			eventType: 'Message',
			authenticationProtocol: 'NoAuthentication',
			requiresSignature: true,
			headers: [{ key: 'X-Shop', value: 'shop-secret' }],
		});
		secret = reply.data.signingSecret;
	});

	async function emitted(emission: object) {
		await simulator.emit(account.account, { kind: 'message', ...emission });
		const { headers, body } = (await events()).at(-1) as ReceivedRequest;
		const [, time, mac] = /^t=(\d+),v1=(\w+)$/.exec(headers['x-hub-signature'] ?? '') ?? [];
		const right = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
		return { headers, body, valid: mac === right, age: Math.floor(Date.now() / 1000) - Number(time) };
	}

	test('an honest event', async () => {
		const { valid, body, headers } = await emitted({});
		expect(valid).toBe(true);
		expect(headers['x-shop']).toBe('shop-secret');
		expect(JSON.parse(body)).toMatchObject({ eventType: 'Message', content: { type: 'text', text: 'Oi' } });
	});

	test.each(['forged', 'bodyChanged', 'malformed'])('signature %s', async (signature) => {
		expect((await emitted({ signature })).valid).toBe(false);
	});

	test('signature missing', async () => {
		expect((await emitted({ signature: 'missing' })).headers).not.toHaveProperty('x-hub-signature');
	});

	test('stale, though signed rightly', async () => {
		const { valid, age } = await emitted({ ageSeconds: 301 });
		expect(valid).toBe(true);
		expect(age).toBeGreaterThanOrEqual(301);
	});

	test.each(['wrong', 'missing'])('custom headers %s', async (customHeaders) => {
		expect((await emitted({ customHeaders })).headers['x-shop']).not.toBe('shop-secret');
	});

	test('wrapped, with an ISO time', async () => {
		const { body } = await emitted({ kind: 'wrappedMessage' });
		expect(JSON.parse(body)).toEqual({
			eventType: 'Message',
			timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
			payload: expect.objectContaining({ channel: 'whatsapp' }),
		});
	});

	test('replayed as it was, signature included', async () => {
		await emitted({});
		await simulator.replay(account.account, { label: 'message', times: 2 });
		const [first, ...replays] = await events();
		expect(replays).toHaveLength(2);
		for (const replay of replays) {
			expect(replay.body).toBe(first.body);
			expect(replay.headers['x-hub-signature']).toBe(first.headers['x-hub-signature']);
		}
	});
});
