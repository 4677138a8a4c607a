import { describeFound, InvalidInputError, InWords } from '../../../commerce/domain/errors';
import type { Problem } from '../../../commerce/domain/problem';
import { asObject, compact, fromJsonText, type LooseObject } from '../../../commerce/domain/looseJson';
import { formatBrl, parseAmountCents } from '../../../commerce/domain/money/money';
import type { OrderItem } from '../../../commerce/domain/order/order';
import { assertQuantity, readQuantity } from '../../../commerce/domain/order/orderTotals';
import { readAll, readEach } from '../../../commerce/domain/readAll';
import { choiceOfField } from '../../shared/readField';
import { flagOf, requiredText, textOf } from '../../shared/readValue';
import { PRICE_UNIT } from './items';
import type { ItemParameters } from '../itemParameters';
import { LineItem, SHOP_NAMES, type Member } from './shopNames';

/** What a provider wants of items beyond name, quantity and price. */
export interface ReadItemsOptions {
	/** The Hub wants an ID of the shop for each item. One that has none gets its row, as in item-1. */
	needsRetailerId?: boolean;
}

/** The items of an order, and what a builder should know of how they were read. */
export interface ItemsRead {
	items: OrderItem[];
	warnings: Problem[];
}

const ITEMS_SOURCES = ['defineBelow', 'fromJson'] as const;
/** Values of Price Unit. */
type PriceUnit = 'reais' | 'cents';

/** How the rows of one list are read. */
interface ListReading extends ReadItemsOptions {
	params: ItemParameters;
	priceUnit: PriceUnit;
}

/**
 * The items of the order, from rows or from JSON; rows are counted from 1. A line of JSON with quantity 0 was
 * removed in the shop: it is left out with a warning. Throws InvalidInputError naming row and member.
 */
export function readItems(params: ItemParameters, options: ReadItemsOptions = {}): ItemsRead {
	if (params.choice('itemsSource', 'Items Source', ITEMS_SOURCES) === 'fromJson') {
		return itemsFromJson(params, options);
	}
	const rows = params.collection('items').item;
	if (!Array.isArray(rows) || rows.length === 0) {
		throw new InvalidInputError('Items', undefined, 'at least one item');
	}
	const reading: ListReading = { ...options, params, priceUnit: 'reais' };
	return {
		items: readEach(rows, (row, index) => readItem(toLine(row, 'Items', index + 1), reading)),
		warnings: [],
	};
}

function itemsFromJson(params: ItemParameters, options: ReadItemsOptions): ItemsRead {
	const label = 'Items (JSON)';
	const list = fromJsonText(params.value('itemsJson'));
	if (!Array.isArray(list)) {
		throw new InvalidInputError(label, list, 'a list of items, e.g. the line items of the shop order');
	}
	if (list.length === 0) throw new InvalidInputError(label, list, 'at least one item');
	const priceUnit = choiceOfField<PriceUnit>(PRICE_UNIT, params.value(PRICE_UNIT.name));
	const reading: ListReading = { ...options, params, priceUnit };
	const read = readEach(list, (row: unknown, index): ReadLine => {
		const line = toLine(row, label, index + 1);
		return { line, item: isRemoved(line) ? undefined : readItem(line, reading) };
	});
	const items = read.flatMap(({ item }) => item ?? []);
	if (items.length === 0) {
		throw new InvalidInputError(label, new InWords('only lines with quantity 0'), 'at least one item');
	}
	const removed = read.filter(({ item }) => item === undefined);
	return {
		items,
		warnings: [
			...removed.map(({ line: { where } }) => ({
				rule: 'items.quantityZero',
				message: `${where} has quantity 0 and was left out`,
			})),
			...read.flatMap(({ line, item }) => (item === undefined ? [] : compareLineTotal(line, item, reading))),
		],
	};
}

/** A line and its item; undefined when it was removed in the shop. */
interface ReadLine {
	line: Line;
	item: OrderItem | undefined;
}

/** A line whose own total says something else: most likely a discount, which the customer would not get. */
function compareLineTotal({ members, where }: Line, item: OrderItem, reading: ListReading): Problem[] {
	const [total] = members.all(SHOP_NAMES.comparedLineTotal);
	if (total === undefined) return [];
	const inReais = attempt(() => reading.params.cents(total.value, where));
	const inCents = attempt(() => parseAmountCents(total.value, { unit: 'cents' }));
	const said = reading.priceUnit === 'cents' ? inCents : inReais;
	const chargedCents = item.unitPriceCents * item.quantity;
	// Its unit is known of no line total, so either reading may agree.
	if (said === undefined || inReais === chargedCents || inCents === chargedCents) return [];
	const sum = `${item.quantity} × ${formatBrl(item.unitPriceCents)} is ${formatBrl(chargedCents)}`;
	const message = `${where}: ${sum}, which is charged, but ${total.path} says ${formatBrl(said)}`;
	return [{ rule: 'items.lineTotalDiffers', message }];
}

