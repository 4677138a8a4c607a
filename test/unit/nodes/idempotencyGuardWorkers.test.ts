import { sleep } from 'n8n-workflow';

import { IdempotencyGuard } from '../../../nodes/WhatsAppCommerce/sending/idempotencyGuard';
import { newDatabase } from '../../helpers/sendOnceWorkers';

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
});
