import { InvalidInputError } from '../errors';
import { formatBrl, multiplyCents, sumCents } from '../money/money';

/** The amounts of an order that decide its total. Integer cents. */
export interface OrderAmounts {
	items: ReadonlyArray<{ unitPriceCents: number; quantity: number }>;
	taxCents?: number;
	shippingCents?: number;
	discountCents?: number;
}

/** Integer cents. */
export interface OrderTotals {
	subtotalCents: number;
	totalCents: number;
}

/**
 * Subtotal = sum of unit price × quantity; total = subtotal + tax + shipping - discount (Meta, order_details).
 * Integer cents in and out. Throws InvalidInputError, naming the row or field, when the discount is larger than
 * the rest, a value is not a whole number of cents, or an amount passes MAX_AMOUNT_CENTS.
 */
export function computeTotals(order: OrderAmounts): OrderTotals {
	const subtotalCents = subtotalOf(order.items);
	const taxCents = sumCents([order.taxCents ?? 0], 'Tax');
	const shippingCents = sumCents([order.shippingCents ?? 0], 'Shipping');
	const discountCents = sumCents([order.discountCents ?? 0], 'Discount');
	const chargedCents = sumCents([subtotalCents, taxCents, shippingCents], 'Total');
	if (discountCents > chargedCents) {
		throw new InvalidInputError(
			'Discount',
			formatBrl(discountCents),
			`at most ${formatBrl(chargedCents)} (subtotal + tax + shipping)`,
		);
	}
	return { subtotalCents, totalCents: chargedCents - discountCents };
}

/**
 * Sum of unit price × quantity in integer cents. Throws InvalidInputError, naming the row (counted from 1, after
 * `label`), when a line or the sum passes MAX_AMOUNT_CENTS.
 */
export function subtotalOf(items: OrderAmounts['items'], label = 'Items'): number {
	// The field names only a product that is too large: price and quantity were checked when they were read.
	const lines = items.map(({ unitPriceCents, quantity }, index) =>
		multiplyCents(unitPriceCents, quantity, `${label} ${index + 1}, Unit Price × Quantity`),
	);
	return sumCents(lines, 'Subtotal');
}

/**
 * Compares totals somebody stated with the ones the items give. Integer cents; absent ones are not checked.
 * Throws InvalidInputError naming the field (Expected Subtotal or Expected Total) and both amounts.
 */
export function checkStatedTotals(
	order: OrderAmounts,
	stated: { subtotalCents?: number; totalCents?: number },
): void {
	const { subtotalCents, totalCents } = computeTotals(order);
	if (stated.subtotalCents !== undefined && stated.subtotalCents !== subtotalCents) {
		throw new InvalidInputError(
			'Expected Subtotal',
			formatBrl(stated.subtotalCents),
			`${formatBrl(subtotalCents)}, the sum of unit price × quantity`,
		);
	}
	if (stated.totalCents !== undefined && stated.totalCents !== totalCents) {
		throw new InvalidInputError(
			'Expected Total',
			formatBrl(stated.totalCents),
			`${formatBrl(totalCents)} = ${totalFormula(subtotalCents, order)}`,
		);
	}
}

function totalFormula(subtotalCents: number, order: OrderAmounts): string {
	const parts = [`subtotal ${formatBrl(subtotalCents)}`];
	if (order.taxCents) parts.push(`+ tax ${formatBrl(order.taxCents)}`);
	if (order.shippingCents) parts.push(`+ shipping ${formatBrl(order.shippingCents)}`);
	if (order.discountCents) parts.push(`- discount ${formatBrl(order.discountCents)}`);
	return parts.join(' ');
}

/**
 * A quantity as a whole number from 1, given as a number or as text ("2", "2.00", as ERPs and Magento write it).
 * Throws InvalidInputError under `field`.
 */
export function assertQuantity(quantity: unknown, field: string): number {
	const value = readQuantity(quantity, field);
	if (value < 1) throw new InvalidInputError(field, quantity, 'a whole number, 1 or more');
	return value;
}

/** A quantity that may be zero: shops keep a line that the customer removed. Throws as assertQuantity does. */
export function readQuantity(quantity: unknown, field: string): number {
	const text = typeof quantity === 'string' ? quantity.trim() : undefined;
	if (text !== undefined && /^[1-9]\d{0,2}[.,]000$/.test(text)) {
		const expected = `a quantity with one reading: write ${text.slice(0, -4)} or ${text.replace(/\D/, '')}`;
		throw new InvalidInputError(field, quantity, expected);
	}
	const whole = text === undefined ? undefined : /^(\d+)(?:[.,]0+)?$/.exec(text)?.[1];
	const value = whole === undefined ? quantity : Number(whole);
	if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
		throw new InvalidInputError(field, quantity, 'a whole number, 1 or more');
	}
	return value;
}
