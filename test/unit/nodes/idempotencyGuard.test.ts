import type { ICheckProcessedOptions, IDeduplicationOutput } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { IdempotencyGuard } from '../../../nodes/WhatsAppCommerce/sending/idempotencyGuard';
import type { ProcessedData } from '../../../nodes/WhatsAppCommerce/sending/processedDataBatcher';
import { ProcessedDataStore } from '../../helpers/engine/processedData';
import { newDatabase, played as withoutPauses, WORKFLOW } from '../../helpers/sendOnceWorkers';

const turn = async () => await sleep(0);

/** The store's contract: reads, waits, writes; no lock. */
function newStore() {
	const keys = new Set<string>();
	const removal = { fails: false };
	let running = 0;
	const alone = async <T>(task: () => T): Promise<T> => {
		expect(++running).toBe(1);
		await turn();
		running--;
		return task();
	};
	const store = {
		checkProcessedAndRecord: async (entries: string[]) =>
			await alone((): IDeduplicationOutput => {
				const answer = {
					new: entries.filter((entry) => !keys.has(entry)),
					processed: entries.filter((entry) => keys.has(entry)),
				};
				for (const entry of entries) keys.add(entry);
				return answer;
			}),
		removeProcessed: async (entries: string[]) =>
			await alone(() => {
				if (removal.fails) throw new Error('database is gone');
				for (const entry of entries) keys.delete(entry);
			}),
	};
	return { keys, removal, guard: new IdempotencyGuard(store as unknown as ProcessedData) };
}

/** A test whose pauses take no time. */
const played = (body: () => Promise<void>) => async () => await withoutPauses(body());

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('IdempotencyGuard', () => {
	it(
		'gives a key to one message only, and calls the store one at a time',
		played(async () => {
			const { guard } = newStore();
			const claims = await Promise.all(['a', 'b', 'c'].map(async (key) => await guard.claim(key)));
			expect(claims.every((claim) => claim !== undefined)).toBe(true);
			claims.forEach((claim) => claim?.keep());
			expect(await guard.claim('a')).toBeUndefined();
		}),
	);

	it(
		'frees the key of a refused message',
		played(async () => {
			const { guard, keys } = newStore();
			await (await guard.claim('a'))?.giveBack();
			expect(keys).not.toContain('a');
			expect(await guard.claim('a')).toBeDefined();
		}),
	);

	it(
		'lets a second message with the key wait for the first, and sends it when the first was refused',
		played(async () => {
			const { guard } = newStore();
			const first = await guard.claim('a');
			let second: unknown = 'waiting';
			const waiting = guard.claim('a').then((claim) => (second = claim));
			for (let turns = 0; turns < 5; turns++) await turn();
			expect(second).toBe('waiting');
			await first?.giveBack();
			await waiting;
			expect(second).toBeDefined();
		}),
	);

	it(
		'keeps the key taken when it cannot be freed, and lets the next one ask',
		played(async () => {
			const { guard, removal } = newStore();
			removal.fails = true;
			await (await guard.claim('a'))?.giveBack();
			expect(await guard.claim('a')).toBeUndefined();
			expect(await guard.claim('b')).toBeDefined();
		}),
	);
});

/** Claims a key as an execution that sends one message does. */
async function send(guard: IdempotencyGuard, key: string): Promise<boolean> {
	const claim = await guard.claim(key);
	claim?.keep();
	await guard.confirm();
	return claim !== undefined;
}

describe('with several executions of one worker, and a store that fails', () => {
	it(
		'when the first is refused, the second sends',
		played(async () => {
			const { execution } = newDatabase().worker();
			const first = await execution().claim('a');
			const second = execution().claim('a');
			await first?.giveBack();
			expect(await second).toBeDefined();
		}),
	);

	it(
		'a claim that another worker has undone while the message left still counts',
		played(async () => {
			const { worker, undo } = newDatabase();
			const { execution } = worker();
			const first = await execution().claim('a');
			const second = execution().claim('a');
			await undo('a');
			first?.keep();
			expect(await second).toBeUndefined();
		}),
	);

	it(
		'what another worker has undone while the message left is written again in the end',
		played(async () => {
			const { worker, undo, isTaken } = newDatabase();
			const guard = worker().execution();
			const claim = await guard.claim('a');
			await undo('a');
			claim?.keep();
			await guard.confirm();
			expect(await isTaken('a')).toBe(true);
		}),
	);

	it(
		'what was claimed ahead and not used is free again, but not what another message had',
		played(async () => {
			const { worker, isTaken } = newDatabase();
			const { execution } = worker();
			await send(execution(), 'a');
			const guard = execution();
			guard.claimAhead(['a', 'b']);
			await guard.confirm();
			expect([await isTaken('a'), await isTaken('b')]).toEqual([true, false]);
			expect(await execution().claim('a')).toBeUndefined();
		}),
	);

	it(
		'says that the store does not answer rather than sending',
		played(async () => {
			const guard = new IdempotencyGuard({
				checkProcessedAndRecord: async () => await Promise.reject(new Error('database is gone')),
				removeProcessed: async () => await Promise.reject(new Error('database is gone')),
			});
			await expect(guard.claim('a')).rejects.toThrow('database is gone');
			guard.claimAhead(['b']);
			await expect(guard.confirm()).resolves.toBeUndefined();
		}),
	);

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

		it(
			'the key is ours when that call has written it',
			played(async () => {
				expect(await newBrokenStore(true, false).claim('a')).toBeDefined();
			}),
		);

		it(
			'the key is ours when the next call writes it',
			played(async () => {
				expect(await newBrokenStore(false, false).claim('a')).toBeDefined();
			}),
		);

		it(
			'the key is not ours when another message has claimed it in between',
			played(async () => {
				expect(await newBrokenStore(false, true).claim('a')).toBeUndefined();
			}),
		);
	});

	it(
		'sends what is claimed when the store does not answer any more',
		played(async () => {
			const store = new ProcessedDataStore();
			let calls = 0;
			const guard = new IdempotencyGuard({
				checkProcessedAndRecord: async (items, scope, options) =>
					++calls > 1
						? await Promise.reject(new Error('database is gone'))
						: await store.checkProcessedAndRecord(items, scope, WORKFLOW, options),
				removeProcessed: async () => await Promise.reject(new Error('database is gone')),
			});
			const claim = await guard.claim('a');
			expect(claim).toBeDefined();
			claim?.keep();
			await expect(guard.confirm()).resolves.toBeUndefined();
		}),
	);

	it(
		'leaves one entry for each message, none for what was skipped or refused',
		played(async () => {
			const { worker, count } = newDatabase();
			const { execution } = worker();
			for (const key of ['a', 'b', 'a']) await send(execution(), key);
			const refused = execution();
			await (await refused.claim('c'))?.giveBack();
			await refused.confirm();
			expect(await count()).toBe(2);
		}),
	);
});
