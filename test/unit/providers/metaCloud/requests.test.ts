import { buildStaticBrCode } from '../../../../commerce/domain/pix/pixBrCode';
import type { MetaCharge, MetaPaymentMethod } from '../../../../nodes/providers/metaCloud/api/charge';
import { totalsOf } from '../../../../nodes/providers/metaCloud/api/charge';
import {
	orderDetailsMessage,
	orderDetailsTemplateMessage,
	orderStatusMessage,
	orderStatusTemplateMessage,
	paymentButtonsTemplateMessage,
} from '../../../../nodes/providers/metaCloud/api/requests';

const CODE = buildStaticBrCode({
	key: '39580525000189',
	keyType: 'CNPJ',
	merchantName: 'Example Store',
	merchantCity: 'Sao Paulo',
	amountCents: 50000,
});

const pix: MetaPaymentMethod = {
	type: 'pix_dynamic_code',
	code: CODE,
	merchantName: 'Example Store',
	key: '39580525000189',
	keyType: 'CNPJ',
};
const boleto: MetaPaymentMethod = {
	type: 'boleto',
	digitableLine: '03399026944140000002628346101018898510000008848',
};
const link: MetaPaymentMethod = { type: 'payment_link', url: 'https://pay.example.com/order-1042' };

const address = { phoneNumberId: '106540352242922', recipient: '5511998765432' };
const named = { ...address, referenceId: 'order-1042' };
const cake = { name: 'Cake', quantity: 1, unitPriceCents: 50000, retailerId: '1234567' };

const charge: MetaCharge = {
	goodsType: 'physical-goods',
	methods: [pix],
	charged: {
		order: {
			items: [cake],
			tax: { amountCents: 0, description: 'optional text' },
			shipping: { amountCents: 1500, description: 'Sedex' },
			discount: { amountCents: 500, description: 'Coupon', programName: 'FIRST' },
			catalogId: '99',
			expiration: { timestamp: 1766000000, description: 'Expires tomorrow' },
		},
	},
};

/** The object of Meta's page (payments-br/orders) for this charge. */
const parameters = {
	reference_id: 'order-1042',
	type: 'physical-goods',
	payment_type: 'br',
	payment_settings: [
		{
			type: 'pix_dynamic_code',
			pix_dynamic_code: {
				code: CODE,
				merchant_name: 'Example Store',
				key: '39580525000189',
				key_type: 'CNPJ',
			},
		},
	],
	currency: 'BRL',
	total_amount: { value: 51000, offset: 100 },
	order: {
		status: 'pending',
		items: [{ retailer_id: '1234567', name: 'Cake', amount: { value: 50000, offset: 100 }, quantity: 1 }],
		subtotal: { value: 50000, offset: 100 },
		tax: { value: 0, offset: 100, description: 'optional text' },
		shipping: { value: 1500, offset: 100, description: 'Sedex' },
		discount: { value: 500, offset: 100, description: 'Coupon', discount_program_name: 'FIRST' },
		catalog_id: '99',
		expiration: { timestamp: '1766000000', description: 'Expires tomorrow' },
	},
};

const head = {
	messaging_product: 'whatsapp',
	recipient_type: 'individual',
	to: '5511998765432',
	biz_opaque_callback_data: 'order-1042',
};

