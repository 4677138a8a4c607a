import { readZApiEvent } from '../../../../nodes/providers/zApi/api/events';
import type { CommerceEvent } from '../../../../commerce/domain/event';
import { documentedOrder } from '../../../fixtures/documentedOrder';
import cart from '../../../fixtures/zapi-webhooks/received-order-cart.json';
import connected from '../../../fixtures/zapi-webhooks/connected.json';
import connectedOld from '../../../fixtures/zapi-webhooks/connected-old-docs.json';
import declined from '../../../fixtures/zapi-webhooks/received-notification-PAYMENT_ACTION_REQUEST_DECLINED.json';
import deliveryError from '../../../fixtures/zapi-webhooks/delivery-error.json';
import deliveryOld from '../../../fixtures/zapi-webhooks/delivery-old-docs.json';
import deliverySuccess from '../../../fixtures/zapi-webhooks/delivery-success.json';
import disconnected from '../../../fixtures/zapi-webhooks/disconnected.json';
import disconnectedOld from '../../../fixtures/zapi-webhooks/disconnected-old-docs.json';
import pixKey from '../../../fixtures/zapi-webhooks/received-pixKeyMessage.json';
import played from '../../../fixtures/zapi-webhooks/message-status-PLAYED.json';
import product from '../../../fixtures/zapi-webhooks/received-product.json';
import read from '../../../fixtures/zapi-webhooks/message-status-READ.json';
import readByMe from '../../../fixtures/zapi-webhooks/message-status-READ_BY_ME.json';
import received from '../../../fixtures/zapi-webhooks/message-status-RECEIVED.json';
import requestPayment from '../../../fixtures/zapi-webhooks/received-requestPayment.json';
import reviewAndPay from '../../../fixtures/zapi-webhooks/received-reviewAndPay.json';
import reviewOrder from '../../../fixtures/zapi-webhooks/received-reviewOrder.json';
import sendPayment from '../../../fixtures/zapi-webhooks/received-sendPayment.json';
import sent from '../../../fixtures/zapi-webhooks/message-status-SENT.json';
import waiting from '../../../fixtures/zapi-webhooks/received-waitingMessage.json';

function eventOf(body: object): CommerceEvent {
	const events = eventsOf(body);
	expect(events).toHaveLength(1);
	return events[0];
}

function eventsOf(body: object): CommerceEvent[] {
	const reading = readZApiEvent(body as Record<string, unknown>);
	if (reading.kind !== 'events') throw new Error(`${reading.kind}: ${reading.reason}`);
	return reading.events.map(({ event }) => event);
}

describe('documented samples', () => {
	test.each([
		['received-order-cart', cart, 'cartReceived'],
		['received-reviewAndPay', reviewAndPay, 'orderSent'],
		['received-reviewOrder', reviewOrder, 'orderUpdated'],
		['received-pixKeyMessage', pixKey, 'pixKeySent'],
		['received-requestPayment', requestPayment, 'paymentRequested'],
		['received-sendPayment', sendPayment, 'paymentReceived'],
		['received-notification-PAYMENT_ACTION_REQUEST_DECLINED', declined, 'paymentDeclined'],
		['received-product', product, 'unknown'],
		['delivery-error', deliveryError, 'deliveryFailed'],
		['delivery-success', deliverySuccess, 'messageStatus'],
		['delivery-old-docs', deliveryOld, 'messageStatus'],
		['message-status-SENT', sent, 'messageStatus'],
		['message-status-RECEIVED', received, 'messageStatus'],
		['message-status-READ', read, 'messageStatus'],
		['message-status-READ_BY_ME', readByMe, 'messageStatus'],
		['message-status-PLAYED', played, 'messageStatus'],
	])('%s is %s', (_file, body, name) => {
		const event = eventOf(body);
		expect(event.event).toBe(name);
		expect(event.provider).toBe('zApi');
		expect(event.accountId).toBe(body.instanceId);
		expect(event.contact.phone).toBe(body.phone);
		expect(event.warnings).toBeUndefined();
	});

	test.each([
		['connected', connected],
		['connected-old-docs', connectedOld],
		['disconnected', disconnected],
		['disconnected-old-docs', disconnectedOld],
		['received-waitingMessage', waiting],
	])('%s is not an event of a shop', (_file, body) => {
		expect(readZApiEvent(body).kind).toBe('ignored');
	});
});

