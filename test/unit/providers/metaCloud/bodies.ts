/** Webhook bodies in the words of Meta's documents (webhooks/reference/messages), with IDs of our own. */

export const PHONE_NUMBER_ID = '106540352242922';
export const CUSTOMER = '5511998765432';
export const USER_ID = 'BR.1502576394655843';

const metadata = { display_phone_number: '15550783881', phone_number_id: PHONE_NUMBER_ID };
export const profile = { profile: { name: 'Maria' }, wa_id: CUSTOMER };

/** A whole body with one change. */
export function bodyOf(value: object, field = 'messages') {
	return {
		object: 'whatsapp_business_account',
		entry: [
			{
				id: '102290129340398',
				changes: [{ value: { messaging_product: 'whatsapp', metadata, ...value }, field }],
			},
		],
	};
}

export const text = {
	from: CUSTOMER,
	id: 'wamid.TEXT',
	timestamp: '1763726400',
	text: { body: 'Oi' },
	type: 'text',
};
export const cart = {
	from: CUSTOMER,
	id: 'wamid.CART',
	timestamp: '1763726400',
	type: 'order',
	order: {
		catalog_id: '194836987003835',
		text: 'Please wrap it',
		product_items: [
			{ product_retailer_id: 'cake', quantity: 2, item_price: 30, currency: 'BRL' },
			{ product_retailer_id: 'tea', quantity: '3', item_price: 7.99, currency: 'BRL' },
			{ product_retailer_id: 'cup', quantity: '1', item_price: '19.90', currency: 'BRL' },
		],
	},
};
const reply = {
	from: CUSTOMER,
	timestamp: '1763726400',
	type: 'interactive',
	context: { from: '15550783881', id: 'wamid.Q' },
};
export const buttonReply = {
	...reply,
	id: 'wamid.BUTTON',
	interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes, please' } },
};
export const listReply = {
	...reply,
	id: 'wamid.LIST',
	interactive: { type: 'list_reply', list_reply: { id: '2', title: 'Large', description: '1 litre' } },
};
export const flowReply = {
	...reply,
	id: 'wamid.FLOW',
	interactive: {
		type: 'nfm_reply',
		nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"size":"L"}' },
	},
};
export const templateButton = {
	...reply,
	id: 'wamid.QUICK',
	type: 'button',
	button: { payload: 'stop', text: 'Stop' },
};
export const chosenCard = {
	from: CUSTOMER,
	id: 'wamid.CARD',
	timestamp: '1726170123',
	from_logical_id: '64244926160970',
	type: 'interactive',
	interactive: {
		type: 'payment_method',
		payment_method: {
			payment_method: 'offsite_card_pay',
			payment_timestamp: 1726170122,
			reference_id: 'order-1042',
			last_four_digits: '5235',
			credential_id: '1234567',
		},
	},
};
export const paymentNotice = {
	from: CUSTOMER,
	id: 'wamid.NOTICE',
	timestamp: '1763726400',
	type: 'interactive',
	interactive: {
		type: 'payment_notification',
		payment_notification: {
			reference_id: 'order-1042',
			transaction_id: 'E18236120202611211200s0123456789',
			payment_status: 'captured',
			payer_name: 'Maria',
		},
	},
};
export const delivered = {
	id: 'wamid.SENT',
	status: 'delivered',
	timestamp: '1763726400',
	recipient_id: CUSTOMER,
	biz_opaque_callback_data: 'order-1042',
	pricing: { billable: true, pricing_model: 'PMP', category: 'utility' },
};
export const failed = {
	id: 'wamid.SENT',
	status: 'failed',
	timestamp: '1763726400',
	recipient_id: CUSTOMER,
	biz_opaque_callback_data: 'order-1042',
	errors: [
		{
			code: 2046,
			title: 'Invalid status transition',
			message: 'Invalid status transition',
			error_data: { details: 'The order status was not updated from completed to shipped' },
			href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
		},
	],
};
