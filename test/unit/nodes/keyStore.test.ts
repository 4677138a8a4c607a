import { KeyStore } from '../../../nodes/WhatsAppCommerce/sending/keyStore';
import {
	MAX_KEYS,
	ProcessedDataBatcher,
	type ProcessedData,
} from '../../../nodes/WhatsAppCommerce/sending/processedDataBatcher';
import { played } from '../../helpers/sendOnceWorkers';

type Kind = 'record' | 'remove';

/** n8n's row of keys, and what happens to it between the calls of this worker. */
function newRow(keys: string[] = []) {
	const row = new Set(keys);
	const calls: Array<[Kind, string[]]> = [];
	/** By the number of the call, from 1: what another worker's late write does to the row after it. */
	const afterCall = new Map<number, () => void>();
	/** Numbers of calls that the database does not answer. */
	const failing = new Set<number>();
	const call = <T>(kind: Kind, entries: string[], body: () => T): T => {
		calls.push([kind, entries]);
		if (failing.has(calls.length)) throw new Error('database is gone');
		const response = body();
		afterCall.get(calls.length)?.();
		return response;
	};
	const processedData = {
		checkProcessedAndRecord: async (entries: string[]) =>
			call('record', entries, () => {
				const processed = entries.filter((entry) => row.has(entry));
				for (const entry of entries) row.add(entry);
				return { processed, new: [] };
			}),
		removeProcessed: async (entries: string[]) =>
			call('remove', entries, () => {
				for (const entry of entries) row.delete(entry);
			}),
	} as unknown as ProcessedData;
	const batcher = new ProcessedDataBatcher();
	const isTicket = (entry: string) => entry.startsWith('ticket ');
	return {
		row,
		batcher,
		afterCall,
		failing,
		store: new KeyStore(processedData, batcher),
		/** The row becomes what it is now, whatever is written meanwhile. */
		lateWrite: (without: string[] = []) => {
			const before = [...row].filter((entry) => !without.includes(entry));
			return () => {
				row.clear();
				for (const entry of before) row.add(entry);
			};
		},
		keys: () => [...row].filter((entry) => !isTicket(entry)),
		/** What was called, with the kinds in short and tickets by one name. */
		log: () =>
			calls.map(
				([kind, entries]) =>
					`${kind} ${entries.map((entry) => (isTicket(entry) ? 'ticket' : entry)).join(' ')}`,
			),
	};
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('a claim', () => {
	it('is written once and looked for once', async () => {
		const { store, log, keys } = newRow();
		expect(await played(store.claim(['a', 'b'], ['left']))).toEqual(new Set(['a', 'b']));
		expect(log()).toEqual(['record left a b ticket', 'record a b ticket']);
		expect(keys()).toEqual(['left', 'a', 'b']);
	});

	it('is written again when a late write of another worker has undone it', async () => {
		const { store, log, afterCall, lateWrite } = newRow();
		afterCall.set(1, lateWrite());
		afterCall.set(2, lateWrite());
		expect(await played(store.claim(['a']))).toEqual(new Set(['a']));
		expect(log()).toEqual(['record a ticket', 'record a ticket', 'record a ticket', 'record a ticket']);
	});

	it('gives up the keys that another worker wrote when it undid ours', async () => {
		const { store, row, log, afterCall, lateWrite } = newRow();
		const undo = lateWrite();
		afterCall.set(1, () => {
			undo();
			row.add('a');
		});
		expect(await played(store.claim(['a', 'b']))).toEqual(new Set(['b']));
		expect(log()).toEqual(['record a b ticket', 'record a b ticket', 'record b ticket']);
	});

	it('ends as soon as none of its keys is free', async () => {
		const { store, log } = newRow(['a', 'b']);
		expect(await played(store.claim(['a', 'b']))).toEqual(new Set());
		expect(log()).toEqual(['record a b ticket']);
	});

	it('ends after twenty looks, with what nobody else had', async () => {
		const { store, log, afterCall, lateWrite } = newRow();
		for (let call = 1; call <= 30; call++) afterCall.set(call, lateWrite());
		expect(await played(store.claim(['a']))).toEqual(new Set(['a']));
		expect(log()).toHaveLength(20);
	});

	it('waits three calls of the store, a tenth of a second at least and a second at most, and half of it by chance', async () => {
		const random = jest.spyOn(Math, 'random');
		const pauses: number[] = [];
		for (const [callMs, chance] of [
			[0, 0],
			[0, 0.5],
			[100, 0],
			[100, 0.98],
			[900, 0.5],
		]) {
			random.mockReturnValue(chance);
			const { store, batcher } = newRow();
			Object.defineProperty(batcher, 'callMs', { get: () => callMs, set: () => {} });
			const startedAt = Date.now();
			await played(store.claim(['a']));
			pauses.push(Date.now() - startedAt);
		}
		random.mockRestore();
		expect(pauses).toEqual([100, 130, 300, 450, 1250]);
	});
});

describe('keys of messages that have left', () => {
	it('are looked for at once, and not again when all are there', async () => {
		const { store, log } = newRow(['a', 'b']);
		const startedAt = Date.now();
		await played(store.keep(['a', 'b']));
		expect(log()).toEqual(['record a b']);
		expect(Date.now() - startedAt).toBeLessThan(100);
	});

	it('are written until all of them stay, with a pause before each further look', async () => {
		const { store, log, row, afterCall } = newRow(['a']);
		afterCall.set(1, () => row.delete('b'));
		const startedAt = Date.now();
		await played(store.keep(['a', 'b']));
		expect(log()).toEqual(['record a b', 'record a b', 'record a b']);
		expect(Date.now() - startedAt).toBeGreaterThanOrEqual(200);
	});

	it('are given up after twenty looks', async () => {
		const { store, log, row, afterCall } = newRow();
		for (let call = 1; call <= 30; call++) afterCall.set(call, () => row.delete('a'));
		await played(store.keep(['a']));
		expect(log()).toHaveLength(20);
	});

	it('are the newest that n8n keeps', async () => {
		const { store, keys } = newRow();
		await played(store.keep(Array.from({ length: MAX_KEYS + 1 }, (_, index) => `key ${index}`)));
		expect(keys()).toHaveLength(MAX_KEYS);
		expect(keys()[0]).toBe('key 1');
	});

	it('none: nothing is asked for', async () => {
		const { store, log } = newRow();
		await played(store.keep([]));
		expect(log()).toEqual([]);
	});

	it('take the tickets of their claims along', async () => {
		const { store, log, row } = newRow();
		await played(store.claim(['a']));
		await played(store.keep(['a']));
		await played(store.keep(['a']));
		expect(log()).toEqual(['record a ticket', 'record a ticket', 'remove ticket', 'record a', 'record a']);
		expect([...row]).toEqual(['a']);
	});
});

describe('a key that is freed', () => {
	/** A row with a claimed key; its claim took two calls. */
	async function claimed() {
		const rowOfA = newRow();
		await played(rowOfA.store.claim(['a']));
		const removed = jest.fn();
		const free = async () => await played(rowOfA.store.free(['a'], removed));
		return { ...rowOfA, removed, free };
	}
	const CLAIM = ['record a ticket', 'record a ticket'];

	it('goes with the ticket of a claim', async () => {
		const { log, removed, free, row } = await claimed();
		await free();
		// Looking for the ticket writes it, until what belongs to the run is removed.
		expect(log()).toEqual([...CLAIM, 'remove a ticket', 'record ticket']);
		expect(removed).toHaveBeenCalled();
		expect(row).not.toContain('a');
	});

	it('is removed again when a late write of another worker has brought it back', async () => {
		const { log, free, row, afterCall, lateWrite } = await claimed();
		afterCall.set(3, lateWrite());
		await free();
		expect(log().slice(2)).toEqual(['remove a ticket', 'record ticket', 'remove a ticket', 'record ticket']);
		expect(row).not.toContain('a');
	});

	it('can be claimed by others before that is known', async () => {
		const { removed, free, log } = await claimed();
		let callsBefore = 0;
		removed.mockImplementationOnce(() => (callsBefore = log().length));
		await free();
		expect(log()[callsBefore - 1]).toBe('remove a ticket');
		expect(callsBefore).toBe(3);
	});

	it('is tried again when the store does not answer, and freed for this process in the end', async () => {
		const { log, removed, free, failing } = await claimed();
		for (let call = 3; call <= 100; call += 2) failing.add(call);
		let callsBefore = 0;
		removed.mockImplementationOnce(() => (callsBefore = log().length));
		await free();
		expect(log()).toHaveLength(2 + 2 * 20);
		expect(callsBefore).toBe(log().length);
		expect(removed).toHaveBeenCalledTimes(1);
	});

	it('is free when it was removed and nothing can be asked any more', async () => {
		const { log, free, failing } = await claimed();
		failing.add(4);
		await free();
		expect(log().slice(2)).toEqual(['remove a ticket', 'record ticket']);
	});

	it('is tried again when neither was answered', async () => {
		const { log, free, row, failing } = await claimed();
		failing.add(3).add(4);
		await free();
		expect(log().slice(2)).toEqual(['remove a ticket', 'record ticket', 'remove a ticket', 'record ticket']);
		expect(row).not.toContain('a');
	});

	it('gets a ticket of its own when no claim has left one', async () => {
		const { store, log } = newRow(['a']);
		await played(store.free(['a'], () => {}));
		expect(log()).toEqual(['record ticket', 'record ticket', 'remove a ticket', 'record ticket']);
	});
});
