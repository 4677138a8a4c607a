import type { ICheckProcessedOptions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { IdempotencyGuard } from '../../../nodes/WhatsAppCommerce/sending/idempotencyGuard';
import { ProcessedDataStore } from '../../helpers/engine/processedData';
import { newDatabase, WORKFLOW } from '../../helpers/sendOnceWorkers';

/** Claims a key as an execution that sends one message does. */
async function send(guard: IdempotencyGuard, key: string): Promise<boolean> {
	const claim = await guard.claim(key);
	claim?.keep();
	await guard.confirm();
	return claim !== undefined;
}

const KEYS = Array.from({ length: 20 }, (_, index) => `order-${index}`);

describe('Send Once Per with several executions', () => {
	it('of one worker: one of them sends, and every key is stored', async () => {
		const { worker, isTaken } = newDatabase();
		const { execution } = worker();
		const runs = [...KEYS, ...KEYS].map(async (key) => await send(execution(), key));
		expect((await Promise.all(runs)).filter(Boolean)).toHaveLength(KEYS.length);
		for (const key of KEYS) expect(await isTaken(key)).toBe(true);
	});

	it('of one worker: when the first is refused, the second sends', async () => {
		const { execution } = newDatabase().worker();
		const first = await execution().claim('a');
		const second = execution().claim('a');
		await first?.giveBack();
		expect(await second).toBeDefined();
	});

	it('of one worker: a claim that another worker has undone while the message left still counts', async () => {
		const { worker, undo } = newDatabase();
		const { execution } = worker();
		const first = await execution().claim('a');
		const second = execution().claim('a');
		await undo('a');
		first?.keep();
		expect(await second).toBeUndefined();
	});

	it('of two workers: what they write in the same moment is all there afterwards', async () => {
		const { worker, isTaken } = newDatabase();
		const workers = [worker(), worker()];
		const runs = KEYS.map(async (key, index) => await send(workers[index % 2].execution(), key));
		expect((await Promise.all(runs)).every(Boolean)).toBe(true);
		for (const key of KEYS) expect(await isTaken(key)).toBe(true);
	});

	it('of two workers: the first claims ever do not keep each other from sending', async () => {
		const { worker } = newDatabase();
		const runs = [worker(), worker()].map(
			async (one, index) => await send(one.execution(), `first-${index}`),
		);
		expect(await Promise.all(runs)).toEqual([true, true]);
	});

	it.each([
		[2, 0],
		[2, 3],
		[2, 8],
		[3, 0],
		[3, 4],
	])('of %i workers that claim the same keys %i ms apart: one of them sends each', async (count, gapMs) => {
		const { worker, isTaken } = newDatabase();
		const workers = Array.from({ length: count }, worker);
		await send(workers[0].execution(), 'the row is there');
		const runs = workers.flatMap((one, index) =>
			KEYS.map(async (key) => {
				await sleep(index * gapMs);
				return await send(one.execution(), key);
			}),
		);
		expect((await Promise.all(runs)).filter(Boolean)).toHaveLength(KEYS.length);
		for (const key of KEYS) expect(await isTaken(key)).toBe(true);
	});

	it('of two workers: the same key as the first claim ever is sent by one', async () => {
		const { worker } = newDatabase();
		const runs = [worker(), worker()].map(async (one) => await send(one.execution(), 'a'));
		expect((await Promise.all(runs)).filter(Boolean)).toHaveLength(1);
	});

	it('of two workers: a key that the other has claimed a moment ago is taken', async () => {
		const { worker } = newDatabase();
		const [one, other] = [worker(), worker()];
		expect(await send(one.execution(), 'a')).toBe(true);
		expect(await send(other.execution(), 'a')).toBe(false);
	});

	it('says that the store does not answer rather than sending', async () => {
		const guard = new IdempotencyGuard({
			checkProcessedAndRecord: async () => await Promise.reject(new Error('database is gone')),
			removeProcessed: async () => await Promise.reject(new Error('database is gone')),
		});
		await expect(guard.claim('a')).rejects.toThrow('database is gone');
		await expect(guard.confirm()).resolves.toBeUndefined();
	});

	describe('when the call that claims a key fails', () => {
		/** A store whose first call fails before or after it has written, and another message that may be quicker. */
		function newBrokenStore(writes: boolean, isQuicker: boolean) {
			const store = new ProcessedDataStore();
			let calls = 0;
			const record = async (items: string[], options: ICheckProcessedOptions) =>
				await store.checkProcessedAndRecord(items, 'node', WORKFLOW, options);
			return new IdempotencyGuard({
				checkProcessedAndRecord: async (items, _scope, options) => {
					if (++calls > 1) return await record(items as string[], options);
					if (writes) await record(items as string[], options);
					else if (isQuicker) await record(['a'], options);
					throw new Error('connection lost');
				},
				removeProcessed: async () => {},
			});
		}

		it('the key is ours when that call has written it', async () => {
			expect(await newBrokenStore(true, false).claim('a')).toBeDefined();
		});

		it('the key is ours when the next call writes it', async () => {
			expect(await newBrokenStore(false, false).claim('a')).toBeDefined();
		});

		it('the key is not ours when another message has claimed it in between', async () => {
			expect(await newBrokenStore(false, true).claim('a')).toBeUndefined();
		});
	});

	it('sends what is claimed when the store does not answer any more', async () => {
		const store = new ProcessedDataStore();
		let calls = 0;
		const guard = new IdempotencyGuard({
			checkProcessedAndRecord: async (items, scope, options) =>
				++calls > 1
					? await Promise.reject(new Error('database is gone'))
					: await store.checkProcessedAndRecord(items, scope, WORKFLOW, options),
			removeProcessed: async () => await Promise.reject(new Error('database is gone')),
		});
		expect(await guard.claim('a')).toBeDefined();
		await expect(guard.confirm()).resolves.toBeUndefined();
	});

	it('leaves one entry for each message, none for what was skipped or refused', async () => {
		const { worker, count } = newDatabase();
		const { execution } = worker();
		for (const key of ['a', 'b', 'a']) await send(execution(), key);
		const refused = execution();
		await (await refused.claim('c'))?.giveBack();
		await refused.confirm();
		expect(await count()).toBe(2);
	});
});
