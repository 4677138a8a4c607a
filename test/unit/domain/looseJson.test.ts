import { describeFound } from '../../../commerce/domain/errors';
import {
	asFlag,
	asObject,
	asText,
	compact,
	fromJsonText,
	holdsMoreThan,
	isNestedDeeperThan,
	objectsIn,
	ownMember,
	unwrapJson,
	withFirst,
} from '../../../commerce/domain/looseJson';

/** As text in a text in a text … */
const encoded = (value: unknown, times: number): unknown =>
	times === 0 ? value : encoded(JSON.stringify(value), times - 1);
/** As the only member of a list in a list … */
const listed = (value: unknown, times: number): unknown => (times === 0 ? value : listed([value], times - 1));

it('objects and lists are read out of texts, four deep at most', () => {
	for (const times of [0, 1, 4]) {
		expect(fromJsonText(encoded({ a: 1 }, times))).toEqual({ a: 1 });
		expect(fromJsonText(encoded([1], times))).toEqual([1]);
	}
	const tooOften = encoded({ a: 1 }, 5);
	expect(fromJsonText(tooOften)).toBe(tooOften);
});

it.each([1, true, null, undefined, '1', 'true', 'null', '"text"', '{"a"', 'x {}', ''])(
	'%j stays what it is',
	(value) => {
		expect(fromJsonText(value)).toBe(value);
	},
);

it('lists of one are taken apart, four deep at most; others are lists', () => {
	for (const times of [0, 1, 4]) expect(unwrapJson(listed('x', times))).toBe('x');
	expect(unwrapJson(listed('x', 5))).toEqual(['x']);
	expect(unwrapJson('[{"a":1}]')).toEqual({ a: 1 });
	for (const list of [[], [1, 2]]) expect(unwrapJson(list)).toBe(list);
});

it('values of the wrong type are none', () => {
	expect([{}, [], null, 'x'].map(asObject)).toEqual([{}, undefined, undefined, undefined]);
	expect(['x', ' ', 5, 5.5, null].map(asText)).toEqual(['x', undefined, '5', undefined, undefined]);
	expect([true, false, 'true', 'false', 1, 'yes'].map(asFlag)).toEqual([
		true,
		false,
		true,
		false,
		undefined,
		undefined,
	]);
});

it('the objects of a list are those in it, and none where there is no list', () => {
	expect(objectsIn([{ a: 1 }, 7, null, [{}], {}])).toEqual([{ a: 1 }, {}]);
	for (const value of ['x', {}, undefined]) expect(objectsIn(value)).toHaveLength(0);
});

it.each([
	[{ a: [1] }, 1, true],
	[{ a: [1] }, 2, false],
	[[[]], 1, true],
	[null, 0, false],
	['x', 0, false],
	[{}, 0, true],
	[{ a: 1, b: {} }, 1, true],
])('%j is deeper than %d levels: %p', (value, levels, isDeeper) => {
	expect(isNestedDeeperThan(value, levels)).toBe(isDeeper);
});

it.each([
	[{ a: [1], b: {} }, 2, true],
	[{ a: [1], b: {} }, 3, false],
	[[null, 'x', [[]]], 2, true],
	[[null, 'x', []], 2, false],
	['x', 0, false],
	[null, 0, false],
])('%j holds more than %d lists and objects: %p', (value, most, holdsMore) => {
	expect(holdsMoreThan(value, most)).toBe(holdsMore);
});

it('members are looked up, dropped and put first by name', () => {
	expect([ownMember({ a: 1 }, 'a'), ownMember({ a: 1 }, 'toString'), ownMember({ 1: 1 }, 1)]).toEqual([
		1,
		undefined,
		undefined,
	]);
	expect(Object.keys(compact({ a: undefined, b: null, c: 0 }))).toEqual(['b', 'c']);
	const members: { a: number; b: number; c: number; d?: 0 } = { a: 1, b: 2, c: 3 };
	expect(Object.entries(withFirst(members, ['c', 'd', 'b']))).toEqual([
		['c', 3],
		['b', 2],
		['a', 1],
	]);
});

it.each<[unknown, string]>([
	[undefined, 'nothing'],
	[null, 'nothing'],
	['', 'nothing'],
	['a'.repeat(58), `"${'a'.repeat(58)}"`],
	['a'.repeat(59), `"${'a'.repeat(57)}…"`],
	[['a'.repeat(56)], `["${'a'.repeat(56)}"]`],
	[['a'.repeat(57)], `["${'a'.repeat(57)}…`],
	[NaN, 'NaN'],
	[10n, '10'],
	[{ a: 10n }, 'an object'],
	[[10n], 'a list'],
])('%p is shown as %s', (value, shown) => {
	expect(describeFound(value)).toBe(shown);
});
