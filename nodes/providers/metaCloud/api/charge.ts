import type { OrderItem } from '../../../../commerce/domain/order/order';
import { computeTotals } from '../../../../commerce/domain/order/orderTotals';
import type { PixKeyType } from '../../../../commerce/domain/pix/pixKey';
import type { JsonObject } from '../../api/exchange';

/** Whether something is delivered; Meta shows a shipping line for physical goods. */
export const GOODS_TYPES = ['digital-goods', 'physical-goods'] as const;
export type GoodsType = (typeof GOODS_TYPES)[number];

/** The ways to pay that a message and a button carry alike. */
export type BoletoOrLink = { type: 'boleto'; digitableLine: string } | { type: 'payment_link'; url: string };

/**
 * A way to pay, in Meta's words (payments-br/offsite-pix, boleto, payment-links). The stored card of
 * one-click payments is left out: the document says that it is not open to the public.
 */
export type MetaPaymentMethod =
	| { type: 'pix_dynamic_code'; code: string; merchantName: string; key: string; keyType: PixKeyType }
	| BoletoOrLink;

/** What a payment request button copies or opens: of PIX the code alone (Meta, payments-br/payment-request-cta). */
export type MetaPaymentButton =
	| { type: 'pix_dynamic_code'; code: string; merchantName?: string }
	| BoletoOrLink;

/** One line of an order; with a sale price, that one counts. Integer cents. */
export interface MetaOrderItem extends OrderItem {
	/** What messages call it; by its place unless given. */
	label?: string;
	salePriceCents?: number;
}

/** An amount beside the items. Integer cents. */
export interface MetaAmount {
	amountCents: number;
	description?: string;
}

/** What is charged, line by line. Integer cents. */
export interface MetaOrder {
	items: MetaOrderItem[];
	/** Sent even when absent here, as zero: Meta requires it. */
	tax?: MetaAmount;
	shipping?: MetaAmount;
	discount?: MetaAmount & { programName?: string };
	/** Unix seconds; the pay button is switched off afterwards. */
	expiration?: { timestamp: number; description: string };
	catalogId?: string;
}

/** A charge: an order, or a total alone ("simplified"). Integer cents. */
export interface MetaCharge {
	goodsType: GoodsType;
	/** Meta's samples have one; that several show as several buttons is read off "list" and public senders. */
	methods: MetaPaymentMethod[];
	charged: { order: MetaOrder } | { totalCents: number };
}

/** Subtotal and total in integer cents; only a total for a simplified charge. Throws InvalidInputError. */
export function totalsOf({ charged }: MetaCharge): { subtotalCents?: number; totalCents: number } {
	if ('totalCents' in charged) return { totalCents: charged.totalCents };
	const { items, tax, shipping, discount } = charged.order;
	return computeTotals({
		items: items.map(({ quantity, unitPriceCents, salePriceCents }) => ({
			quantity,
			unitPriceCents: salePriceCents ?? unitPriceCents,
		})),
		taxCents: tax?.amountCents,
		shippingCents: shipping?.amountCents,
		discountCents: discount?.amountCents,
	});
}

/**
 * The object that interactive messages carry as `action.parameters` and templates as `order_details`
 * (Meta, payments-br/orders, orderdetailstemplate). Takes a charge that checkCharge has passed.
 */
export function orderDetails(charge: MetaCharge, referenceId: string): JsonObject {
	const { subtotalCents, totalCents } = totalsOf(charge);
	return {
		reference_id: referenceId,
		type: charge.goodsType,
		payment_type: 'br',
		payment_settings: charge.methods.map(paymentSetting),
		currency: 'BRL',
		total_amount: amount(totalCents),
		...('order' in charge.charged ? { order: orderMember(charge.charged.order, subtotalCents ?? 0) } : {}),
	};
}

function orderMember(order: MetaOrder, subtotalCents: number): JsonObject {
	const { shipping, discount, catalogId, expiration } = order;
	return {
		status: 'pending',
		items: order.items.map(itemMember),
		subtotal: amount(subtotalCents),
		tax: describedAmount(order.tax ?? { amountCents: 0 }),
		...(shipping && { shipping: describedAmount(shipping) }),
		...(discount && { discount: discountMember(discount) }),
		...(catalogId !== undefined && { catalog_id: catalogId }),
		...(expiration && {
			expiration: { timestamp: String(expiration.timestamp), description: expiration.description },
		}),
	};
}

function itemMember(item: MetaOrderItem): JsonObject {
	return {
		retailer_id: item.retailerId,
		name: item.name,
		amount: amount(item.unitPriceCents),
		quantity: item.quantity,
		...(item.salePriceCents !== undefined && { sale_amount: amount(item.salePriceCents) }),
	};
}

function discountMember({ programName, ...discount }: NonNullable<MetaOrder['discount']>): JsonObject {
	return {
		...describedAmount(discount),
		...(programName !== undefined && { discount_program_name: programName }),
	};
}

function paymentSetting(method: MetaPaymentMethod): JsonObject {
	if (method.type !== 'pix_dynamic_code') return copySetting(method);
	const { type, code, merchantName, key, keyType } = method;
	return { type, [type]: { code, merchant_name: merchantName, key, key_type: keyType } };
}

/** The payment setting of a button. */
export function copySetting(method: MetaPaymentButton): JsonObject {
	switch (method.type) {
		case 'pix_dynamic_code':
			return { type: method.type, [method.type]: { code: method.code } };
		case 'boleto':
			return { type: method.type, [method.type]: { digitable_line: method.digitableLine } };
		case 'payment_link':
			return { type: method.type, [method.type]: { uri: method.url } };
	}
}

/** Meta divides by `offset`, which must be 100 for BRL. */
function amount(cents: number): JsonObject {
	return { value: cents, offset: 100 };
}

function describedAmount({ amountCents, description }: MetaAmount): JsonObject {
	return { ...amount(amountCents), ...(description !== undefined && { description }) };
}
