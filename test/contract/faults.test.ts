import { callHub, callZApi, simulator, type HubAccount, type ZApiAccount } from '../helpers/simulator';
import { orderInBrief, shipped } from './documentedPayloads';

interface Seen {
	status: number | null;
	/** axios's code when there was no answer. */
	code?: string;
	body?: unknown;
	headers?: Record<string, unknown>;
}

let account: ZApiAccount;

beforeEach(async () => {
	account = await simulator.createZApi();
});

const PHONE = orderInBrief.phone;

async function send(phone = PHONE, baseURL = simulator.url): Promise<Seen> {
	try {
		// No pooled connection: a port that closes must be met anew.
		const options = { timeout: 1000, baseURL, headers: { connection: 'close' } };
		const reply = await callZApi(account, 'POST', 'send-order', { ...orderInBrief, phone }, options);
		return { status: reply.status, body: reply.data, headers: reply.headers };
	} catch (error) {
		return { status: null, code: (error as { code: string }).code };
	}
}

const got = async () => (await simulator.recipients(account.account))[PHONE] ?? 0;
const fault = (wanted: object) => simulator.addFault(account.account, { ...wanted });

const taken = { zaapId: expect.any(String), messageId: expect.any(String), id: expect.any(String) };

test.each([
	['refuse', { kind: 'refuse' }, 'ECONNRESET', 0],
	['refuse by recipient', { kind: 'refuse', recipient: PHONE }, 'ECONNRESET', 0],
	['reset before accepting', { kind: 'reset' }, 'ECONNRESET', 0],
	['reset after accepting', { kind: 'reset', accepted: true }, 'ECONNRESET', 1],
	// Named by how much of the reply had been read when it broke off.
	['reset in the middle of the body', { kind: 'resetMidBody' }, 'ECONNRESET|ERR_BAD_RESPONSE', 1],
	['timeout before accepting', { kind: 'timeout' }, 'ECONNABORTED', 0],
	['timeout after accepting', { kind: 'timeout', accepted: true }, 'ECONNABORTED', 1],
	['latency beyond patience', { kind: 'latency', ms: 1500 }, 'ECONNABORTED', 0],
])('%s', async (_name, wanted, code, count) => {
	await fault(wanted);
	const seen = await send();
	expect(seen.status).toBeNull();
	expect(seen.code).toMatch(new RegExp(`^(?:${code})$`));
	expect(await got()).toBe(count);
	expect((await send()).body).toEqual(taken);
});

describe('statuses', () => {
	test.each([
		[{ status: 422 }, 0],
		[{ status: 500, accepted: false }, 0],
		[{ status: 503 }, 1],
		[{ status: 503, retryAfter: 1 }, 0],
		[{ status: 500 }, 1],
		[{ status: 429 }, 0],
	])('%j is accepted %i times', async (wanted, count) => {
		await fault({ kind: 'status', ...wanted });
		expect((await send()).status).toBe(wanted.status);
		expect(await got()).toBe(count);
	});

	test('Retry-After is absent, in seconds, or a date', async () => {
		await fault({ kind: 'status', status: 429 });
		await fault({ kind: 'status', status: 429, retryAfter: 2 });
		await fault({ kind: 'status', status: 503, retryAfter: 'date:60' });
		expect((await send()).headers).not.toHaveProperty('retry-after');
		expect((await send()).headers).toHaveProperty('retry-after', '2');
		const date = Date.parse(String((await send()).headers?.['retry-after']));
		expect(Math.abs(date - Date.now() - 60_000)).toBeLessThan(3000);
	});
});

describe('a 200 that is not a success', () => {
	test.each([
		['error200', { error: 'Phone number does not exist' }, { error: 'Phone number does not exist' }, 0],
		['html200', {}, expect.stringMatching(/^<!DOCTYPE html>/), 0],
		['empty200', {}, '', 0],
		['empty200', { accepted: true }, '', 1],
		['notFound200', {}, { error: 'NOT_FOUND', message: expect.any(String) }, 0],
		['truncated', {}, expect.stringMatching(/^\{"zaapId":"[^}]*$/), 1],
	])('%s %j', async (kind, more, body, count) => {
		await fault({ kind, ...more });
		const seen = await send();
		expect([seen.status, seen.body]).toEqual([200, body]);
		expect(await got()).toBe(count);
	});

	test('the Hub says it with status error and no id', async () => {
		const hub: HubAccount = await simulator.createHub();
		const wanted = {
			kind: 'error200',
			error: 'Message undeliverable',
			errorCode: '131026',
			route: 'orderStatus',
		};
		await simulator.addFault(hub.account, wanted);
		const body = { from: hub.channels[0].id, to: '5511993986082', content: shipped };
		const reply = await callHub(hub, 'POST', 'communication/whatsapp/message', body);
		expect([reply.status, reply.data]).toEqual([
			200,
			{ messageId: null, status: 'error', errorMessage: 'Message undeliverable', errorCode: '131026' },
		]);
		expect(await simulator.recipients(hub.account)).toEqual({});
	});
});

describe('which requests are hit', () => {
	test('the nth, as often as asked', async () => {
		await fault({ kind: 'status', status: 422, nth: 2, times: 2 });
		const statuses = [];
		for (let sent = 0; sent < 4; sent += 1) statuses.push((await send()).status);
		expect(statuses).toEqual([200, 422, 422, 200]);
	});

	test('all of one recipient', async () => {
		await fault({ kind: 'status', status: 422, recipient: '5511900000002', times: 'always' });
		const statuses = [];
		for (const phone of ['5511900000002', PHONE, '5511900000002']) statuses.push((await send(phone)).status);
		expect(statuses).toEqual([422, 200, 422]);
	});

	test('none of another account, and none after clearing', async () => {
		const other = await simulator.createZApi();
		await fault({ kind: 'status', status: 500, times: 'always' });
		expect((await callZApi(other, 'POST', 'send-order', orderInBrief)).status).toBe(200);
		await simulator.clearFaults(account.account);
		expect((await send()).status).toBe(200);
	});

	test('never one the provider would not have taken', async () => {
		await fault({ kind: 'reset', accepted: true });
		expect((await send('+55 11')).status).toBe(400);
		expect(await got()).toBe(0);
	});
});

describe('connections that are refused', () => {
	test('a port that closes after an answer and opens again', async () => {
		const { port, url } = await simulator.openListener();
		await fault({ kind: 'closePort', ms: 200 });
		expect((await send(PHONE, url)).status).toBe(200);
		expect((await send(PHONE, url)).code).toBe('ECONNREFUSED');
		const reopened = async (): Promise<Seen> => {
			const seen = await send(PHONE, url);
			return seen.code === 'ECONNREFUSED' ? await reopened() : seen;
		};
		expect((await reopened()).status).toBe(200);
		expect(await got()).toBe(2);
		await simulator.closeListener(port);
	});
});
