import {
	forgetSeen,
	OnceMemory,
	type OnceSettings,
	type StoredMemory,
} from '../../../nodes/shared/onceMemory';

/** The answer to a call, as n8n gives it. */
class Answer {
	statusCode = 200;

	destroyed = false;

	private readonly listeners: { [event: string]: () => void } = {};

	once(event: string, listener: () => void): void {
		this.listeners[event] = listener;
	}

	close(): void {
		this.destroyed = true;
		this.listeners.close?.();
	}

	end(status: number): void {
		this.statusCode = status;
		this.listeners.finish?.();
	}
}
const asResponse = (answer: Answer) => answer as unknown as Parameters<OnceMemory['watch']>[1];

const ON: OnceSettings = { windowMs: 60_000, isTest: false };
let node = '';
let nodes = 0;

beforeEach(() => {
	nodes += 1;
	node = `node ${nodes}`;
});

/** What one call to a node found, and what it left in static data. */
function call(eventIds: string[], state: StoredMemory = {}, settings = ON) {
	const memory = new OnceMemory(node, state, settings);
	const duplicates = eventIds.filter((eventId) => memory.isDuplicate(eventId));
	memory.save();
	return { memory, duplicates, stored: state.seen };
}

it('a call knows what an earlier one brought, in this process and from static data in the next', () => {
	const first = call(['A', 'B', 'A']);
	expect(first).toMatchObject({ duplicates: ['A'], stored: expect.any(String) });
	expect(call(['A', 'C']).duplicates).toEqual(['A']);
	node = 'the same node after a restart';
	expect(call(['A', 'B', 'C'], { seen: first.stored }).duplicates).toEqual(['A', 'B']);
});

it('each node has a memory of its own, until its webhook goes', () => {
	call(['A']);
	forgetSeen(node);
	expect(call(['A']).duplicates).toEqual([]);
	node = 'another node';
	expect(call(['A']).duplicates).toEqual([]);
});

it('a call that brings nothing new leaves static data alone', () => {
	call(['A']);
	const again = call(['A']);
	expect(again.memory.hasNewEvent).toBe(false);
	expect(again.stored).toBeUndefined();
	expect(call(['B']).memory.hasNewEvent).toBe(true);
});

it.each<[string, OnceSettings]>([
	['switched off', { windowMs: 0, isTest: false }],
	['in a test run', { windowMs: 60_000, isTest: true }],
])('%s every event is new, and nothing is remembered', (_name, settings) => {
	call(['A']);
	const { memory, duplicates, stored } = call(['A', 'B'], {}, settings);
	const answer = new Answer();
	memory.watch(['A'], asResponse(answer));
	answer.end(500);
	answer.close();
	expect(memory.isUnsettled('A')).toBe(false);
	expect({ duplicates, stored, hasNew: memory.hasNewEvent }).toEqual({ duplicates: [], hasNew: true });
	expect(call(['A', 'B']).duplicates).toEqual(['A']);
});

describe('an event whose execution is being stored', () => {
	/** A call that n8n is about to store an execution for. */
	function begun(eventId: string, answer = new Answer()) {
		const memory = new OnceMemory(node, {}, ON);
		memory.isDuplicate(eventId);
		memory.watch([eventId], asResponse(answer));
		return { memory, answer };
	}
	/** What another call finds. */
	const found = (eventId: string) => {
		const memory = new OnceMemory(node, {}, ON);
		if (memory.isUnsettled(eventId)) return 'unsettled';
		return memory.isDuplicate(eventId) ? 'duplicate' : 'new';
	};

	it.each<[string, number, string]>([
		['is stored', 200, 'duplicate'],
		['cannot be stored', 500, 'new'],
	])('and %s, for a caller that waits', (_what, status, expected) => {
		const { memory, answer } = begun('A');
		begun('B');
		if (status === 200) memory.save();
		expect(found('A')).toBe('duplicate');
		answer.end(status);
		answer.close();
		expect([found('A'), found('B')]).toEqual([expected, 'duplicate']);
		expect(found('A')).toBe('duplicate');
	});

	it('and whose caller has gone is no duplicate to the next process, unless it is stored', () => {
		begun('A').answer.close();
		const { memory, answer } = begun('B');
		answer.close();
		memory.save();
		const { stored } = call(['C']);
		node = 'the same node in another process';
		expect(call(['A', 'B', 'C'], { seen: stored }).duplicates).toEqual(['B', 'C']);
	});

	it.each<[string, number, string, boolean]>([
		['is stored', 200, 'duplicate', false],
		['cannot be stored', 500, 'new', false],
		['cannot be stored after a look-up', 500, 'new', true],
	])('and %s, for a caller that has gone', (_what, status, expected, isGone) => {
		const answer = new Answer();
		if (isGone) answer.close();
		const { memory } = begun('A', answer);
		begun('B');
		answer.close();
		expect([found('A'), found('B')]).toEqual(['unsettled', 'duplicate']);
		if (status === 200) memory.save();
		answer.statusCode = status;
		expect([found('A'), found('B')]).toEqual([expected, 'duplicate']);
		expect(found('A')).toBe('duplicate');
	});
});