describe('an order', () => {
	test('carries everything that an update must send back', () => {
		const event = eventOf(reviewAndPay);
		expect(event).toEqual({
			event: 'orderSent',
			eventId:
				'zApi:A20DA9C0183A2D35A260F53F5D2B9244:received:A20DA9C0183A2D35A260F53F5D2B9244:orderSent:4N9AVI38VOB:pending:pending',
			provider: 'zApi',
			accountId: 'A20DA9C0183A2D35A260F53F5D2B9244',
			occurredAt: '2021-09-21T12:55:25.000Z',
			contact: { phone: '5544999999999', lid: '81896604192873@lid', name: 'name', isGroup: false },
			fromMe: false,
			messageId: 'A20DA9C0183A2D35A260F53F5D2B9244',
			order: documentedOrder,
		});
	});

	test('an update names the order message only when the event does', () => {
		expect(eventOf(reviewOrder).order?.orderMessageId).toBeUndefined();
		expect(eventOf({ ...reviewOrder, referenceMessageId: '3EB0ORDER' }).order?.orderMessageId).toBe(
			'3EB0ORDER',
		);
	});

	test.each([
		['a sum with a binary fraction', 605.3000000000001, 60530],
		['a price with cents', 149.9, 14990],
		['a decimal text', '149.90', 14990],
		['one real', 1, 100],
		['a round hundred', 100, 10000],
		['nothing', 0, 0],
	])('reads %s', (_name, total, cents) => {
		const event = eventOf({ ...reviewAndPay, reviewAndPay: { ...reviewAndPay.reviewAndPay, total } });
		expect(event.order?.totalCents).toBe(cents);
	});

	test.each([
		['a fraction of a cent', { total: 0.125 }],
		['a negative discount', { discount: -10 }],
		['a price that is not a number', { products: [{ name: 'a', quantity: 1, value: 'free' }] }],
		['a product without price', { products: [{ name: 'a', quantity: 1 }] }],
		['a quantity of zero', { products: [{ name: 'a', quantity: 0, value: 1 }] }],
		['products that are no list', { products: 'two' }],
	])('with %s is reported without the order, and says why', (_name, change) => {
		const event = eventOf({ ...reviewAndPay, reviewAndPay: { ...reviewAndPay.reviewAndPay, ...change } });
		expect(event.event).toBe('orderSent');
		expect(event.order).toBeUndefined();
		expect(event.warnings?.[0].rule).toBe('event.orderUnreadable');
		expect(event.warnings?.[0].message).toMatch(/reviewAndPay[.,]/);
	});

	test('a status word outside the lists is left out and named', () => {
		const changed = { ...reviewOrder.reviewOrder, orderStatus: 'delivered', paymentStatus: 'Captured' };
		const event = eventOf({ ...reviewOrder, reviewOrder: changed });
		expect(event.order?.orderStatus).toBeUndefined();
		expect(event.order?.paymentStatus).toBe('paid');
		expect(event.warnings).toEqual([
			expect.objectContaining({
				rule: 'event.unlistedStatus',
				message: expect.stringContaining('delivered'),
			}),
		]);
	});

	test('an order without its ids says which updates will miss', () => {
		const bare = { ...reviewAndPay.reviewAndPay, referenceId: undefined, orderRequestId: null };
		const event = eventOf({ ...reviewAndPay, reviewAndPay: bare });
		expect(event.warnings?.[0].message).toMatch(/referenceId and orderRequestId/);
	});
});

