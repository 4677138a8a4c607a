import { InvalidInputError, InWords } from '../../../../commerce/domain/errors';
import { asObject, asText, type LooseObject } from '../../../../commerce/domain/looseJson';
import type { Order } from '../../../../commerce/domain/order/order';
import { readOrderSnapshot } from '../../../../commerce/domain/order/orderSnapshot';
import { readZApiOrder } from './order';

/** What an order event says for the update of its order. */
export interface OrderEvent {
	order: Order;
	/** Whom the order went to, as the event gives it; undefined when it does not say. */
	phone?: string;
}

const EXPECTED =
	'an order: the item of the trigger (events Order Sent or Order Updated), a Z-API webhook body with reviewAndPay or reviewOrder, or one of them stored earlier';

/**
 * Finds the order in what a workflow has at hand: the trigger's item, its `order` alone, a raw Z-API webhook
 * body, n8n's Webhook item with that body, or the trigger's `raw`. Throws InvalidInputError under `field`
 * when there is none, e.g. for a cart, which is no order yet.
 */
export function readOrderEvent(event: unknown, field: string): OrderEvent {
	const outer = asObject(event);
	if (outer === undefined) throw new InvalidInputError(field, event, EXPECTED);
	if (outer.event === 'cartReceived') throw cartRefusal(field);
	const snapshot = readOrderSnapshot(outer);
	const order = snapshot ?? readZApiOrder(outer)?.order ?? readZApiOrder(outer.raw)?.order;
	if (order === undefined) {
		throw isRawCart(outer) ? cartRefusal(field) : new InvalidInputError(field, shortShape(outer), EXPECTED);
	}
	if (order.items.length === 0) {
		throw new InvalidInputError(field, new InWords('an order without items'), 'at least one item');
	}
	return { order, ...phoneOf(outer) };
}

function cartRefusal(field: string): InvalidInputError {
	const expected = 'an order; send a Payment Request for the cart first';
	return new InvalidInputError(field, new InWords('a cart'), expected);
}

/** Z-API's body of a cart that a customer sent, as it came or from n8n's Webhook node. */
function isRawCart(outer: LooseObject): boolean {
	const order = asObject(outer.order) ?? asObject(asObject(outer.body)?.order);
	return order?.orderId !== undefined && Array.isArray(order.products);
}

function phoneOf(outer: LooseObject): { phone?: string } {
	const body = asObject(outer.body);
	const raw = asObject(outer.raw);
	const phone =
		asText(asObject(outer.contact)?.phone) ??
		asText(outer.phone) ??
		asText(body?.phone) ??
		asText(raw?.phone);
	return phone === undefined ? {} : { phone };
}

/** Member names tell a builder more than the first 60 characters of the values. */
function shortShape(outer: LooseObject): InWords {
	const names = Object.keys(outer);
	return new InWords(
		names.length === 0 ? 'an empty object' : `an object with ${names.slice(0, 6).join(', ')}`,
	);
}