describe('order details inside the 24-hour window', () => {
	it('in full, as Meta prints it', () => {
		const request = orderDetailsMessage({
			...named,
			charge,
			bodyText: 'Your order',
			footerText: 'Thank you',
			headerImage: 'https://shop.example.com/cake.jpg',
		});
		expect(request).toEqual({
			method: 'POST',
			path: '/106540352242922/messages',
			body: {
				...head,
				type: 'interactive',
				interactive: {
					type: 'order_details',
					header: { type: 'image', image: { link: 'https://shop.example.com/cake.jpg' } },
					body: { text: 'Your order' },
					footer: { text: 'Thank you' },
					action: { name: 'review_and_pay', parameters },
				},
			},
		});
	});

	it('with the members that Meta requires and no other', () => {
		const { body } = orderDetailsMessage({
			...named,
			charge: { ...charge, charged: { order: { items: [cake] } } },
			bodyText: 'Your order',
		});
		expect(body).toEqual({
			...head,
			type: 'interactive',
			interactive: {
				type: 'order_details',
				body: { text: 'Your order' },
				action: {
					name: 'review_and_pay',
					parameters: {
						...parameters,
						total_amount: { value: 50000, offset: 100 },
						order: {
							status: 'pending',
							items: parameters.order.items,
							subtotal: { value: 50000, offset: 100 },
							tax: { value: 0, offset: 100 },
						},
					},
				},
			},
		});
	});

	it('simplified: a total, three ways to pay and no order', () => {
		const { body } = orderDetailsMessage({
			...named,
			charge: { ...charge, methods: [pix, boleto, link], charged: { totalCents: 2628 } },
			bodyText: 'Your bill',
		});
		expect(body).toMatchObject({
			interactive: {
				action: {
					parameters: {
						payment_settings: [
							parameters.payment_settings[0],
							{ type: 'boleto', boleto: { digitable_line: boleto.digitableLine } },
							{ type: 'payment_link', payment_link: { uri: link.url } },
						],
						total_amount: { value: 2628, offset: 100 },
					},
				},
			},
		});
		expect(JSON.stringify(body)).not.toContain('"order"');
	});

	it('a sale price counts for the subtotal', () => {
		const order = { items: [{ ...cake, quantity: 3, salePriceCents: 40000 }] };
		const onSale: MetaCharge = { ...charge, charged: { order } };
		expect(totalsOf(onSale)).toEqual({ subtotalCents: 120000, totalCents: 120000 });
		expect(orderDetailsMessage({ ...named, charge: onSale, bodyText: 'x' }).body).toMatchObject({
			interactive: {
				action: { parameters: { order: { items: [{ sale_amount: { value: 40000, offset: 100 } }] } } },
			},
		});
	});

	it('to a user ID goes in "recipient", never in "to"', () => {
		const recipient = 'BR.1502576394655843';
		const { body } = orderDetailsMessage({ ...named, recipient, charge, bodyText: 'Your order' });
		expect(body).toMatchObject({ recipient: 'BR.1502576394655843', recipient_type: 'individual' });
		expect(body).not.toHaveProperty('to');
	});

	it('to a provider that knows the number from the key goes to /messages', () => {
		const { recipient, referenceId } = named;
		expect(orderDetailsMessage({ recipient, referenceId, charge, bodyText: 'x' }).path).toBe('/messages');
	});
});

