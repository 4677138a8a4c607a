import type { FieldNames } from '../../api/fieldNamed';

/** What WhatsApp calls the values of a message, and the labels of our fields. */

// Without reference_id: the advice of its code says more, that a payment request needs a new one.
const MESSAGE: FieldNames = {
	to: 'Recipient Phone',
	recipient: 'Recipient Phone',
	'body.text': 'Body Text',
	'footer.text': 'Footer Text',
	'template.name': 'Template',
	'language.code': 'Template',
};

export const PAYMENT_REQUEST_NAMES: FieldNames = {
	...MESSAGE,
	items: 'Items',
	'items.name': 'Items #, Name',
	'items.quantity': 'Items #, Quantity',
	'items.amount': 'Items #, Unit Price',
	retailer_id: 'Items #, SKU',
	payment_settings: 'Payment Methods',
	'pix_dynamic_code.code': 'PIX Copy and Paste Code',
	'pix_dynamic_code.key': 'PIX Key',
	key_type: 'PIX Key Type',
	merchant_name: 'Merchant Name',
	digitable_line: 'Digitable Line',
	uri: 'Payment URL',
	catalog_id: 'Catalog ID',
	tax: 'Tax',
	shipping: 'Shipping',
	discount: 'Discount',
	discount_program_name: 'Discount Program Name',
	'expiration.timestamp': 'Expires At',
	'expiration.description': 'Expiration Description',
	'image.link': 'Header Image URL',
};

export const UPDATE_NAMES: FieldNames = {
	...MESSAGE,
	'order.status': 'New Order Status',
	'order.description': 'Status Description',
	'payment.status': 'New Payment Status',
	'payment.timestamp': 'Payment Captured At',
};
