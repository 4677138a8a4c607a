import type { FieldNames } from '../../api/fieldNamed';

/** What the Hub calls the values of a message, and the labels of our fields. */

const ADDRESS: FieldNames = {
	from: 'Channel ID',
	to: 'Recipient Phone',
	referenceId: 'Reference ID',
	bodyText: 'Body Text',
};

export const PAYMENT_REQUEST_NAMES: FieldNames = {
	...ADDRESS,
	items: 'Items',
	'items.name': 'Items #, Name',
	'items.quantity': 'Items #, Quantity',
	'items.amountCents': 'Items #, Unit Price',
	retailerId: 'Items #, SKU',
	currency: 'Currency',
	subtotalCents: 'Expected Subtotal',
	'tax.valueCents': 'Tax',
	'tax.description': 'Tax Description',
	paymentMethod: 'Payment Method',
	'pix.code': 'PIX Copy and Paste Code',
	'pix.key': 'PIX Key',
	'pix.keyType': 'PIX Key Type',
	merchantName: 'Merchant Name',
	digitableLine: 'Digitable Line',
	'paymentLink.url': 'Payment URL',
};

export const ORDER_STATUS_NAMES: FieldNames = {
	...ADDRESS,
	'template.id': 'Template ID',
	'orderStatus.status': 'New Order Status',
	'payment.timestamp': 'Payment Captured At',
};
