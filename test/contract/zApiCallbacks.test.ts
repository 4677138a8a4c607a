import { callZApi, simulator, type Receiver, type ZApiAccount } from '../helpers/simulator';
import { orderInBrief, orderInFull, pixButton } from './documentedPayloads';

type Event = Record<string, unknown>;

let account: ZApiAccount;
let receiver: Receiver;

beforeEach(async () => {
	account = await simulator.createZApi();
	receiver = await simulator.createReceiver();
});

const set = (route: string, value: string) => callZApi(account, 'PUT', route, { value });

async function received(): Promise<Event[]> {
	expect(await simulator.settle(account.account)).toEqual({ settled: true });
	return (await simulator.receivedRequests(receiver)).map(({ body }) => JSON.parse(body) as Event);
}

describe('addresses', () => {
	test.each([
		['update-webhook-received', 'receivedCallbackUrl'],
		['update-webhook-delivery', 'deliveryCallbackUrl'],
		['update-webhook-message-status', 'messageStatusCallbackUrl'],
		['update-webhook-connected', 'connectedCallbackUrl'],
		['update-webhook-disconnected', 'disconnectedCallbackUrl'],
	])('%s sets %s and overwrites what was there', async (route, name) => {
		await set(route, 'https://first.example/hook');
		expect((await set(route, 'https://second.example/hook')).data).toEqual({ value: true });
		expect((await callZApi(account, 'GET', 'me')).data).toMatchObject({
			[name]: 'https://second.example/hook',
		});
	});

	test.each(['http://shop.example/hook', 'shop.example', 'ftp://shop.example'])(
		'refuses %s',
		async (value) => {
			const reply = await set('update-webhook-received', value);
			expect([reply.status, reply.data]).toEqual([400, { error: expect.stringContaining('URL') }]);
		},
	);

	test('own messages need an address for received ones', async () => {
		const wanted = { notifySentByMe: true };
		expect((await callZApi(account, 'PUT', 'update-notify-sent-by-me', wanted)).status).toBe(400);
		await set('update-webhook-received', receiver.publicUrl);
		expect((await callZApi(account, 'PUT', 'update-notify-sent-by-me', wanted)).data).toEqual({
			value: true,
		});
	});

	test('a setter that answers yes and keeps the old address, as one report says', async () => {
		await simulator.configure(account.account, { ignoreWebhookWrites: true });
		expect((await set('update-webhook-received', receiver.publicUrl)).data).toEqual({ value: true });
		expect((await callZApi(account, 'GET', 'me')).data).toMatchObject({ receivedCallbackUrl: null });
	});
});

