import type { NodeState } from '../../../../nodes/providers/webhook/nodeState';
import type { ZApiRegistration } from '../../../../nodes/providers/zApi/webhook/instance';
import {
	notesOf,
	putAside,
	putInForce,
	shownId,
} from '../../../../nodes/providers/webhook/registrationNotes';
import { takeovers } from '../../../../nodes/providers/zApi/webhook/takeovers';
import { rememberTakeovers } from '../../../../nodes/providers/zApi/webhook/registration';

const noteOf = (instanceId: string, previous: ZApiRegistration['previous'] = {}): ZApiRegistration => ({
	provider: 'zApi',
	instanceId,
	url: 'https://n8n.example/webhook/a',
	previous,
});

const sameAs = (instanceId: string) => (note: { provider: string; instanceId?: string }) =>
	note.instanceId === instanceId;

test('the note of another account is kept behind the one in force', () => {
	const state: NodeState = { registration: noteOf('A') };
	putInForce(state, noteOf('B'), sameAs('B') as never);
	expect(notesOf(state)).toEqual([noteOf('B'), noteOf('A')]);
	putInForce(state, noteOf('A'), sameAs('A') as never);
	expect(notesOf(state)).toEqual([noteOf('A'), noteOf('B')]);
	putAside(state, []);
	expect(state).toEqual({});
});

test('a hundred accounts later the notes are still few', () => {
	const state: NodeState = {};
	for (let i = 0; i < 100; i += 1) putInForce(state, noteOf(`I${i}`), sameAs(`I${i}`) as never);
	expect(notesOf(state)).toHaveLength(6);
	expect(notesOf(state)[1]).toEqual(noteOf('I98'));
});

test('what is learned of one instance is not written into the note of another', () => {
	const { url } = noteOf('A');
	takeovers.note('B/received', url, { url: 'https://other.example' });
	const state: NodeState = { registration: noteOf('A', { received: 'https://before.example' }) };
	rememberTakeovers(state, 'B');
	expect(state.registration).toEqual(noteOf('A', { received: 'https://before.example' }));
	takeovers.note('A/received', url, { url: 'https://other.example' });
	rememberTakeovers(state, 'A');
	expect(state.registration).toMatchObject({ previous: { received: 'https://other.example' } });
});

test.each([
	['3DF6A1B2C3D4E5F6A7B8C9D0E1F291A0', '3DF6…91A0'],
	['instance.id', 'instance.id'],
])('%s is shown as %s', (id, shown) => {
	expect(shownId(id)).toBe(shown);
});
