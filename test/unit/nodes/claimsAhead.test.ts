import { sleep } from 'n8n-workflow';
import { newDatabase, played, sendAll } from '../../helpers/sendOnceWorkers';

/** Send Once Per in runs of many messages: keys are claimed in waves, ahead of sending. */

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const keysOf = (count: number) => Array.from({ length: count }, (_, index) => `order-${index}`);

describe('a run of many messages', () => {
	it.each([
		['answers in 25 ms: at most 200', 25, 200],
		['answers in 100 ms: at most 50', 100, 50],
	])(
		'takes little longer than without; in doubt is what is under way and, when the provider %s',
		async (_name, sendMs, most) => {
			const { worker, count } = newDatabase();
			const keys = keysOf(1000);
			let finished = 0;
			const inDoubt: Array<Promise<number>> = [];
			const onAnswer = () => {
				const left = ++finished;
				inDoubt.push(count().then((claimed) => claimed - left));
			};
			const startedAt = Date.now();
			expect(await played(sendAll(worker().execution(), keys, { onAnswer, sendMs }))).toEqual(keys);
			expect(Date.now() - startedAt).toBeLessThan(1.3 * (keys.length / 10) * sendMs);
			// Tickets count, too: one for each wave.
			expect(Math.max(...(await Promise.all(inDoubt)))).toBeLessThanOrEqual(most + 10 + 40);
			expect(await count()).toBe(1000);
		},
	);

	it.each([0, 1, 100])('sends all in order, each once, %i at a time', async (limit) => {
		const { worker, count } = newDatabase();
		const keys = keysOf(150);
		const twice = keys.flatMap((key) => [key, key]);
		expect(await played(sendAll(worker().execution(), twice, { limit }))).toEqual(keys);
		expect(await played(sendAll(worker().execution(), keys, { limit }))).toEqual([]);
		expect(await count()).toBe(150);
	});

	it.each([10, 1, 0])(
		'frees what was claimed and not sent when the run stops, %i at a time',
		async (limit) => {
			const { worker, count } = newDatabase();
			const keys = keysOf(200);
			const onAnswer = (key: string) => key === 'order-40';
			const first = await played(sendAll(worker().execution(), keys, { limit, onAnswer }));
			expect(await count()).toBe(first.length);
			const second = await played(sendAll(worker().execution(), keys, { limit }));
			expect([...first, ...second].sort()).toEqual([...keys].sort());
		},
	);

	it('frees what was refused, also when other workers write at the same time', async () => {
		const { worker } = newDatabase();
		const [one, other] = [worker(), worker()];
		const keys = keysOf(300);
		const refuses = (key: string) => key.endsWith('7');
		const noise = Array.from({ length: 300 }, (_, index) => `noise-${index}`);
		const [sent] = await played(
			Promise.all([
				sendAll(one.execution(), keys, { refuses }),
				sendAll(other.execution(), noise),
				sendAll(
					other.execution(),
					noise.map((key) => `more ${key}`),
				),
			]),
		);
		expect(sent).toEqual(keys.filter((key) => !refuses(key)));
		expect(await played(sendAll(other.execution(), keys))).toEqual(keys.filter(refuses));
	});
});

describe('two executions of one worker', () => {
	it('that need the same keys in opposite order, one at a time, do not wait for each other for ever', async () => {
		const { execution } = newDatabase().worker();
		const keys = keysOf(40);
		const runs = [keys, [...keys].reverse()].map(
			async (own) => await sendAll(execution(), own, { limit: 1 }),
		);
		expect((await played(Promise.all(runs))).flat().sort()).toEqual([...keys].sort());
	});

	it('the second sends what the first had claimed ahead and did not send', async () => {
		const { execution } = newDatabase().worker();
		const keys = keysOf(60);
		const first = sendAll(execution(), keys, { onAnswer: () => true });
		const second = sleep(160).then(async () => await sendAll(execution(), keys));
		const [sentFirst, sentSecond] = await played(Promise.all([first, second]));
		expect(sentFirst).toHaveLength(10);
		expect([...sentFirst, ...sentSecond].sort()).toEqual([...keys].sort());
	});
});

/** 1,200 pairs, half of them in executions of one message, half in executions of many. */
describe.each([0, 10, 25, 50, 100, 250])('100 pairs of messages with the same key, %i ms apart', (gapMs) => {
	it.each([
		['an execution for each message', 1],
		['all in one execution', 100],
	])('at two workers, %s: each is sent once, and its key stored', async (_name, size) => {
		const { worker, isTaken } = newDatabase({ isBusy: true });
		const workers = [worker(), worker()];
		const keys = keysOf(100);
		const executions = Array.from({ length: keys.length / size }, (_, index) => index * size);
		const runs = executions.flatMap((from, index) =>
			workers.map(async (one, second) => {
				await sleep(index * 17 + second * gapMs);
				return await sendAll(one.execution(), keys.slice(from, from + size));
			}),
		);
		expect((await played(Promise.all(runs))).flat().sort()).toEqual([...keys].sort());
		for (const key of keys) expect(await played(isTaken(key))).toBe(true);
	});
});

describe('when the store does not answer', () => {
	it('while keys are claimed ahead, nothing is sent', async () => {
		const { worker, store } = newDatabase();
		store.checkProcessedAndRecord = async () => await Promise.reject(new Error('database is gone'));
		await expect(played(sendAll(worker().execution(), keysOf(3)))).rejects.toThrow('database is gone');
	});

	it('for a moment while keys are freed, they are freed later', async () => {
		const { worker, store, count } = newDatabase();
		const remove = store.removeProcessed.bind(store);
		let failures = 2;
		store.removeProcessed = async (...args) => {
			if (failures-- > 0) throw new Error('connection lost');
			await remove(...args);
		};
		const refuses = () => true;
		expect(await played(sendAll(worker().execution(), keysOf(3), { refuses }))).toEqual([]);
		expect(await count()).toBe(0);
	});
});
