import { InvalidInputError } from '../../../../commerce/domain/errors';
import type { Problem } from '../../../../commerce/domain/problem';
import { formatBrl } from '../../../../commerce/domain/money/money';
import { MAX_ITEM_NAME } from '../../../../commerce/domain/order/order';
import { assertQuantity } from '../../../../commerce/domain/order/orderTotals';
import { readAll, readEach } from '../../../../commerce/domain/readAll';
import { decodeBrCode } from '../../../../commerce/domain/pix/pixBrCode';
import { GOODS_TYPES, totalsOf } from './charge';
import type { MetaCharge, MetaOrder, MetaOrderItem, MetaPaymentButton } from './charge';
import { checkOptionalText, checkText } from './texts';

const MAX_SHORT_TEXT = 60;
const MAX_EXPIRATION_TEXT = 120;
const MIN_EXPIRATION_SECONDS = 300;
const MAX_BODY = 1024;
const MAX_FOOTER = 60;

/** Names of the methods as the editor shows them. */
export const METHOD_NAMES: Readonly<Record<MetaPaymentButton['type'], string>> = {
	pix_dynamic_code: 'PIX',
	boleto: 'Boleto',
	payment_link: 'Payment Link',
};

/**
 * Checks a charge against the rules of Meta's order details (payments-br/orders) that the shape of its types
 * does not already keep. Codes, lines and links are checked by commerce/domain before. Returns what to warn of;
 * throws InvalidInputError.
 */
export function checkCharge(charge: MetaCharge, nowMs: number): Problem[] {
	if (!GOODS_TYPES.includes(charge.goodsType)) {
		throw new InvalidInputError('Goods Type', charge.goodsType, `one of ${GOODS_TYPES.join(', ')}`);
	}
	const { charged } = charge;
	const { warnings } = readAll({
		warnings: () => checkPaymentMethods(charge.methods),
		order: () => ('order' in charged ? checkOrder(charged.order, nowMs) : undefined),
	});
	const { totalCents } = totalsOf(charge);
	if (!Number.isSafeInteger(totalCents) || totalCents <= 0) {
		const found = Number.isSafeInteger(totalCents) ? formatBrl(totalCents) : totalCents;
		throw new InvalidInputError('Total', found, 'an amount above zero to charge');
	}
	return warnings;
}

/** WhatsApp shows a picture only above an order (payments-br/orders). Throws InvalidInputError. */
export function checkHeaderImage({ charged }: MetaCharge, headerImage: string | undefined): void {
	if (headerImage === undefined || 'order' in charged) return;
	const expected = 'nothing: WhatsApp shows a picture only above an order with items';
	throw new InvalidInputError('Header Image URL', headerImage, expected);
}

/** Body and footer of any interactive message. Throws InvalidInputError. */
export function checkMessageTexts({ bodyText, footerText }: { bodyText: string; footerText?: string }): void {
	readAll({
		body: () => checkText(bodyText, 'Body Text', MAX_BODY),
		footer: () => checkOptionalText(footerText, 'Footer Text', MAX_FOOTER),
	});
}

/**
 * The ways to pay in one message, or the buttons of a template: one at least, each once. Returns what to warn
 * of; throws InvalidInputError.
 */
export function checkPaymentMethods(methods: readonly MetaPaymentButton[]): Problem[] {
	if (methods.length === 0) {
		throw new InvalidInputError('Payment Methods', undefined, 'at least one of PIX, Boleto, Payment Link');
	}
	const repeated = methods.find(({ type }, position) =>
		methods.slice(0, position).some((earlier) => earlier.type === type),
	);
	if (repeated) {
		throw new InvalidInputError('Payment Methods', METHOD_NAMES[repeated.type], 'each method once');
	}
	return methods.flatMap(warningsOfMethod);
}

function warningsOfMethod(method: MetaPaymentButton): Problem[] {
	if (method.type !== 'pix_dynamic_code') return [];
	// Meta's page speaks of dynamic codes only, and does not say that it looks at the code.
	if (decodeBrCode(method.code).kind !== 'static') return [];
	const message =
		'The PIX code is static, and Meta documents only dynamic codes: if WhatsApp refuses it, use a code that the bank made for this charge';
	return [{ rule: 'meta.staticPix', message }];
}

function checkOrder(order: MetaOrder, nowMs: number): void {
	if (order.items.length === 0) throw new InvalidInputError('Items', undefined, 'at least one item');
	const { tax, shipping, discount, expiration } = order;
	const checkShort = (text: string | undefined, field: string) => () =>
		checkOptionalText(text, field, MAX_SHORT_TEXT);
	readAll({
		items: () => readEach(order.items, checkItem),
		tax: checkShort(tax?.description, 'Tax Description'),
		shipping: checkShort(shipping?.description, 'Shipping Description'),
		discount: checkShort(discount?.description, 'Discount Description'),
		program: checkShort(discount?.programName, 'Discount Program Name'),
		expiration: () => expiration && checkExpiration(expiration, nowMs),
	});
}

function checkItem(item: MetaOrderItem, index: number): void {
	const where = item.label ?? `Items ${index + 1}`;
	checkText(item.name, `${where}, Name`, MAX_ITEM_NAME);
	if ((item.retailerId ?? '').trim() === '') {
		throw new InvalidInputError(`${where}, SKU`, undefined, 'your own ID of the product, e.g. its SKU');
	}
	assertQuantity(item.quantity, `${where}, Quantity`);
	const { salePriceCents, unitPriceCents } = item;
	if (salePriceCents !== undefined && salePriceCents >= unitPriceCents) {
		const expected = `less than the unit price ${formatBrl(unitPriceCents)}`;
		throw new InvalidInputError(`${where}, Sale Price`, formatBrl(salePriceCents), expected);
	}
}

/** The description is required since November 2025. */
function checkExpiration(
	{ timestamp, description }: NonNullable<MetaOrder['expiration']>,
	nowMs: number,
): void {
	checkText(description, 'Expiration Description', MAX_EXPIRATION_TEXT);
	const earliest = Math.floor(nowMs / 1000) + MIN_EXPIRATION_SECONDS;
	if (Number.isSafeInteger(timestamp) && timestamp >= earliest) return;
	const found = Number.isSafeInteger(timestamp) ? isoOf(timestamp) : timestamp;
	throw new InvalidInputError('Expires At', found, 'a time at least 5 minutes from now');
}

function isoOf(seconds: number): string {
	const date = new Date(seconds * 1000);
	return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString();
}
