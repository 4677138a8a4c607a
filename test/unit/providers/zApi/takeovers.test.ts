import { takeovers } from '../../../../nodes/providers/zApi/webhook/takeovers';

let slot = '';
let count = 0;

beforeEach(() => {
	count += 1;
	slot = `instance ${count}/received`;
});

test('an address whose finder is alive is brought back as it is', () => {
	takeovers.note(slot, 'A', { url: 'P' });
	takeovers.note(slot, 'B', { url: 'A' });
	expect(takeovers.resolve(slot, { url: 'A' })).toEqual({ url: 'A' });
});

test('one whose workflow is gone is skipped, also twice, with the older flag', () => {
	takeovers.note(slot, 'A', { url: 'P', sentByMe: false });
	takeovers.note(slot, 'B', { url: 'A', sentByMe: true });
	takeovers.note(slot, 'C', { url: 'B', sentByMe: true });
	takeovers.retire(slot, 'B', { url: 'A', sentByMe: true });
	expect(takeovers.find(slot, 'C')).toMatchObject({ url: 'A', sentByMe: true });
	takeovers.retire(slot, 'A', { url: 'P', sentByMe: false });
	expect(takeovers.find(slot, 'C')).toMatchObject({ url: 'P', sentByMe: false });
	expect(takeovers.resolve(slot, { url: 'B', sentByMe: true })).toEqual({ url: 'P', sentByMe: false });
});

test('addresses that found each other in turn end', () => {
	takeovers.note(slot, 'A', { url: 'B' });
	takeovers.retire(slot, 'A', { url: 'B' });
	takeovers.retire(slot, 'B', { url: 'A' });
	expect(['A', 'B']).toContain(takeovers.resolve(slot, { url: 'A' }).url);
});

test('other settings and instances are apart', () => {
	takeovers.retire(slot, 'A', { url: 'P' });
	expect(takeovers.resolve(`${slot} other`, { url: 'A' })).toEqual({ url: 'A' });
});

test('a thousand workflows later it is still bounded, and the newest are there', () => {
	for (let i = 0; i < 1000; i += 1) takeovers.note(slot, `U${i}`, { url: 'P' });
	expect(takeovers.find(slot, 'U999')).toMatchObject({ url: 'P' });
	expect(takeovers.find(slot, 'U0')).toBeUndefined();
});
