import { readCurrency } from '../../../../commerce/domain/money/currency';
import { InvalidInputError } from '../../../../commerce/domain/errors';
import type { CommerceWarning } from '../../../../commerce/domain/errors';
import { asObject, asText, compact } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';
import type { Order, OrderItem } from '../../../../commerce/domain/order/order';
import type { EventContent } from './eventContent';
import { readProductFacts, readZApiOrder } from './order';
import { thousandthsToCents } from './thousandths';

/**
 * Order sent or updated. An order that cannot be read exactly is left out with a warning, because an update
 * built from a half-read order would show the customer a wrong amount.
 */
export function readOrderContent(body: LooseObject, kind: 'orderSent' | 'orderUpdated'): EventContent {
	const source = asObject(kind === 'orderSent' ? body.reviewAndPay : body.reviewOrder) ?? {};
	const words = [asText(source.orderStatus), asText(source.paymentStatus)];
	return {
		event: kind,
		identity: [asText(source.referenceId), ...words.map((word) => word?.toLowerCase())],
		...attempt(() => {
			const order = readZApiOrder(body)?.order;
			return { order, warnings: [...unlistedWords(source, order), ...missingIds(order)] };
		}),
	};
}

/**
 * A cart that a customer put together from the catalog. Its amounts are thousandths of the currency, as all
 * catalog amounts are: 2000 is R$ 2.00 (the unit is read off the catalog pages' own samples).
 */
export function readCartContent(cart: LooseObject): EventContent {
	const note = asText(cart.message);
	return {
		event: 'cartReceived',
		identity: [asText(cart.orderId)],
		...(note === undefined ? {} : { message: { type: 'text', text: note } }),
		...attempt(() => ({ order: readCart(cart) })),
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

type OrderFacts = { order?: Order; warnings?: CommerceWarning[] };

function attempt(read: () => OrderFacts): OrderFacts {
	try {
		const { order, warnings = [] } = read();
		return warnings.length > 0 ? { order, warnings } : { order };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return { warnings: [{ rule: 'event.orderUnreadable', message: `The order was left out. ${message}` }] };
	}
}

function unlistedWords(source: LooseObject, order: Order | undefined): CommerceWarning[] {
	return (['orderStatus', 'paymentStatus'] as const)
		.filter((name) => asText(source[name]) !== undefined && order?.[name] === undefined)
		.map((name) => ({
			rule: 'event.unlistedStatus',
			message: `The event's ${name} "${asText(source[name])}" is none that Z-API documents, so it was left out`,
		}));
}

function missingIds(order: Order | undefined): CommerceWarning[] {
	const missing = (['referenceId', 'orderRequestId'] as const).filter((name) => order?.[name] === undefined);
	if (missing.length === 0) return [];
	const message = `The event lacks ${missing.join(' and ')}, which updates of this order need`;
	return [{ rule: 'event.missingIds', message }];
}