describe('templates', () => {
	it('order details: header document, body text and the order in a button', () => {
		const { body } = orderDetailsTemplateMessage({
			...named,
			charge,
			template: {
				name: 'charge_pix',
				language: 'pt_BR',
				header: { type: 'document', link: 'https://shop.example.com/boleto.pdf' },
				bodyTexts: ['Maria'],
			},
		});
		expect(body).toEqual({
			...head,
			type: 'template',
			template: {
				name: 'charge_pix',
				language: { policy: 'deterministic', code: 'pt_BR' },
				components: [
					{
						type: 'header',
						parameters: [{ type: 'document', document: { link: 'https://shop.example.com/boleto.pdf' } }],
					},
					{ type: 'body', parameters: [{ type: 'text', text: 'Maria' }] },
					{
						type: 'button',
						sub_type: 'order_details',
						index: 0,
						parameters: [{ type: 'action', action: { order_details: parameters } }],
					},
				],
			},
		});
	});

	it.each([
		[
			{ type: 'image' as const, link: 'https://a.example.com/a.png' },
			{ image: { link: 'https://a.example.com/a.png' } },
		],
		[{ type: 'text' as const, text: 'Hello' }, { text: 'Hello' }],
	])('header %j', (header, member) => {
		const template = { name: 'charge_pix', language: 'pt_BR', header };
		const { body } = orderDetailsTemplateMessage({ ...named, charge, template });
		expect(body).toMatchObject({
			template: { components: [{ type: 'header', parameters: [{ type: header.type, ...member }] }, {}] },
		});
	});

	it('payment request buttons: one component per method, of PIX the code alone', () => {
		const { body } = paymentButtonsTemplateMessage({
			...address,
			methods: [pix, boleto, link],
			template: { name: 'pay_now', language: 'pt_BR', bodyTexts: ['Maria', 'R$ 500,00'] },
			referenceId: 'order-1042',
		});
		const button = (index: string, setting: object) => ({
			type: 'button',
			sub_type: 'payment_request',
			index,
			parameters: [{ type: 'action', action: { payment_request: { payment_setting: setting } } }],
		});
		expect(body).toEqual({
			...head,
			type: 'template',
			template: {
				name: 'pay_now',
				language: { code: 'pt_BR' },
				components: [
					{
						type: 'body',
						parameters: [
							{ type: 'text', text: 'Maria' },
							{ type: 'text', text: 'R$ 500,00' },
						],
					},
					button('0', { type: 'pix_dynamic_code', pix_dynamic_code: { code: CODE } }),
					button('1', { type: 'boleto', boleto: { digitable_line: boleto.digitableLine } }),
					button('2', { type: 'payment_link', payment_link: { uri: link.url } }),
				],
			},
		});
	});

	it('payment request buttons without a reference carry no callback data', () => {
		const template = { name: 'pay_now', language: 'pt_BR', firstButton: 1 };
		const { body } = paymentButtonsTemplateMessage({ ...address, methods: [pix], template });
		expect(body).not.toHaveProperty('biz_opaque_callback_data');
		expect(body).toMatchObject({ template: { components: [{ index: '1' }] } });
	});
});

describe('order status', () => {
	const update = {
		referenceId: 'order-1042',
		orderStatus: 'processing' as const,
		description: 'Packing',
		payment: { status: 'captured' as const, timestamp: 1722445231 },
	};
	const status = {
		reference_id: 'order-1042',
		order: { status: 'processing', description: 'Packing' },
		payment: { status: 'captured', timestamp: 1722445231 },
	};

	it('inside the window, as Meta prints it', () => {
		expect(orderStatusMessage({ ...address, update, bodyText: 'Paid', footerText: 'Thanks' })).toEqual({
			method: 'POST',
			path: '/106540352242922/messages',
			body: {
				...head,
				type: 'interactive',
				interactive: {
					type: 'order_status',
					body: { text: 'Paid' },
					footer: { text: 'Thanks' },
					action: { name: 'review_order', parameters: status },
				},
			},
		});
	});

	it.each([
		[{ payment: { status: 'captured' as const } }, { payment: { status: 'captured' } }],
		[{ payment: { status: 'failed' as const } }, { payment: { status: 'failed' } }],
		[{ orderStatus: 'partially_shipped' as const }, { order: { status: 'partially_shipped' } }],
	])('%j alone is sent alone', (news, members) => {
		const { body } = orderStatusMessage({
			...address,
			update: { referenceId: 'order-1042', ...news },
			bodyText: 'News',
		});
		expect(body?.interactive).toMatchObject({
			action: { parameters: { reference_id: 'order-1042', ...members } },
		});
		const { action } = body?.interactive as { action: { parameters: object } };
		expect(Object.keys(action.parameters)).toEqual(['reference_id', ...Object.keys(members)]);
	});

	it('by template, with the payment that Brazilian senders put in too', () => {
		const template = { name: 'order_news', language: 'pt_BR' };
		expect(orderStatusTemplateMessage({ ...address, update, template }).body).toEqual({
			...head,
			type: 'template',
			template: {
				name: 'order_news',
				language: { policy: 'deterministic', code: 'pt_BR' },
				components: [{ type: 'order_status', parameters: [{ type: 'order_status', order_status: status }] }],
			},
		});
	});
});
