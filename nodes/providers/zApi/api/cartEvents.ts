import { InvalidInputError } from '../../../../commerce/domain/errors';
import { asObject, asText, compact } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';
import { readCurrency } from '../../../../commerce/domain/money/currency';
import type { Order, OrderItem } from '../../../../commerce/domain/order/order';
import { readOrLeaveOut, type EventContent } from './envelope';
import { readProductFacts } from './orderEvents';
import { thousandthsToCents } from './thousandths';

/**
 * A cart that a customer put together from the catalog. Its amounts are thousandths of the currency, as all
 * catalog amounts are: 2000 is R$ 2.00 (the unit is read off the catalog pages' own samples).
 */
export function readCartEvent(cart: LooseObject): EventContent {
	const note = asText(cart.message);
	const { value: order, warnings } = readOrLeaveOut('event.orderUnreadable', 'order', () => readCart(cart));
	return {
		event: 'cartReceived',
		identity: [asText(cart.orderId)],
		...(note === undefined ? {} : { message: { type: 'text', text: note } }),
		order,
		warnings,
	};
}

function readCart(cart: LooseObject): Order {
	const products = Array.isArray(cart.products) ? cart.products : [];
	return compact({
		cartId: asText(cart.orderId),
		currency:
			readCurrency(cart.currency, 'order.currency') ??
			readCurrency(asObject(products[0])?.currencyCode, 'order, product 1, currencyCode') ??
			'BRL',
		items: products.map(readCartItem),
		subtotalCents: thousandthsToCents(cart.subTotal, 'order.subTotal'),
		totalCents: thousandthsToCents(cart.total, 'order.total'),
	});
}

function readCartItem(json: unknown, index: number): OrderItem {
	const field = `order, product ${index + 1}`;
	const product = asObject(json) ?? {};
	const unitPriceCents = thousandthsToCents(product.price, `${field}, price`);
	if (unitPriceCents === undefined) {
		throw new InvalidInputError(`${field}, price`, product.price, 'a price in thousandths');
	}
	return compact({ ...readProductFacts(product, field), unitPriceCents });
}
