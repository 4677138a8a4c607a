import { orderStatusUpdateRequest, sendOrderRequest } from '../../../../nodes/providers/zApi/api/requests';
import type { Order } from '../../../../commerce/domain/order/order';

const items = [{ name: 'Café', quantity: 2, unitPriceCents: 14990 }];

describe('sendOrderRequest', () => {
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
