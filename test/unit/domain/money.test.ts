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
		[999999999.99, MAX_AMOUNT_CENTS],
	])('reads %j as %d cents', (input, cents) => {
		expect(parseAmountCents(input)).toBe(cents);
	});

	it.each<[unknown, number]>([
		['14990', 14990],
		[14990, 14990],
		[' 0 ', 0],
	])('reads %j as cents when told so', (input, cents) => {
		expect(parseAmountCents(input, { unit: 'cents' })).toBe(cents);
	});

	it.each(['1.499', '1,499', '149.900', '12,345', 'R$ 1.499'])(
		'refuses %j, which has two readings',
		(input) => {
			const mark = input.includes('.') ? 'dot' : 'comma';
			const whole = `${input.replace(/\D/g, '')},00`;
			expect(refusal(input).expected).toBe(
				`an amount with one reading: write ${whole} if the ${mark} groups thousands, or round to two decimals if it stands before the cents; Options > Decimal Mark settles it for all amounts`,
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
	] as const)('tells how to write %j with decimal %s', (input, decimalMark, expected) => {
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
		[0.1 + 0.2, 'comma'],
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
		'1499.000',
		'149.9000',
		'1.499,900',
		'.5',
		',50',
		'149.',
		'149,',
		'1 499,90',
		"1'499,90",
		'1e3',
		'0x10',
		'+149',
		'149,90 reais',
		'US$ 149',
		'$ 149',
		'BRLX 149',
		'R$',
		'',
		'   ',
		'１４９',
		'١٤٩',
	])('refuses %j', (input) => {
		expect(refusal(input).field).toBe('Amount');
	});

	it.each(['-149', '-149,90', 'R$ -149', '-R$ 149', '\u2212149', '149-', '(149)', -149, -0.01])(
		'refuses the negative %j in words',
		(input) => {
			expect(refusal(input).expected).toContain('not negative');
		},
	);

	it.each([NaN, Infinity, -Infinity, 1e21, 1e-7, 1.499, 0.1 + 0.2, 149.999])(
		'refuses the number %d',
		(input) => {
			expect(() => parseAmountCents(input)).toThrow(InvalidInputError);
		},
	);

	it.each([null, undefined, true, {}, [], ['149'], 149n, () => 149])(
		'refuses %p, which is no amount',
		(input) => {
			expect(refusal(input).expected).toContain('an amount');
		},
	);

	it.each(['R$ 14990', '149,90', '149.90', '1.499', -1, 1.5, '', '1e3', NaN])(
		'refuses %j as cents',
		(input) => {
			expect(() => parseAmountCents(input, { unit: 'cents' })).toThrow(InvalidInputError);
		},
	);

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

	it('never reads a text as anything but its exact decimal value', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,'), maxLength: 14 }), (text) => {
				let cents: number;
				try {
					cents = parseAmountCents(text);
				} catch (error) {
					expect(error).toBeInstanceOf(InvalidInputError);
					return;
				}
				// Whatever was accepted, its digits are the cents once the decimals are written out.
				const decimals = /[.,](\d{1,2})$/.exec(text)?.[1].length ?? 0;
				const digits = text.replace(/\D/g, '') + '0'.repeat(2 - decimals);
				expect(BigInt(cents)).toBe(BigInt(digits));
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

	it.each([1.5, NaN, Infinity, 2 ** 53])('refuses %d, which is no whole number of cents', (cents) => {
		expect(() => centsToDecimalText(cents)).toThrow(InvalidInputError);
		expect(() => formatBrl(cents)).toThrow(InvalidInputError);
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

	it('tell the field and the factors that overflow', () => {
		expect(() => multiplyCents(MAX_AMOUNT_CENTS, 2, 'Unit Price')).toThrow(
			'Unit Price: found R$ 999.999.999,99 × 2, expected at most R$ 999.999.999,99',
		);
	});
});
