import { asObject, asText, type LooseObject } from '../../../commerce/domain/looseJson';
import { describeFound, InvalidInputError } from '../../../commerce/domain/errors';
import { readCurrency } from '../../../commerce/domain/money/currency';
import { formatBrl, parseAmountCents } from '../../../commerce/domain/money/money';
import type { OrderItem } from '../../../commerce/domain/order/order';
import type { Problem } from '../../../commerce/domain/problem';
import type { ItemParameters } from '../itemParameters';
import { type LineItem, SHOP_NAMES } from './shopNames';
import { attempt } from './theOnly';

/** A row and how messages call it. */
export interface Line {
	row: LooseObject;
	members: LineItem;
	/** Counted from 1. */
	number: number;
	where: string;
}

/**
 * Whether the line is a part of another one of the list, which has its price: Magento lists a bundle or a
 * configurable product and then what it consists of, each with a price (`parent_item_id` in
 * commerce-docs.github.io/devdocs-archive/1.x/api/rest/Resources/Orders/order_items.html).
 */
export function isPartOfLine(line: Line, byItemId: LinesById): boolean {
	return wholeOf(line, byItemId) !== undefined;
}

/** Lines by their `item_id`, where they have one. */
export type LinesById = ReadonlyMap<string | undefined, Line>;

/** The lines of a list by their `item_id`. */
export function linesById(lines: Line[]): LinesById {
	return new Map(lines.map((line) => [asText(line.row.item_id), line]));
}

function wholeOf(line: Line, byItemId: LinesById): Line | undefined {
	const parent = asText(line.row.parent_item_id);
	const whole = parent === undefined ? undefined : byItemId.get(parent);
	return whole === line ? undefined : whole;
}

/**
 * Refuses a line whose price is in another currency than the message. `currency_id` is Mercado Livre's name. Throws
 * InvalidInputError.
 */
export function refuseOtherCurrency({ members, where }: Line, params: ItemParameters): void {
	const [given] = members.all(SHOP_NAMES.currency);
	if (given === undefined) return;
	const code = attempt(() => readCurrency(given.value, where));
	// One that cannot be read is refused where it is read to be sent.
	const ofMessage = attempt(() => readCurrency(params.collection('additionalFields').currency, where));
	const expected = ofMessage ?? 'BRL';
	if (code === undefined || code === expected) return;
	throw new InvalidInputError(
		`${where}, ${given.path}`,
		given.value,
		`${expected}, the currency of the message`,
	);
}

/** Why a line is not charged. */
export function leftOut(line: Line, byItemId: LinesById): Problem {
	const whole = wholeOf(line, byItemId);
	if (whole === undefined) {
		return { rule: 'items.quantityZero', message: `${line.where} has quantity 0 and was left out` };
	}
	const message = `${line.where} is a part of line ${whole.number}, whose price has it, and was left out`;
	return { rule: 'items.partOfLine', message };
}

/** What a builder should know of the amounts of a line that is charged. */
export function lineWarnings(
	line: Line,
	item: OrderItem,
	reading: { params: ItemParameters; priceUnit: 'reais' | 'cents' },
): Problem[] {
	const ofTotal = compareLineTotal(line, item, reading);
	return ofTotal.length > 0 ? ofTotal : warnOfDiscount(line, reading.params);
}

/** A line whose own total says something else: most likely a discount, which the customer would not get. */
function compareLineTotal(
	{ members, where }: Line,
	item: OrderItem,
	{ params, priceUnit }: { params: ItemParameters; priceUnit: 'reais' | 'cents' },
): Problem[] {
	const [total] = members.all(SHOP_NAMES.comparedLineTotal);
	if (total === undefined) return [];
	const inReais = attempt(() => params.cents(total.value, where));
	const inCents = attempt(() => parseAmountCents(total.value, { unit: 'cents' }));
	const said = priceUnit === 'cents' ? inCents : inReais;
	const chargedCents = item.unitPriceCents * item.quantity;
	// Its unit is known of no line total, so either reading may agree.
	if (said === undefined || inReais === chargedCents || inCents === chargedCents) return [];
	const sum = `${item.quantity} × ${formatBrl(item.unitPriceCents)} is ${formatBrl(chargedCents)}`;
	const message = `${where}: ${sum}, which is charged, but ${total.path} says ${formatBrl(said)}`;
	return [{ rule: 'items.lineTotalDiffers', message }];
}

/** A discount of the line, unless the message has one of its own, which may be that of all lines. */
function warnOfDiscount({ members, where }: Line, params: ItemParameters): Problem[] {
	// Also "10%", and Magento's negative ones.
	const isSomething = (value: unknown) => typeof value !== 'object' && /[1-9]/.test(String(value));
	// Shopify lists the shares of an order's discounts.
	const discount = members
		.all(SHOP_NAMES.discount)
		.find(({ value }) =>
			Array.isArray(value) ? value.some((share) => isSomething(asObject(share)?.amount)) : isSomething(value),
		);
	if (discount === undefined || isSomething(params.collection('additionalFields').discount)) return [];
	const message = `${where}: ${discount.path} ${describeFound(discount.value)} is not taken off its price`;
	return [{ rule: 'items.discountIgnored', message }];
}
