import { readOrderSnapshot, toOrderSnapshot } from '../../../commerce/domain/order/orderSnapshot';
import type { Order } from '../../../commerce/domain/order/order';

const order: Order = {
	referenceId: '4N9AVI38VOB',
	orderRequestId: '4N9AVI38VYZ',
	orderMessageId: '3EB0F91BBA791BB0A787FC',
	orderStatus: 'processing',
	paymentStatus: 'pending',
	currency: 'BRL',
	items: [
		{
			name: 'Mug',
			quantity: 2,
			unitPriceCents: 14990,
			productId: 'custom-item-1',
			retailerId: 'MUG-1',
			isCustomItem: true,
		},
		{ name: 'Sticker', quantity: 1, unitPriceCents: 5, productId: '23940797548900636', isCustomItem: false },
	],
	subtotalCents: 29985,
	discountCents: 1000,
	taxCents: 0,
	shippingCents: 500,
	totalCents: 29485,
};

test('says every amount in reais and in cents', () => {
	expect(toOrderSnapshot(order)).toEqual({
		referenceId: '4N9AVI38VOB',
		orderRequestId: '4N9AVI38VYZ',
		orderMessageId: '3EB0F91BBA791BB0A787FC',
		orderStatus: 'processing',
		paymentStatus: 'pending',
		currency: 'BRL',
		items: [
			{
				productId: 'custom-item-1',
				retailerId: 'MUG-1',
				name: 'Mug',
				quantity: 2,
				unitPriceReais: 149.9,
				unitPriceCents: 14990,
				isCustomItem: true,
			},
			{
				productId: '23940797548900636',
				name: 'Sticker',
				quantity: 1,
				unitPriceReais: 0.05,
				unitPriceCents: 5,
				isCustomItem: false,
			},
		],
		subtotalReais: 299.85,
		subtotalCents: 29985,
		discountReais: 10,
		discountCents: 1000,
		taxReais: 0,
		taxCents: 0,
		shippingReais: 5,
		shippingCents: 500,
		totalReais: 294.85,
		totalCents: 29485,
	});
});

test('what the order does not have is absent', () => {
	expect(toOrderSnapshot({ currency: 'BRL', items: [] })).toEqual({ currency: 'BRL', items: [] });
});

test('comes back the same, also through storage and under "order"', () => {
	const stored: unknown = JSON.parse(JSON.stringify({ event: 'orderSent', order: toOrderSnapshot(order) }));
	expect(readOrderSnapshot(stored)).toEqual(order);
	expect(readOrderSnapshot(toOrderSnapshot(order))).toEqual(order);
});

test('cents win over reais, and reais alone are enough', () => {
	const [item] = toOrderSnapshot(order).items;
	const read = (change: object) =>
		readOrderSnapshot({ currency: 'BRL', items: [{ ...item, ...change }] })?.items[0].unitPriceCents;
	expect(read({ unitPriceReais: 1 })).toBe(14990);
	expect(read({ unitPriceReais: 149.9, unitPriceCents: undefined })).toBe(14990);
	expect(read({ unitPriceReais: '149,90', unitPriceCents: null })).toBe(14990);
	expect(read({ unitPriceCents: '14990' })).toBe(14990);
});

test.each([undefined, null, 'text', 7, [], {}, { order: {} }, { order: { items: {} } }, { items: null }])(
	'%j has no order in it',
	(json) => {
		expect(readOrderSnapshot(json)).toBeUndefined();
	},
);

test.each([
	[{ unitPriceCents: 1.5 }, 'order, item 1, unitPriceCents'],
	[{ unitPriceCents: -1 }, 'order, item 1, unitPriceCents'],
	[{ unitPriceCents: undefined, unitPriceReais: 'free' }, 'order, item 1, unitPriceReais'],
	[{ unitPriceCents: undefined, unitPriceReais: undefined }, 'order, item 1, unitPriceCents'],
	[{ unitPriceCents: undefined, unitPriceReais: null }, 'order, item 1, unitPriceCents'],
	[{ quantity: 0 }, 'order, item 1, quantity'],
	[{ quantity: 1.5 }, 'order, item 1, quantity'],
])('refuses %j by name', (change, field) => {
	const [item] = toOrderSnapshot(order).items;
	const json = { currency: 'BRL', items: [{ ...item, ...change }] };
	expect(() => readOrderSnapshot(json)).toThrow(expect.objectContaining({ field }));
});

test('refuses what is no item or no currency by name, and takes an item without a name', () => {
	expect(() => readOrderSnapshot({ items: [7] })).toThrow('order, item 1: found 7, expected an object');
	expect(() => readOrderSnapshot({ items: [], currency: 'real' })).toThrow('order.currency: found "real"');
	expect(readOrderSnapshot({ items: [], currency: 'usd' })?.currency).toBe('USD');
	expect(readOrderSnapshot({ items: [] })?.currency).toBe('BRL');
	for (const name of ['subtotal', 'discount', 'tax', 'shipping', 'total']) {
		expect(() => readOrderSnapshot({ items: [], [`${name}Cents`]: 1.5 })).toThrow(
			`order.${name}Cents: found`,
		);
	}
	expect(readOrderSnapshot({ items: [{ quantity: 1, unitPriceCents: 5 }] })?.items[0].name).toBe('');
});
