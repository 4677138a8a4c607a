import { MAX_AMOUNT_CENTS } from '../../../../commerce/domain/money/money';
import { readCartEvent } from '../../../../nodes/providers/zApi/api/cartEvents';
import { readOrderEvent, readOrderOfBody } from '../../../../nodes/providers/zApi/api/orderEvents';
import { thousandthsToCents } from '../../../../nodes/providers/zApi/api/thousandths';

describe('thousandths of reais', () => {
	it.each<[unknown, number | undefined]>([
		[2000, 200],
		['2000', 200],
		[' 1490 ', 149],
		[0, 0],
		['0', 0],
		['10', 1],
		[MAX_AMOUNT_CENTS * 10, MAX_AMOUNT_CENTS],
		[undefined, undefined],
		[null, undefined],
		['', undefined],
	])('%j are %j cents', (value, cents) => expect(thousandthsToCents(value, 'price')).toBe(cents));

	it.each<[unknown]>([
		...[1, 2005, 1.5, -2000, 1e21, Number.NaN, MAX_AMOUNT_CENTS * 10 + 10].map((value): [unknown] => [value]),
		...['2005', '20.00', 'R$ 2000', '-2000', 'a2000', '2000a', '2000.0', ' '].map((value): [unknown] => [
			value,
		]),
		['1'.padEnd(15, '0')],
		[true],
		[['2000']],
		[{ value: 2000 }],
	])('%j are none', (value) => {
		expect(() => thousandthsToCents(value, 'price')).toThrow(expect.objectContaining({ field: 'price' }));
	});
});

describe('a cart', () => {
	const product = { name: 'Coffee', quantity: 2, price: 24900, currencyCode: 'BRL', productId: '1' };
	const cart = { orderId: 'C1', products: [product], subTotal: 49800, total: 49800 };

	it('is read in cents', () => {
		expect(readCartEvent({ ...cart, message: 'Hello' })).toEqual({
			event: 'cartReceived',
			identity: ['C1'],
			message: { type: 'text', text: 'Hello' },
			order: {
				cartId: 'C1',
				currency: 'BRL',
				items: [{ name: 'Coffee', quantity: 2, productId: '1', unitPriceCents: 2490 }],
				subtotalCents: 4980,
				totalCents: 4980,
			},
			warnings: undefined,
		});
		expect(readCartEvent(cart)).not.toHaveProperty('message');
	});

	it.each<[object, string, number]>([
		[{ currency: 'usd' }, 'USD', 1],
		[{ products: [{ ...product, currencyCode: 'EUR' }] }, 'EUR', 1],
		[{ currency: 'USD', products: [{ ...product, currencyCode: 'EUR' }] }, 'USD', 1],
		[{ products: [{ ...product, currencyCode: undefined }] }, 'BRL', 1],
		[{ products: [] }, 'BRL', 0],
		[{ products: undefined }, 'BRL', 0],
	])('with %j is in %s', (more, currency, count) => {
		const { order } = readCartEvent({ ...cart, ...more });
		expect(order?.currency).toBe(currency);
		expect(order?.items).toHaveLength(count);
	});

	it.each<[object, string]>([
		[{ products: [product, { ...product, price: 1 }] }, 'order, product 2, price'],
		[{ products: [{ ...product, price: undefined }] }, 'order, product 1, price'],
		[{ products: [product, product, null] }, 'order, product 3, price'],
		[{ products: [{ ...product, quantity: 0 }] }, 'order, product 1, quantity'],
		[{ subTotal: 1 }, 'order.subTotal'],
		[{ total: 1 }, 'order.total'],
		[{ currency: 'reais' }, 'order.currency'],
		[{ products: [{ ...product, currencyCode: 'R' }] }, 'order, product 1, currencyCode'],
	])('with %j has no order, and says why', (more, field) => {
		const { order, warnings } = readCartEvent({ ...cart, ...more });
		expect(order).toBeUndefined();
		expect(warnings).toEqual([
			{ rule: 'event.orderUnreadable', message: expect.stringContaining(`${field}: found`) },
		]);
	});
});

