import fc from 'fast-check';

import { chargeByTotal } from '../../../commerce/domain/order/lineTotal';

describe('a unit price with parts of a cent', () => {
	it.each<[unknown, number, number, object]>([
		// WooCommerce gives the price of one as total / quantity in a double.
		[8.991, 1, 899, { quantity: 1, unitPriceCents: 899 }],
		[29.966666666666665, 3, 8990, { quantity: 1, unitPriceCents: 8990 }],
		[44.955, 2, 8991, { quantity: 1, unitPriceCents: 8991 }],
		['33.333333', 3, 10000, { quantity: 1, unitPriceCents: 10000 }],
		[' 33.333 ', 3, 10000, { quantity: 1, unitPriceCents: 10000 }],
		['0.004', 1, 0, { quantity: 1, unitPriceCents: 0 }],
		// The total is rounded to a cent.
		[8.995, 1, 900, { quantity: 1, unitPriceCents: 900 }],
		[8.995, 1, 899, { quantity: 1, unitPriceCents: 899 }],
		[4.4999, 2, 900, { quantity: 2, unitPriceCents: 450 }],
		// So was the price, to its third digit: by half of it, for each of a hundred.
		['0.333', 100, 3335, { quantity: 1, unitPriceCents: 3335 }],
		// Half a cent for the total and half of the last digit for each of ten are a whole cent.
		['0.333', 10, 334, { quantity: 1, unitPriceCents: 334 }],
	])('%j for each of %i that cost %i cents', (price, quantity, totalCents, charged) => {
		expect(chargeByTotal(price, quantity, totalCents)).toEqual(charged);
	});

	it.each<[unknown, number, number]>([
		[8.991, 1, 898],
		[8.991, 1, 900],
		['0.333', 100, 3336],
		['0.333', 100, 3324],
		// One reading of "8.991" is eight thousand reais.
		['8.991', 1, 899100],
		['8,991', 1, 899],
		['1.8.991', 1, 899],
		['8.991 each', 1, 899],
		['-8.991', 1, 899],
		[-8.991, 1, 899],
		[Number.NaN, 1, 899],
		[undefined, 1, 899],
		[{ price: 8.991 }, 1, 899],
		[['8.991'], 1, 899],
		[`0.${'3'.repeat(31)}`, 3, 100],
		[`${'1'.repeat(13)}.333`, 1, 1],
		// These are whole cents, with or without the noise of a double.
		[8.99, 1, 899],
		['8.99', 1, 899],
		[0.1 + 0.2, 1, 30],
	])('%j for each of %i is not charged as %i cents', (price, quantity, totalCents) => {
		expect(chargeByTotal(price, quantity, totalCents)).toBeUndefined();
	});

	it('always charges the total', () => {
		const total = fc.integer({ min: 0, max: 99_999_999 });
		fc.assert(
			fc.property(total, fc.integer({ min: 1, max: 999 }), (totalCents, quantity) => {
				const charged = chargeByTotal(totalCents / 100 / quantity, quantity, totalCents);
				if (charged === undefined) return totalCents % quantity === 0;
				return charged.unitPriceCents * charged.quantity === totalCents;
			}),
		);
	});
});
