import fc from 'fast-check';
import { InvalidInputError } from '../../../commerce/domain/errors';
import { MAX_AMOUNT_CENTS } from '../../../commerce/domain/money/money';
import {
	assertQuantity,
	checkStatedTotals,
	computeTotals,
	readQuantity,
} from '../../../commerce/domain/order/orderTotals';

const ORDER = {
	items: [
		{ unitPriceCents: 1000, quantity: 2 },
		{ unitPriceCents: 350, quantity: 1 },
	],
	taxCents: 100,
	shippingCents: 500,
	discountCents: 150,
};

describe('computeTotals', () => {
	it('adds tax and shipping to the subtotal and takes the discount off', () => {
		expect(computeTotals(ORDER)).toEqual({ subtotalCents: 2350, totalCents: 2800 });
	});

	it('takes absent amounts as zero', () => {
		expect(computeTotals({ items: ORDER.items })).toEqual({ subtotalCents: 2350, totalCents: 2350 });
	});

	it('allows a discount that leaves nothing', () => {
		expect(computeTotals({ items: ORDER.items, discountCents: 2350 }).totalCents).toBe(0);
	});

	it('refuses a discount larger than the rest, with both amounts', () => {
		expect(() => computeTotals({ ...ORDER, discountCents: 2951 })).toThrow(
			'Discount: found "R$ 29,51", expected at most R$ 29,50 (subtotal + tax + shipping)',
		);
	});

	it.each([
		['Items 1, Unit Price × Quantity', { items: [{ unitPriceCents: -1, quantity: 1 }] }],
		[
			'Subtotal',
			{ items: Array.from({ length: 2 }, () => ({ unitPriceCents: MAX_AMOUNT_CENTS, quantity: 1 })) },
		],
		['Tax', { ...ORDER, taxCents: 0.5 }],
		['Shipping', { ...ORDER, shippingCents: -1 }],
		['Discount', { ...ORDER, discountCents: NaN }],
		['Total', { ...ORDER, shippingCents: MAX_AMOUNT_CENTS }],
	])('names %s when it is not an amount in range', (field, order) => {
		expect(() => computeTotals(order)).toThrow(expect.objectContaining({ field }));
	});

	it('names the row whose product is too large, and its factors', () => {
		const tooLarge = { unitPriceCents: MAX_AMOUNT_CENTS, quantity: 2 };
		expect(() => computeTotals({ items: [...ORDER.items, tooLarge] })).toThrow(
			'Items 3, Unit Price × Quantity: found R$ 999.999.999,99 × 2, expected at most R$ 999.999.999,99',
		);
	});

	it('says that it is the sum which is too large', () => {
		const largest = { unitPriceCents: MAX_AMOUNT_CENTS, quantity: 1 };
		expect(() => computeTotals({ items: [largest, ...ORDER.items] })).toThrow(
			'Subtotal: found a sum of 3 amounts, expected at most R$ 999.999.999,99',
		);
	});

	it('equals BigInt arithmetic', () => {
		const cents = fc.integer({ min: 0, max: 99_999_999 });
		const item = fc.record({ unitPriceCents: cents, quantity: fc.integer({ min: 1, max: 99 }) });
		fc.assert(
			fc.property(
				fc.array(item, { minLength: 1, maxLength: 6 }),
				cents,
				cents,
				cents,
				(items, tax, shipping, discount) => {
					const subtotal = items.reduce(
						(sum, { unitPriceCents, quantity }) => sum + BigInt(unitPriceCents) * BigInt(quantity),
						0n,
					);
					const total = subtotal + BigInt(tax) + BigInt(shipping) - BigInt(discount);
					const order = { items, taxCents: tax, shippingCents: shipping, discountCents: discount };
					if (total < 0n) {
						expect(() => computeTotals(order)).toThrow(InvalidInputError);
						return;
					}
					const computed = computeTotals(order);
					expect(BigInt(computed.subtotalCents)).toBe(subtotal);
					expect(BigInt(computed.totalCents)).toBe(total);
				},
			),
			{ numRuns: 500 },
		);
	});
});

describe('checkStatedTotals', () => {
	it('accepts totals that agree, and totals that are not stated', () => {
		expect(() => checkStatedTotals(ORDER, { subtotalCents: 2350, totalCents: 2800 })).not.toThrow();
		expect(() => checkStatedTotals(ORDER, {})).not.toThrow();
	});

	it('names Expected Subtotal and both amounts', () => {
		expect(() => checkStatedTotals(ORDER, { subtotalCents: 2351, totalCents: 2800 })).toThrow(
			'Expected Subtotal: found "R$ 23,51", expected R$ 23,50, the sum of unit price × quantity',
		);
	});

	it('names Expected Total, both amounts and how they were computed', () => {
		expect(() => checkStatedTotals(ORDER, { totalCents: 2799 })).toThrow(
			'Expected Total: found "R$ 27,99", expected R$ 28,00 = subtotal R$ 23,50 + tax R$ 1,00 + shipping R$ 5,00 - discount R$ 1,50',
		);
	});

	it('leaves out of the explanation what is zero or absent', () => {
		expect(() => checkStatedTotals({ items: ORDER.items, taxCents: 0 }, { totalCents: 1 })).toThrow(
			/expected R\$ 23,50 = subtotal R\$ 23,50$/,
		);
	});

	it('refuses a stated zero that should not be', () => {
		expect(() => checkStatedTotals(ORDER, { totalCents: 0 })).toThrow(
			expect.objectContaining({ field: 'Expected Total' }),
		);
	});
});

describe('assertQuantity', () => {
	it.each<[unknown, number]>([
		[1, 1],
		[12, 12],
		['3', 3],
		[' 3 ', 3],
		['007', 7],
		['1.00', 1],
		['2,0', 2],
		['12.0000', 12],
		['0010.000', 10],
	])('reads %j as %d', (input, quantity) => {
		expect(assertQuantity(input, 'Quantity')).toBe(quantity);
	});

	it.each([
		0,
		-1,
		1.5,
		NaN,
		Infinity,
		2 ** 53,
		'0',
		'-1',
		'1.5',
		'2,5',
		'0.00',
		'1.000',
		'12,000',
		'1.',
		'1.00.00',
		'1e3',
		'+1',
		'',
		'two',
		null,
		undefined,
		true,
		[2],
	])('refuses %j', (input) => {
		expect(() => assertQuantity(input, 'Quantity')).toThrow(expect.objectContaining({ field: 'Quantity' }));
	});

	it('may be zero where a customer removed the line, and never less', () => {
		expect([0, '0', '0.00', 2].map((quantity) => readQuantity(quantity, 'Quantity'))).toEqual([0, 0, 0, 2]);
		for (const quantity of [-1, '-1']) {
			expect(() => readQuantity(quantity, 'Quantity')).toThrow(
				expect.objectContaining({ field: 'Quantity' }),
			);
		}
	});

	it('says how to write one with two readings', () => {
		expect(() => assertQuantity('12,000', 'Quantity')).toThrow('with one reading: write 12 or 12000');
	});
});
