import fc from 'fast-check';

import { runPool, type PoolJob } from '../../../nodes/WhatsAppCommerce/sending/keyedPool';

interface Job extends PoolJob {
	index: number;
}

const jobsOf = (keys: string[]): Job[] => keys.map((key, index) => ({ key, index }));
const tick = async () => await Promise.resolve();

/** Runs the jobs with random durations in microtask turns and records starts, ends and the peak. */
async function trace(keys: string[], limit: number, turns: number[]) {
	const events: Array<{ type: 'start' | 'end'; job: Job }> = [];
	let running = 0;
	let peak = 0;
	await runPool(jobsOf(keys), limit, async (job) => {
		events.push({ type: 'start', job });
		peak = Math.max(peak, ++running);
		for (let turn = 0; turn < turns[job.index % turns.length]; turn++) await tick();
		running--;
		events.push({ type: 'end', job });
	});
	return { events, peak };
}

const scenario = fc.record({
	keys: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 40 }),
	limit: fc.integer({ min: 0, max: 6 }),
	turns: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 7 }),
});

describe('runPool', () => {
	it('runs every job exactly once, within the limit', async () => {
		await fc.assert(
			fc.asyncProperty(scenario, async ({ keys, limit, turns }) => {
				const { events, peak } = await trace(keys, limit, turns);
				const ended = events.filter(({ type }) => type === 'end').map(({ job }) => job.index);
				expect(ended.sort((a, b) => a - b)).toEqual(keys.map((_, index) => index));
				if (limit > 0) expect(peak).toBeLessThanOrEqual(limit);
			}),
		);
	});

	it('keeps the input order within a key, one at a time', async () => {
		await fc.assert(
			fc.asyncProperty(scenario, async ({ keys, limit, turns }) => {
				const { events } = await trace(keys, limit, turns);
				for (const key of new Set(keys)) {
					const seen = events.filter(({ job }) => job.key === key);
					const expected = jobsOf(keys)
						.filter((job) => job.key === key)
						.flatMap(({ index }) => [`start ${index}`, `end ${index}`]);
					expect(seen.map(({ type, job }) => `${type} ${job.index}`)).toEqual(expected);
				}
			}),
		);
	});

	it('starts strictly in input order with limit 1', async () => {
		await fc.assert(
			fc.asyncProperty(scenario, async ({ keys, turns }) => {
				const { events } = await trace(keys, 1, turns);
				const started = events.filter(({ type }) => type === 'start').map(({ job }) => job.index);
				expect(started).toEqual(keys.map((_, index) => index));
			}),
		);
	});

	it('uses the whole limit when there are enough keys', async () => {
		const { peak } = await trace(['a', 'b', 'c', 'd', 'e', 'f'], 4, [3]);
		expect(peak).toBe(4);
	});

	it('reduces concurrency once for all jobs that started under the wider limit', async () => {
		const keys = Array.from({ length: 40 }, (_, index) => `key ${index}`);
		let running = 0;
		let peakLater = 0;
		await runPool(jobsOf(keys), 8, async (job, { reduceConcurrency }) => {
			running++;
			if (job.index >= 16) peakLater = Math.max(peakLater, running);
			await tick();
			if (job.index < 8) reduceConcurrency();
			await tick();
			running--;
		});
		expect(peakLater).toBe(4);
	});

	it('starts nothing after stop and still waits for what is under way', async () => {
		const finished: number[] = [];
		await runPool(jobsOf(['a', 'b', 'c', 'd', 'e']), 2, async (job, { stop }) => {
			await tick();
			if (job.index === 0) stop();
			for (let turn = 0; turn < 5; turn++) await tick();
			finished.push(job.index);
		});
		expect(finished.sort()).toEqual([0, 1]);
	});

	it('rejects when a job rejects', async () => {
		const run = runPool(jobsOf(['a']), 1, async () => await Promise.reject(new Error('broken')));
		await expect(run).rejects.toThrow('broken');
	});
});
