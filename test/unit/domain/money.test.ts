import fc from 'fast-check';
import { InvalidInputError } from '../../../commerce/domain/errors';
import {
	centsToDecimalText,
	centsToReais,
	formatBrl,
	MAX_AMOUNT_CENTS,
	multiplyCents,
	parseAmountCents,
	sumCents,
	type AmountOptions,
} from '../../../commerce/domain/money/money';

const NBSP = '\u00a0';
const NARROW = '\u202f';
const THIN = '\u2009';

function refusal(input: unknown, options?: AmountOptions): InvalidInputError {
	try {
		parseAmountCents(input, options);
	} catch (error) {
		expect(error).toBeInstanceOf(InvalidInputError);
		return error as InvalidInputError;
	}
	throw new Error(`${String(input)} was not refused`);
}

describe('parseAmountCents', () => {
	it.each<[unknown, number]>([
		['149.9', 14990],
		['149,90', 14990],
		['149', 14900],
		['0', 0],
		['0,01', 1],
		['0149,90', 14990],
		['1.499,90', 149990],
		['1,499.90', 149990],
		['1.499,9', 149990],
		['1499,90', 149990],
		['1499.9', 149990],
		['12.345.678,90', 1234567890],
		['12,345,678.90', 1234567890],
		['1.499.900', 149990000],
		['1,499,900', 149990000],
		['R$ 1.499,90', 149990],
		[`R$${NBSP}1.499,90`, 149990],
		['r$1.499,90', 149990],
		['R$149', 14900],
		['BRL 149.90', 14990],
		[`${NBSP} 149,90\n`, 14990],
		[149.9, 14990],
		[0.07, 7],
		[1.1, 110],
		[4.35, 435],
		[1.15, 115],
		[149, 14900],
		[0, 0],
		[-0, 0],
		['999.999.999,99', MAX_AMOUNT_CENTS],
		[`${'0'.repeat(499)}1`, 100],
		[999999999.99, MAX_AMOUNT_CENTS],
		// Magento and OpenCart keep four decimals, PrestaShop six.
		['149.9000', 14990],
		['149,9000', 14990],
		['149.900000', 14990],
		['1499.000', 149900],
		['1234.500', 123450],
		['0.500', 50],
		['1,499.9000', 149990],
		['149.90 BRL', 14990],
		['149,90BRL', 14990],
		['149,90 brl', 14990],
		['149,90 R$', 14990],
		['R$ 149,90 BRL', 14990],
		['1 499,90', 149990],
		['R$ 1 234,56', 123456],
		[`R$${NBSP}1${NBSP}234,56`, 123456],
		[`1${NARROW}234${NARROW}567,89`, 123456789],
		[`1${THIN}234.50`, 123450],
		['1 499', 149900],
		[0.1 + 0.2, 30],
		[605.3000000000001, 60530],
		[140.43000000000004, 14043],
		[0.7999999999999999, 80],
		[1.1 * 3, 330],
		[999999999.9900001, MAX_AMOUNT_CENTS],
		[0.1 + 0.2 - 0.3, 0],
		[0.3 - (0.1 + 0.2), 0],
		[1e-11, 0],
	])('reads %j as %d cents', (input, cents) => {
		expect(parseAmountCents(input)).toBe(cents);
	});

	it.each<[unknown, number]>([
		['14990', 14990],
		[14990, 14990],
		[' 0 ', 0],
		[1.1 * 100, 110],
		[4.35 * 100, 435],
	])('reads %j as cents when asked to', (input, cents) => {
		expect(parseAmountCents(input, { unit: 'cents' })).toBe(cents);
	});

	it.each(['1.499', '1,499', '149.900', '12,345', 'R$ 1.499'])(
		'refuses %j, which has two readings',
		(input) => {
			const mark = input.includes('.') ? 'dot' : 'comma';
			const whole = `${input.replace(/\D/g, '')},00`;
			expect(refusal(input).expected).toBe(
				`an amount with one reading: write ${whole} if the ${mark} groups thousands, or round to two decimals if it comes before the cents; Options > Decimal Mark settles it for all amounts`,
			);
		},
	);

	it.each<[string, 'comma' | 'dot', number]>([
		['1.499', 'comma', 149900],
		['1,499', 'dot', 149900],
		['1.499,90', 'comma', 149990],
		['1,499.90', 'dot', 149990],
		['1.499.900', 'comma', 149990000],
		['149', 'comma', 14900],
		['149,9', 'comma', 14990],
		['10.500', 'dot', 1050],
		['10,500', 'comma', 1050],
		['1.499,900', 'comma', 149990],
		['1 499,90', 'comma', 149990],
	])('reads %j with decimal %s', (input, decimalMark, cents) => {
		expect(parseAmountCents(input, { decimalMark })).toBe(cents);
	});

	it.each<[unknown, AmountOptions['decimalMark']]>([
		['1.499', 'dot'],
		['1,499', 'comma'],
		['149.90', 'comma'],
		['149,90', 'dot'],
		['1,499.90', 'comma'],
		['1.499.900', 'dot'],
	])('refuses %j with decimal %s', (input, decimalMark) => {
		expect(refusal(input, { decimalMark }).field).toBe('Amount');
	});

	it.each([
		['149.90', 'comma', 'a comma before the cents, as Options > Decimal Mark says Comma: write 149,90'],
		['1,499.90', 'comma', 'a comma before the cents, as Options > Decimal Mark says Comma: write 1499,90'],
		['149,9', 'dot', 'a dot before the cents, as Options > Decimal Mark says Dot: write 149.9'],
		['1.499.900', 'dot', 'a dot before the cents, as Options > Decimal Mark says Dot: write 1499900'],
	] as const)('says how to write %j with decimal %s', (input, decimalMark, expected) => {
		expect(refusal(input, { decimalMark }).expected).toBe(
			`an amount with ${expected}, or set Decimal Mark to Automatic`,
		);
	});

	it.each([
		['1,49,90', 'auto', 'one decimal mark, such as 1.499,90 or 1,499.90'],
		['1,49,90', 'comma', 'a comma before the cents, such as 1.499,90'],
		['1.49.90', 'dot', 'a dot before the cents, such as 1,499.90'],
	] as const)('shows for %j how decimal %s groups digits', (input, decimalMark, expected) => {
		expect(refusal(input, { decimalMark }).expected).toBe(`groups of three digits and ${expected}`);
	});

	it.each<[unknown, AmountOptions['decimalMark']]>([
		['10.0055', 'auto'],
		['0,005', 'auto'],
		['10.005', 'dot'],
		['10,005', 'comma'],
		[10.005, 'auto'],
		[10.005, 'comma'],
		[0.305, 'auto'],
		[0.1 + 0.205, 'auto'],
		[999999999.990001, 'auto'],
		['1.499,900', 'auto'],
	])('says of %j with decimal %s that it has to be rounded', (input, decimalMark) => {
		expect(refusal(input, { decimalMark }).expected).toBe(
			'an amount with at most two decimals: round it to the cent first, e.g. with toFixed(2)',
		);
	});

	it('reads a number by its own dot, whatever mark is fixed for text', () => {
		expect(parseAmountCents(149.9, { decimalMark: 'comma' })).toBe(14990);
	});

	it.each([
		'1,49,90',
		'1.49.90',
		'1.49,90',
		'14.99,90',
		'1234.567,89',
		'0.149,90',
		'1,499.90,00',
		'1.499,90.00',
		'1.499,900.50',
		'1..499',
		'1.,499',
		'0.149',
		'149.9001',
		'1.499,900',
		'1,499.900',
		'1 499,900',
		'.5',
		',50',
		'149.',
		'149,',
		'14 99,90',
		`1${NBSP}49,90`,
		'1  499,90',
		'0 499,90',
		'01 499,90',
		'1234 567,90',
		'1.234 567',
		'1 234.567,89',
		`1${'\t'}499,90`,
		"1'499,90",
		'1e3',
		'0x10',
		'+149',
		'149,90 reais',
		'US$ 149',
		'$ 149',
		'BRLX 149',
		'149 XBRL',
		'149 EUR',
		'R$',
		'BRL',
		'BRL R$',
		'1 BRL499',
		`1${' '.repeat(1_000_000)}9`,
		'',
		'   ',
		'１４９',
		'١٤٩',
	])('refuses %j', (input) => {
		expect(refusal(input).field).toBe('Amount');
	});

	it.each([
		'-149',
		'-149,90',
		'R$ -149',
		'-R$ 149',
		'\u2212149',
		'149-',
		'(149)',
		-149,
		-0.01,
		-(0.1 + 0.2),
		-Infinity,
	])('refuses the negative %j in words', (input) => {
		expect(refusal(input).expected).toContain('not negative');
		expect(refusal(-1, { unit: 'cents' }).expected).toContain('not negative');
	});

	it.each([1e-7, 1.499, 0.305, 149.999])('refuses the number %d', (input) => {
		expect(refusal(input).expected).toContain('two decimals');
	});

	it.each([
		...[NaN, Infinity, 1e21, null, undefined, true, {}, [], ['149'], 149n, () => 149],
		...['R$', ' ', 'US$ 149', '14-9', '149 reais', `${'0'.repeat(500)}1`],
	])('refuses %p, which is not an amount', (input) => {
		expect(refusal(input).expected).toBe('an amount such as 149.90 or 1.499,90');
	});

	it.each([
		['R$ ', 'found "R$"'],
		['  ', 'found nothing'],
	])('shows what it found in %j', (input, found) => {
		expect(refusal(input).message).toContain(found);
	});

	it.each(['R$ 14990', '149,90', '149.90', '1.499', 1.5, '', '1e3', NaN])('refuses %j as cents', (input) => {
		expect(refusal(input, { unit: 'cents' }).expected).toBe('a whole number of cents such as 14990');
	});

	it.each<[unknown, AmountOptions | undefined]>([
		['1.000.000.000,00', undefined],
		['9'.repeat(400), undefined],
		[1_000_000_000, undefined],
		['100000000000', { unit: 'cents' }],
		[Number.MAX_SAFE_INTEGER, { unit: 'cents' }],
	])('refuses %j above the limit', (input, options) => {
		expect(refusal(input, options).expected).toBe('at most R$ 999.999.999,99');
	});

	it('names the field it was asked to name', () => {
		expect(refusal('x', { field: 'Shipping' }).message).toBe(
			'Shipping: found "x", expected an amount such as 149.90 or 1.499,90',
		);
	});

	/** Whatever was accepted; undefined for a refusal in words. */
	function centsOf(input: unknown, options?: AmountOptions): number | undefined {
		try {
			return parseAmountCents(input, options);
		} catch (error) {
			expect(error).toBeInstanceOf(InvalidInputError);
			return undefined;
		}
	}

	it('never reads a text as anything but its exact decimal value', () => {
		const digits = fc.constantFrom(...'0123456789');
		const unit = fc.oneof(
			{ weight: 3, arbitrary: digits },
			{ weight: 1, arbitrary: fc.constantFrom('.', ',', ' ', '0', '00') },
		);
		fc.assert(
			fc.property(fc.string({ unit, maxLength: 14 }), (text) => {
				const cents = centsOf(text);
				if (cents === undefined) return;
				// A last group of three digits is thousands where every group is one, otherwise it ends the decimals.
				const bare = text.trim();
				const isGrouped = /^[1-9]/.test(bare) && isOnlyGroups(bare);
				const decimals = isGrouped ? '' : (/[.,](\d+)$/.exec(bare)?.[1] ?? '');
				const tenThousandths = BigInt(bare.replace(/\D/g, '')) * 10n ** BigInt(12 - decimals.length);
				expect(BigInt(cents) * 10n ** 10n).toBe(tenThousandths);
			}),
			{ numRuns: 10000 },
		);
	});

	/** One mark throughout, with three digits after each. */
	function isOnlyGroups(text: string): boolean {
		const [first, ...groups] = text.split(/[., ]/);
		const marks = new Set(text.replace(/\d/g, ''));
		return first.length <= 3 && marks.size === 1 && groups.every((group) => group.length === 3);
	}

	it('reads back every number that adding and multiplying cents leaves noise in', () => {
		const cents = fc.integer({ min: 0, max: 999_999 });
		fc.assert(
			fc.property(fc.array(cents, { minLength: 1, maxLength: 30 }), (parts) => {
				const noisy = parts.reduce((sum, part) => sum + part / 100, 0);
				expect(parseAmountCents(noisy)).toBe(parts.reduce((sum, part) => sum + part, 0));
			}),
			{ numRuns: 5000 },
		);
		fc.assert(
			fc.property(cents, fc.integer({ min: 1, max: 999 }), (unit, quantity) => {
				expect(parseAmountCents((unit / 100) * quantity)).toBe(unit * quantity);
				expect(parseAmountCents((unit / 100) * 100, { unit: 'cents' })).toBe(unit);
			}),
			{ numRuns: 5000 },
		);
	});

	it('refuses every true fraction of a cent, as a number and as text', () => {
		const fraction = fc
			.integer({ min: 1, max: 999_999 })
			.map((millionths) => String(millionths).padStart(6, '0'))
			.filter((digits) => /[1-9]/.test(digits.slice(2)));
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 99_999_999 }), fraction, (whole, decimals) => {
				expect(centsOf(`${whole}.${decimals}`)).toBeUndefined();
				expect(centsOf(Number(`${whole}.${decimals}`))).toBeUndefined();
			}),
			{ numRuns: 5000 },
		);
	});

	it('reads any double as the nearest whole cent, or refuses it in words', () => {
		fc.assert(
			fc.property(fc.double(), (value) => {
				const cents = centsOf(value);
				if (cents === undefined) return;
				expect(Number.isSafeInteger(cents) && cents >= 0 && cents <= MAX_AMOUNT_CENTS).toBe(true);
				expect(Math.abs(cents / 100 - value)).toBeLessThanOrEqual(Math.max(1e-11, value * 2 ** -49));
			}),
			{ numRuns: 5000 },
		);
	});
});

