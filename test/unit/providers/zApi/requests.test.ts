import {
	orderPaymentUpdateRequest,
	orderStatusUpdateRequest,
	sendOrderRequest,
	sendPixButtonRequest,
} from '../../../../nodes/providers/zApi/api/requests';
import type { Order } from '../../../../commerce/domain/order/order';

const items = [{ name: 'Café', quantity: 2, unitPriceCents: 14990 }];

describe('sendOrderRequest', () => {
	it('sends reais and leaves out what was not set', () => {
		const request = sendOrderRequest({ recipient: '5511988887777', items, totalCents: 29980 }, {});
		expect(request).toEqual({
			method: 'POST',
			path: '/send-order',
			body: {
				phone: '5511988887777',
				order: { currency: 'BRL', products: [{ name: 'Café', value: 149.9, quantity: 2 }] },
			},
		});
	});

	it.each([
		['CPF', 'cpf'],
		['CNPJ', 'cnpj'],
		['PHONE', 'phone'],
		['EMAIL', 'email'],
		['EVP', 'randomKey'],
	] as const)('names the key type %s as orders do: %s', (keyType, word) => {
		const request = sendOrderRequest(
			{ recipient: '5511988887777', items, totalCents: 29980 },
			{ pix: { key: 'k', keyType, holderName: 'Loja' }, acceptCard: true },
		);
		expect(request.body?.paymentSettings).toEqual({
			pix: { key: 'k', keyType: word, name: 'Loja' },
			card: { enabled: true },
		});
	});

	it('keeps the catalog ID of a product and the amounts around the items', () => {
		const request = sendOrderRequest(
			{
				recipient: '5511988887777',
				items: [{ ...items[0], productId: '23940797548900636' }],
				discountCents: 1000,
				taxCents: 0,
				shippingCents: 5,
				totalCents: 28985,
				currency: 'BRL',
			},
			{},
		);
		expect(request.body?.order).toEqual({
			currency: 'BRL',
			discount: 10,
			tax: 0,
			shipping: 0.05,
			products: [{ name: 'Café', value: 149.9, quantity: 2, productId: '23940797548900636' }],
		});
	});
});

describe('order updates', () => {
	const order: Order = {
		referenceId: 'REF',
		orderRequestId: 'REQ',
		orderMessageId: 'MSG',
		currency: 'BRL',
		shippingCents: 500,
		items: [
			{ name: 'a', quantity: 1, unitPriceCents: 100, productId: 'custom-item-1' },
			{ name: 'b', quantity: 1, unitPriceCents: 100, productId: '42', isCustomItem: false },
		],
	};
	const update = { recipient: '554499999999', order, orderStatus: 'shipped', paymentStatus: 'paid' } as const;

	it('carries the whole order back, with isCustomItem on every product', () => {
		const expected = {
			phone: '554499999999',
			messageId: 'MSG',
			referenceId: 'REF',
			orderRequestId: 'REQ',
			orderStatus: 'shipped',
			paymentStatus: 'paid',
			order: {
				currency: 'BRL',
				shipping: 5,
				products: [
					{ value: 1, quantity: 1, name: 'a', isCustomItem: true, productId: 'custom-item-1' },
					{ value: 1, quantity: 1, name: 'b', isCustomItem: false, productId: '42' },
				],
			},
		};
		expect(orderStatusUpdateRequest(update)).toEqual({
			method: 'POST',
			path: '/order-status-update',
			body: expected,
		});
		expect(orderPaymentUpdateRequest({ ...update, message: 'Obrigado' })).toEqual({
			method: 'POST',
			path: '/order-payment-update',
			body: { ...expected, message: 'Obrigado' },
		});
	});

	it.each([
		['referenceId', 'Reference ID'],
		['orderRequestId', 'Order Request ID'],
		['orderMessageId', 'Order Message ID'],
	] as const)('refuses an order without %s, naming %s', (member, label) => {
		const broken = { ...order, [member]: undefined };
		expect(() => orderStatusUpdateRequest({ ...update, order: broken })).toThrow(
			expect.objectContaining({ field: label }),
		);
	});

	it('refuses a product without ID and a status that Z-API does not have', () => {
		const nameless = { ...order, items: [{ name: 'a', quantity: 1, unitPriceCents: 1 }] };
		expect(() => orderStatusUpdateRequest({ ...update, order: nameless })).toThrow(/Product ID.*"a"/);
		expect(() => orderStatusUpdateRequest({ ...update, orderStatus: 'partially_shipped' })).toThrow(
			/Order Status.*partially_shipped/,
		);
	});
});

describe('sendPixButtonRequest', () => {
	it('names the key type in capitals and leaves the title out when empty', () => {
		expect(
			sendPixButtonRequest({ recipient: '120363019502650977-group', key: 'k', keyType: 'EVP' }).body,
		).toEqual({ phone: '120363019502650977-group', pixKey: 'k', type: 'EVP' });
	});
});
