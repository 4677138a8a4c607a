/** Order status words of both providers: the Hub's list; Z-API has all but `partially_shipped`. */
export const ORDER_STATUSES = [
	'pending',
	'processing',
	'partially_shipped',
	'shipped',
	'completed',
	'canceled',
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** Payment status words of an order. `paid` is Z-API's word; the Hub's `captured` means the same. */
export const PAYMENT_STATUSES = ['pending', 'paid'] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** Characters of an item's name that WhatsApp takes (Meta, order_details). */
export const MAX_ITEM_NAME = 60;

/** One line of an order. Money is integer cents. */
export interface OrderItem {
	name: string;
	quantity: number;
	unitPriceCents: number;
	/** WhatsApp's product id; `custom-item-…` for a product outside the catalog. */
	productId?: string;
	/** The shop's own id of the product (SKU). */
	retailerId?: string;
	/** Comes with WhatsApp's event; must be sent back on updates (Z-API). */
	isCustomItem?: boolean;
}

/** An order as both providers and the trigger know it. Money is integer cents. */
export interface Order {
	referenceId?: string;
	/** Z-API only; arrives with the order event. */
	orderRequestId?: string;
	/** WhatsApp id of the message that carried the order itself, which updates must name. */
	orderMessageId?: string;
	/** WhatsApp's id of a cart that a customer sent from the catalog; a cart is not an order yet. */
	cartId?: string;
	orderStatus?: OrderStatus;
	paymentStatus?: PaymentStatus;
	currency: string;
	items: OrderItem[];
	subtotalCents?: number;
	discountCents?: number;
	taxCents?: number;
	shippingCents?: number;
	totalCents?: number;
}