describe('amounts as text and numbers', () => {
	const anyCents = fc.integer({ min: 0, max: MAX_AMOUNT_CENTS });

	it.each([
		[0, 'R$ 0,00'],
		[5, 'R$ 0,05'],
		[149990, 'R$ 1.499,90'],
		[100000000, 'R$ 1.000.000,00'],
		[MAX_AMOUNT_CENTS, 'R$ 999.999.999,99'],
		[-149990, '-R$ 1.499,90'],
	])('formats %d as %s', (cents, text) => {
		expect(formatBrl(cents)).toBe(text);
	});

	it.each([
		[0, '0.00'],
		[5, '0.05'],
		[50, '0.50'],
		[149990, '1499.90'],
		[-5, '-0.05'],
	])('writes %d as %s', (cents, text) => {
		expect(centsToDecimalText(cents)).toBe(text);
	});

	it('gives back the same cents from every text and number it writes', () => {
		fc.assert(
			fc.property(anyCents, (cents) => {
				expect(parseAmountCents(formatBrl(cents))).toBe(cents);
				expect(parseAmountCents(centsToDecimalText(cents))).toBe(cents);
				expect(parseAmountCents(centsToReais(cents))).toBe(cents);
				expect(parseAmountCents(JSON.parse(JSON.stringify(centsToReais(cents))))).toBe(cents);
				expect(parseAmountCents(cents, { unit: 'cents' })).toBe(cents);
				for (const space of [' ', NBSP, NARROW, THIN]) {
					const spaced = formatBrl(cents).slice(3).replaceAll('.', space);
					expect(parseAmountCents(`R$${space}${spaced}`)).toBe(cents);
					expect(parseAmountCents(`${spaced}${space}BRL`)).toBe(cents);
				}
				expect(parseAmountCents(`${centsToDecimalText(cents)}00`)).toBe(cents);
				expect(parseAmountCents(`${centsToDecimalText(cents)}0000`)).toBe(cents);
				const us = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2 }).format(cents / 100);
				expect(parseAmountCents(us)).toBe(cents);
			}),
			{ numRuns: 2000 },
		);
	});

	it('formats as the locale data of Brazil does', () => {
		const brazil = new Intl.NumberFormat('pt-BR', { style: 'currency', currency: 'BRL' });
		fc.assert(
			fc.property(anyCents, (cents) => {
				expect(formatBrl(cents)).toBe(brazil.format(cents / 100).replace(NBSP, ' '));
			}),
		);
	});

	it.each([1.5, NaN, Infinity, 2 ** 53])('refuses %d, which is not a whole number of cents', (cents) => {
		expect(() => centsToDecimalText(cents)).toThrow(InvalidInputError);
		expect(() => formatBrl(cents)).toThrow('Amount: found');
	});
});