describe('an order', () => {
	const product = { name: 'Coffee', quantity: 2, value: 24.9, productId: '1', isCustomItem: true };
	const order = {
		referenceId: 'R1',
		orderRequestId: 'Q1',
		orderStatus: 'pending',
		paymentStatus: 'pending',
		products: [product],
		total: 49.8,
	};

	it.each<[object, object]>([
		[{}, { currency: 'BRL', totalCents: 4980 }],
		[{ currency: 'usd' }, { currency: 'USD' }],
		[{ products: undefined }, { items: [] }],
		[{ products: null, total: null }, { items: [] }],
		[
			{ subTotal: 1, discount: '2.50', tax: 0.1 + 0.2, shipping: 4 },
			{ subtotalCents: 100, discountCents: 250, taxCents: 30, shippingCents: 400 },
		],
		[{ products: [{ ...product, isCustomItem: false }] }, { items: [{ isCustomItem: false }] }],
		[
			{ products: [{ ...product, isCustomItem: undefined, productId: 'custom-item-A' }] },
			{ items: [{ isCustomItem: true }] },
		],
		[{ products: [{ ...product, isCustomItem: undefined }] }, { items: [{ isCustomItem: false }] }],
	])('with %j is read', (more, expected) => {
		const content = readOrderEvent({ messageId: 'M1', reviewAndPay: { ...order, ...more } });
		expect(content?.order).toMatchObject({ ...expected, referenceId: 'R1', orderMessageId: 'M1' });
		expect(content?.warnings).toBeUndefined();
	});

	it.each<[object, string]>([
		[{ total: 'soon' }, 'reviewOrder.total'],
		[{ subTotal: -1 }, 'reviewOrder.subTotal'],
		[{ discount: {} }, 'reviewOrder.discount'],
		[{ tax: '1.499' }, 'reviewOrder.tax'],
		[{ shipping: 0.001 }, 'reviewOrder.shipping'],
		[{ currency: 'R$' }, 'reviewOrder.currency'],
		[{ products: {} }, 'reviewOrder.products'],
		[{ products: [product, 'Tea'] }, 'reviewOrder, product 2'],
		[{ products: [{ ...product, value: undefined }] }, 'reviewOrder, product 1, value'],
		[{ products: [{ ...product, quantity: 1.5 }] }, 'reviewOrder, product 1, quantity'],
	])('with %j is left out, and says why', (more, field) => {
		const content = readOrderEvent({ referenceMessageId: 'M1', reviewOrder: { ...order, ...more } });
		expect(content).toMatchObject({ event: 'orderUpdated', identity: ['R1', 'pending', 'pending'] });
		expect(content?.order).toBeUndefined();
		expect(content?.warnings).toEqual([
			{ rule: 'event.orderUnreadable', message: expect.stringContaining(`${field}: found`) },
		]);
	});

	it.each<[object, Array<[string, string]>]>([
		[
			{ orderStatus: 'lost', paymentStatus: 'half' },
			[
				['event.unlistedStatus', 'orderStatus "lost"'],
				['event.unlistedStatus', 'paymentStatus "half"'],
			],
		],
		[{ orderStatus: null }, []],
		[{ orderRequestId: '' }, [['event.missingIds', 'lacks orderRequestId,']]],
		[
			{ referenceId: null, orderRequestId: null },
			[['event.missingIds', 'lacks referenceId and orderRequestId,']],
		],
	])('with %j warns', (more, expected) => {
		const content = readOrderEvent({ messageId: 'M1', reviewAndPay: { ...order, ...more } });
		const warnings = expected.map(([rule, text]) => ({ rule, message: expect.stringContaining(text) }));
		expect(content?.warnings ?? []).toEqual(warnings);
	});

	it("is found in a webhook body, in the item of n8n's Webhook node, and nowhere else", () => {
		const found = expect.objectContaining({ referenceId: 'R1', totalCents: 4980 });
		expect(readOrderOfBody({ reviewOrder: order })).toEqual(found);
		expect(readOrderOfBody({ headers: {}, body: { reviewAndPay: order } })).toEqual(found);
		expect(
			readOrderOfBody({ reviewAndPay: { ...order, total: 1 }, body: { reviewAndPay: order } }),
		).toMatchObject({
			totalCents: 100,
		});
		for (const other of [undefined, null, 'order', [], {}, { body: {} }, { reviewAndPay: 'order' }]) {
			expect(readOrderOfBody(other)).toBeUndefined();
		}
	});
});
