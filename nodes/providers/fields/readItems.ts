import { describeFound, InvalidInputError, InWords } from '../../../commerce/domain/errors';
import type { Problem } from '../../../commerce/domain/problem';
import { asObject, compact, fromJsonText, type LooseObject } from '../../../commerce/domain/looseJson';
import { formatBrl, parseAmountCents } from '../../../commerce/domain/money/money';
import { chargeByTotal, type ChargedLine } from '../../../commerce/domain/order/lineTotal';
import { MAX_ITEM_NAME, type OrderItem } from '../../../commerce/domain/order/order';
import { assertQuantity, readQuantity } from '../../../commerce/domain/order/orderTotals';
import { readAll, readEach } from '../../../commerce/domain/readAll';
import { choiceOfField } from '../../shared/readField';
import { flagOf, requiredText, textOf } from '../../shared/readValue';
import { PRICE_UNIT } from './items';
import type { ItemParameters } from '../itemParameters';
import { isPartOfLine, leftOut, linesById, lineWarnings, refuseOtherCurrency, type Line } from './shopLines';
import { LineItem, type Member, SHOP_NAMES } from './shopNames';
import { attempt, theOnly } from './theOnly';

/** What a provider wants of items beyond name, quantity and price. */
export interface ReadItemsOptions {
	/** The Hub wants an ID of the shop for each item. One that has none gets its row, as in item-1. */
	needsRetailerId?: boolean;
}

/** The items of an order, and what a builder should know of how they were read. */
export interface ItemsRead {
	items: OrderItem[];
	/** What messages call each of them, e.g. "Items (JSON) 3": lines may have been left out before it. */
	labels: string[];
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
	const items = readEach(rows, (row, index) => readItem(toLine(row, 'Items', index + 1), reading));
	return { items, labels: items.map((_item, index) => `Items ${index + 1}`), warnings: [] };
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
	const lines = readEach(list, (row: unknown, index) => toLine(row, label, index + 1));
	const byItemId = linesById(lines);
	const left = new Set(lines.filter((line) => !isPartOfLine(line, byItemId) && !isRemoved(line)));
	const read = readEach([...left], (line) => ({ line, item: readItem(line, reading) }));
	if (read.length === 0) {
		throw new InvalidInputError(label, new InWords('only lines with quantity 0'), 'at least one item');
	}
	return {
		items: read.map(({ item }) => item),
		labels: read.map(({ line }) => line.where),
		warnings: [
			...lines.filter((line) => !left.has(line)).map((line) => leftOut(line, byItemId)),
			...read.flatMap(({ line, item }) => [
				...chargedAsOne(line, item),
				...lineWarnings(line, item, reading),
			]),
		],
	};
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
	return attempt(() => readQuantity(quantityOf(line), `${line.where}, Quantity`)) === 0;
}

function readItem(line: Line, reading: ListReading): OrderItem {
	const { row, where } = line;
	refuseRawCart(line);
	refuseOtherCurrency(line, reading.params);
	if (reading.priceUnit === 'reais') refuseCentsOfVtex(line);
	const priceCents = attempt(() => readPrice(line, reading));
	const byTotal = priceCents === undefined ? chargedByTotal(line, reading) : undefined;
	const read = readAll({
		name: () => readName(line, byTotal),
		quantity: () => byTotal?.quantity ?? readWanted(line),
		unitPriceCents: () => byTotal?.unitPriceCents ?? priceCents ?? readPrice(line, reading),
		// WhatsApp's own ID: a shop's `product_id` is another one, so only this spelling counts.
		productId: () => (isOfVtex(row) ? undefined : textOf(row.productId, `${where}, Product ID`)),
		retailerId: () => (reading.needsRetailerId ? readRetailerId(line) : undefined),
		isCustomItem: () => flagOf(row.isCustomItem, `${where}, Is Custom Item`),
	});
	return compact(read);
}