describe('multiplyCents and sumCents', () => {
	const cents = fc.integer({ min: 0, max: MAX_AMOUNT_CENTS });

	it('equal BigInt arithmetic or refuse above the limit', () => {
		fc.assert(
			fc.property(cents, fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (unit, quantity) => {
				const exact = BigInt(unit) * BigInt(quantity);
				if (exact <= BigInt(MAX_AMOUNT_CENTS)) expect(BigInt(multiplyCents(unit, quantity))).toBe(exact);
				else expect(() => multiplyCents(unit, quantity)).toThrow(InvalidInputError);
			}),
		);
		fc.assert(
			fc.property(fc.array(cents, { maxLength: 8 }), (values) => {
				const exact = values.reduce((sum, value) => sum + BigInt(value), 0n);
				if (exact <= BigInt(MAX_AMOUNT_CENTS)) expect(BigInt(sumCents(values))).toBe(exact);
				else expect(() => sumCents(values)).toThrow(InvalidInputError);
			}),
		);
	});

	it.each([-1, 0.5, NaN, Infinity])('refuse %d', (value) => {
		expect(() => multiplyCents(value, 1)).toThrow(InvalidInputError);
		expect(() => multiplyCents(100, value)).toThrow(InvalidInputError);
		expect(() => sumCents([100, value])).toThrow(InvalidInputError);
	});

	it('name the field and the factors that overflow', () => {
		expect(() => multiplyCents(MAX_AMOUNT_CENTS, 2, 'Unit Price')).toThrow(
			'Unit Price: found R$ 999.999.999,99 × 2, expected at most R$ 999.999.999,99',
		);
		expect(() => multiplyCents(MAX_AMOUNT_CENTS, 2)).toThrow('Amount: found');
		expect(() => sumCents([MAX_AMOUNT_CENTS, 1])).toThrow('Amount: found a sum of 2 amounts');
	});

	it('nothing of something is nothing', () => {
		expect(multiplyCents(100, 0)).toBe(0);
	});
});
