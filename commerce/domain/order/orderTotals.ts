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
	const lines = order.items.map(lineCents);
	const subtotalCents = sumCents(lines, 'Subtotal');
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

/** The field names only a product that is too large: price and quantity were checked when they were read. */
function lineCents({ unitPriceCents, quantity }: OrderAmounts['items'][number], index: number): number {
	return multiplyCents(unitPriceCents, quantity, `Items ${index + 1}, Unit Price × Quantity`);
}

/**
 * Compares totals somebody stated with the ones the items give. Integer cents; absent ones are not checked.
 * Throws InvalidInputError naming the field (Subtotal or Total) and both amounts.
 */
export function checkStatedTotals(
	order: OrderAmounts,
	stated: { subtotalCents?: number; totalCents?: number },
): void {
	const { subtotalCents, totalCents } = computeTotals(order);
	if (stated.subtotalCents !== undefined && stated.subtotalCents !== subtotalCents) {
		throw new InvalidInputError(
			'Subtotal',
			formatBrl(stated.subtotalCents),
			`${formatBrl(subtotalCents)}, the sum of unit price × quantity`,
		);
	}
	if (stated.totalCents !== undefined && stated.totalCents !== totalCents) {
		throw new InvalidInputError(
			'Total',
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

/** A quantity as a whole number from 1, given as a number or as digits. Throws InvalidInputError under `field`. */
export function assertQuantity(quantity: unknown, field: string): number {
	const digits = typeof quantity === 'string' && /^\s*\d+\s*$/.test(quantity);
	const value = digits ? Number(quantity) : quantity;
	if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1) {
		throw new InvalidInputError(field, quantity, 'a whole number, 1 or more');
	}
	return value;
}
