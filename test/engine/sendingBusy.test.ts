import { zApiCredential } from '../helpers/accounts';
import { chargeAll, chargeAllThroughHub, customers, requestsByPhone } from '../helpers/customers';
import { simulator, type HubAccount, type RecordedRequest, type ZApiAccount } from '../helpers/simulator';

/** Options > Retry When Busy: only what certainly was not processed is tried again, and not for ever. */

let account: ZApiAccount;
beforeEach(async () => {
	account = await simulator.createZApi();
});

const items = customers(1);
const [{ phone }] = items;
const fault = async (wanted: object) =>
	await simulator.addFault(account.account, { recipient: phone, ...wanted });
const requests = async () => await simulator.requests(account.account);
const received = async () => (await simulator.recipients(account.account))[phone] ?? 0;

function gaps(records: RecordedRequest[]): number[] {
	return records.slice(1).map(({ at }, index) => at - (records[index].endedAt ?? Number.NaN));
}

describe('a provider that asks to come back later', () => {
	it.each([
		['429', { status: 429 }],
		['429 with seconds', { status: 429, retryAfter: 0 }],
		['503 with seconds', { status: 503, retryAfter: 0 }],
	])('%s, is asked again, up to three times', async (_name, answer) => {
		await fault({ kind: 'status', ...answer, times: 2 });
		const run = await chargeAll(account, items);
		expect(run.items[0]).toMatchObject({ sendStatus: 'queued' });
		expect(await requests()).toHaveLength(3);
		expect(await received()).toBe(1);
	});

	it('is waited for as many seconds as it says', async () => {
		await fault({ kind: 'status', status: 429, retryAfter: 2 });
		const run = await chargeAll(account, items);
		expect(run.status).toBe('success');
		const [gap] = gaps(await requests());
		expect(gap).toBeGreaterThanOrEqual(1990);
		expect(gap).toBeLessThan(4000);
	});

	it('is waited for until the date it says', async () => {
		await fault({ kind: 'status', status: 503, retryAfter: 'date:3' });
		const run = await chargeAll(account, items);
		expect(run.status).toBe('success');
		// An HTTP date has whole seconds: three seconds ahead means two to three.
		const [gap] = gaps(await requests());
		expect(gap).toBeGreaterThanOrEqual(1900);
		expect(gap).toBeLessThan(5000);
	});

	it('without a time is left alone for longer each time, and not for the same time by everyone', async () => {
		const crowd = customers(10);
		await simulator.addFault(account.account, { kind: 'status', status: 429, times: 'always' });
		const run = await chargeAll(account, crowd, {}, { onError: 'continueRegularOutput' });
		expect(run.items.every(({ error }) => String(error).includes('HTTP 429'))).toBe(true);
		const all = await requests();
		const perPhone = crowd.map((one) => gaps(all.filter(({ recipient }) => recipient === one.phone)));
		for (const [first, second] of perPhone) {
			expect(first).toBeGreaterThanOrEqual(249);
			expect(second).toBeGreaterThanOrEqual(499);
		}
		const firstWaits = perPhone.map(([first]) => first);
		expect(Math.max(...firstWaits) - Math.min(...firstWaits)).toBeGreaterThan(20);
	});

	it('for longer than the node waits is reported at once, with the time', async () => {
		await fault({ kind: 'status', status: 429, retryAfter: 31, times: 'always' });
		const run = await chargeAll(account, items);
		expect(await requests()).toHaveLength(1);
		expect(run.executionTimeMs).toBeLessThan(5000);
		expect(run.error).toMatchObject({
			httpCode: '429',
			failure: { cause: 'rate-limited', retryAfterMs: 31_000 },
		});
		expect(run.error?.message).toContain('Too Many Requests');
	});

	it('every time is reported after the third try, as refused', async () => {
		await fault({ kind: 'status', status: 503, retryAfter: 0, times: 'always' });
		const run = await chargeAll(account, items, {}, { onError: 'continueErrorOutput' });
		expect(await requests()).toHaveLength(3);
		expect(run.errorItems[0]).toMatchObject({ details: { sendStatus: 'refused', statusCode: 503 } });
		expect(await received()).toBe(0);
	});

	it('is not asked again when Retry When Busy is off', async () => {
		await fault({ kind: 'status', status: 429, retryAfter: 0 });
		const run = await chargeAll(account, items, { retryWhenBusy: false });
		expect(run.status).toBe('error');
		expect(await requests()).toHaveLength(1);
	});

	it('does not hold up the others', async () => {
		const crowd = customers(12);
		await simulator.addFault(account.account, {
			kind: 'status',
			status: 503,
			retryAfter: 1,
			recipient: crowd[0].phone,
		});
		const run = await chargeAll(account, crowd);
		expect(run.status).toBe('success');
		const all = await requests();
		const last = all.at(-1);
		expect(last?.recipient).toBe(crowd[0].phone);
		expect(all).toHaveLength(13);
	});
});

describe('a provider that cannot be reached', () => {
	it('is tried again, and reported as refused with the network code', async () => {
		const { port, url } = await simulator.openListener();
		await simulator.closeListener(port);
		const credentials = { zApi: { ...zApiCredential(account).zApi, baseUrl: url } };
		const run = await chargeAll(account, items, {}, { credentials });
		expect(run.error).toMatchObject({
			message: 'The provider refused the connection [item 0]',
			failure: { cause: 'temporarily-unavailable' },
		});
		expect(run.error?.description).toContain('ECONNREFUSED');
		// Two waits of at least half of 500 and 1,000 ms.
		expect(run.executionTimeMs).toBeGreaterThanOrEqual(740);
	});

	it('by name is tried again, and reported as refused', async () => {
		const baseUrl = `http://no-such-host-${'x'.repeat(60)}.invalid`;
		const credentials = { zApi: { ...zApiCredential(account).zApi, baseUrl } };
		const engine = { credentials, onError: 'continueErrorOutput' as const };
		const run = await chargeAll(account, items, {}, engine);
		expect(run.errorItems[0]).toMatchObject({
			error: 'The host name of Base URL was not found [item 0]',
			details: { sendStatus: 'refused' },
		});
		expect(run.executionTimeMs).toBeGreaterThanOrEqual(740);
	});

	it('for a moment costs no message', async () => {
		const { url } = await simulator.openListener();
		const crowd = customers(3);
		await simulator.addFault(account.account, { kind: 'closePort', recipient: crowd[0].phone, ms: 300 });
		const credentials = { zApi: { ...zApiCredential(account).zApi, baseUrl: url } };
		const run = await chargeAll(account, crowd, { maxConcurrentRequests: 1 }, { credentials });
		expect(run.status).toBe('success');
		expect(await requestsByPhone(account)).toEqual(Object.fromEntries(crowd.map((one) => [one.phone, 1])));
	});
});

describe('the Hub', () => {
	let hub: HubAccount;
	beforeEach(async () => {
		hub = await simulator.createHub();
	});

	it('is waited for too', async () => {
		await simulator.addFault(hub.account, { kind: 'status', status: 429, retryAfter: 0, times: 2 });
		const run = await chargeAllThroughHub(hub, items);
		expect(run.items[0]).toMatchObject({ sendStatus: 'enqueued' });
		expect(await simulator.requests(hub.account)).toHaveLength(3);
	});
});
