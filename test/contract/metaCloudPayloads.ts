/** Messages as Meta's pages print them (payments-br/orders, orderdetailstemplate, payment-request-cta), with our own values. */

import { without } from './mutations';

export const TO = '5544999999999';

const head = { messaging_product: 'whatsapp', recipient_type: 'individual', to: TO };
const brl = (value: number) => ({ value, offset: 100 });

export const pixSetting = {
	type: 'pix_dynamic_code',
	pix_dynamic_code: {
		code: '00020101021226700014br.gov.bcb.pix2548pix.example.com',
		merchant_name: 'Example Store',
		key: '39580525000189',
		key_type: 'CNPJ',
	},
};
export const boletoSetting = {
	type: 'boleto',
	boleto: { digitable_line: '03399026944140000002628346101018898510000008848' },
};
export const linkSetting = {
	type: 'payment_link',
	payment_link: { uri: 'https://pay.example.com/order-1042' },
};

/** The object of order details, alike in messages and templates. */
export const parameters = {
	reference_id: 'order-1042',
	type: 'physical-goods',
	payment_type: 'br',
	payment_settings: [pixSetting],
	currency: 'BRL',
	total_amount: brl(51000),
	order: {
		status: 'pending',
		items: [{ retailer_id: '1234567', name: 'Cake', amount: brl(50000), quantity: 1 }],
		subtotal: brl(50000),
		tax: { ...brl(0), description: 'optional text' },
		shipping: { ...brl(1500), description: 'optional' },
		discount: { ...brl(500), description: 'optional', discount_program_name: 'optional' },
		catalog_id: 'optional',
		expiration: { timestamp: '4102444799', description: 'Expires tomorrow' },
	},
};

export const orderDetails = {
	...head,
	type: 'interactive',
	interactive: {
		type: 'order_details',
		header: { type: 'image', image: { link: 'https://shop.example.com/cake.jpg' } },
		body: { text: 'Your order' },
		footer: { text: 'Thank you' },
		action: { name: 'review_and_pay', parameters },
	},
	biz_opaque_callback_data: 'order-1042',
};

export const simplified = {
	...head,
	type: 'interactive',
	interactive: {
		type: 'order_details',
		body: { text: 'Your bill' },
		action: {
			name: 'review_and_pay',
			parameters: {
				...without(parameters, 'order'),
				payment_settings: [pixSetting, boletoSetting, linkSetting],
			},
		},
	},
};

export const orderStatus = {
	...head,
	type: 'interactive',
	interactive: {
		type: 'order_status',
		body: { text: 'mandatory' },
		footer: { text: 'optional' },
		action: {
			name: 'review_order',
			parameters: {
				reference_id: 'order-1042',
				order: { status: 'processing', description: 'optional' },
				payment: { status: 'captured', timestamp: 1722445231 },
			},
		},
	},
	biz_opaque_callback_data: 'order-1042',
};

const name = { type: 'body', parameters: [{ type: 'text', text: 'Maria' }] };

export const orderDetailsTemplate = {
	...head,
	type: 'template',
	template: {
		name: 'charge_pix',
		language: { policy: 'deterministic', code: 'pt_BR' },
		components: [
			name,
			{
				type: 'button',
				sub_type: 'order_details',
				index: 0,
				parameters: [{ type: 'action', action: { order_details: parameters } }],
			},
		],
	},
};

const requestButton = (index: string, setting: object) => ({
	type: 'button',
	sub_type: 'payment_request',
	index,
	parameters: [{ type: 'action', action: { payment_request: { payment_setting: setting } } }],
});

export const paymentButtonsTemplate = {
	...head,
	type: 'template',
	template: {
		name: 'pay_now',
		language: { code: 'pt_BR' },
		components: [
			name,
			requestButton('0', { type: 'pix_dynamic_code', pix_dynamic_code: { code: '000201' } }),
			requestButton('1', boletoSetting),
			requestButton('2', linkSetting),
		],
	},
};

export const orderStatusTemplate = {
	...head,
	type: 'template',
	template: {
		name: 'order_news',
		language: { policy: 'deterministic', code: 'pt_BR' },
		components: [
			{
				type: 'order_status',
				parameters: [
					{
						type: 'order_status',
						order_status: { reference_id: 'order-1042', order: { status: 'shipped', description: 'Sedex' } },
					},
				],
			},
		],
	},
};
