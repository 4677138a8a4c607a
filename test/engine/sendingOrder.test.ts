import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { chargeAll, customers, recipientsOf, requestsByPhone } from '../helpers/customers';
import { processedData } from '../helpers/engine/setup';
import { simulator, type RecordedRequest, type ZApiAccount } from '../helpers/simulator';

/** Options > Max Concurrent Requests: how many at once, and what keeps its order all the same. */

let account: ZApiAccount;
beforeEach(async () => {
	account = await simulator.createZApi({ latencyMs: 20 });
	processedData.clear();
});

const requests = async () => await simulator.requests(account.account);
const state = async () => (await simulator.account(account.account)) as Record<string, number>;

/** Thirty messages to five customers, in rounds; a customer's messages differ by their price. */
const five = customers(5);
const rounds: IDataObject[] = Array.from({ length: 30 }, (_, index) => ({
	...five[index % 5],
	price: `${index + 1}.00`,
}));

describe('messages to one recipient', () => {
	it.each([10, 3, 0, 1])('leave in input order, one after the other, with %i at once', async (limit) => {
		// The first customer's answers are slow, so that an unguarded pool would overtake them.
		await simulator.addFault(account.account, {
			kind: 'latency',
			ms: 30,
			recipient: five[0].phone,
			times: 'always',
		});
		const run = await chargeAll(account, rounds, { maxConcurrentRequests: limit });
		expect(run.status).toBe('success');
		expect((await state()).recipientOverlaps).toBe(0);
		for (const { phone } of five) {
			const own = await simulator.messages(account.account, phone);
			const inInputOrder = run.items.filter((item) => item.phone === phone);
			expect(own.map(({ messageId }) => messageId)).toEqual(inInputOrder.map(({ messageId }) => messageId));
		}
	});

	it('keep their order when one of them has to wait for a busy provider', async () => {
		const [anna] = five;
		const three = ['1.00', '2.00', '3.00'].map((price) => ({ ...anna, price }));
		await simulator.addFault(account.account, { kind: 'status', status: 429, recipient: anna.phone });
		const run = await chargeAll(account, three);
		const own = await simulator.messages(account.account, anna.phone);
		expect(own.map(({ messageId }) => messageId)).toEqual(run.items.map(({ messageId }) => messageId));
	});
});

describe('how many at once', () => {
	// Answers take so long that all of a round are open together, also on a busy machine.
	it.each([
		[{}, 10, 25],
		[{ maxConcurrentRequests: 1 }, 1, 3],
		[{ maxConcurrentRequests: 3 }, 3, 9],
		[{ maxConcurrentRequests: 0 }, 40, 40],
	])('%j', async (options, peak, count) => {
		await simulator.configure(account.account, { latencyMs: 700 });
		const run = await chargeAll(account, customers(count), options);
		expect(run.status).toBe('success');
		expect((await state()).peakOpen).toBe(peak);
	});

	it('1 keeps the order of all', async () => {
		const crowd = customers(15);
		await chargeAll(account, crowd, { maxConcurrentRequests: 1 });
		expect(recipientsOf(await requests())).toEqual(crowd.map(({ phone }) => phone));
	});

	it.each([-1, 1.5, 10_001, 'many'])('%p is refused before anything leaves', async (limit) => {
		const options = { maxConcurrentRequests: `={{ ${JSON.stringify(limit)} }}` };
		const run = await chargeAll(account, customers(2), options);
		expect(run.error?.message).toContain('Max Concurrent Requests');
		expect(run.error?.itemIndex).toBe(0);
		expect(await requests()).toHaveLength(0);
	});

	it('is halved for the rest of the run when the provider says 429', async () => {
		const latencyMs = 400;
		await simulator.configure(account.account, { latencyMs });
		const crowd = customers(30);
		const fault = { kind: 'status', status: 429, retryAfter: 0, recipient: crowd[5].phone };
		await simulator.addFault(account.account, fault);
		const run = await chargeAll(account, crowd);
		expect(run.status).toBe('success');
		const all = await requests();
		const refusedAt = all.find(({ status }) => status === 429)?.endedAt ?? Number.NaN;
		// Those that were under way by then have ended after one more answer; from there on five at most.
		const later = all.filter(({ at }) => at > refusedAt + latencyMs);
		expect(later.length).toBeGreaterThanOrEqual(10);
		// A place is taken for a whole answer, so half an answer's time sees no place start twice.
		const startsTogether = (records: RecordedRequest[]) =>
			Math.max(
				...records.map(
					(one) => records.filter(({ at }) => at >= one.at && at < one.at + latencyMs / 2).length,
				),
			);
		expect(startsTogether(later)).toBeLessThanOrEqual(5);
		expect(startsTogether(all.filter(({ at }) => at < refusedAt))).toBe(10);
	});
});

describe('cancelling', () => {
	const crowd = customers(40);

	it.each([10, 1])('stops new sends at once, with %i at a time', async (maxConcurrentRequests) => {
		const stop = new AbortController();
		const running = chargeAll(account, crowd, { maxConcurrentRequests }, { signal: stop.signal });
		while ((await requests()).length === 0) await sleep(5);
		const started = (await requests()).length;
		stop.abort();
		const run = await running;
		expect(run.status).toBe('canceled');
		await sleep(100);
		// Between the look and the stop one more round may have begun.
		expect((await requests()).length).toBeLessThanOrEqual(started + maxConcurrentRequests);
		expect((await requests()).length).toBeLessThan(crowd.length);
		expect(Object.values(await requestsByPhone(account)).every((count) => count === 1)).toBe(true);
	});

	it('ends the wait for a busy provider', async () => {
		await simulator.addFault(account.account, {
			kind: 'status',
			status: 429,
			retryAfter: 20,
			times: 'always',
		});
		const stop = new AbortController();
		const startedAt = Date.now();
		const running = chargeAll(account, customers(2), {}, { signal: stop.signal });
		while ((await requests()).filter(({ status }) => status === 429).length < 2) await sleep(5);
		stop.abort();
		expect((await running).status).toBe('canceled');
		expect(Date.now() - startedAt).toBeLessThan(10_000);
		expect(await requests()).toHaveLength(2);
	});

	it('frees the keys of Send Once Per that were claimed for messages that did not leave', async () => {
		processedData.latencyMs = 20;
		const stop = new AbortController();
		const options = { sendOncePer: 'customKey', sendOnceKey: '={{ $json.reference }}' };
		const running = chargeAll(account, crowd, options, { signal: stop.signal });
		while ((await requests()).length === 0) await sleep(2);
		stop.abort();
		await running;
		await sleep(200);
		const left = (await requests()).length;
		processedData.latencyMs = 0;
		const again = await chargeAll(account, crowd, options);
		expect(again.items.filter(({ skipped }) => skipped === true)).toHaveLength(left);
	});
});

describe('a run that stops at a failure', () => {
	it('starts no further message', async () => {
		const crowd = customers(40);
		await simulator.addFault(account.account, { kind: 'status', status: 422, recipient: crowd[0].phone });
		const run = await chargeAll(account, crowd);
		expect(run.status).toBe('error');
		const sent = (await requests()).length;
		expect(sent).toBeLessThanOrEqual(20);
		expect(run.error?.description).toContain(
			`Of 40 items: ${sent - 1} sent, 1 failed, ${40 - sent} not tried.`,
		);
	});
});
