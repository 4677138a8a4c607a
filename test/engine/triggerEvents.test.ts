import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Call } from '../helpers/engine/webhookInbox';
import { ALL_Z_API_EVENTS, openHubTrigger, openZApiTrigger } from '../helpers/shopTrigger';
import type { HubAccount, ZApiAccount } from '../helpers/simulator';
import { simulator } from '../helpers/simulator';
import { documentedOrder } from '../fixtures/documentedOrder';
import cart from '../fixtures/zapi-webhooks/received-order-cart.json';
import connected from '../fixtures/zapi-webhooks/connected.json';
import declined from '../fixtures/zapi-webhooks/received-notification-PAYMENT_ACTION_REQUEST_DECLINED.json';
import deliveryError from '../fixtures/zapi-webhooks/delivery-error.json';
import deliverySuccess from '../fixtures/zapi-webhooks/delivery-success.json';
import pixKey from '../fixtures/zapi-webhooks/received-pixKeyMessage.json';
import product from '../fixtures/zapi-webhooks/received-product.json';
import read from '../fixtures/zapi-webhooks/message-status-READ.json';
import requestPayment from '../fixtures/zapi-webhooks/received-requestPayment.json';
import reviewAndPay from '../fixtures/zapi-webhooks/received-reviewAndPay.json';
import reviewOrder from '../fixtures/zapi-webhooks/received-reviewOrder.json';
import sendPayment from '../fixtures/zapi-webhooks/received-sendPayment.json';
import waiting from '../fixtures/zapi-webhooks/received-waitingMessage.json';

let account: ZApiAccount;

beforeAll(async () => {
	account = await simulator.createZApi();
});

interface Choice {
	events?: string[];
	options?: INodeParameters;
}

async function listening({ events = ALL_Z_API_EVENTS, options = {} }: Choice = {}) {
	const parameters = { registration: 'manual', events, options };
	const trigger = await openZApiTrigger(account, { parameters });
	await trigger.activate();
	return trigger;
}

/** Sends a body as the account's own and returns the answer. */
async function send(body: object, choice: Choice = {}): Promise<Call> {
	const trigger = await listening(choice);
	return await trigger.inbox.receive({ body: { ...body, instanceId: account.instanceId } });
}

const itemOf = ({ items }: Call): IDataObject => items?.[0].json ?? {};

test('an order, as the workflow gets it', async () => {
	const call = await send(reviewAndPay);
	expect(call.status).toBe(200);
	expect(call.body).toEqual({ status: 'accepted', eventId: expect.stringContaining(account.instanceId) });
	expect(call.execution?.status).toBe('success');
	expect(itemOf(call)).toEqual({
		event: 'orderSent',
		eventId: expect.stringMatching(/:orderSent:4N9AVI38VOB:pending:pending$/),
		provider: 'zApi',
		accountId: account.instanceId,
		occurredAt: '2021-09-21T12:55:25.000Z',
		contact: { phone: '5544999999999', lid: '81896604192873@lid', name: 'name', isGroup: false },
		fromMe: false,
		messageId: 'A20DA9C0183A2D35A260F53F5D2B9244',
		order: {
			...documentedOrder,
			items: documentedOrder.items.map((item) => ({ ...item, unitPriceReais: 150 })),
			subtotalReais: 600,
			discountReais: 10,
			taxReais: 10,
			shippingReais: 5,
			totalReais: 605,
		},
	});
});

test.each([
	['cartReceived', cart, { order: { totalReais: 2, totalCents: 200 } }],
	['deliveryFailed', deliveryError, { delivery: { status: 'failed', error: 'Phone number does not exist' } }],
	['messageStatus', deliverySuccess, { delivery: { status: 'sent' } }],
	['messageStatus', read, { delivery: { status: 'read', providerStatus: 'READ' } }],
	['orderUpdated', reviewOrder, { order: { orderStatus: 'processing' } }],
	['paymentDeclined', declined, { payment: { amountReais: 1, amountCents: 100 } }],
	['paymentReceived', sendPayment, { payment: { status: 'COMPLETE', amountReais: 1 } }],
	['paymentRequested', requestPayment, { payment: { status: 'WAITING', amountReais: 1 } }],
	['pixKeySent', pixKey, { payment: { key: 'pixkey', keyType: 'EVP' } }],
])('%s starts when it is chosen, and only then', async (event, body, facts) => {
	const chosen = await send(body, { events: [event] });
	expect(itemOf(chosen)).toMatchObject({ event, ...facts });
	const others = await send(body, { events: ALL_Z_API_EVENTS.filter((name) => name !== event) });
	expect(others.items).toBeUndefined();
	expect(others).toMatchObject({ status: 200, body: { status: 'ignored' } });
});

