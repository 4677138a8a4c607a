import { jsonParse } from 'n8n-workflow';

import { asObject, type LooseObject } from '../../../commerce/domain/looseJson';
import { InvalidInputError } from '../../../commerce/domain/errors';
import { parseAmountCents } from '../../../commerce/domain/money/money';
import type { OrderItem } from '../../../commerce/domain/order/order';
import { assertQuantity } from '../../../commerce/domain/order/orderTotals';
import { flagOf, requiredText, textOf, type ItemParameters } from '../itemParameters';

/** Names that shops give to the members of a line item, the first found wins. */
const NAMES = {
	name: ['name', 'title', 'productName', 'product_name'],
	quantity: ['quantity', 'qty'],
	unitPrice: ['unitPrice', 'unitPriceReais', 'unit_price', 'price', 'value'],
	unitPriceCents: ['unitPriceCents', 'unit_price_cents', 'amountCents', 'priceCents', 'price_cents'],
	productId: ['productId'],
	retailerId: ['retailerId', 'retailer_id', 'sku', 'productId', 'product_id', 'id'],
};

const ITEMS_SOURCES = ['defineBelow', 'fromJson'] as const;

/** What a provider wants of items beyond name, quantity and price. */
export interface ReadItemsOptions {
	/** The Hub wants an id of the shop for each item. */
	needsRetailerId?: boolean;
}

/** The items of the order, from rows or from JSON. Throws InvalidInputError naming row and member. */
export function readItems(params: ItemParameters, options: ReadItemsOptions = {}): OrderItem[] {
	const fromJson = params.choice('itemsSource', 'Items Source', ITEMS_SOURCES) === 'fromJson';
	const label = fromJson ? 'Items (JSON)' : 'Items';
	const rows = fromJson ? parseList(params.value('itemsJson'), label) : definedRows(params);
	if (rows.length === 0) throw new InvalidInputError(label, fromJson ? rows : undefined, 'at least one item');
	return rows.map((row, index) => readItem(row, `${label} ${index + 1}`, params, options));
}

function definedRows(params: ItemParameters): unknown[] {
	const rows = params.collection('items').item;
	return Array.isArray(rows) ? rows : [];
}

function parseList(value: unknown, label: string): unknown[] {
	const expected = 'a list of items, e.g. the line items of the shop order';
	const list = typeof value === 'string' ? jsonParse<unknown>(value, { fallbackValue: value }) : value;
	if (!Array.isArray(list)) throw new InvalidInputError(label, list, expected);
	return list;
}

function readItem(row: unknown, where: string, params: ItemParameters, options: ReadItemsOptions): OrderItem {
	const item = asObject(row);
	if (item === undefined)
		throw new InvalidInputError(where, row, 'an object with name, quantity and unitPrice');
	const isCustomItem = flagOf(item.isCustomItem, `${where}, Is Custom Item`);
	return {
		name: requiredText(pick(item, NAMES.name), `${where}, Name`, 'the name of the product'),
		quantity: assertQuantity(pick(item, NAMES.quantity), `${where}, Quantity`),
		unitPriceCents: readPrice(item, where, params),
		...optional('productId', textOf(pick(item, NAMES.productId), `${where}, Product ID`)),
		...(options.needsRetailerId ? { retailerId: readRetailerId(item, where) } : {}),
		...(isCustomItem === undefined ? {} : { isCustomItem }),
	};
}

function readPrice(item: LooseObject, where: string, params: ItemParameters): number {
	const field = `${where}, Unit Price`;
	const cents = pick(item, NAMES.unitPriceCents);
	if (cents !== undefined) return parseAmountCents(cents, { field: `${field} Cents`, unit: 'cents' });
	return params.cents(pick(item, NAMES.unitPrice), field);
}

function readRetailerId(item: LooseObject, where: string): string {
	const expected = 'your own ID of the product, e.g. its SKU';
	return requiredText(pick(item, NAMES.retailerId), `${where}, Retailer ID`, expected);
}

function pick(item: LooseObject, names: string[]): unknown {
	const name = names.find(
		(candidate) => item[candidate] !== undefined && item[candidate] !== null && item[candidate] !== '',
	);
	return name === undefined ? undefined : item[name];
}

function optional<Name extends string>(name: Name, value: string | undefined): { [key in Name]?: string } {
	return (value === undefined ? {} : { [name]: value }) as { [key in Name]?: string };
}
