import type { ICheckProcessedContextData, INode } from 'n8n-workflow';

import { KeyTurns } from '../../../nodes/WhatsAppCommerce/sending/keyTurns';
import type { ProcessedData } from '../../../nodes/WhatsAppCommerce/sending/sendOnce';
import { SendOnceGuard } from '../../../nodes/WhatsAppCommerce/sending/sendOnce';
import { ProcessedDataStore } from '../../helpers/engine/processedData';

const NODE = { id: 'node' } as INode;
const WORKFLOW = { workflow: { id: 'workflow' }, node: NODE } as ICheckProcessedContextData;

/** A store that takes as long as a database, so that calls of two workers overlap. */
function newDatabase() {
	const store = new ProcessedDataStore();
	store.latencyMs = 5;
	const helpers: ProcessedData = {
		checkProcessedAndRecord: async (items, scope, options) =>
			await store.checkProcessedAndRecord(items, scope, WORKFLOW, options),
		removeProcessed: async (items, scope, options) =>
			await store.removeProcessed(items, scope, WORKFLOW, options),
	};
	return {
		/** A worker; each execution on it has a guard of its own. */
		worker: () => {
			const turns = new KeyTurns();
			return { execution: () => new SendOnceGuard(helpers, turns) };
		},
		/** Keys as a worker that has just been started finds them. */
		isTaken: async (key: string) =>
			(await new SendOnceGuard(helpers, new KeyTurns()).claim(key)) === undefined,
	};
}

/** Claims a key as an execution that sends one message does. */
async function send(guard: SendOnceGuard, key: string): Promise<boolean> {
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

	it('of two workers: a key that the other has claimed a moment ago is taken', async () => {
		const { worker } = newDatabase();
		const [one, other] = [worker(), worker()];
		expect(await send(one.execution(), 'a')).toBe(true);
		expect(await send(other.execution(), 'a')).toBe(false);
	});

	it('tells that the store does not answer rather than sending', async () => {
		const guard = new SendOnceGuard({
			checkProcessedAndRecord: async () => await Promise.reject(new Error('database is gone')),
			removeProcessed: async () => await Promise.reject(new Error('database is gone')),
		});
		await expect(guard.claim('a')).rejects.toThrow('database is gone');
		await expect(guard.confirm()).resolves.toBeUndefined();
	});

	it('does not take its own half-written claim for a message that was sent', async () => {
		const store = new ProcessedDataStore();
		let calls = 0;
		const guard = new SendOnceGuard({
			checkProcessedAndRecord: async (items, scope, options) => {
				const answer = await store.checkProcessedAndRecord(items, scope, WORKFLOW, options);
				return ++calls === 1 ? await Promise.reject(new Error('connection lost')) : answer;
			},
			removeProcessed: async () => {},
		});
		await expect(guard.claim('a')).rejects.toThrow('connection lost');
	});
});
