import {
	forgetSeen,
	OnceMemory,
	type OnceSettings,
	type StoredMemory,
} from '../../../nodes/shared/onceMemory';

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
	memory.forget(['A']);
	expect({ duplicates, stored, hasNew: memory.hasNewEvent }).toEqual({ duplicates: [], hasNew: true });
	expect(call(['A', 'B']).duplicates).toEqual(['A']);
});

it('what did not start the workflow after all is new when it comes again', () => {
	const state: StoredMemory = {};
	call(['A', 'B'], state).memory.forget(['A']);
	expect(call(['A', 'B'], state).duplicates).toEqual(['B']);
});
