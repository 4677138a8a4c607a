import { InvalidInputError } from '../../../../commerce/domain/errors';
import type { Problem } from '../../../../commerce/domain/problem';
import { asObject, asText, compact } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';
import { parseAmountCents } from '../../../../commerce/domain/money/money';
import type { Order, OrderItem } from '../../../../commerce/domain/order/order';
import { assertQuantity, computeTotals } from '../../../../commerce/domain/order/orderTotals';

/** A cart, or why it could not be read. */
export interface CartFacts {
	order?: Order;
	warnings?: Problem[];
}

/**
 * The cart that a customer sent from the catalog (Meta, webhooks/reference/messages/order): prices in reais,
 * as numbers or text. The event has no product names, so an item bears its retailer ID until a workflow knows
 * better. A cart that cannot be read exactly is left out with a warning. Never throws.
 */
export function readCart(cart: LooseObject): CartFacts {
	try {
		return { order: cartOrder(cart) };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return { warnings: [{ rule: 'event.orderUnreadable', message: `The order was left out. ${message}` }] };
	}
}

function cartOrder(cart: LooseObject): Order {
	const list: unknown[] = Array.isArray(cart.product_items) ? cart.product_items : [];
	if (list.length === 0) throw new InvalidInputError('order.product_items', undefined, 'at least one item');
	const items = list.map(readItem);
	const { subtotalCents, totalCents } = computeTotals({ items });
	return { currency: currencyOf(list), items, subtotalCents, totalCents };
}

function readItem(json: unknown, index: number): OrderItem {
	const field = `order.product_items[${index}]`;
	const item = asObject(json) ?? {};
	const retailerId = asText(item.product_retailer_id);
	return compact({
		name: retailerId ?? '',
		quantity: assertQuantity(item.quantity, `${field}.quantity`),
		unitPriceCents: parseAmountCents(item.item_price, { field: `${field}.item_price`, decimalMark: 'dot' }),
		retailerId,
	});
}

/** An order has one currency; amounts of two cannot be added up. */
function currencyOf(list: readonly unknown[]): string {
	const found = new Set(list.map((item) => asText(asObject(item)?.currency)?.toUpperCase() ?? 'BRL'));
	const [currency, ...others] = found;
	if (others.length === 0) return currency;
	throw new InvalidInputError('order.product_items', [...found].join(', '), 'items of one currency');
}