function readName(line: Line, byTotal?: ChargedLine): string {
	const { members, where } = line;
	// `produto` and `item` may be the name, or the object that has it.
	const named = members.all(SHOP_NAMES.name).find(({ value }) => asObject(value) === undefined);
	const name = requiredText(named?.value, `${where}, Name`, 'the name of the product');
	const quantity = byTotal && readWanted(line);
	return quantity === byTotal?.quantity ? name : withQuantity(name, `${quantity} x `);
}

/** The name with the quantity before it, which does not make it too long. */
function withQuantity(name: string, quantity: string): string {
	const characters = [...name];
	const room = MAX_ITEM_NAME - quantity.length;
	if (characters.length <= room || characters.length > MAX_ITEM_NAME) return quantity + name;
	return `${quantity}${characters.slice(0, room - 1).join('')}…`;
}

function readWanted(line: Line): number {
	return assertQuantity(quantityOf(line), `${line.where}, Quantity`);
}

/** A line whose price has parts of a cent, but which says what it costs altogether. */
function chargedByTotal(line: Line, { params, priceUnit }: ListReading): ChargedLine | undefined {
	const { members } = line;
	const prices = [...members.all(SHOP_NAMES.unitPriceReais), ...members.all(SHOP_NAMES.unitPrice)];
	const [total] = members.all(SHOP_NAMES.comparedLineTotal);
	const isInCents = priceUnit === 'cents' || members.all(SHOP_NAMES.unitPriceCents).length > 0;
	if (isInCents || prices.length === 0 || total === undefined) return undefined;
	return attempt(() => {
		const quantity = readWanted(line);
		const totalCents = params.cents(total.value, total.path);
		const agrees = ({ value }: Member) =>
			typeof value === 'object' ||
			chargeByTotal(value, quantity, totalCents) !== undefined ||
			// Rounded to the cent.
			Math.abs(params.cents(value, total.path) * quantity - totalCents) < quantity;
		return prices.every(agrees) ? chargeByTotal(prices[0].value, quantity, totalCents) : undefined;
	});
}

/** Says that the customer sees one of something that is several. */
function chargedAsOne(line: Line, { quantity, unitPriceCents }: OrderItem): Problem[] {
	if (quantity !== 1) return [];
	const wanted = readWanted(line);
	if (wanted === quantity) return [];
	const message = `${line.where}: the price of one of the ${wanted} has parts of a cent, so they are charged as one for ${formatBrl(unitPriceCents)}`;
	return [{ rule: 'items.chargedAsOne', message }];
}

/** How many are still wanted: Shopify says it, Magento says how many were canceled. */
function quantityOf({ members, where }: Line): unknown {
	const field = `${where}, Quantity`;
	const [current] = members.all(SHOP_NAMES.currentQuantity);
	if (current !== undefined) return current.value;
	const ordered = theOnly(members.all(SHOP_NAMES.quantity), field, (value) => readQuantity(value, field));
	const [canceled] = members.all(SHOP_NAMES.canceledQuantity);
	if (ordered === undefined || canceled === undefined) return ordered?.member.value;
	return ordered.read - readQuantity(canceled.value, `${where}, ${canceled.path}`);
}

/** VTEX calls its own ID `productId` too (developers.vtex.com, Orders API). */
function isOfVtex(row: LooseObject): boolean {
	return 'uniqueId' in row && 'sellingPrice' in row;
}

/** VTEX gives whole cents only; read as reais, a customer would be charged a hundred times the price. */
function refuseCentsOfVtex({ row, where }: Line): void {
	const { price, sellingPrice } = row;
	if (!isOfVtex(row) || ![price, sellingPrice].every(Number.isInteger) || sellingPrice === 0) return;
	throw new InvalidInputError(
		`${where}, Unit Price`,
		new InWords(`${describeFound(price)} in a line of VTEX, which gives cents`),
		'Price Unit Cents',
	);
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

function readRetailerId({ members, number, where }: Line): string {
	// Tray has the variant under `Sku`, as a list.
	const found = members.all(SHOP_NAMES.retailerId).find(({ value }) => typeof value !== 'object');
	return textOf(found?.value, `${where}, SKU`) ?? `item-${number}`;
}
