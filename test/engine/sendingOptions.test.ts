import { hubCredential, zApiCredential } from '../helpers/accounts';
import { chargeAll, chargeAllThroughHub, customers } from '../helpers/customers';
import { storedText } from '../helpers/engine/secretScan';
import { simulator, type HubAccount, type ZApiAccount } from '../helpers/simulator';

/** Options > Timeout and Options > Dry Run. */

let zApi: ZApiAccount;
let hub: HubAccount;
beforeEach(async () => {
	[zApi, hub] = await Promise.all([simulator.createZApi(), simulator.createHub()]);
});

const items = customers(3);
const [{ phone }] = items;
const fault = async (wanted: object) =>
	await simulator.addFault(zApi.account, { recipient: phone, ...wanted });

describe('Timeout', () => {
	it.each([
		['a silent provider', { kind: 'timeout', ms: 5000 }],
		['a body that drips a byte now and then', { kind: 'slowBody', ms: 5000 }],
	])('bounds the whole exchange with %s', async (_name, wanted) => {
		await fault(wanted);
		const run = await chargeAll(zApi, items.slice(0, 1), { timeout: 500 });
		expect(run.error?.message).toBe(
			'The message may or may not have been sent: the provider did not answer within 500 ms. Do not send it again before looking in the WhatsApp chat with 5511987650000 [item 0]',
		);
		expect(run.error?.description).toContain('Raise Timeout under Options');
		expect(run.executionTimeMs).toBeGreaterThanOrEqual(490);
		expect(run.executionTimeMs).toBeLessThan(3000);
	});

	it('leaves a slow answer that comes in time alone', async () => {
		await fault({ kind: 'slowBody', ms: 600 });
		const run = await chargeAll(zApi, items.slice(0, 1), { timeout: 5000 });
		expect(run.status).toBe('success');
	});

	it('may differ between items', async () => {
		for (const recipient of items.map((item) => item.phone)) {
			await simulator.addFault(zApi.account, { kind: 'latency', ms: 1000, recipient });
		}
		const options = { timeout: '={{ $itemIndex === 1 ? 200 : 20000 }}' };
		const run = await chargeAll(zApi, items, options, { onError: 'continueRegularOutput' });
		expect(run.items.map(({ error }) => error !== undefined)).toEqual([false, true, false]);
	});

	it.each([0, -5, 0.5, 600_001, 'soon'])('of %p is refused before anything leaves', async (timeout) => {
		const run = await chargeAll(zApi, items, { timeout: `={{ ${JSON.stringify(timeout)} }}` });
		expect(run.error?.message).toContain('Timeout');
		expect(await simulator.requests(zApi.account)).toHaveLength(0);
	});
});

describe('Dry Run', () => {
	it('returns method, path and body of the request that a real run makes, and sends nothing', async () => {
		const dry = await chargeAll(zApi, items, { dryRun: true });
		expect(await simulator.requests(zApi.account)).toHaveLength(0);
		await chargeAll(zApi, items);
		const real = await simulator.requests(zApi.account);
		dry.branches[0].forEach(({ json, pairedItem }, index) => {
			const [sent] = real.filter(({ recipient }) => recipient === items[index].phone);
			const request = json.request as { method: string; path: string; body: unknown };
			expect(json).toMatchObject({ dryRun: true, sendStatus: 'notSent', phone: items[index].phone });
			expect(request.method).toBe(sent.method);
			expect(sent.path.endsWith(request.path)).toBe(true);
			expect(request.body).toEqual(sent.body);
			expect(pairedItem).toEqual({ item: index });
		});
	});

	it('shows no secret, no account and no host', async () => {
		const runs = [
			await chargeAll(zApi, items, { dryRun: true }),
			await chargeAllThroughHub(hub, items, { dryRun: true }),
		];
		const text = storedText(runs.map((run) => run.items));
		const hidden = [zApi.token, zApi.clientToken, zApi.instanceId, hub.apiKey, simulator.url];
		for (const value of hidden) expect(text).not.toContain(value);
	});

	it('refuses bad input as a real run does', async () => {
		const run = await chargeAll(zApi, [...items, { phone: 'nobody' }], { dryRun: true });
		expect(run.error).toMatchObject({ name: 'NodeOperationError', itemIndex: 3 });
	});

	it('needs no working credential', async () => {
		const nowhere = { zApi: { ...zApiCredential(zApi).zApi, baseUrl: 'http://127.0.0.1:1' } };
		const run = await chargeAll(zApi, items, { dryRun: true }, { credentials: nowhere });
		expect(run.status).toBe('success');
		const wrong = { chatt2MeApi: { ...hubCredential(hub).chatt2MeApi, apiKey: '' } };
		const atHub = await chargeAllThroughHub(hub, items, { dryRun: true }, { credentials: wrong });
		expect(atHub.status).toBe('success');
	});

	it('may be chosen item by item', async () => {
		const run = await chargeAll(zApi, items, { dryRun: '={{ $itemIndex === 1 }}' });
		expect(run.items.map(({ sendStatus }) => sendStatus)).toEqual(['queued', 'notSent', 'queued']);
		expect(await simulator.recipients(zApi.account)).toEqual({ [items[0].phone]: 1, [items[2].phone]: 1 });
	});
});
