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

	test('forged: another instance, a wrong token, no token', async () => {
		await simulator.emit(account.account, { kind: 'text', instanceId: 'OTHER', apiToken: 'wrong' });
		await simulator.emit(account.account, { kind: 'text', apiToken: 'missing' });
		const [wrong, missing] = await events();
		expect(JSON.parse(wrong.body).instanceId).toBe('OTHER');
		expect(wrong.headers['z-api-token']).toHaveLength(account.token.length);
		expect(wrong.headers['z-api-token']).not.toBe(account.token);
		expect(missing.headers).not.toHaveProperty('z-api-token');
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