describe('amounts of other events', () => {
	test('a cart is in thousandths', () => {
		expect(eventOf(cart).order).toEqual({
			cartId: '422508169684569',
			currency: 'BRL',
			items: [
				{
					name: 'nameProduct',
					quantity: 1,
					unitPriceCents: 200,
					productId: '5338924696127051',
					retailerId: '1242',
				},
			],
			subtotalCents: 200,
			totalCents: 200,
		});
	});

	test('a cart may come as text, and a note with it', () => {
		const order = { ...cart.order, total: '2000', message: 'no onions please' };
		const event = eventOf({ ...cart, order });
		expect(event.order?.totalCents).toBe(200);
		expect(event.message).toEqual({ type: 'text', text: 'no onions please' });
	});

	test('a cart with a fraction of a cent is reported without the order', () => {
		const event = eventOf({ ...cart, order: { ...cart.order, total: 2005 } });
		expect(event.order).toBeUndefined();
		expect(event.warnings?.[0].message).toMatch(/order\.total/);
	});

	test('a cart above the largest amount is reported without the order', () => {
		for (const total of [1_000_000_000_000, '99999999999990', Number.MAX_SAFE_INTEGER]) {
			const event = eventOf({ ...cart, order: { ...cart.order, total } });
			expect(event.event).toBe('cartReceived');
			expect(event.order).toBeUndefined();
			expect(event.warnings?.[0].message).toMatch(/order\.total/);
		}
		const largest = eventOf({ ...cart, order: { ...cart.order, total: 999_999_999_990 } });
		expect(largest.order?.totalCents).toBe(99_999_999_999);
	});

	test('a currency comes in its three letters, and an order with another word for it is left out', () => {
		expect(eventOf({ ...cart, order: { ...cart.order, currency: ' brl ' } }).order?.currency).toBe('BRL');
		const event = eventOf({ ...cart, order: { ...cart.order, currency: 'R$' } });
		expect(event.order).toBeUndefined();
		expect(event.warnings?.[0].message).toMatch(/order\.currency/);
	});

	test('a payment request is in reais, its refusal in thousandths', () => {
		expect(eventOf(requestPayment).payment).toEqual({
			status: 'WAITING',
			transactionStatus: 'COLLECT_SUCCESS',
			amountCents: 100,
			currency: 'BRL',
			receiverPhone: '5544999999999',
			expiresAt: '2021-09-28T13:08:02.000Z',
		});
		expect(eventOf(declined).payment).toEqual({
			status: 'DECLINED',
			amountCents: 100,
			currency: 'BRL',
			receiverPhone: '5544999999999',
		});
	});

	test('a transfer says what arrived', () => {
		expect(eventOf(sendPayment).payment).toEqual({
			status: 'COMPLETE',
			transactionStatus: 'SUCCESS',
			amountCents: 100,
			currency: 'BRL',
			receiverPhone: '5544999999999',
		});
	});

	test('a PIX key has no amount and no payment', () => {
		expect(eventOf(pixKey).payment).toEqual({
			status: null,
			currency: 'BRL',
			key: 'pixkey',
			keyType: 'EVP',
			merchantName: 'Pix',
			referenceId: '4PXRAHSIRDA',
		});
	});

	test('an amount that cannot be read is left out with a warning', () => {
		const paymentInfo = { ...sendPayment.sendPayment.paymentInfo, value: '1.499' };
		const event = eventOf({ ...sendPayment, sendPayment: { paymentInfo } });
		expect(event.payment?.amountCents).toBeUndefined();
		expect(event.payment?.status).toBe('COMPLETE');
		expect(event.warnings?.[0].rule).toBe('event.amountUnreadable');
	});
});

