import { sleep } from 'n8n-workflow';

import { Deadlines } from '../../../nodes/shared/deadlines';

const NOT_YET = 'not yet';

async function within(reached: Promise<string>, ms: number): Promise<string> {
	return await Promise.race([reached, sleep(ms).then(() => NOT_YET)]);
}

describe('Deadlines', () => {
	it('are reached after their time, each by itself', async () => {
		const deadlines = new Deadlines();
		const startedAt = performance.now();
		const late = deadlines.start(600);
		const early = deadlines.start(150);
		await expect(early.reached).resolves.toBe('deadline');
		expect(performance.now() - startedAt).toBeGreaterThanOrEqual(150);
		await expect(within(late.reached, 1)).resolves.toBe(NOT_YET);
		await expect(late.reached).resolves.toBe('deadline');
		expect(performance.now() - startedAt).toBeGreaterThanOrEqual(600);
	});

	it('are never reached once stopped', async () => {
		const deadlines = new Deadlines();
		const stopped = deadlines.start(50);
		stopped.stop();
		await expect(within(stopped.reached, 400)).resolves.toBe(NOT_YET);
	});

	it('start again after a time without any', async () => {
		const deadlines = new Deadlines();
		deadlines.start(10).stop();
		await sleep(300);
		await expect(deadlines.start(50).reached).resolves.toBe('deadline');
	});

	it('one that is started while the clock runs out is met as well', async () => {
		const deadlines = new Deadlines();
		await deadlines.start(50).reached;
		await expect(deadlines.start(50).reached).resolves.toBe('deadline');
	});

	it('share one clock, which stops when nothing is pending', async () => {
		jest.useFakeTimers();
		const deadlines = new Deadlines();
		const started = [50, 600, 600].map((ms) => deadlines.start(ms));
		expect(jest.getTimerCount()).toBe(1);
		await jest.advanceTimersByTimeAsync(100);
		expect(jest.getTimerCount()).toBe(1);
		for (const { stop } of started) stop();
		await jest.advanceTimersByTimeAsync(100);
		expect(jest.getTimerCount()).toBe(0);
		jest.useRealTimers();
	});
});
