import { readCurrency } from '../money/currency';
import { InvalidInputError } from '../errors';
import { asFlag, asObject, asText, compact, fromJsonText, unwrapJson } from '../looseJson';
import type { LooseObject } from '../looseJson';
import { centsToReais, parseAmountCents } from '../money/money';
import { findOrderStatus, findPaymentStatus } from './orderLifecycle';
import type { Order, OrderItem, OrderStatus, PaymentStatus } from './order';
import { assertQuantity } from './orderTotals';

/** One line of an order as workflows see it: the price in reais to read, in cents to calculate. */
export interface OrderSnapshotItem {
	productId?: string;
	retailerId?: string;
	name: string;
	quantity: number;
	unitPriceReais: number;
	unitPriceCents: number;
	isCustomItem?: boolean;
}

/** An order as the trigger emits it and as a workflow may store it. Amounts come in reais and in cents. */
export interface OrderSnapshot {
	referenceId?: string;
	orderRequestId?: string;
	orderMessageId?: string;
	cartId?: string;
	orderStatus?: OrderStatus;
	paymentStatus?: PaymentStatus;
	currency: string;
	items: OrderSnapshotItem[];
	subtotalReais?: number;
	subtotalCents?: number;
	discountReais?: number;
	discountCents?: number;
	taxReais?: number;
	taxCents?: number;
	shippingReais?: number;
	shippingCents?: number;
	totalReais?: number;
	totalCents?: number;
}

const reais = (cents: number | undefined) => (cents === undefined ? undefined : centsToReais(cents));

/** Order to the JSON a workflow sees, statuses and total first. Facts the order does not have are absent, not null. */
export function toOrderSnapshot(order: Order): OrderSnapshot {
	const { items, subtotalCents, discountCents, taxCents, shippingCents, totalCents, ...ids } = order;
	return compact({
		orderStatus: ids.orderStatus,
		paymentStatus: ids.paymentStatus,
		totalReais: reais(totalCents),
		totalCents,
		...ids,
		items: items.map((item) =>
			compact({
				productId: item.productId,
				retailerId: item.retailerId,
				name: item.name,
				quantity: item.quantity,
				unitPriceReais: centsToReais(item.unitPriceCents),
				unitPriceCents: item.unitPriceCents,
				isCustomItem: item.isCustomItem,
			}),
		),
		subtotalReais: reais(subtotalCents),
		subtotalCents,
		discountReais: reais(discountCents),
		discountCents,
		taxReais: reais(taxCents),
		taxCents,
		shippingReais: reais(shippingCents),
		shippingCents,
	});
}

/**
 * JSON that toOrderSnapshot made, perhaps stored in between, back to an order. Takes the snapshot itself or
 * an item that has it under `order`; a database may have made JSON text of the order or of its items. Cents win
 * over reais; either alone is enough.
 * Undefined when there is no order in it; throws InvalidInputError when there is one and it cannot be read.
 */
export function readOrderSnapshot(json: unknown): Order | undefined {
	const outer = asObject(json);
	const order = asObject(unwrapJson(outer?.order)) ?? outer;
	const items = fromJsonText(order?.items);
	if (order === undefined || !Array.isArray(items)) return undefined;
	return compact({
		referenceId: asText(order.referenceId),
		orderRequestId: asText(order.orderRequestId),
		orderMessageId: asText(order.orderMessageId),
		cartId: asText(order.cartId),
		orderStatus: findOrderStatus(order.orderStatus),
		paymentStatus: findPaymentStatus(order.paymentStatus),
		currency: readCurrency(order.currency, 'order.currency') ?? 'BRL',
		items: items.map(readItem),
		subtotalCents: readAmount(order, 'subtotal', 'order.subtotal'),
		discountCents: readAmount(order, 'discount', 'order.discount'),
		taxCents: readAmount(order, 'tax', 'order.tax'),
		shippingCents: readAmount(order, 'shipping', 'order.shipping'),
		totalCents: readAmount(order, 'total', 'order.total'),
	});
}

function readItem(json: unknown, index: number): OrderItem {
	const field = `order, item ${index + 1}`;
	const item = asObject(json);
	if (item === undefined) throw new InvalidInputError(field, json, 'an object');
	const unitPriceCents = readAmount(item, 'unitPrice', `${field}, unitPrice`);
	if (unitPriceCents === undefined) {
		throw new InvalidInputError(`${field}, unitPriceCents`, item.unitPriceCents, 'a whole number of cents');
	}
	return compact({
		name: asText(item.name) ?? '',
		quantity: assertQuantity(item.quantity, `${field}, quantity`),
		unitPriceCents,
		productId: asText(item.productId),
		retailerId: asText(item.retailerId),
		isCustomItem: asFlag(item.isCustomItem),
	});
}

function readAmount(holder: LooseObject, name: string, field: string): number | undefined {
	const cents = holder[`${name}Cents`];
	if (cents !== undefined && cents !== null) {
		return parseAmountCents(cents, { field: `${field}Cents`, unit: 'cents' });
	}
	const inReais = holder[`${name}Reais`];
	if (inReais === undefined || inReais === null) return undefined;
	return parseAmountCents(inReais, { field: `${field}Reais` });
}