/** A row and how messages call it. */
interface Line {
	row: LooseObject;
	members: LineItem;
	/** Counted from 1. */
	number: number;
	where: string;
}

function toLine(json: unknown, list: string, number: number): Line {
	const where = `${list} ${number}`;
	const row = asObject(json);
	if (row === undefined) {
		throw new InvalidInputError(where, json, 'an object with name, quantity and unitPrice');
	}
	return { row, members: new LineItem(row), number, where };
}

/** A quantity that cannot be read is refused when the row is read. */
function isRemoved(line: Line): boolean {
	return attempt(() => readQuantity(quantityMember(line)?.value, `${line.where}, Quantity`)) === 0;
}

function readItem(line: Line, reading: ListReading): OrderItem {
	const { row, where } = line;
	refuseRawCart(line);
	const read = readAll({
		name: () => readName(line),
		quantity: () => assertQuantity(quantityMember(line)?.value, `${where}, Quantity`),
		unitPriceCents: () => readPrice(line, reading),
		// WhatsApp's own ID: a shop's `product_id` is another one, so only this spelling counts.
		productId: () => textOf(row.productId, `${where}, Product ID`),
		retailerId: () => (reading.needsRetailerId ? readRetailerId(line) : undefined),
		isCustomItem: () => flagOf(row.isCustomItem, `${where}, Is Custom Item`),
	});
	return compact(read);
}

function readName({ members, where }: Line): string {
	// `produto` and `item` may be the name, or the object that has it.
	const named = members.all(SHOP_NAMES.name).find(({ value }) => asObject(value) === undefined);
	return requiredText(named?.value, `${where}, Name`, 'the name of the product');
}

function quantityMember({ members, where }: Line): Member | undefined {
	const field = `${where}, Quantity`;
	const [current] = members.all(SHOP_NAMES.currentQuantity);
	const named = members.all(SHOP_NAMES.quantity);
	return current ?? theOnly(named, field, (value) => readQuantity(value, field))?.member;
}

const CART_MEMBERS = ['productId', 'retailerId', 'price', 'currencyCode'];

/** Products of a cart as WhatsApp's catalog gives them: their price is in thousandths (Z-API documentation, webhooks). */
function refuseRawCart({ row, where }: Line): void {
	if (!CART_MEMBERS.every((name) => name in row)) return;
	throw new InvalidInputError(
		`${where}, Unit Price`,
		new InWords(`${describeFound(row.price)}, the thousandths of a raw cart`),
		'order.items of the WhatsApp Commerce Trigger (Cart Received), which are in reais and cents',
	);
}

/** Cents of one unit; names that say their unit are read so, the others as Price Unit says. */
function readPrice({ members, where }: Line, { params, priceUnit }: ListReading): number {
	const field = `${where}, Unit Price`;
	const inCents = members.all(SHOP_NAMES.unitPriceCents);
	const inReais = members.all(SHOP_NAMES.unitPriceReais);
	const named = [...inCents, ...inReais, ...members.all(SHOP_NAMES.unitPrice)];
	const price = theOnly(named, field, (value, member) => {
		if (inCents.includes(member)) return parseAmountCents(value, { field: `${field} Cents`, unit: 'cents' });
		const isCents = priceUnit === 'cents' && !inReais.includes(member);
		return isCents ? parseAmountCents(value, { field, unit: 'cents' }) : params.cents(value, field);
	});
	return price === undefined ? refuseWithoutPrice(members, field) : price.read;
}

/** A line total is not a unit price, not even for quantity 1: nobody would notice when the quantity changes. */
function refuseWithoutPrice(members: LineItem, field: string): never {
	const [total] = members.all(SHOP_NAMES.lineTotal);
	if (total === undefined)
		throw new InvalidInputError(field, undefined, 'an amount such as 149.90 or 1.499,90');
	throw new InvalidInputError(
		field,
		new InWords(`only ${total.path}`),
		'the price of one unit, not of the line',
	);
}

/**
 * The first of several members that mean the same, with what it says. The others may say the same again or what
 * cannot be read, but nothing else: which of two prices is right, only the builder knows. Throws InvalidInputError.
 */
function theOnly(
	members: Member[],
	field: string,
	read: (value: unknown, member: Member) => number,
): { member: Member; read: number } | undefined {
	const [first, ...others] = members;
	if (first === undefined) return undefined;
	const meant = read(first.value, first);
	const other = others.find((member) => {
		const said = attempt(() => read(member.value, member));
		return said !== undefined && said !== meant;
	});
	if (other === undefined) return { member: first, read: meant };
	const both = [first, other].map(({ path, value }) => `${path} ${describeFound(value)}`).join(' and ');
	throw new InvalidInputError(field, new InWords(both), 'one of them, or both the same');
}

/** What a further name says; undefined when it says no amount. */
function attempt(read: () => number): number | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}

function readRetailerId({ members, number, where }: Line): string {
	return textOf(members.first(SHOP_NAMES.retailerId), `${where}, SKU`) ?? `item-${number}`;
}
