import { decimalTextOf } from '../money/numberText';

/** A line as it can be charged. Integer cents. */
export interface ChargedLine {
	quantity: number;
	unitPriceCents: number;
}

/**
 * How to charge a line whose unit price, in reais, has parts of a cent, as of shops that spread a coupon over the lines
 * (WooCommerce: 29.966666666666665 for each of 3 that cost "89.90"): by the total of the line, in integer cents, as
 * a unit price where it can be divided, else as one unit. Undefined when the price has no parts of a cent, or
 * price × quantity is not that total. No float arithmetic.
 */
export function chargeByTotal(
	unitPrice: unknown,
	quantity: number,
	totalCents: number,
): ChargedLine | undefined {
	const text = typeof unitPrice === 'number' ? decimalTextOf(unitPrice, 2) : unitPrice;
	const match = typeof text === 'string' ? /^ *(\d{1,12})\.(\d{3,30}) *$/.exec(text) : null;
	if (match === null) return undefined;
	const [, whole, fraction] = match;
	const cent = 10n ** BigInt(fraction.length - 2);
	const distance = BigInt(whole + fraction) * BigInt(quantity) - BigInt(totalCents) * cent;
	// The total was rounded to a cent, and each price to its last digit: half of either is as far as they can be apart.
	if (2n * (distance < 0n ? -distance : distance) > cent + BigInt(quantity)) return undefined;
	const isDivisible = totalCents % quantity === 0;
	return isDivisible
		? { quantity, unitPriceCents: totalCents / quantity }
		: { quantity: 1, unitPriceCents: totalCents };
}
