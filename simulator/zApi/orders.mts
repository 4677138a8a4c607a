import type { Json, OrderProduct, StoredOrder, ZApiAccount } from '../core/accounts.mts';
import { orderReference } from '../core/ids.mts';
import { Refusal } from '../core/refusal.mts';

/** Bodies after their schema has passed. */
export interface SendOrderBody {
	phone: string;
	order: StoredOrder['order'] & {
		products: Array<Omit<OrderProduct, 'productId' | 'isCustomItem'> & Partial<OrderProduct>>;
	};
	paymentSettings?: Json;
}
export interface UpdateOrderBody extends StoredOrder {
	message?: string;
}

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
const INVALID_DATA = 'Update order has not been sent because it received invalid request data.';

/** Failure that Z-API reports only later, in a DeliveryCallback. */
export function currencyProblem(currency: string): string | undefined {
	if (CURRENCIES.has(currency)) return undefined;
	return 'Order has not been sent because it received invalid currency code';
}

/** WhatsApp's view of a new order: fresh references, and ids for the products outside the catalog. */
export function storeOrder(account: ZApiAccount, messageId: string, body: SendOrderBody): StoredOrder {
	const stored: StoredOrder = {
		phone: body.phone,
		messageId,
		referenceId: orderReference(),
		orderRequestId: orderReference(),
		orderStatus: 'pending',
		paymentStatus: 'pending',
		order: {
			...body.order,
			products: body.order.products.map(({ name, value, quantity, productId }) => ({
				name,
				value,
				quantity,
				productId: productId ?? `custom-item-${orderReference()}`,
				isCustomItem: productId === undefined,
			})),
		},
	};
	account.orders.set(messageId, stored);
	return stored;
}

/**
 * First contradiction between an update and the order it names, null when there is none. Updates must
 * resend everything, and name the current value of the status they leave alone.
 */
export function findMismatch(
	account: ZApiAccount,
	body: UpdateOrderBody,
	changes: 'orderStatus' | 'paymentStatus',
) {
	const stored = account.orders.get(body.messageId);
	if (!stored) return 'messageId is not that of an order sent by this instance';
	for (const field of ['phone', 'referenceId', 'orderRequestId'] as const) {
		if (body[field] !== stored[field]) return `${field} does not belong to this order`;
	}
	const kept = changes === 'orderStatus' ? 'paymentStatus' : 'orderStatus';
	if (body[kept] !== stored[kept]) {
		return `${kept} must be the current one (${stored[kept]})`;
	}
	for (const field of ['currency', 'discount', 'tax', 'shipping'] as const) {
		if ((body.order[field] ?? 0) !== (stored.order[field] ?? 0))
			return `order.${field} differs from the order sent`;
	}
	return findProductMismatch(stored.order.products, body.order.products);
}

function findProductMismatch(sent: OrderProduct[], resent: OrderProduct[]): string | null {
	const byId = new Map(sent.map((product) => [product.productId, product]));
	if (resent.length !== sent.length) return `order.products must be the ${sent.length} of the order sent`;
	for (const [index, product] of resent.entries()) {
		const original = byId.get(product.productId);
		if (!original) return `order.products[${index}].productId is not in this order`;
		byId.delete(product.productId);
		for (const field of ['name', 'value', 'quantity', 'isCustomItem'] as const) {
			if (product[field] !== original[field])
				return `order.products[${index}].${field} differs from the order sent`;
		}
	}
	return null;
}

/** Applies an update; returns the order as it is now, or the text of a delivery that fails later. */
export function applyUpdate(
	account: ZApiAccount,
	body: UpdateOrderBody,
	changes: 'orderStatus' | 'paymentStatus',
): { stored: StoredOrder; error?: string } {
	const mismatch = account.unknownOrders === 'accept' ? null : findMismatch(account, body, changes);
	if (mismatch && account.unknownOrders === 'refuse') throw new Refusal(400, mismatch);
	if (mismatch) return { stored: body, error: INVALID_DATA };
	const stored = account.orders.get(body.messageId);
	if (!stored) return { stored: body, error: currencyProblem(body.order.currency) };
	stored[changes] = body[changes];
	return { stored };
}
