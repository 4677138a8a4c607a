import { readCurrency } from '../../../../commerce/domain/money/currency';
import { InvalidInputError } from '../../../../commerce/domain/errors';
import { asFlag, asObject, asText, compact } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';
import { parseAmountCents } from '../../../../commerce/domain/money/money';
import { findOrderStatus, findPaymentStatus } from '../../../../commerce/domain/order/orderLifecycle';
import type { Order, OrderItem } from '../../../../commerce/domain/order/order';
import { assertQuantity } from '../../../../commerce/domain/order/orderTotals';

/** An order out of a webhook body, and which kind of event carried it. */
export interface ZApiOrder {
	order: Order;
	kind: 'orderSent' | 'orderUpdated';
}

/**
 * Reads the order of a Z-API webhook body: `reviewAndPay` is the order message itself, `reviewOrder` an
 * update of it (Z-API documentation, on-message-received; its 2026 titles have the two mixed up, the key
 * names and the older pages do not). Also takes n8n's Webhook node item, which has the body under `body`.
 * Amounts come in reais and leave in cents.
 *
 * `orderMessageId` is the message that updates must name: the event's own for an order, and for an update
 * the message it replies to, when the event says so.
 *
 * Undefined when the body carries no such order. Throws InvalidInputError when it does but an amount or a
 * quantity cannot be read: a guess here would charge a customer a wrong amount later.
 */
export function readZApiOrder(body: unknown): ZApiOrder | undefined {
	const outer = asObject(body);
	const event = hasOrder(outer) ? outer : asObject(outer?.body);
	const sent = asObject(event?.reviewAndPay);
	if (sent) {
		return { kind: 'orderSent', order: readOrder(sent, 'reviewAndPay', asText(event?.messageId)) };
	}
	const updated = asObject(event?.reviewOrder);
	if (updated) {
		const original = asText(event?.referenceMessageId);
		return { kind: 'orderUpdated', order: readOrder(updated, 'reviewOrder', original) };
	}
	return undefined;
}

function hasOrder(event: LooseObject | undefined): boolean {
	return asObject(event?.reviewAndPay) !== undefined || asObject(event?.reviewOrder) !== undefined;
}

function readOrder(source: LooseObject, field: string, orderMessageId: string | undefined): Order {
	return compact({
		referenceId: asText(source.referenceId),
		orderRequestId: asText(source.orderRequestId),
		orderMessageId,
		orderStatus: findOrderStatus(source.orderStatus),
		paymentStatus: findPaymentStatus(source.paymentStatus),
		currency: readCurrency(source.currency, `${field}.currency`) ?? 'BRL',
		items: readProducts(source.products, field),
		subtotalCents: readReais(source.subTotal, `${field}.subTotal`),
		discountCents: readReais(source.discount, `${field}.discount`),
		taxCents: readReais(source.tax, `${field}.tax`),
		shippingCents: readReais(source.shipping, `${field}.shipping`),
		totalCents: readReais(source.total, `${field}.total`),
	});
}

function readProducts(products: unknown, field: string): OrderItem[] {
	if (products === undefined || products === null) return [];
	if (!Array.isArray(products))
		throw new InvalidInputError(`${field}.products`, products, 'a list of products');
	return products.map((product, index) => readProduct(product, `${field}, product ${index + 1}`));
}

function readProduct(json: unknown, field: string): OrderItem {
	const product = asObject(json);
	if (product === undefined) throw new InvalidInputError(field, json, 'an object');
	const unitPriceCents = readReais(product.value, `${field}, value`);
	if (unitPriceCents === undefined) {
		throw new InvalidInputError(`${field}, value`, product.value, 'a price in reais');
	}
	return compact({
		...readProductFacts(product, field),
		unitPriceCents,
		isCustomItem: asFlag(product.isCustomItem) ?? inferCustomItem(asText(product.productId)),
	});
}

/** What products of orders and of carts have in common: everything but the unit of their prices. */
export function readProductFacts(product: LooseObject, field: string): Omit<OrderItem, 'unitPriceCents'> {
	return {
		name: asText(product.name) ?? '',
		quantity: assertQuantity(product.quantity, `${field}, quantity`),
		productId: asText(product.productId),
		retailerId: asText(product.retailerId),
	};
}

/** Products outside the catalog carry an id that WhatsApp made up (Z-API documentation, send-order). */
function inferCustomItem(productId: string | undefined): boolean | undefined {
	return productId === undefined ? undefined : productId.startsWith('custom-item-');
}

/** Reais of an event in cents; sums that the sender made with binary fractions lose their noise. */
function readReais(value: unknown, field: string): number | undefined {
	if (value === undefined || value === null) return undefined;
	return parseAmountCents(value, { field });
}