test.each([
	['a connection', connected],
	['a message without content yet', waiting],
	['a shared product', product],
	['a chat message', { type: 'ReceivedCallback', messageId: 'A', text: { message: 'hi' } }],
])('%s starts nothing', async (_name, body) => {
	const call = await send(body);
	expect(call).toMatchObject({ status: 200, items: undefined, body: { status: 'ignored' } });
});

test('the message a waiting one stood for starts the workflow, under the same id', async () => {
	const trigger = await listening();
	const envelope = { instanceId: account.instanceId, messageId: 'SAME', phone: '5544999999999' };
	const early = await trigger.inbox.receive({ body: { ...waiting, ...envelope } });
	const late = await trigger.inbox.receive({ body: { ...reviewAndPay, ...envelope } });
	expect(early.items).toBeUndefined();
	expect(itemOf(late)).toMatchObject({ event: 'orderSent', messageId: 'SAME' });
});

describe('which message carries an order', () => {
	const update = (changes: object = {}) => ({ ...reviewOrder, instanceId: account.instanceId, ...changes });
	const orderMessageOf = (call: Call) => (itemOf(call).order as IDataObject).orderMessageId;

	test('is remembered from the order for its updates, also over a restart', async () => {
		const trigger = await listening({ events: ['orderUpdated'] });
		const sent = { ...reviewAndPay, instanceId: account.instanceId, messageId: '3EB0ORDER' };
		expect((await trigger.inbox.receive({ body: sent })).body).toMatchObject({ status: 'ignored' });
		const updated = await trigger.inbox.receive({ body: update({ messageId: '3EB0UPDATE' }) });
		expect(itemOf(updated).messageId).toBe('3EB0UPDATE');
		expect(orderMessageOf(updated)).toBe('3EB0ORDER');

		const { staticData } = trigger;
		const parameters = { registration: 'manual', events: ['orderUpdated'] };
		const restarted = await openZApiTrigger(account, { parameters, staticData });
		await restarted.activate();
		expect(orderMessageOf(await restarted.inbox.receive({ body: update({ messageId: 'B' }) }))).toBe(
			'3EB0ORDER',
		);
	});

	test('comes from the update itself when it replies to the order', async () => {
		const call = await send(update({ referenceMessageId: '3EB0REPLIED' }));
		expect(orderMessageOf(call)).toBe('3EB0REPLIED');
	});

	test('is absent when nobody said it', async () => {
		const call = await send(update());
		expect(itemOf(call).order).not.toHaveProperty('orderMessageId');
	});
});

describe('options', () => {
	test('raw is the body without secrets', async () => {
		const call = await send(cart, { options: { includeRaw: true } });
		const order = { ...cart.order, token: undefined };
		expect(itemOf(call).raw).toEqual({ ...cart, instanceId: account.instanceId, order });
		expect(JSON.stringify(itemOf(call).raw)).not.toContain(cart.order.token);
		expect(itemOf(await send(cart))).not.toHaveProperty('raw');
	});

	test('unknown events come with their body, when asked for', async () => {
		const { reviewOrder: order, ...envelope } = reviewOrder;
		const body = { ...envelope, paymentUpdate: order };
		expect((await send(body)).items).toBeUndefined();
		const item = itemOf(await send(body, { options: { includeUnknown: true } }));
		expect(item).toMatchObject({ event: 'unknown', raw: { paymentUpdate: { referenceId: '4N9AVI38VOB' } } });
		const shared = itemOf(await send(product, { options: { includeUnknown: true } }));
		expect(shared).toMatchObject({ event: 'unknown' });
	});

	test('groups are ignored unless wanted', async () => {
		const inGroup = { ...reviewAndPay, phone: '120363019502650977-group', isGroup: true };
		expect((await send(inGroup)).body).toMatchObject({
			status: 'ignored',
			reason: 'groups are ignored (Ignore Groups)',
		});
		expect((await send(inGroup, { options: { ignoreGroups: false } })).items).toHaveLength(1);
	});

	test('own messages are ignored, orders are not', async () => {
		expect((await send({ ...pixKey, fromMe: true })).items).toBeUndefined();
		expect((await send({ ...sendPayment, fromMe: true })).items).toBeUndefined();
		expect((await send({ ...reviewAndPay, fromMe: true })).items).toHaveLength(1);
		expect((await send({ ...reviewOrder, fromMe: true })).items).toHaveLength(1);
		const options = { ignoreOwnMessages: false };
		expect((await send({ ...pixKey, fromMe: true }, { options })).items).toHaveLength(1);
	});

	test.each([
		['605', 1],
		[605, 1],
		[605.01, 0],
	])('a minimum of %s lets %i order of 605 through', async (minimumOrderTotal, count) => {
		const call = await send(reviewAndPay, { options: { minimumOrderTotal } });
		expect(call.items ?? []).toHaveLength(count);
	});

	test.each([
		['read', read, 1],
		['READ, failed', read, 1],
		['delivered', read, 0],
		['paid', reviewOrder, 0],
		['processing', reviewOrder, 1],
		['paid', pixKey, 1],
	])('status words "%s"', async (statusWords, body, count) => {
		const call = await send(body, { options: { statusWords } });
		expect(call.items ?? []).toHaveLength(count);
	});

	test('only chosen instances', async () => {
		expect((await send(reviewAndPay, { options: { onlyAccounts: 'other' } })).items).toBeUndefined();
		const onlyAccounts = `other, ${account.instanceId.toLowerCase()}`;
		expect((await send(reviewAndPay, { options: { onlyAccounts } })).items).toHaveLength(1);
	});
});

