import { InvalidInputError } from '../../../../commerce/domain/errors';
import { asFlag, asObject, asText, compact } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';
import { readCurrency } from '../../../../commerce/domain/money/currency';
import { parseAmountCents } from '../../../../commerce/domain/money/money';
import { findOrderStatus, findPaymentStatus } from '../../../../commerce/domain/order/orderLifecycle';
import type { Order, OrderItem } from '../../../../commerce/domain/order/order';
import { assertQuantity } from '../../../../commerce/domain/order/orderTotals';
import type { Problem } from '../../../../commerce/domain/problem';
import { readOrLeaveOut, type EventContent } from './envelope';

/** An order in a webhook body, not read yet. */
interface FoundOrder {
	kind: 'orderSent' | 'orderUpdated';
	source: LooseObject;
	/** Name of the member that holds it. */
	field: string;
	/** The message that updates must name. */
	orderMessageId?: string;
}

/**
 * Order sent or updated; undefined when the body carries no order. An order that cannot be read exactly is left out
 * with a warning, because an update built from a half-read order would show the customer a wrong amount.
 */
export function readOrderEvent(body: LooseObject): EventContent | undefined {
	const found = findOrder(body);
	if (found === undefined) return undefined;
	const { kind, source } = found;
	const words = [asText(source.orderStatus), asText(source.paymentStatus)];
	const { value: order, warnings } = readOrLeaveOut('event.orderUnreadable', 'order', () => readOrder(found));
	return {
		event: kind,
		identity: [asText(source.referenceId), ...words.map((word) => word?.toLowerCase())],
		order,
		warnings: warnings ?? (order && problemsOf(source, order)),
	};
}

/**
 * The order of a webhook body, or of n8n's Webhook node item, which has the body under `body`. Amounts come in
 * reais and leave in cents. Undefined when there is no order. Throws InvalidInputError when an amount or a quantity
 * cannot be read: a guess here would charge a customer a wrong amount later.
 */
export function readOrderOfBody(body: unknown): Order | undefined {
	const outer = asObject(body);
	const found = findOrder(outer) ?? findOrder(asObject(outer?.body));
	return found && readOrder(found);
}

/**
 * `reviewAndPay` is the order message itself, `reviewOrder` an update of it (Z-API documentation,
 * on-message-received; its 2026 titles have the two mixed up, the key names and the older pages do not).
 * `orderMessageId` is the event's own message for an order, and for an update the message it responses to, when the
 * event says so.
 */
function findOrder(body: LooseObject | undefined): FoundOrder | undefined {
	const sent = asObject(body?.reviewAndPay);
	if (sent) {
		const orderMessageId = asText(body?.messageId);
		return { kind: 'orderSent', source: sent, field: 'reviewAndPay', orderMessageId };
	}
	const updated = asObject(body?.reviewOrder);
	if (updated === undefined) return undefined;
	const orderMessageId = asText(body?.referenceMessageId);
	return { kind: 'orderUpdated', source: updated, field: 'reviewOrder', orderMessageId };
}

function readOrder({ source, field, orderMessageId }: FoundOrder): Order {
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

/** What a reader of an order should know; undefined when there is nothing. */
function problemsOf(source: LooseObject, order: Order): Problem[] | undefined {
	const problems = [...unlistedWords(source, order), ...missingIds(order)];
	return problems.length > 0 ? problems : undefined;
}

function unlistedWords(source: LooseObject, order: Order): Problem[] {
	return (['orderStatus', 'paymentStatus'] as const)
		.filter((name) => asText(source[name]) !== undefined && order[name] === undefined)
		.map((name) => ({
			rule: 'event.unlistedStatus',
			message: `Ignored ${name} "${asText(source[name])}": Z-API does not document this value`,
		}));
}

function missingIds(order: Order): Problem[] {
	const missing = (['referenceId', 'orderRequestId'] as const).filter((name) => order[name] === undefined);
	if (missing.length === 0) return [];
	const message = `The event lacks ${missing.join(' and ')}, which updates of this order need`;
	return [{ rule: 'event.missingIds', message }];
}
