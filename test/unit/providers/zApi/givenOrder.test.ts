import fc from 'fast-check';
import { readZApiEvent } from '../../../../nodes/providers/zApi/api/events';
import { readGivenOrder } from '../../../../nodes/providers/zApi/api/givenOrder';
import { toItemJson } from '../../../../nodes/WhatsAppCommerceTrigger/eventItem';
import { documentedOrder } from '../../../fixtures/documentedOrder';
import cart from '../../../fixtures/zapi-webhooks/received-order-cart.json';
import paid from '../../../fixtures/zapi-webhooks/received-sendPayment.json';
import product from '../../../fixtures/zapi-webhooks/received-product.json';
import reviewAndPay from '../../../fixtures/zapi-webhooks/received-reviewAndPay.json';
import reviewOrder from '../../../fixtures/zapi-webhooks/received-reviewOrder.json';

/** The item that the trigger makes of a webhook body. */
function triggerItem(body: object, raw?: object) {
	const reading = readZApiEvent(body as Record<string, unknown>);
	if (reading.kind !== 'events') throw new Error(reading.reason);
	return toItemJson(reading.events[0].event, raw);
}

const twice = (value: unknown) => JSON.stringify(JSON.stringify(value));
const asTexts = (row: object) =>
	Object.fromEntries(
		Object.entries(row).map(([name, value]) => [
			name,
			typeof value === 'object' ? JSON.stringify(value) : (value as unknown),
		]),
	);
const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const read = (event: unknown) => readGivenOrder(event, 'Order Event');
const webhookItem = (body: object) => ({ headers: {}, params: {}, query: {}, body });

const order = documentedOrder;
const phone = '5544999999999';
/** Of a row that somebody else may have filled. */
const ofRow = { phone, mayLackCountryCode: true };

describe('an order', () => {
	const item = triggerItem(reviewAndPay);
	const itemOrder = item.order as { items: object[] };

	it.each<[string, unknown, unknown]>([
		['the item of the trigger', item, { order, phone }],
		['the item of the trigger with raw', triggerItem(reviewAndPay, reviewAndPay), { order, phone }],
		['the item of the trigger, stored', stored(item), { order, phone }],
		['a raw webhook body', reviewAndPay, { order, phone }],
		["an item of n8n's Webhook node", webhookItem(reviewAndPay), { order, phone }],
		['the raw of an item whose order was dropped', { raw: reviewAndPay }, { order, phone }],
		['the order alone', item.order, { order }],
		['a row with the order and a phone', { id: 7, phone, order: item.order }, { order, ...ofRow }],
		['a row of a Data Table', { id: 7, phone, order: JSON.stringify(item.order) }, { order, ...ofRow }],
		['a row with every object as text', asTexts(item), { order, phone }],
		['a row with the body as text', { id: 7, body: JSON.stringify(reviewAndPay) }, { order, phone }],
		['a row with the raw as text', { raw: JSON.stringify(reviewAndPay) }, { order, phone }],
		['a row with the whole item as its order', { id: 7, order: JSON.stringify(item) }, { order, phone }],
		['a row with the whole body as its order', { order: reviewAndPay }, { order, phone }],
		['a row whose items are text', { ...itemOrder, items: JSON.stringify(itemOrder.items) }, { order }],
		['a list of one', [item], { order, phone }],
		['a list of one in a list of one', [[item]], { order, phone }],
		['a list of one as text', JSON.stringify([item]), { order, phone }],
		['JSON text', JSON.stringify(item), { order, phone }],
		['JSON text that was encoded twice', twice(item), { order, phone }],
		['a row whose order was encoded twice', { phone, order: twice([item.order]) }, { order, ...ofRow }],
		['a row whose phone is a number', { phone: 5544999999999, order: item.order }, { order, ...ofRow }],
	])('is found in %s', (_where, event, expected) => {
		expect(read(event)).toEqual(expected);
	});

	it.each([
		['partially-shipped', 'partially_shipped'],
		['Partially_Shipped', 'partially_shipped'],
		['partially shipped', 'partially_shipped'],
		// Read as nothing, a canceled order could be shipped.
		['cancelled', 'canceled'],
		[' CANCELED ', 'canceled'],
		['delivered', undefined],
	])('has its status whichever way it is spelled: %s', (word, orderStatus) => {
		const body = { ...reviewAndPay, reviewAndPay: { ...reviewAndPay.reviewAndPay, orderStatus: word } };
		expect(read(body).order.orderStatus).toBe(orderStatus);
		expect(read(triggerItem(body)).order.orderStatus).toBe(orderStatus);
		expect(read({ order: { items: order.items, orderStatus: word } }).order.orderStatus).toBe(orderStatus);
	});

	it('has no phone rather than an empty one', () => {
		for (const none of ['', '  ', null, undefined]) {
			expect(read({ ...reviewAndPay, phone: none })).toEqual({ order });
			expect(read({ ...triggerItem(reviewAndPay), contact: { phone: none } })).toEqual({ order });
		}
	});

	it('is not changed by reading it', () => {
		const before = structuredClone(reviewAndPay);
		read(reviewAndPay);
		expect(reviewAndPay).toEqual(before);
	});
});

