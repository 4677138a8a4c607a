import fc from 'fast-check';

/** Lists or objects inside each other; JSON.parse makes any number of levels, and few other functions take them. */
export function nested(levels: number, shape: 'list' | 'object' = 'object'): unknown {
	const [open, close] = shape === 'list' ? ['[', ']'] : ['{"a":', '}'];
	return JSON.parse(`${open.repeat(levels)}${shape === 'list' ? '' : '1'}${close.repeat(levels)}`) as unknown;
}

/** What an expression of Luxon gives, as far as a node can see. */
const luxon = { ts: 1_790_000_000_000, isValid: true, toISO: () => '2026-09-21T10:13:20.000-03:00' };

/** Values that an expression gives when it is not what its writer thought, and what n8n itself can give. */
export const STRANGE_VALUES: readonly unknown[] = [
	undefined,
	null,
	'',
	' ',
	'\u0000',
	'\u202e',
	'true',
	'on',
	'Stop',
	'Reference ID',
	'=',
	'constructor',
	'__proto__',
	'toString',
	'hasOwnProperty',
	'null',
	'NaN',
	'[]',
	'{}',
	'[',
	'1e309',
	'-0',
	'0x10',
	'9'.repeat(400),
	true,
	false,
	0,
	-0,
	1,
	-1,
	0.1,
	0.30000000000000004,
	1e-7,
	1e21,
	2 ** 53,
	Number.MAX_VALUE,
	Infinity,
	NaN,
	10n ** 30n,
	[],
	[1],
	[[]],
	[null],
	{},
	{ toString: 1, valueOf: 1 },
	{ toJSON: null },
	Object.create(null),
	JSON.parse('{"__proto__":{"name":"x"},"constructor":1,"length":-1}'),
	new Date(0),
	new Date(NaN),
	luxon,
	{ ...luxon, toISO: () => null },
	Symbol('s'),
	() => 'function',
	new Map([['a', 1]]),
	new Uint8Array(3),
	nested(1_000),
	nested(1_000, 'list'),
];

/** Any value at all. */
export const anyValue = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom(...STRANGE_VALUES) },
	fc.anything({ maxDepth: 3, withBigInt: true, withDate: true, withNullPrototype: true }),
	fc.string({ unit: 'binary', maxLength: 80 }),
	fc.string({ maxLength: 80 }),
	fc.double(),
	fc.date({ noInvalidDate: false }),
);

/** Any value that JSON can carry. */
export const anyJson = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.constantFrom(
			...STRANGE_VALUES.filter((value) => ['string', 'boolean'].includes(typeof value)),
			null,
			0,
			-1,
			0.1,
			605.3000000000001,
			1e21,
			2 ** 53,
			[],
			{},
			[null],
			{ toString: 1, valueOf: 1 },
			JSON.parse('{"__proto__":{"a":1}}'),
			nested(90),
		),
	},
	fc.jsonValue({ maxDepth: 2 }),
	fc.string({ unit: 'binary', maxLength: 80 }),
);

/** An object that has some of these members, each with any JSON, and perhaps others. */
export function objectOf(names: readonly string[], value: fc.Arbitrary<unknown> = anyJson) {
	const members = Object.fromEntries(names.map((name) => [name, value]));
	return fc
		.tuple(
			fc.record(members, { requiredKeys: [] }),
			fc.dictionary(fc.string({ maxLength: 12 }), anyJson, { maxKeys: 1 }),
		)
		.map(([known, others]) => ({ ...others, ...known }));
}

/** Pieces that, repeated, make patterns and readers with two nested searches slow. */
export const SLOW_PIECES: readonly string[] = [
	'<',
	'<script',
	'<script>',
	'<style></style',
	'<!--',
	'</',
	'>',
	'<>',
	' ',
	'\n',
	'\t ',
	'queue',
	'queue limit ',
	'not allowed ',
	'1',
	'0',
	'1,',
	'1.',
	'.000',
	'a@',
	'a.',
	'a-',
	'-',
	'/',
	'%',
	'6304ffff ',
	'\u0301',
	'\u{1f600}',
	'[',
	'{"a":',
	'"',
	'\\',
];

/** A text of this many characters made of one piece, with another beginning and end. */
export function longText(
	piece: string,
	length: number,
	around: readonly [string, string] = ['', ''],
): string {
	return around[0] + piece.repeat(Math.ceil(length / piece.length)).slice(0, length) + around[1];
}

/**
 * Runs something with a long text, which takes milliseconds when every character is looked at a fixed number of
 * times, and many seconds when each is compared with all others. The bound is far from both, because a busy
 * machine may stand still for a moment.
 */
export function expectNoSlowdown(run: () => unknown): void {
	const start = Date.now();
	run();
	expect(Date.now() - start).toBeLessThan(2_000);
}

/** Words that only an error of JavaScript itself has. */
export const RAW_ERROR =
	/TypeError|RangeError|SyntaxError|Cannot (?:read|convert|destructure)|is not (?:a function|iterable|defined)|call stack|undefined|\[object /;

const STORABLE = ['boolean', 'number', 'object', 'string'];

/** Nothing in it is lost on the way into n8n's database, as functions and NaN are. */
export function expectStorable(value: unknown): void {
	if (typeof value === 'object' && value !== null) {
		for (const member of Object.values(value)) expectStorable(member);
	} else if (!STORABLE.includes(typeof value) || Number.isNaN(value) || value === Infinity) {
		throw new TypeError(`${String(value)} is lost in JSON`);
	}
}