describe('status of messages', () => {
	test.each([
		[sent, 'sent'],
		[received, 'delivered'],
		[read, 'read'],
		[readByMe, 'read_by_me'],
		[played, 'played'],
	])('%#: the word in our list', (body, status) => {
		expect(eventOf(body).delivery).toEqual({
			status,
			providerStatus: body.status,
			messageIds: ['999999999999999999999'],
		});
	});

	test('READ-SELF of older documents is read by me', () => {
		expect(eventOf({ ...read, status: 'READ-SELF' }).delivery?.status).toBe('read_by_me');
	});

	test('a failed delivery keeps the words, the code and both ids', () => {
		const event = eventOf({ ...deliveryError, errorCode: 'SHADOW_BAN' });
		expect(event.delivery).toEqual({
			status: 'failed',
			messageIds: ['A20DA9C0183A2D35A260F53F5D2B9244'],
			zaapId: 'A20DA9C0183A2D35A260F53F5D2B9244',
			error: 'Phone number does not exist',
			errorCode: 'SHADOW_BAN',
		});
	});

	test('a status of several messages is an event for each of them', () => {
		const events = eventsOf({ ...read, ids: ['A', 'B', 'A'] });
		expect(events.map(({ messageId, delivery }) => [messageId, delivery?.messageIds])).toEqual([
			['A', ['A']],
			['B', ['B']],
		]);
		expect(events[1]).toEqual(eventOf({ ...read, ids: ['B'] }));
	});

	test('a status of a thousand messages is read, of more refused as a whole', () => {
		const ids = (count: number) => Array.from({ length: count }, (_, i) => `M${i}`);
		expect(eventsOf({ ...read, ids: ids(1000) })).toHaveLength(1000);
		expect(readZApiEvent({ ...read, ids: ids(1001) })).toEqual({
			kind: 'tooMany',
			reason: 'the body holds more than 1,000 events',
		});
	});

	test('a delivery and the SENT status of one message are one event', () => {
		const messageId = '3EB0A';
		const instanceId = 'instance';
		const delivery = eventOf({ ...deliverySuccess, instanceId, messageId });
		const [status, another] = eventsOf({ ...sent, instanceId, ids: [messageId, '3EB0B'] });
		expect(delivery.eventId).toBe('zApi:instance:messageStatus:3EB0A:SENT');
		expect(status.eventId).toBe(delivery.eventId);
		expect(another.eventId).not.toBe(delivery.eventId);
		expect(eventOf({ ...sent, instanceId, ids: messageId, status: 'sent' }).eventId).toBe(delivery.eventId);
		const failed = eventOf({ ...deliveryError, instanceId, messageId });
		expect(failed.eventId).not.toBe(delivery.eventId);
	});
});

describe('event id', () => {
	test('is the same when the event comes again, at another time', () => {
		const again = { ...reviewAndPay, momment: 1_700_000_000_000, senderName: 'other', photo: null };
		expect(eventOf(again).eventId).toBe(eventOf(reviewAndPay).eventId);
	});

	test('differs by instance, message, status and payment status', () => {
		const paid = { ...reviewOrder, reviewOrder: { ...reviewOrder.reviewOrder, paymentStatus: 'paid' } };
		const ids = [
			reviewOrder,
			{ ...reviewOrder, instanceId: 'other' },
			{ ...reviewOrder, messageId: 'other' },
			paid,
			reviewAndPay,
			sent,
			read,
			deliverySuccess,
			deliveryError,
			requestPayment,
			sendPayment,
		].map((body) => eventOf(body).eventId);
		expect(new Set(ids).size).toBe(ids.length);
	});

	test('without a message id, the content stands in', () => {
		const bare = { ...sendPayment, messageId: undefined };
		expect(eventOf(bare).eventId).toBe(eventOf({ ...bare }).eventId);
		expect(eventOf(bare).eventId).not.toBe(eventOf({ ...bare, momment: 1 }).eventId);
		expect(eventOf(bare).messageId).toBeNull();
	});

	test('a waiting message with content does not share it with the message itself', () => {
		const early = { ...reviewAndPay, waitingMessage: true };
		expect(eventOf(early).eventId).not.toBe(eventOf(reviewAndPay).eventId);
	});
});

