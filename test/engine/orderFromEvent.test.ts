import type { IDataObject, INodeParameters } from 'n8n-workflow';
import reviewAndPay from '../fixtures/zapi-webhooks/received-reviewAndPay.json';
import reviewOrder from '../fixtures/zapi-webhooks/received-reviewOrder.json';
import { sends, zApiCredential } from '../helpers/accounts';
import { runAction } from '../helpers/engine/runAction';
import { zApiCharge, zApiUpdate } from '../helpers/parameters';
import { simulator, type ZApiAccount } from '../helpers/simulator';

/** From an order event the user only chooses the new status; everything else comes from the event. */

const products = reviewAndPay.reviewAndPay.products;

/** What Z-API documents as the body of an update of this order. */
const wholeOrder = {
	phone: reviewAndPay.phone,
	messageId: reviewAndPay.messageId,
	referenceId: '4N9AVI38VOB',
	orderRequestId: '4N9AVI38VYZ',
	order: { currency: 'BRL', discount: 10, shipping: 5, tax: 10, products },
};

/** The same order as the trigger emits it. */
const triggerItem: IDataObject = {
	event: 'orderSent',
	eventId: 'A20DA9C0',
	provider: 'zApi',
	accountId: reviewAndPay.instanceId,
	occurredAt: '2021-09-21T12:55:25.000Z',
	contact: { phone: reviewAndPay.phone, name: 'name', isGroup: false },
	fromMe: true,
	messageId: reviewAndPay.messageId,
	order: {
		referenceId: '4N9AVI38VOB',
		orderRequestId: '4N9AVI38VYZ',
		orderMessageId: reviewAndPay.messageId,
		orderStatus: 'pending',
		paymentStatus: 'pending',
		currency: 'BRL',
		items: products.map(({ value, ...product }) => ({
			...product,
			unitPriceReais: value,
			unitPriceCents: value * 100,
		})),
		subtotalCents: 60000,
		discountCents: 1000,
		shippingCents: 500,
		taxCents: 1000,
		totalCents: 60500,
	},
};

let instance: ZApiAccount;
beforeEach(async () => {
	instance = await simulator.createZApi({ unknownOrders: 'accept' });
});

async function update(parameters: INodeParameters, item: IDataObject) {
	const run = await runAction(parameters, [item], { credentials: zApiCredential(instance) });
	const requests = await sends(instance);
	return { run, body: requests[0]?.body, path: requests[0]?.path, count: requests.length };
}

const shapes: Array<[string, IDataObject, INodeParameters]> = [
	['the item of the trigger', triggerItem, {}],
	['a raw webhook body', reviewAndPay as unknown as IDataObject, {}],
	['an item of the Webhook node', { headers: {}, params: {}, query: {}, body: reviewAndPay }, {}],
	[
		'a body stored as text',
		{ id: 1, stored: JSON.stringify(reviewAndPay) },
		{ orderEvent: '={{ $json.stored }}' },
	],
	['a stored item of the trigger', { row: triggerItem }, { orderEvent: '={{ $json.row }}' }],
	[
		'the order alone, with the phone in Options',
		triggerItem.order as IDataObject,
		{ options: { phone: '+55 44 99999-9999' } },
	],
];

describe.each(shapes)('%s', (_name, item, parameters) => {
	it('gives an order status update everything but the new status', async () => {
		const { run, body, path, count } = await update(zApiUpdate('orderStatus', parameters), item);
		expect(run.error).toBeUndefined();
		expect(count).toBe(1);
		expect(path).toMatch(/\/order-status-update$/);
		expect(body).toStrictEqual({ ...wholeOrder, orderStatus: 'shipped', paymentStatus: 'pending' });
	});

	it('gives a payment update everything but the new status', async () => {
		const { run, body, path } = await update(zApiUpdate('orderPaymentUpdate', parameters), item);
		expect(run.error).toBeUndefined();
		expect(path).toMatch(/\/order-payment-update$/);
		expect(body).toStrictEqual({ ...wholeOrder, orderStatus: 'pending', paymentStatus: 'paid' });
		expect(run.items[0]).toMatchObject({ phone: reviewAndPay.phone, referenceId: '4N9AVI38VOB' });
	});
});

describe('the status that does not change', () => {
	it('is taken from the event', async () => {
		const processing = structuredClone(reviewAndPay);
		processing.reviewAndPay.orderStatus = 'processing';
		const { body } = await update(zApiUpdate('orderPaymentUpdate'), processing as unknown as IDataObject);
		expect(body).toMatchObject({ orderStatus: 'processing', paymentStatus: 'paid' });
	});

	it.each([
		['orderStatus', { currentPaymentStatus: 'paid' }, { orderStatus: 'shipped', paymentStatus: 'paid' }],
		[
			'orderPaymentUpdate',
			{ currentOrderStatus: 'shipped' },
			{ orderStatus: 'shipped', paymentStatus: 'paid' },
		],
	] as const)('can be overridden (%s)', async (operation, options, expected) => {
		const { body } = await update(zApiUpdate(operation, { options }), triggerItem);
		expect(body).toMatchObject(expected);
	});
});

describe('an update event', () => {
	const event = reviewOrder as unknown as IDataObject;

	it('is refused, because it does not carry the ID of the order message', async () => {
		const { run, count } = await update(zApiUpdate('orderPaymentUpdate'), event);
		expect(run.error).toMatchObject({ itemIndex: 0, message: expect.stringContaining('Order Message ID') });
		expect(count).toBe(0);
	});

	it('works with that ID in Options', async () => {
		const options = { orderMessageId: '3EB0F91BBA791BB0A787FC' };
		const { run, body } = await update(zApiUpdate('orderPaymentUpdate', { options }), event);
		expect(run.error).toBeUndefined();
		expect(body).toMatchObject({
			messageId: '3EB0F91BBA791BB0A787FC',
			orderStatus: 'processing',
			paymentStatus: 'paid',
		});
	});
});

describe('the round trip', () => {
	it('payment request, its order event, paid: the provider takes all of it', async () => {
		const strict = await simulator.createZApi();
		const receiver = await simulator.createReceiver();
		await simulator.setWebhooks(strict.account, {
			receivedCallbackUrl: receiver.publicUrl,
			notifySentByMe: true,
		});
		const credentials = zApiCredential(strict);
		const charge = zApiCharge({ additionalFields: { discount: '0.10', shipping: '7.30' } });
		const sent = await runAction(charge, [{}], { credentials });
		expect(sent.status).toBe('success');
		await simulator.settle(strict.account);
		const events = (await simulator.receivedRequests(receiver)).map(
			({ body }) => JSON.parse(body) as IDataObject,
		);
		const event = events.find((body) => 'reviewAndPay' in body);
		expect(event).toBeDefined();

		const paid = await runAction(zApiUpdate('orderPaymentUpdate'), [event as IDataObject], { credentials });
		expect(paid.error).toBeUndefined();
		expect(paid.items[0]).toMatchObject({ sendStatus: 'queued' });
		expect(await simulator.orders(strict.account)).toMatchObject([
			{ messageId: sent.items[0].messageId, orderStatus: 'pending', paymentStatus: 'paid' },
		]);
	});
});