describe('an order', () => {
	beforeEach(async () => {
		await set('update-webhook-received', receiver.publicUrl);
		await callZApi(account, 'PUT', 'update-notify-sent-by-me', { notifySentByMe: true });
	});

	test('comes back as reviewAndPay with new references', async () => {
		const { messageId } = (await callZApi(account, 'POST', 'send-order', orderInFull)).data;
		const [event, ...others] = await received();
		expect(others).toEqual([]);
		expect(event).toMatchObject({
			type: 'ReceivedCallback',
			instanceId: account.instanceId,
			phone: orderInFull.phone,
			fromMe: true,
			messageId,
			reviewAndPay: {
				type: 'physical-goods',
				currency: 'BRL',
				referenceId: expect.stringMatching(/^[0-9A-Z]{11}$/),
				orderRequestId: expect.stringMatching(/^[0-9A-Z]{11}$/),
				orderStatus: 'pending',
				paymentStatus: 'pending',
				total: 605,
				subTotal: 600,
				discount: 10,
				shipping: 5,
				tax: 10,
				products: [
					{ isCustomItem: true, productId: expect.stringMatching(/^custom-item-/), value: 150, quantity: 2 },
					{ isCustomItem: false, productId: '23940797548900636', value: 150, quantity: 2 },
				],
			},
		});
	});

	test('carries the instance token in a header', async () => {
		await callZApi(account, 'POST', 'send-order', orderInBrief);
		await received();
		const [{ headers }] = await simulator.receivedRequests(receiver);
		expect(headers).toMatchObject({ 'z-api-token': account.token, origin: 'https://api.z-api.io' });
	});

	test('can be updated from its event, which leads to reviewOrder', async () => {
		const sent = (await callZApi(account, 'POST', 'send-order', orderInFull)).data;
		const [event] = await received();
		const review = event.reviewAndPay as Event & { referenceId: string };
		const update = {
			phone: event.phone,
			messageId: event.messageId,
			referenceId: review.referenceId,
			orderRequestId: review.orderRequestId,
			orderStatus: 'pending',
			paymentStatus: 'paid',
			order: {
				currency: review.currency,
				discount: review.discount,
				tax: review.tax,
				shipping: review.shipping,
				products: review.products,
			},
		};
		const updated = (await callZApi(account, 'POST', 'order-payment-update', update)).data;
		expect(updated.messageId).not.toBe(sent.messageId);
		const [, second] = await received();
		expect(second).toMatchObject({
			messageId: updated.messageId,
			reviewOrder: {
				referenceId: review.referenceId,
				orderStatus: 'pending',
				paymentStatus: 'paid',
				total: 605,
			},
		});
		expect(second.reviewOrder).not.toHaveProperty('type');
	});

	test('stays silent without notify sent by me', async () => {
		await callZApi(account, 'PUT', 'update-notify-sent-by-me', { notifySentByMe: false });
		await callZApi(account, 'POST', 'send-order', orderInBrief);
		expect(await received()).toEqual([]);
	});
});

test('a delivery and its statuses are reported to their addresses', async () => {
	await set('update-webhook-delivery', receiver.publicUrl);
	await set('update-webhook-message-status', receiver.publicUrl);
	const { zaapId, messageId } = (await callZApi(account, 'POST', 'send-button-pix', pixButton)).data;
	const [delivery, ...statuses] = await received();
	expect(delivery).toEqual({
		phone: pixButton.phone,
		zaapId,
		messageId,
		instanceId: account.instanceId,
		momment: expect.any(Number),
		type: 'DeliveryCallback',
	});
	expect(statuses).toMatchObject([
		{ type: 'MessageStatusCallback', status: 'SENT', ids: [messageId] },
		{ type: 'MessageStatusCallback', status: 'RECEIVED', ids: [messageId] },
	]);
});

describe('what fails only later', () => {
	beforeEach(async () => {
		await set('update-webhook-delivery', receiver.publicUrl);
	});

	test.each([
		[
			'an unknown currency',
			'send-order',
			{ ...orderInBrief, order: { ...orderInBrief.order, currency: 'XQZ' } },
			'Order has not been sent because it received invalid currency code',
		],
		[
			'a channel',
			'send-button-pix',
			{ ...pixButton, phone: '120363019502650977@newsletter' },
			'Pix button not available to channels.',
		],
	])('%s', async (_name, route, body, error) => {
		expect((await callZApi(account, 'POST', route, body)).status).toBe(200);
		expect(await received()).toMatchObject([{ type: 'DeliveryCallback', error }]);
	});

	test('buttons without accepted terms', async () => {
		await simulator.configure(account.account, { buttonsTermsAccepted: false });
		await callZApi(account, 'POST', 'send-button-pix', pixButton);
		const error = 'You must accept buttons message terms in panel to send this message.';
		expect(await received()).toMatchObject([{ error }]);
	});

	test('a fault of the moment, with its code', async () => {
		const error = 'The message was not sent due to a likely shadow ban';
		await simulator.addFault(account.account, { kind: 'deliveryError', error, errorCode: 'SHADOW_BAN' });
		await callZApi(account, 'POST', 'send-order', orderInBrief);
		expect(await received()).toMatchObject([{ error, errorCode: 'SHADOW_BAN' }]);
	});
});
