import { SeenEvents } from '../../../nodes/shared/seenEvents';

const NOW = Date.UTC(2026, 0, 1, 12, 0, 30);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Takes an event in a process and returns whether it was new and what the process stores. */
function take(
	process: SeenEvents,
	stored: string,
	eventId: string,
	at = NOW,
): { isNew: boolean; stored: string } {
	process.absorb(stored);
	const isNew = process.addIfNew(eventId, at, DAY);
	return { isNew, stored: isNew ? process.pack(at, DAY) : stored };
}

test('two processes that save in turn know each other’s events', () => {
	const [one, other] = [new SeenEvents(), new SeenEvents()];
	let { stored } = take(one, '', 'A');
	({ stored } = take(other, stored, 'B'));
	({ stored } = take(one, stored, 'C'));
	for (const process of [one, other, new SeenEvents()]) {
		expect(['A', 'B', 'C'].map((id) => take(process, stored, id).isNew)).toEqual([false, false, false]);
	}
});

test('what one process overwrote, the other stores again with its next event', () => {
	const [one, other] = [new SeenEvents(), new SeenEvents()];
	take(one, '', 'A');
	const overwritten = take(other, '', 'B').stored;
	const { stored } = take(one, overwritten, 'C');
	const restarted = new SeenEvents();
	expect(['A', 'B', 'C'].map((id) => take(restarted, stored, id).isNew)).toEqual([false, false, false]);
});

test('of two deliveries in the same moment at two processes, both are new: nothing locks between them', () => {
	const stored = '';
	expect(take(new SeenEvents(), stored, 'A').isNew).toBe(true);
	expect(take(new SeenEvents(), stored, 'A').isNew).toBe(true);
});

test('the stored form keeps the time to the minute, however often it goes around', () => {
	let stored = take(new SeenEvents(), '', 'A').stored;
	for (let i = 1; i <= 20; i += 1)
		({ stored } = take(new SeenEvents(), stored, `other ${i}`, NOW + i * 1000));
	const restarted = new SeenEvents();
	restarted.absorb(stored);
	expect(restarted.addIfNew('A', NOW + DAY - 60_000, DAY)).toBe(false);
	expect(restarted.addIfNew('A', NOW + DAY + 60_000, DAY)).toBe(true);
});

test('the newest thousand are stored, packed', () => {
	const process = new SeenEvents();
	for (let i = 0; i < 5000; i += 1) process.addIfNew(`event ${i}`, NOW + i, DAY);
	const stored = process.pack(NOW + 5000, DAY);
	expect(stored.length).toBeLessThan(8_100);
	const restarted = new SeenEvents();
	restarted.absorb(stored);
	expect(restarted.addIfNew('event 4000', NOW + 5000, DAY)).toBe(false);
	expect(restarted.addIfNew('event 3999', NOW + 5000, DAY)).toBe(true);
	expect(process.addIfNew('event 0', NOW + 5000, DAY)).toBe(false);
});

test('memory is bounded, oldest first', () => {
	const process = new SeenEvents();
	for (let i = 0; i <= 20_001; i += 1) process.addIfNew(`event ${i}`, NOW, DAY);
	expect(process.addIfNew('event 20001', NOW, DAY)).toBe(false);
	expect(process.addIfNew('event 0', NOW, DAY)).toBe(true);
});

test('what is over is not stored', () => {
	const process = new SeenEvents();
	process.addIfNew('old', NOW, HOUR);
	process.addIfNew('new', NOW + 2 * HOUR, HOUR);
	const stored = process.pack(NOW + 2 * HOUR, HOUR);
	expect(stored).toMatch(/^[0-9a-z]+:[\w-]{8}$/);
});

test.each([[undefined], [null], [7], [''], ['::'], ['x'], [`${'z'.repeat(20)}:abcdefgh`]])(
	'absorbs %p without harm',
	(stored) => {
		const process = new SeenEvents();
		process.absorb(stored);
		expect(process.addIfNew('A', NOW, DAY)).toBe(true);
	},
);

test('a window ends to the millisecond, in memory and in what is stored', () => {
	const process = new SeenEvents();
	process.addIfNew('A', NOW, HOUR);
	expect(process.addIfNew('A', NOW + HOUR - 1, HOUR)).toBe(false);
	expect(process.pack(NOW + HOUR - 1, HOUR)).toMatch(/^[0-9a-z]+:[\w-]{8}$/);
	expect(process.pack(NOW + HOUR, HOUR)).toBe('');
	expect(process.addIfNew('A', NOW + HOUR, HOUR)).toBe(true);
});

test('what is stored counts until the end of its minute', () => {
	const { stored } = take(new SeenEvents(), '', 'A');
	const endOfMinute = NOW + 29_999;
	for (const [at, isNew] of [
		[endOfMinute + DAY - 1, false],
		[endOfMinute + DAY, true],
	] as const) {
		const restarted = new SeenEvents();
		restarted.absorb(stored);
		expect(restarted.addIfNew('A', at, DAY)).toBe(isNew);
	}
});

test('events of one minute share it, and what was forgotten is not stored', () => {
	const process = new SeenEvents();
	for (const [id, at] of [
		['A', NOW],
		['B', NOW + 1],
		['C', NOW + 60_000],
		['D', NOW + 60_001],
	] as const)
		process.addIfNew(id, at, DAY);
	expect(process.pack(NOW + 60_001, DAY)).toMatch(/^[0-9a-z]+:[\w-]{16} [0-9a-z]+:[\w-]{16}$/);
	process.forget('A');
	process.forget('D');
	expect(process.pack(NOW + 60_001, DAY)).toMatch(/^[0-9a-z]+:[\w-]{8} [0-9a-z]+:[\w-]{8}$/);
	expect([process.addIfNew('A', NOW, DAY), process.addIfNew('B', NOW, DAY)]).toEqual([true, false]);
});

test('half a fingerprint is none', () => {
	const { stored } = take(new SeenEvents(), '', 'A');
	const process = new SeenEvents();
	process.absorb(stored.slice(0, -1));
	process.absorb(stored.slice(0, stored.indexOf(':')));
	expect(process.pack(NOW, DAY)).toBe('');
});

test('what another process stored keeps its place and its time', () => {
	const { stored } = take(new SeenEvents(), '', 'A');
	const process = new SeenEvents();
	process.addIfNew('B', NOW + 120_000, DAY);
	process.absorb(stored);
	const packed = process.pack(NOW + 120_000, DAY);
	expect(packed.split(' ').map((part) => part.split(':')[0])).toEqual(
		[NOW, NOW + 120_000].map((at) => Math.floor(at / 60_000).toString(36)),
	);
	const first = new SeenEvents();
	first.addIfNew('A', NOW, DAY);
	first.absorb(packed);
	expect(first.addIfNew('A', NOW + DAY, DAY)).toBe(true);
});

test('a few more than a thousand are too many to store, and no time is none', () => {
	const process = new SeenEvents();
	process.absorb('!:abcdefgh');
	expect(process.pack(NOW, DAY)).toBe('');
	for (let i = 0; i < 1500; i += 1) process.addIfNew(`event ${i}`, NOW, DAY);
	expect(process.pack(NOW, DAY).split(':')[1]).toHaveLength(8_000);
});
