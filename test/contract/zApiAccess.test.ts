import { callZApi, simulator, type ZApiAccount } from '../helpers/simulator';
import { orderInBrief } from './documentedPayloads';

let account: ZApiAccount;

beforeEach(async () => {
	account = await simulator.createZApi();
});

const NOT_FOUND = { error: 'NOT_FOUND', message: 'Unable to find matching target resource method' };

describe('secrets', () => {
	test('a missing Client-Token', async () => {
		const reply = await callZApi({ ...account, clientToken: '' }, 'GET', 'status');
		expect([reply.status, reply.data]).toEqual([403, { error: 'null not allowed' }]);
	});

	test('a wrong Client-Token is echoed', async () => {
		const reply = await callZApi({ ...account, clientToken: 'wrong' }, 'GET', 'status');
		expect([reply.status, reply.data]).toEqual([403, { error: 'wrong not allowed' }]);
	});

	test('a Client-Token that is not configured', async () => {
		await simulator.configure(account.account, { clientTokenMode: 'notConfigured' });
		const reply = await callZApi(account, 'GET', 'status');
		expect([reply.status, reply.data]).toEqual([400, { error: 'your client-token is not configured' }]);
	});

	test('no Client-Token is needed before it is activated', async () => {
		await simulator.configure(account.account, { clientTokenMode: 'inactive' });
		const reply = await callZApi({ ...account, clientToken: '' }, 'GET', 'status');
		expect(reply.status).toBe(200);
	});

	test.each([{ token: 'WRONG' }, { instanceId: 'WRONG' }])('a wrong address part %j', async (part) => {
		const reply = await callZApi({ ...account, ...part }, 'GET', 'status');
		expect([reply.status, reply.data]).toEqual([404, { error: 'Instance not found' }]);
	});

	test('one account does not open another', async () => {
		const other = await simulator.createZApi();
		const reply = await callZApi({ ...account, token: other.token }, 'GET', 'status');
		expect(reply.status).toBe(404);
	});

	test('are masked in the record of requests', async () => {
		await callZApi(account, 'GET', 'me');
		const record = JSON.stringify(await simulator.requests(account.account));
		expect(record).toContain('/token/***/me');
		expect(record).not.toContain(account.token);
		expect(record).not.toContain(account.clientToken);
	});
});

describe('routes', () => {
	test('an unknown route', async () => {
		const reply = await callZApi(account, 'POST', 'send-order-status', orderInBrief);
		expect([reply.status, reply.data]).toEqual([404, NOT_FOUND]);
	});

	test.each([
		['GET', 'send-order'],
		['PUT', 'order-payment-update'],
		['POST', 'status'],
		['POST', 'update-webhook-received'],
	])('%s %s is the wrong verb', async (method, path) => {
		const reply = await callZApi(account, method, path);
		expect(reply.status).toBe(405);
		expect(reply.data).toEqual({ error: expect.any(String) });
	});

	test.each(['text/plain', 'application/x-www-form-urlencoded'])('%s is the wrong type', async (type) => {
		const body = JSON.stringify(orderInBrief);
		const reply = await callZApi(account, 'POST', 'send-order', body, { headers: { 'content-type': type } });
		expect([reply.status, reply.data]).toEqual([415, { error: 'Unsupported Media Type' }]);
	});

	test('broken JSON', async () => {
		const headers = { 'content-type': 'application/json' };
		const reply = await callZApi(account, 'POST', 'send-order', '{"phone":', { headers });
		expect([reply.status, reply.data]).toEqual([400, { error: 'body is not valid JSON' }]);
	});
});

describe('status and me', () => {
	test('a connected instance says so in "error"', async () => {
		const reply = await callZApi(account, 'GET', 'status');
		expect(reply.data).toEqual({
			connected: true,
			error: 'You are already connected',
			smartphoneConnected: true,
		});
	});

	test('a disconnected instance', async () => {
		await simulator.configure(account.account, { connected: false });
		const reply = await callZApi(account, 'GET', 'status');
		expect(reply.data).toEqual({
			connected: false,
			error: 'You are not connected.',
			smartphoneConnected: false,
		});
	});

	test('me shows the token and every address', async () => {
		const reply = await callZApi(account, 'GET', 'me');
		expect(reply.data).toMatchObject({
			id: account.instanceId,
			token: account.token,
			receivedCallbackUrl: null,
			deliveryCallbackUrl: null,
			messageStatusCallbackUrl: null,
			receiveCallbackSentByMe: false,
		});
	});
});

describe('the queue of a disconnected instance', () => {
	beforeEach(async () => {
		await simulator.configure(account.account, { connected: false });
	});

	test('takes messages and lets them out on reconnection', async () => {
		const reply = await callZApi(account, 'POST', 'send-order', orderInBrief);
		expect(reply.status).toBe(200);
		expect(await simulator.messages(account.account)).toMatchObject([{ queued: true }]);
		await simulator.configure(account.account, { connected: true });
		expect(await simulator.messages(account.account)).toMatchObject([{ queued: false }]);
	});
});
