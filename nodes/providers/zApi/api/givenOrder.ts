import { InvalidInputError, InWords } from '../../../../commerce/domain/errors';
import { asObject, asText, unwrapJson, type LooseObject } from '../../../../commerce/domain/looseJson';
import type { Order } from '../../../../commerce/domain/order/order';
import { readOrderSnapshot } from '../../../../commerce/domain/order/orderSnapshot';
import { subtotalOf } from '../../../../commerce/domain/order/orderTotals';
import { readOrderOfBody } from './orderEvents';

/** What a workflow has at hand says about the order to update. */
export interface GivenOrder {
	order: Order;
	/** Whom the order went to; undefined when the event does not say. */
	phone?: string;
	/** Neither a provider nor this node wrote the phone as it is there: it may lack the country code. */
	mayLackCountryCode?: true;
}

const EXPECTED =
	'an order: the item of the trigger (events Order Sent or Order Updated), a Z-API webhook body with reviewAndPay or reviewOrder, or one of them stored earlier';

/**
 * Finds the order in what a workflow has at hand: the trigger's item, its `order` alone, a raw Z-API webhook
 * body, n8n's Webhook item with that body, or the trigger's `raw`. Any of them may be JSON text or a list of one,
 * and so may their members, as a row of a Data Table has them. Throws InvalidInputError under `field` when there
 * is no order in it, as in a cart, and when a product has no name or amounts are too large.
 */
export function readGivenOrder(event: unknown, field: string): GivenOrder {
	const unwrapped = unwrapJson(event);
	if (Array.isArray(unwrapped) && unwrapped.length > 1) {
		throw new InvalidInputError(field, new InWords(`a list of ${unwrapped.length}`), 'one order per item');
	}
	const given = asObject(unwrapped);
	if (given === undefined) throw new InvalidInputError(field, event, EXPECTED);
	const outer = withoutJsonText(given);
	if (outer.event === 'cartReceived') throw cartRefusal(field);
	const order = findOrder(outer) ?? findOrder(asObject(outer.order));
	if (order === undefined) {
		throw isRawCart(outer) ? cartRefusal(field) : new InvalidInputError(field, shortShape(outer), EXPECTED);
	}
	checkItems(order, field);
	return { order, ...phoneOf(outer) };
}

/** Members that hold objects; in a database each may have become JSON text. */
const OBJECT_MEMBERS = ['order', 'body', 'raw', 'contact', 'reviewAndPay', 'reviewOrder'];

function withoutJsonText(given: LooseObject): LooseObject {
	const read = OBJECT_MEMBERS.filter((name) => given[name] !== undefined).map((name) => {
		const value = asObject(unwrapJson(given[name]));
		return [name, value ?? given[name]];
	});
	return { ...given, ...Object.fromEntries(read) };
}

function findOrder(holder: LooseObject | undefined): Order | undefined {
	if (holder === undefined) return undefined;
	return readOrderSnapshot(holder) ?? readOrderOfBody(holder) ?? readOrderOfBody(holder.raw);
}

/** What an update sends back for each product. The label counts products from 1, as a reader does. */
function checkItems(order: Order, field: string): void {
	if (order.items.length === 0) {
		throw new InvalidInputError(field, new InWords('an order without items'), 'at least one item');
	}
	order.items.forEach(({ name }, index) => {
		if (name !== '') return;
		throw new InvalidInputError(`${field}, Item ${index + 1}, Name`, name, 'the name of the product');
	});
	subtotalOf(order.items, `${field}, Item`);
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

function phoneOf(outer: LooseObject): Omit<GivenOrder, 'order'> {
	const inner = asObject(outer.order);
	const places: Array<[LooseObject | undefined, holder: LooseObject | undefined]> = [
		[asObject(outer.contact), outer],
		[outer, outer],
		[asObject(outer.body), asObject(outer.body)],
		[asObject(outer.raw), asObject(outer.raw)],
		[asObject(inner?.contact), inner],
		[inner, inner],
	];
	for (const [place, holder] of places) {
		const phone = asText(place?.phone);
		if (phone === undefined) continue;
		return isOurs(holder) ? { phone } : { phone, mayLackCountryCode: true };
	}
	return {};
}

/** The trigger's item, an output of the node, or a webhook body; but not a row of a database. */
function isOurs(holder: LooseObject | undefined): boolean {
	const has = (name: string) => asText(holder?.[name]) !== undefined;
	if (has('provider') && (has('eventId') || (has('operation') && has('sendStatus')))) return true;
	return asObject(holder?.reviewAndPay) !== undefined || asObject(holder?.reviewOrder) !== undefined;
}

/** Names of members say more than the first 60 characters of their values. */
function shortShape(outer: LooseObject): InWords {
	const names = Object.keys(outer);
	return new InWords(
		names.length === 0 ? 'an empty object' : `an object with ${names.slice(0, 6).join(', ')}`,
	);
}
