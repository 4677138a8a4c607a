import type { IDeduplicationOutput } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { IdempotencyGuard } from '../../../nodes/WhatsAppCommerce/sending/idempotencyGuard';
import type { ProcessedData } from '../../../nodes/WhatsAppCommerce/sending/processedDataBatcher';

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

describe('IdempotencyGuard', () => {
	it('gives a key to one message only, and calls the store one at a time', async () => {
		const { guard } = newStore();
		const claims = await Promise.all(['a', 'b', 'c'].map(async (key) => await guard.claim(key)));
		expect(claims.every((claim) => claim !== undefined)).toBe(true);
		claims.forEach((claim) => claim?.keep());
		expect(await guard.claim('a')).toBeUndefined();
	});

	it('frees the key of a refused message', async () => {
		const { guard, keys } = newStore();
		await (await guard.claim('a'))?.giveBack();
		expect(keys).not.toContain('a');
		expect(await guard.claim('a')).toBeDefined();
	});

	it('lets a second message with the key wait for the first, and sends it when the first was refused', async () => {
		const { guard } = newStore();
		const first = await guard.claim('a');
		let second: unknown = 'waiting';
		const waiting = guard.claim('a').then((claim) => (second = claim));
		for (let turns = 0; turns < 5; turns++) await turn();
		expect(second).toBe('waiting');
		await first?.giveBack();
		await waiting;
		expect(second).toBeDefined();
	});

	it('keeps the key taken when it cannot be freed, and lets the next one ask', async () => {
		const { guard, removal } = newStore();
		removal.fails = true;
		await (await guard.claim('a'))?.giveBack();
		expect(await guard.claim('a')).toBeUndefined();
		expect(await guard.claim('b')).toBeDefined();
	});
});
