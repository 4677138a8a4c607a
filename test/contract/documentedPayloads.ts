/** Request bodies as the providers' documents print them, with recipients of our own. */

/** Z-API message/send-message-order, with every optional member. */
export const orderInFull = {
	phone: '554499999999',
	order: {
		currency: 'BRL',
		discount: 10,
		tax: 10,
		shipping: 5,
		products: [
			{ name: 'order 1', value: 150, quantity: 2 },
			{ productId: '23940797548900636', name: 'order 2', value: 150, quantity: 2 },
		],
	},
	paymentSettings: {
		pix: { key: '39580525000189', keyType: 'cnpj', name: 'Loja Exemplo' },
		card: { enabled: false },
	},
};

/** Z-API message/send-message-order, "required parameters only". */
export const orderInBrief = {
	phone: '554499999999',
	order: { currency: 'BRL', products: [{ name: 'Nome do produto', value: 150, quantity: 1 }] },
};

/** Z-API message/update-order-payment: the body and the order it is about. */
export const paymentUpdate = {
	phone: '554499999999',
	messageId: '3EB0F91BBA791BB0A787FC',
	referenceId: '4N8FCTW1WM6',
	orderRequestId: '4N8FCTW22W4',
	orderStatus: 'processing',
	paymentStatus: 'paid',
	order: {
		currency: 'BRL',
		discount: 10,
		tax: 10,
		shipping: 5,
		products: [
			{
				value: 150,
				quantity: 2,
				name: 'order 1',
				isCustomItem: true,
				productId: 'custom-item-4N8FCTW23N7',
			},
			{ productId: '23940797548900636', value: 150, quantity: 2, name: 'order 2', isCustomItem: false },
		],
	},
};
export const orderOfPaymentUpdate = { ...paymentUpdate, paymentStatus: 'pending' };

/** Z-API message/send-button-pix. */
export const pixButton = {
	phone: '5511999999999',
	pixKey: 'loja@example.com',
	type: 'EMAIL',
	merchantName: 'Loja',
};

/** Hub sending-messages/payment-order: the three payment requests. */
export const pixRequest = {
	bodyText: 'Payment via PIX',
	referenceId: 'order-987654344',
	paymentMethod: 'pix',
	pix: {
		code: '00020101021226...',
		merchantName: 'Example Store',
		key: '39580525000189',
		keyType: 'CNPJ',
	},
	totalAmountCents: 50000,
	offset: 100,
	items: [{ retailerId: 'prod-001', name: 'Product A', amountCents: 50000, quantity: 1 }],
};
export const boletoRequest = {
	bodyText: 'Payment via Boleto',
	referenceId: 'order-boleto-76126787',
	paymentMethod: 'boleto',
	boleto: { digitableLine: '846600000000440000641009013645834345925078459722' },
	totalAmountCents: 10000,
	offset: 100,
	items: [{ retailerId: 'prod-001', name: 'Product B', amountCents: 10000, quantity: 1 }],
};
export const linkRequest = {
	bodyText: 'Click the link to complete your payment.',
	referenceId: 'order-link-123',
	paymentMethod: 'payment_link',
	paymentLink: { url: 'https://payment.example.com/pay/order-123' },
	currency: 'BRL',
	totalAmountCents: 8990,
	offset: 100,
	items: [
		{ retailerId: 'item1', name: 'Online course', amountCents: 7990, quantity: 1 },
		{ retailerId: 'item2', name: 'Platform fee', amountCents: 1000, quantity: 1 },
	],
	tax: { valueCents: 0, offset: 100, description: 'No additional taxes' },
	subtotalCents: 8990,
};

/** Hub sending-messages/payment-order: the three order statuses. */
export const shipped = {
	orderStatus: {
		referenceId: 'order-987654344',
		status: 'shipped',
		bodyText: 'Your order has been shipped! Tracking code: BR123456789BR',
	},
};
export const completed = {
	orderStatus: {
		referenceId: 'order-987654344',
		status: 'completed',
		bodyText: 'Payment confirmed. Thank you for your purchase!',
		payment: { status: 'captured', timestamp: 1766323331 },
	},
};
export const shippedByTemplate = { template: { id: 'b50baa16-555b-4cfc-8fa8-29392a6e43d1' }, ...shipped };

/** Hub sending-messages/templates. */
export const template = {
	template: {
		id: '0a9d4cbd-d321-41f5-abda-16255c273ee0',
		components: [
			{
				type: 'body',
				parameters: [
					{ type: 'text', text: 'Maria' },
					{ type: 'text', text: 'Order #12345' },
				],
			},
		],
	},
};