describe('an update of an order', () => {
	it('names the message it responses to, never itself', () => {
		expect(read(reviewOrder).order.orderMessageId).toBeUndefined();
		expect(read({ ...reviewOrder, referenceMessageId: '3EB0' }).order.orderMessageId).toBe('3EB0');
		expect(read(triggerItem({ ...reviewOrder, referenceMessageId: '3EB0' })).order).toMatchObject({
			orderMessageId: '3EB0',
			orderStatus: 'processing',
			referenceId: '4N9AVI38VOB',
		});
	});
});

describe('what is not an order', () => {
	const item = triggerItem(reviewAndPay);

	it.each<[string, unknown]>([
		['the item of the trigger', triggerItem(cart)],
		['a raw webhook body', cart],
		["an item of n8n's Webhook node", webhookItem(cart)],
	])('a cart is refused with what to do first: %s', (_where, event) => {
		expect(() => read(event)).toThrow(
			'Order Event: found a cart, expected an order; send a Payment Request for the cart first',
		);
	});

	it.each<[string, unknown, string]>([
		['nothing', undefined, 'nothing'],
		['null', null, 'nothing'],
		['a text', 'order-1', '"order-1"'],
		['a number', 7, '7'],
		['a list', [reviewAndPay.reviewAndPay.referenceId], '["4N9AVI38VOB"]'],
		['an empty object', {}, 'an empty object'],
		['a list of two', [item, item], 'a list of 2'],
		['an empty list', [], '[]'],
		[
			'an item of another event',
			triggerItem(paid),
			expect.stringContaining('an object with event, ') as unknown as string,
		],
		['a body of another event', webhookItem(product), 'an object with headers, params, query, body'],
		['a row without order', { id: 1, order: null }, 'an object with id, order'],
		['an order that is a text', { order: '{}' }, 'an object with order'],
		['items that are no list', { order: { items: {} } }, 'an object with order'],
		['a raw without order', { event: 'orderSent', raw: {} }, 'an object with event, raw'],
	])('%s is refused with what was found', (_what, event, found) => {
		expect(() => read(event)).toThrow(
			expect.objectContaining({
				name: 'InvalidInputError',
				field: 'Order Event',
				found,
				expected: expect.stringMatching(/reviewAndPay|^one order per item$/) as unknown as string,
			}),
		);
	});

	it.each<[string, unknown]>([
		['the trigger', { event: 'orderSent', order: { currency: 'BRL', items: [] } }],
		['the webhook', { ...reviewAndPay, reviewAndPay: { ...reviewAndPay.reviewAndPay, products: [] } }],
		['the webhook, absent', { ...reviewAndPay, reviewAndPay: { referenceId: '1' } }],
	])('an order without items is refused: %s', (_where, event) => {
		expect(() => read(event)).toThrow(
			'Order Event: found an order without items, expected at least one item',
		);
	});

	it.each([
		['a snapshot', { order: { items: [order.items[0], { ...order.items[1], name: ' ' }] } }],
		[
			'the webhook',
			{
				...reviewAndPay,
				reviewAndPay: {
					...reviewAndPay.reviewAndPay,
					products: reviewAndPay.reviewAndPay.products.map((line, at) =>
						at === 1 ? { ...line, name: null } : line,
					),
				},
			},
		],
	])('a product without a name is refused with its row: %s', (_where, event) => {
		expect(() => read(event)).toThrow(
			'Order Event, Item 2, Name: found nothing, expected the name of the product',
		);
	});

	it.each<[string, object, string]>([
		['a price', { unitPriceCents: 9007199254740991 }, 'order, item 1, unitPriceCents'],
		['a line', { quantity: 9007199254740991 }, 'Order Event, Item 1, Unit Price × Quantity'],
	])('%s above the limit is refused', (_what, change, field) => {
		const event = { order: { ...order, items: [{ ...order.items[0], ...change }] } };
		expect(() => read(event)).toThrow(
			expect.objectContaining({ field, expected: 'at most R$ 999.999.999,99' }),
		);
	});

	it.each(['subtotalCents', 'discountCents', 'taxCents', 'shippingCents', 'totalCents'])(
		'%s above the limit is refused',
		(name) => {
			for (const cents of [9007199254740991, '100000000000']) {
				expect(() => read({ order: { ...order, [name]: cents } })).toThrow(
					expect.objectContaining({ field: `order.${name}`, expected: 'at most R$ 999.999.999,99' }),
				);
			}
		},
	);

	it.each([
		[' brl ', 'BRL'],
		[null, 'BRL'],
		['', 'BRL'],
	])('the currency %j is read as %s', (currency, expected) => {
		expect(read({ order: { ...order, currency } }).order.currency).toBe(expected);
	});

	it('an unknown currency is refused by name', () => {
		expect(() => read({ order: { ...order, currency: 123 } })).toThrow('order.currency: found 123');
	});

	it('an amount that cannot be read is refused by name, not guessed', () => {
		const body = structuredClone(reviewAndPay) as { reviewAndPay: { products: Array<{ value: unknown }> } };
		body.reviewAndPay.products[1].value = 'gift';
		expect(() => read(body)).toThrow(
			expect.objectContaining({ field: 'reviewAndPay, product 2, value', found: '"gift"' }),
		);
		expect(() => read({ raw: body })).toThrow(
			expect.objectContaining({ field: 'reviewAndPay, product 2, value' }),
		);
	});
});

describe('anything else', () => {
	const members = fc.constantFrom(
		'event',
		'order',
		'items',
		'products',
		'body',
		'raw',
		'contact',
		'phone',
		'reviewAndPay',
		'reviewOrder',
		'quantity',
		'value',
		'unitPriceCents',
		'orderId',
	);
	const { tree } = fc.letrec((tie) => ({
		tree: fc.oneof(
			{ maxDepth: 5, depthSize: 'medium' },
			fc.constantFrom<unknown>(null, 1, 2.5, '', 'a', 'cartReceived', true),
			fc.array(tie('tree'), { maxLength: 3 }),
			fc.dictionary(members, tie('tree'), { maxKeys: 5 }),
		),
	}));

	it('is an order with items, or refused in words', () => {
		fc.assert(
			fc.property(fc.oneof(tree, fc.anything()), (event) => {
				try {
					const { order: found } = read(event);
					expect(found.items.length).toBeGreaterThan(0);
					for (const { quantity, unitPriceCents } of found.items) {
						expect(Number.isSafeInteger(quantity * unitPriceCents)).toBe(true);
					}
				} catch (error) {
					expect(error).toMatchObject({ name: 'InvalidInputError' });
				}
			}),
			{ numRuns: 2000 },
		);
	});
});