describe('bodies that nobody documented', () => {
	test.each([
		[{}, 'notAnEvent'],
		[{ type: 'hello' }, 'notAnEvent'],
		[{ type: 7 }, 'notAnEvent'],
		[{ type: 'PresenceChatCallback', status: 'COMPOSING' }, 'ignored'],
		[{ type: 'ReceivedCallback', text: { message: 'hi' } }, 'ignored'],
		[{ type: 'ReceivedCallback', notification: 'GROUP_CREATE' }, 'ignored'],
	])('%j is %s', (body, kind) => {
		expect(readZApiEvent(body).kind).toBe(kind);
	});

	test('the type is read in any case', () => {
		expect(eventOf({ ...reviewAndPay, type: 'ReceivedCallBack' }).event).toBe('orderSent');
	});

	test('an order under a new name is unknown', () => {
		const { reviewOrder: order, ...envelope } = reviewOrder;
		expect(eventOf({ ...envelope, paymentStatus: order }).event).toBe('unknown');
		expect(eventOf({ ...envelope, somethingNew: { referenceId: 'A' } }).event).toBe('unknown');
	});

	test('another payment notice is unknown and keeps its word', () => {
		const event = eventOf({ ...declined, notification: 'PAYMENT_ACTION_REQUEST_EXPIRED' });
		expect(event.event).toBe('unknown');
		expect(event.payment).toEqual({ status: 'PAYMENT_ACTION_REQUEST_EXPIRED' });
	});

	test.each([
		[{ reviewAndPay: {} }],
		[{ reviewAndPay: { products: [null] } }],
		[{ reviewOrder: { products: [[]], total: {} } }],
		[{ order: { products: [null, 1, 'x'] } }],
		[{ order: { products: {} } }],
		[{ sendPayment: { paymentInfo: null } }],
		[{ requestPayment: { paymentInfo: 1, expiration: 'soon' } }],
		[{ pixKeyMessage: {} }],
		[{ notification: 'PAYMENT_ACTION_REQUEST_DECLINED', notificationParameters: null }],
		[{ notification: 'PAYMENT_ACTION_REQUEST_DECLINED', notificationParameters: [{}, [], {}] }],
		[{ phone: null, messageId: null, momment: 'x', instanceId: {}, isGroup: 'yes', reviewOrder: {} }],
	])('%j does not throw', (members) => {
		const event = eventOf({ type: 'ReceivedCallback', ...members });
		expect(event.eventId).toEqual(expect.any(String));
		expect(event.occurredAt).toBeNull();
	});
});

describe('contact and time', () => {
	test.each([
		['5511999999999', undefined, false],
		['120363019502650977-group', undefined, true],
		['120363019502650977-group', true, true],
		['5511999999999-1623281429', true, true],
	])('%s with isGroup %s', (phone, isGroup, expected) => {
		expect(eventOf({ ...reviewAndPay, phone, isGroup }).contact.isGroup).toBe(expected);
	});

	test('an own message is about the chat, not about our own name', () => {
		const event = eventOf({ ...reviewAndPay, fromMe: true, senderName: 'The Shop', chatName: 'Maria' });
		expect(event.fromMe).toBe(true);
		expect(event.contact.name).toBe('Maria');
	});

	test.each([
		['5511999999999', '+55 (11) 99999-9999', undefined],
		['81896604192873@lid', '5511999999999-1623281429', undefined],
		['5511999999999', 'Loja 99', 'Loja 99'],
		[' ', '2026', '2026'],
	])('of an unknown name Z-API gives the number: %s in the chat %s', (senderName, chatName, name) => {
		expect(eventOf({ ...reviewAndPay, fromMe: false, senderName, chatName }).contact.name).toBe(name);
	});

	test.each([
		[1632228925000, '2021-09-21T12:55:25.000Z'],
		[1632228925, '2021-09-21T12:55:25.000Z'],
		['1632228925000', '2021-09-21T12:55:25.000Z'],
		['2021-09-21T12:55:25.000Z', '2021-09-21T12:55:25.000Z'],
		[26151515154, null],
		[null, null],
	])('%p is %p', (momment, iso) => {
		expect(eventOf({ ...reviewAndPay, momment }).occurredAt).toBe(iso);
	});
});