describe('the Hub', () => {
	let hub: HubAccount;
	const message = {
		eventType: 'Message',
		channelId: '3f0c2e0a-5b52-4b8e-9d1e-0a6d2a9c1f10',
		messageId: 'wamid.A',
		from: '5511993986082',
		timestamp: 1700000000,
		channel: 'whatsapp',
		content: { type: 'text', text: 'Hello' },
	};

	beforeAll(async () => {
		hub = await simulator.createHub();
	});

	async function sendToHub(body: object, options: INodeParameters = {}): Promise<Call> {
		const events = ['messageReceived', 'messageStatus'];
		const trigger = await openHubTrigger(hub, { parameters: { registration: 'manual', events, options } });
		await trigger.activate();
		return await trigger.inbox.receive({ body });
	}

	test('a message, with a warning that nothing proves its sender', async () => {
		expect(itemOf(await sendToHub(message))).toEqual({
			event: 'messageReceived',
			eventId: `chatt2Me:${message.channelId}:message:wamid.A`,
			provider: 'chatt2Me',
			accountId: message.channelId,
			occurredAt: '2023-11-14T22:13:20.000Z',
			contact: { phone: '5511993986082', isGroup: false },
			fromMe: false,
			messageId: 'wamid.A',
			message: { channel: 'whatsapp', type: 'text', text: 'Hello', content: message.content },
			warnings: [{ rule: 'hub.unsigned', message: expect.stringContaining('knows the webhook URL') }],
		});
	});

	test('a status that failed', async () => {
		const status = {
			eventType: 'MessageStatus',
			messageId: 'wamid.A',
			status: 'Failed',
			errorCode: '131026',
		};
		expect(itemOf(await sendToHub(status))).toMatchObject({
			event: 'messageStatus',
			delivery: { status: 'failed', providerStatus: 'Failed', errorCode: '131026', messageIds: ['wamid.A'] },
		});
	});

	test('own messages and other channels', async () => {
		const echo = { eventType: 'message_echoes', payload: { message: { mid: 'm', text: 'hi' } } };
		expect((await sendToHub(echo)).items).toBeUndefined();
		expect((await sendToHub(echo, { ignoreOwnMessages: false })).items).toHaveLength(1);
		expect((await sendToHub(message, { onlyAccounts: 'other' })).items).toBeUndefined();
		expect((await sendToHub(message, { onlyAccounts: 'WhatsApp' })).items).toHaveLength(1);
	});
});

test('listening for a test event takes the same event again and again', async () => {
	const trigger = await openZApiTrigger(account, { parameters: { registration: 'manual' } });
	const body = { ...reviewAndPay, instanceId: account.instanceId };
	for (let time = 0; time < 2; time += 1) {
		await trigger.listenForTestEvent();
		expect(itemOf(await trigger.inbox.receive({ kind: 'test', body }))).toMatchObject({ event: 'orderSent' });
	}
});
