import type { INodeParameters } from 'n8n-workflow';

/** One row of the Items field. Only the id that the chosen provider keeps may be given. */
export interface ItemRow {
	name: string;
	quantity: number | string;
	/** Currency units, as a user types them. */
	unitPrice: number | string;
	productId?: string;
	retailerId?: string;
	isCustomItem?: boolean;
}

/** Items typed in, one row per product. */
export function itemRows(...rows: ItemRow[]): INodeParameters {
	return { itemsSource: 'defineBelow', items: { item: rows.map((row) => ({ ...row })) } };
}

/** Items from an expression that yields a list. */
export function itemsFromJson(expression: string): INodeParameters {
	return { itemsSource: 'fromJson', itemsJson: expression };
}

/** Like the editor: fields of a choice that is no longer made are dropped. */
function filledIn(base: INodeParameters, changes: INodeParameters): INodeParameters {
	const { items, ...rest } = { ...base, ...changes };
	return rest.itemsSource === 'fromJson' || items === undefined ? rest : { ...rest, items };
}

/** Channel of the Hub parameters; an account needs it among its `channels`. */
export const HUB_CHANNEL = 'b2b2f3c0-8f0e-4f5e-9a65-0d6f4f9f3f11';

export const CUSTOMER = '5511993986082';

/** A Z-API payment request with nothing optional set. */
export function zApiCharge(changes: INodeParameters = {}): INodeParameters {
	const base = {
		resource: 'order',
		operation: 'paymentRequest',
		provider: 'zApi',
		phone: CUSTOMER,
		...itemRows({ name: 'Coffee 500 g', quantity: 2, unitPrice: '24.90' }),
		acceptPix: false,
	};
	return filledIn(base, changes);
}

/** A Hub payment request by link with nothing optional set. */
export function hubCharge(changes: INodeParameters = {}): INodeParameters {
	const base = {
		resource: 'order',
		operation: 'paymentRequest',
		provider: 'chatt2Me',
		channelId: HUB_CHANNEL,
		phone: CUSTOMER,
		referenceId: 'order-1',
		bodyText: 'Your order',
		...itemRows({ name: 'Coffee 500 g', quantity: 2, unitPrice: '24.90', retailerId: 'coffee-500' }),
		paymentMethod: 'payment_link',
		paymentUrl: 'https://pay.example.com/order-1',
	};
	return filledIn(base, changes);
}

/** A Hub order status inside the 24-hour window. */
export function hubStatus(changes: INodeParameters = {}): INodeParameters {
	return {
		resource: 'order',
		operation: 'orderStatus',
		provider: 'chatt2Me',
		channelId: HUB_CHANNEL,
		phone: CUSTOMER,
		referenceId: 'order-1',
		newOrderStatus: 'shipped',
		bodyText: 'On its way',
		...changes,
	};
}

/** A Hub payment update inside the 24-hour window. */
export function hubPaymentUpdate(changes: INodeParameters = {}): INodeParameters {
	return {
		resource: 'order',
		operation: 'orderPaymentUpdate',
		provider: 'chatt2Me',
		channelId: HUB_CHANNEL,
		phone: CUSTOMER,
		referenceId: 'order-1',
		bodyText: 'Thank you',
		...changes,
	};
}

/** A Z-API update whose order comes from the item, as the trigger gives it. */
export function zApiUpdate(
	operation: 'orderStatus' | 'orderPaymentUpdate',
	changes: INodeParameters = {},
): INodeParameters {
	const status = operation === 'orderStatus' ? { newOrderStatus: 'shipped' } : { newPaymentStatus: 'paid' };
	return { resource: 'order', operation, provider: 'zApi', ...status, ...changes };
}

/** A Z-API update whose order is typed in; the items have the ids of the order event. */
export function zApiTypedUpdate(
	operation: 'orderStatus' | 'orderPaymentUpdate',
	changes: INodeParameters = {},
): INodeParameters {
	const current =
		operation === 'orderStatus' ? { currentPaymentStatus: 'pending' } : { currentOrderStatus: 'pending' };
	const base = zApiUpdate(operation, {
		orderData: 'defineBelow',
		...current,
		phone: CUSTOMER,
		orderMessageId: '3EB0F91BBA791BB0A787FC',
		referenceId: '4N8FCTW1WM6',
		orderRequestId: '4N8FCTW22W4',
		...itemRows({
			name: 'Coffee 500 g',
			quantity: 2,
			unitPrice: '24.90',
			productId: 'custom-item-4N8FCTW23N7',
		}),
	});
	return filledIn(base, changes);
}
