import fc from 'fast-check';

import { choicesOf, collectionOf, listOf, numberOf, optionalChoiceOf } from '../../../nodes/shared/readValue';

const NOTHING = [undefined, null, '', ' \t\n'];

describe('a number', () => {
	const HOURS = { min: 0, max: 720 };
	const SECONDS = { min: 1, max: 86_400, whole: true };

	it.each<[unknown, number]>([
		[0, 0],
		[0.5, 0.5],
		[720, 720],
		['24', 24],
		[' 1.50 ', 1.5],
	])('%p is %p', (value, number) => {
		expect(numberOf(value, 'Hours', HOURS)).toBe(number);
	});

	it.each([
		'24h',
		'300s',
		'1,5',
		'0x10',
		'1e2',
		'-1',
		'+1',
		'.5',
		'5.',
		-0.1,
		720.1,
		NaN,
		Infinity,
		true,
		[],
		[1],
		{},
		1n,
	])('is not read from %p', (value) => {
		const refused = expect.objectContaining({ field: 'Hours', expected: 'a number from 0 to 720' });
		expect(() => numberOf(value, 'Hours', HOURS)).toThrow(refused);
	});

	it.each([0, 1.5, '1.5', 86_401, '0', Number.MAX_VALUE])(
		'is not a whole one within the limits: %p',
		(value) => {
			expect(() => numberOf(value, 'Seconds', SECONDS)).toThrow('a whole number from 1 to 86400');
		},
	);

	it('is absent when there is nothing', () => {
		for (const nothing of NOTHING) expect(numberOf(nothing, 'Hours', HOURS)).toBeUndefined();
	});

	it('is within its limits, whatever is given', () => {
		fc.assert(
			fc.property(fc.oneof(fc.double(), fc.string(), fc.float().map(String), fc.anything()), (value) => {
				let number: number | undefined;
				try {
					number = numberOf(value, 'Seconds', SECONDS);
				} catch (error) {
					expect(error).toMatchObject({ name: 'InvalidInputError', field: 'Seconds' });
					return;
				}
				if (number !== undefined) {
					expect(Number.isInteger(number) && number >= 1 && number <= 86_400).toBe(true);
				}
			}),
		);
	});
});

describe('a choice of Options', () => {
	const MODES = ['warn', 'stop'] as const;

	it('is absent when there is nothing', () => {
		for (const nothing of NOTHING) expect(optionalChoiceOf(nothing, 'Mode', MODES)).toBeUndefined();
		expect(optionalChoiceOf('stop', 'Mode', MODES)).toBe('stop');
	});

	it.each(['Stop', 'STOP', 'stop ', 'constructor', true, 1, ['stop'], {}])(
		'%p is never passed over',
		(value) => {
			expect(() => optionalChoiceOf(value, 'Mode', MODES)).toThrow('expected one of warn, stop');
		},
	);
});

describe('several choices', () => {
	const EVENTS = ['orderSent', 'orderUpdated', 'cartReceived'] as const;

	it.each<[unknown, string[]]>([
		[
			['orderUpdated', 'orderSent'],
			['orderSent', 'orderUpdated'],
		],
		['cartReceived', ['cartReceived']],
		[' cartReceived , orderSent; orderSent\n', ['orderSent', 'cartReceived']],
	])('%j are %j', (value, events) => {
		expect(choicesOf(value, 'Trigger On', EVENTS)).toEqual(events);
	});

	it.each([
		...NOTHING,
		[],
		[''],
		['orderSent', 'other'],
		'Order Sent',
		'orderSent orderUpdated',
		{},
		true,
		[['orderSent']],
		[null, 1],
	])('%j are refused', (value) => {
		expect(() => choicesOf(value, 'Trigger On', EVENTS)).toThrow(
			'expected one or more of orderSent, orderUpdated, cartReceived',
		);
	});
});

describe('a list of texts', () => {
	it.each<[unknown, string[]]>([
		['a, b;c\nd', ['a', 'b', 'c', 'd']],
		[
			['a', ' b ', null, ''],
			['a', 'b'],
		],
		[
			[1, 'x'],
			['1', 'x'],
		],
		[5511, ['5511']],
		[null, []],
		['', []],
	])('%j is %j', (value, texts) => {
		expect(listOf(value, 'Status Words')).toEqual(texts);
	});

	it.each([true, {}, [{}], [['a']], NaN, [Infinity], new Date(0)])('is not read from %p', (value) => {
		expect(() => listOf(value, 'Status Words')).toThrow(expect.objectContaining({ field: 'Status Words' }));
	});
});

describe('a collection', () => {
	it('has the members that were added', () => {
		for (const nothing of [...NOTHING, []]) expect(collectionOf(nothing, 'Options')).toEqual({});
		expect(collectionOf({ timeout: 5 }, 'Options')).toEqual({ timeout: 5 });
	});

	it.each(['x', 1, true, [1]])('is not read from %p', (value) => {
		expect(() => collectionOf(value, 'Options')).toThrow('expected an object with its fields');
	});
});
