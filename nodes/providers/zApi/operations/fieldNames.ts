import type { FieldNames } from '../../api/fieldNamed';

/** What Z-API calls the values of a message, and the labels of our fields. */

const RECIPIENT: FieldNames = { phone: 'Recipient Phone' };

const ORDER: FieldNames = {
	currency: 'Currency',
	discount: 'Discount',
	shipping: 'Shipping',
	tax: 'Tax',
	products: 'Items',
	'products.name': 'Items #, Name',
	'products.value': 'Items #, Unit Price',
	'products.quantity': 'Items #, Quantity',
	productId: 'Items #, Product ID',
};

export const PAYMENT_REQUEST_NAMES: FieldNames = {
	...RECIPIENT,
	...ORDER,
	'pix.key': 'PIX Key',
	'pix.keyType': 'PIX Key Type',
	'pix.name': 'Merchant Name',
	'card.enabled': 'Accept Card',
};

export const PIX_KEY_NAMES: FieldNames = {
	...RECIPIENT,
	pixKey: 'PIX Key',
	type: 'PIX Key Type',
	merchantName: 'Merchant Name',
};

const FROM_EVENT: FieldNames = {
	...Object.fromEntries(Object.keys(ORDER).map((name) => [name, 'Order Event'])),
	referenceId: 'Order Event',
	orderRequestId: 'Order Event',
};

const TYPED_IN: FieldNames = {
	...ORDER,
	referenceId: 'Reference ID',
	orderRequestId: 'Order Request ID',
};

/** Those of an update; `statuses` are the labels of its two statuses, of which one is new. */
export function updateNames(fromEvent: boolean, statuses: FieldNames): FieldNames {
	const order = fromEvent ? FROM_EVENT : TYPED_IN;
	return { ...RECIPIENT, ...order, messageId: 'Order Message ID', message: 'Message', ...statuses };
}
