import fc from 'fast-check';

import type { CommerceEvent } from '../../../../commerce/domain/event';
import type { ReadEvent } from '../../../../nodes/providers/api/eventReading';
import { readMetaEvents } from '../../../../nodes/providers/metaCloud/api/events';
import {
	bodyOf,
	buttonReply,
	cart,
	chosenCard,
	CUSTOMER,
	delivered,
	failed,
	flowReply,
	listReply,
	paymentNotice,
	PHONE_NUMBER_ID,
	profile,
	templateButton,
	text,
	USER_ID,
} from './bodies';

const contacts = [profile];

function receivedFrom(body: unknown): ReadEvent[] {
	const reading = readMetaEvents(body as Record<string, unknown>);
	if (reading.kind !== 'events') throw new Error(`${reading.kind}: ${reading.reason}`);
	return reading.events;
}
const eventsOf = (body: unknown) => receivedFrom(body).map(({ event }) => event);

function eventOfMessage(message: object, more: object = { contacts }): CommerceEvent {
	return eventsOf(bodyOf({ ...more, messages: [message] }))[0];
}
function eventOfStatus(status: object, more: object = {}): CommerceEvent {
	return eventsOf(bodyOf({ ...more, statuses: [status] }))[0];
}

describe('messages of customers', () => {
	it('a text', () => {
		expect(eventOfMessage(text)).toEqual({
			event: 'messageReceived',
			eventId: `metaCloud:${PHONE_NUMBER_ID}:message:wamid.TEXT`,
			provider: 'metaCloud',
			accountId: PHONE_NUMBER_ID,
			occurredAt: '2025-11-21T12:00:00.000Z',
			contact: { phone: CUSTOMER, name: 'Maria', isGroup: false },
			fromMe: false,
			messageId: 'wamid.TEXT',
			message: { channel: 'whatsapp', type: 'text', text: 'Oi', content: { body: 'Oi' } },
		});
	});

	it.each([
		['button', buttonReply, 'Yes, please', { kind: 'button', id: 'yes', title: 'Yes, please' }],
		['list', listReply, 'Large', { kind: 'list', id: '2', title: 'Large', description: '1 litre' }],
		['flow', flowReply, 'Sent', { kind: 'flow', id: 'flow', title: 'Sent', response: { size: 'L' } }],
		['button of a template', templateButton, 'Stop', { kind: 'templateButton', id: 'stop', title: 'Stop' }],
	])('a reply by %s, with the message that it answers', (_name, message, words, reply) => {
		expect(eventOfMessage(message)).toMatchObject({
			event: 'messageReceived',
			message: { text: words, reply, replyTo: 'wamid.Q' },
		});
	});

	it.each([`${'['.repeat(20_000)}${']'.repeat(20_000)}`, `[${'[],'.repeat(50_000)}0]`])(
		'answers of a flow that n8n could not store stay a text (%#)',
		(bomb) => {
			const interactive = { type: 'nfm_reply', nfm_reply: { name: 'flow', response_json: bomb } };
			const { message } = eventOfMessage({ ...flowReply, interactive });
			expect(message).toMatchObject({ reply: { kind: 'flow', response: bomb } });
		},
	);

	it.each([
		[{ type: 'image', image: { id: '1', caption: 'Receipt' } }, 'Receipt'],
		[{ type: 'document', document: { id: '1', filename: 'a.pdf', caption: 'Paid' } }, 'Paid'],
		[{ type: 'reaction', reaction: { message_id: 'wamid.Q', emoji: '👍' } }, '👍'],
		[{ type: 'system', system: { body: 'changed', wa_id: '1', type: 'user_changed_number' } }, 'changed'],
		[{ type: 'location', location: { latitude: -23.5, longitude: -46.6 } }, undefined],
		[{ type: 'contacts', contacts: [{ phones: [{ phone: '+5511998765432' }] }] }, undefined],
	])('%j keeps its content', (message, words) => {
		const { event, message: content } = eventOfMessage({ from: CUSTOMER, id: 'wamid.M', ...message });
		const member = (message as Record<string, unknown>)[message.type];
		expect([event, content?.text, content?.content]).toEqual(['messageReceived', words, member]);
	});

	it('of a kind that the API does not carry comes with the reason', () => {
		const errors = [
			{ code: 131051, title: 'Unsupported', error_data: { details: 'Message type is unknown' } },
		];
		expect(eventOfMessage({ from: CUSTOMER, id: 'wamid.U', type: 'unsupported', errors })).toMatchObject({
			event: 'messageReceived',
			message: { type: 'unsupported' },
			warnings: [{ rule: 'meta.messageError', message: expect.stringContaining('Message type is unknown') }],
		});
	});

	it('without a time, an ID or a sender are events all the same', () => {
		const [first, second] = eventsOf(
			bodyOf({
				messages: [
					{ type: 'text', text: { body: 'a' } },
					{ type: 'text', text: { body: 'b' } },
				],
			}),
		);
		expect(first).toMatchObject({ occurredAt: null, messageId: null, contact: { phone: null } });
		expect(first.eventId).not.toBe(second.eventId);
	});

	it('an ID of a megabyte does not fill the memory of seen events', () => {
		expect(eventOfMessage({ ...text, id: 'x'.repeat(1_000_000) }).eventId.length).toBeLessThan(200);
	});
});

describe('customers without a phone number', () => {
	const contact = { profile: { name: 'Maria', username: '@maria' }, user_id: USER_ID };

	it.each([
		['in their own members', { from_user_id: USER_ID }, [contact]],
		['in place of the number', { from: USER_ID }, [{ ...contact, user_id: undefined, wa_id: USER_ID }]],
		['in the contact alone', {}, [contact]],
	])('are known by the user ID %s, and never by its digits', (_name, sender, entries) => {
		const message = { ...text, from: undefined, ...sender };
		expect(eventOfMessage(message, { contacts: entries }).contact).toEqual({
			phone: null,
			userId: USER_ID,
			username: 'maria',
			name: 'Maria',
			isGroup: false,
		});
	});

	it('may have both, and a parent ID', () => {
		const message = { ...text, from_user_id: USER_ID, from_parent_user_id: 'BR.ENT.118' };
		expect(eventOfMessage(message, { contacts: [{ ...profile, user_id: USER_ID }] }).contact).toEqual({
			phone: CUSTOMER,
			userId: USER_ID,
			parentUserId: 'BR.ENT.118',
			name: 'Maria',
			isGroup: false,
		});
	});

	it('are told apart when one call brings several', () => {
		const other = { profile: { name: 'Ana', username: 'ana' }, user_id: 'BR.2' };
		const messages = [
			{ ...text, from: undefined, from_user_id: 'BR.2', id: 'wamid.2' },
			{ ...text, from: undefined, from_user_id: USER_ID, id: 'wamid.1' },
			{ ...text, from: undefined, id: 'wamid.3' },
		];
		const found = receivedFrom(bodyOf({ contacts: [contact, other], messages }));
		expect(found.map(({ event }) => event.contact.name)).toEqual(['Ana', 'Maria', undefined]);
	});

	it('are named by the statuses of their messages', () => {
		const status = { ...delivered, recipient_id: undefined, recipient_user_id: USER_ID };
		expect(eventOfStatus(status).contact).toEqual({ phone: null, userId: USER_ID, isGroup: false });
		expect(eventOfStatus({ ...delivered, recipient_id: USER_ID }).contact).toMatchObject({
			phone: null,
			userId: USER_ID,
		});
		expect(eventOfStatus({ ...status, parent_recipient_user_id: 'BR.ENT.1' }).contact).toMatchObject({
			parentUserId: 'BR.ENT.1',
		});
	});
});

describe('carts', () => {
	it('have quantities as numbers and text, prices as numbers and text', () => {
		expect(eventOfMessage(cart)).toMatchObject({
			event: 'cartReceived',
			eventId: `metaCloud:${PHONE_NUMBER_ID}:message:wamid.CART`,
			message: { type: 'order', text: 'Please wrap it', catalogId: '194836987003835' },
			order: {
				currency: 'BRL',
				items: [
					{ name: 'cake', retailerId: 'cake', quantity: 2, unitPriceCents: 3000 },
					{ name: 'tea', retailerId: 'tea', quantity: 3, unitPriceCents: 799 },
					{ name: 'cup', retailerId: 'cup', quantity: 1, unitPriceCents: 1990 },
				],
				subtotalCents: 10387,
				totalCents: 10387,
			},
		});
	});

	it.each([
		['no items', []],
		['items of no kind', [null]],
		['no price', [{ product_retailer_id: 'cake', quantity: 1 }]],
		['a price in thousandths', [{ product_retailer_id: 'cake', quantity: 1, item_price: '7.999' }]],
		['half a cake', [{ product_retailer_id: 'cake', quantity: '0.5', item_price: 1 }]],
		[
			'two currencies',
			[
				{ quantity: 1, item_price: 1, currency: 'BRL' },
				{ quantity: 1, item_price: 1, currency: 'USD' },
			],
		],
		['a list that is none', { length: 1 }],
	])('with %s are told without the order, and why', (_name, product_items) => {
		const event = eventOfMessage({ ...cart, order: { ...cart.order, product_items } });
		expect(event).toMatchObject({ event: 'cartReceived', warnings: [{ rule: 'event.orderUnreadable' }] });
		expect(event).not.toHaveProperty('order');
	});
});

describe('payments', () => {
	it('a card on file that the customer chose', () => {
		expect(eventOfMessage(chosenCard)).toMatchObject({
			event: 'paymentMethodChosen',
			eventId: `metaCloud:${PHONE_NUMBER_ID}:message:wamid.CARD`,
			payment: {
				status: null,
				method: 'offsite_card_pay',
				referenceId: 'order-1042',
				lastFourDigits: '5235',
				credentialId: '1234567',
				chosenAt: '2024-09-12T19:42:02.000Z',
			},
		});
	});

	it.each([
		['nested', paymentNotice],
		[
			'flat',
			{
				...paymentNotice,
				interactive: { type: 'payment_notification', ...paymentNotice.interactive.payment_notification },
			},
		],
	])('an undocumented notice, %s, is told and never called proof', (_name, notice) => {
		expect(eventOfMessage(notice)).toMatchObject({
			event: 'paymentReceived',
			payment: { status: 'captured', referenceId: 'order-1042', payerName: 'Maria' },
			warnings: [{ rule: 'meta.paymentUndocumented', message: expect.stringContaining('no proof') }],
		});
	});

	it('a notice of anything but a payment is unknown', () => {
		const interactive = { type: 'payment_notification', payment_notification: { payment_status: 'failed' } };
		expect(eventOfMessage({ ...paymentNotice, interactive })).toMatchObject({
			event: 'unknown',
			payment: { status: 'failed' },
		});
		expect(eventOfMessage({ ...paymentNotice, interactive: { type: 'order_paid' } }).event).toBe('unknown');
	});

	it('a payment among the statuses is no message status', () => {
		const status = {
			id: 'wamid.PAY',
			type: 'payment',
			status: 'captured',
			timestamp: '1763726400',
			recipient_id: CUSTOMER,
			payment: {
				reference_id: 'order-1042',
				amount: { value: 21000, offset: 100 },
				currency: 'INR',
				transaction: { id: 'order_1', type: 'razorpay', status: 'success', method: { type: 'upi' } },
			},
		};
		expect(eventOfStatus(status)).toMatchObject({
			event: 'paymentReceived',
			payment: {
				status: 'captured',
				amountCents: 21000,
				transactionId: 'order_1',
				method: 'upi',
				referenceId: 'order-1042',
			},
			warnings: [{ rule: 'meta.paymentUndocumented' }],
		});
		expect(eventOfStatus({ ...status, status: 'pending' }).event).toBe('unknown');
		expect(eventOfStatus({ ...status, status: 'pending' }).eventId).not.toBe(eventOfStatus(status).eventId);
		expect(eventOfStatus({ ...delivered, type: 'message' }).event).toBe('messageStatus');
	});

	it.each([
		{ value: 1, offset: 1000 },
		{ value: -1, offset: 100 },
		{ value: 0.5, offset: 100 },
		{ value: 1e15, offset: 1 },
		{ value: '1e3', offset: 100 },
		{},
	])('amount %j is left out', (amount) => {
		const payment = { amount, reference_id: 'a' };
		expect(
			eventOfStatus({ id: 'w', type: 'payment', status: 'captured', payment }).payment,
		).not.toHaveProperty('amountCents');
	});
});

describe('statuses', () => {
	it('name the order that the message was about', () => {
		expect(eventOfStatus(delivered)).toEqual({
			event: 'messageStatus',
			eventId: `metaCloud:${PHONE_NUMBER_ID}:status:${CUSTOMER}:wamid.SENT:delivered`,
			provider: 'metaCloud',
			accountId: PHONE_NUMBER_ID,
			occurredAt: '2025-11-21T12:00:00.000Z',
			contact: { phone: CUSTOMER, isGroup: false },
			fromMe: true,
			messageId: 'wamid.SENT',
			delivery: {
				status: 'delivered',
				providerStatus: 'delivered',
				messageIds: ['wamid.SENT'],
				referenceId: 'order-1042',
			},
		});
	});

	it.each(['sent', 'delivered', 'read', 'played', 'something_new'])('%s is a message status', (status) => {
		expect(eventOfStatus({ ...delivered, status })).toMatchObject({
			event: 'messageStatus',
			delivery: { status },
		});
	});

	it('a failure brings reference, reason and what to do', () => {
		expect(eventOfStatus(failed)).toMatchObject({
			event: 'deliveryFailed',
			messageId: 'wamid.SENT',
			delivery: {
				status: 'failed',
				referenceId: 'order-1042',
				errorCode: '2046',
				error: 'Invalid status transition: The order status was not updated from completed to shipped',
				advice: expect.stringContaining('new payment request'),
			},
		});
	});

	it.each([2040, 2047, 131026, 131047, 131049, 131050, 130472])('%i has advice', (code) => {
		const { delivery } = eventOfStatus({ ...failed, errors: [{ code, title: 'x' }] });
		expect(delivery).toMatchObject({ errorCode: String(code), advice: expect.any(String) });
	});

	it('a failure may have contacts, and no status word', () => {
		expect(eventOfStatus({ ...failed, status: undefined }, { contacts })).toMatchObject({
			event: 'deliveryFailed',
			contact: { name: 'Maria' },
			delivery: { status: 'failed' },
		});
	});

	it('of a message that something else sent keeps its data apart', () => {
		const data = '{"flow":17}';
		const { delivery } = eventOfStatus({ ...delivered, biz_opaque_callback_data: data });
		expect(delivery).toMatchObject({ callbackData: data });
		expect(delivery).not.toHaveProperty('referenceId');
	});

	it('of a message to a group name the group', () => {
		const status = { ...delivered, recipient_type: 'group', recipient_id: '120363@g.us' };
		expect(eventOfStatus(status).contact).toEqual({ phone: '120363@g.us', isGroup: true });
	});

	it('an error of the account is a failure without a message', () => {
		const errors = [{ code: 130429, title: 'Rate limit hit', error_data: { details: 'Slower' } }];
		expect(eventsOf(bodyOf({ errors }))).toMatchObject([
			{
				event: 'deliveryFailed',
				messageId: null,
				delivery: { errorCode: '130429', error: 'Rate limit hit: Slower' },
			},
		]);
	});
});

describe('one call', () => {
	it('with several entries, changes, messages and statuses is that many events, in order', () => {
		const [first] = bodyOf({ contacts, messages: [text, cart] }).entry;
		const [second] = bodyOf({ statuses: [delivered, failed] }).entry;
		const both = {
			...second,
			changes: [...second.changes, ...bodyOf({ messages: [buttonReply] }).entry[0].changes],
		};
		const events = eventsOf({ object: 'whatsapp_business_account', entry: [first, both] });
		expect(events.map(({ event, messageId }) => `${event} ${messageId}`)).toEqual([
			'messageReceived wamid.TEXT',
			'cartReceived wamid.CART',
			'messageStatus wamid.SENT',
			'deliveryFailed wamid.SENT',
			'messageReceived wamid.BUTTON',
		]);
		expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(5);
	});

	it('of a thousand messages of a thousand customers is read at once', () => {
		const ids = Array.from({ length: 1000 }, (_, index) => `55119${String(10_000_000 + index)}`);
		const body = bodyOf({
			contacts: ids.map((wa_id) => ({ wa_id, profile: { name: `n${wa_id}` } })),
			messages: ids.map((from) => ({ ...text, from, id: `wamid.${from}` })),
		});
		const started = performance.now();
		const found = receivedFrom(body);
		expect(performance.now() - started).toBeLessThan(1000);
		expect(found.every(({ event }) => event.contact.name === `n${event.contact.phone}`)).toBe(true);
		// Each item carries its own part of the body: a thousand times the whole would be gigabytes.
		expect(JSON.stringify(found[999].body).length).toBeLessThan(1000);
	});

	it('with a thousand events is read, with one more it is not', () => {
		const statuses = Array.from({ length: 998 }, (_, index) => ({ ...delivered, id: `wamid.${index}` }));
		expect(eventsOf(bodyOf({ statuses: [...statuses, delivered, failed] }))).toHaveLength(1000);
		expect(readMetaEvents(bodyOf({ messages: [text, text], statuses: [...statuses, delivered] }))).toEqual({
			kind: 'tooMany',
			reason: 'the body holds more than 1,000 events',
		});
	});

	it('does not repeat with each event what is large', () => {
		const large = 'x'.repeat(100_000);
		const body = bodyOf({
			metadata: { phone_number_id: PHONE_NUMBER_ID, note: large },
			contacts: [{ ...profile, profile: { name: large } }],
			messages: Array.from({ length: 100 }, (_, index) => ({ ...text, id: `wamid.${index}` })),
		});
		expect(JSON.stringify(receivedFrom(body)).length).toBeLessThan(200_000);
	});

	it('repeated gives the same event IDs', () => {
		const body = bodyOf({
			contacts,
			messages: [text, { type: 'text' }],
			statuses: [failed],
			errors: [{ code: 1 }],
		});
		expect(eventsOf(structuredClone(body))).toEqual(eventsOf(body));
	});

	it.each([
		[text, { contacts }],
		[
			{ ...text, from: undefined, from_user_id: USER_ID },
			{ contacts: [profile, { user_id: USER_ID, profile: { name: 'Ana' } }] },
		],
		[
			{ ...text, from: `+${CUSTOMER}` },
			{ contacts: [{ ...profile, wa_id: `+${CUSTOMER}` }, { wa_id: '1' }] },
		],
		[{ type: 'text' }, { contacts }],
	])('body of %j gives its event again', (message, more) => {
		for (const { event, body } of receivedFrom(
			bodyOf({ ...more, messages: [message, text], statuses: [failed], errors: [{ code: 1 }] }),
		)) {
			expect(eventsOf(body)).toEqual([event]);
		}
	});

	it('with what somebody wrote in the WhatsApp Business app is an own message', () => {
		const message_echoes = [
			{
				from: '15550783881',
				to: CUSTOMER,
				id: 'wamid.E',
				timestamp: '1763726400',
				type: 'text',
				text: { body: 'Hi' },
			},
		];
		expect(eventsOf(bodyOf({ message_echoes }, 'smb_message_echoes'))).toMatchObject([
			{ event: 'messageReceived', fromMe: true, contact: { phone: CUSTOMER }, message: { text: 'Hi' } },
		]);
	});

	it('about a payment configuration is unknown, with the whole of it', () => {
		const value = {
			configuration_name: 'pix',
			provider_name: 'bank',
			status: 'ACTIVE',
			updated_timestamp: 1763726400,
		};
		const [{ event, body }] = receivedFrom(bodyOf(value, 'payment_configuration_update'));
		expect(event).toMatchObject({ event: 'unknown', occurredAt: '2025-11-21T12:00:00.000Z' });
		expect(JSON.stringify(body)).toContain('configuration_name');
	});

	it.each([
		[bodyOf({ event: 'APPROVED', message_template_name: 'a' }, 'message_template_status_update')],
		[bodyOf({ phone_number: '1', event: 'VERIFIED_ACCOUNT' }, 'account_update')],
		[bodyOf({})],
		[{ object: 'whatsapp_business_account', entry: [] }],
		[{ object: 'whatsapp_business_account', entry: [null, 1, { changes: 'x' }, { changes: [null] }] }],
	])('%j is ignored', (body) => expect(readMetaEvents(body as Record<string, unknown>).kind).toBe('ignored'));

	it.each([
		[{}],
		[{ object: 'page', entry: [] }],
		[{ object: 'whatsapp_business_account' }],
		[{ eventType: 'Message' }],
	])('%j is not of WhatsApp', (body) =>
		expect(readMetaEvents(body as Record<string, unknown>).kind).toBe('notAnEvent'),
	);
});

describe('a body that nobody sends', () => {
	const samples: unknown[] = [
		text,
		cart,
		buttonReply,
		listReply,
		flowReply,
		templateButton,
		chosenCard,
		paymentNotice,
	];
	const value = {
		contacts: [profile, { user_id: USER_ID, profile: {} }],
		messages: samples,
		statuses: [delivered, failed],
		errors: [{ code: 1 }],
	};

	/** Paths to every member of a sample. */
	function pathsOf(json: unknown, path: string[] = []): string[][] {
		if (typeof json !== 'object' || json === null) return [path];
		return [path, ...Object.entries(json).flatMap(([key, member]) => pathsOf(member, [...path, key]))];
	}
	function replaced(json: unknown, [key, ...rest]: string[], by: unknown): unknown {
		if (key === undefined) return by;
		const copy = (Array.isArray(json) ? [...json] : { ...(json as object) }) as Record<string, unknown>;
		copy[key] = replaced(copy[key], rest, by);
		return copy;
	}

	const body = bodyOf(value);
	const paths = pathsOf(body);
	const odd: unknown[] = [
		null,
		true,
		0,
		-1,
		1e300,
		'',
		'x',
		[],
		{},
		[null],
		[[]],
		{ '0': 1 },
		{ toString: 1, length: 3 },
	];

	it('with any member of another type is read without a fault', () => {
		const wrong = paths
			.flatMap((path) => odd.map((by) => readMetaEvents(replaced(body, path, by) as Record<string, unknown>)))
			.flatMap((reading) => (reading.kind === 'events' ? reading.events : []))
			.filter(({ event: { eventId, contact } }) => {
				const isPhone = contact.phone === null || typeof contact.phone === 'string';
				return typeof eventId !== 'string' || !isPhone;
			});
		expect(wrong).toEqual([]);
	});

	it('of any JSON is read without a fault', () => {
		const anything = fc.json().map((json) => JSON.parse(json) as unknown);
		fc.assert(
			fc.property(
				anything,
				anything,
				anything,
				fc.constantFrom('messages', 'payment', 'smb_message_echoes'),
				(a, b, c, field) => {
					const hostile = bodyOf(
						{ contacts: a, messages: [b, c], statuses: [c, a], errors: b, message_echoes: [a] },
						field,
					);
					expect(() => readMetaEvents(hostile)).not.toThrow();
					expect(() => readMetaEvents({ object: 'whatsapp_business_account', entry: a })).not.toThrow();
				},
			),
		);
	});

	it('nested a hundred thousand deep is read without a fault', () => {
		const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as unknown;
		expect(() =>
			readMetaEvents(
				bodyOf({ messages: [{ type: 'text', text: deep }], statuses: [{ x: deep }], errors: [{ deep }] }),
			),
		).not.toThrow();
	});
});

describe('which events are the same', () => {
	const idOf = (body: unknown) => eventsOf(body)[0].eventId;
	const paid = {
		id: 'wamid.P',
		type: 'payment',
		status: 'captured',
		payment: { reference_id: 'R1', transaction: { id: 'T1', status: 'success' } },
	};
	const status = { id: 'wamid.S', status: 'read', recipient_id: CUSTOMER };

	it.each<[string, object, object]>([
		['payments of two orders', paid, { ...paid, payment: { ...paid.payment, reference_id: 'R2' } }],
		['two payments of an order', paid, { ...paid, payment: { ...paid.payment, transaction: { id: 'T2' } } }],
		[
			'a payment and a status',
			{ ...paid, recipient_id: CUSTOMER },
			{ ...paid, type: 'x', recipient_id: CUSTOMER },
		],
		['two states of a payment', paid, { ...paid, status: 'failed' }],
		['two statuses of a message', status, { ...status, status: 'delivered' }],
		['a status for two customers', status, { ...status, recipient_id: '551' }],
		['statuses without an ID', { ...status, id: undefined }, { ...status, id: undefined, timestamp: '1' }],
	])('not %s', (_what, one, other) => {
		expect(eventOfStatus(one).eventId).toMatch(/^metaCloud:/);
		expect(eventOfStatus(one).eventId).toBe(eventOfStatus({ ...one }).eventId);
		expect(eventOfStatus(one).eventId).not.toBe(eventOfStatus(other).eventId);
	});

	it.each<[string, string, object]>([
		['errors of the account', 'messages', { errors: [{ code: 1, title: 'a' }] }],
		['changes that hold something like an order', 'order_update', { order: { reference_id: 'R1' } }],
	])('not two %s, nor one at two times', (_what, field, value) => {
		const at = (time: unknown, more: object = {}) => {
			const body = bodyOf({ ...value, ...more }, field);
			return { ...body, entry: body.entry.map((entry) => ({ ...entry, time })) };
		};
		const id = idOf(at(1763726400));
		expect(id).toMatch(new RegExp(`^metaCloud:${PHONE_NUMBER_ID}:`));
		expect(idOf(at(1763726400))).toBe(id);
		expect(idOf(at(1763726401))).not.toBe(id);
		expect(idOf(at(undefined))).not.toBe(id);
		const another = field === 'messages' ? { errors: [{ code: 2 }] } : { order: { reference_id: 'R2' } };
		expect(idOf(at(1763726400, another))).not.toBe(id);
	});
});

describe('what a status tells', () => {
	it.each<[object, object]>([
		[{ status: ' READ ' }, { status: 'read', providerStatus: ' READ ' }],
		[{ errors: [{ code: 1 }] }, { status: 'failed' }],
		[{ errors: [] }, { status: 'unknown' }],
		[{ errors: {} }, { status: 'unknown' }],
		[{ status: 'a'.repeat(61) }, { status: 'a'.repeat(60) }],
		[{ biz_opaque_callback_data: 'order-1042_a.B' }, { referenceId: 'order-1042_a.B' }],
		[{ biz_opaque_callback_data: 'a'.repeat(61) }, { callbackData: 'a'.repeat(61) }],
		[{ biz_opaque_callback_data: 'order 1042' }, { callbackData: 'order 1042' }],
		[{ biz_opaque_callback_data: '{"order":1}' }, { callbackData: '{"order":1}' }],
		[{ biz_opaque_callback_data: '1042 ' }, { callbackData: '1042 ' }],
	])('%j', (more, delivery) => {
		expect(eventOfStatus({ id: 'w', recipient_id: CUSTOMER, ...more }).delivery).toMatchObject(delivery);
	});

	it('without an ID names no message', () => {
		const { messageId, delivery } = eventOfStatus({ status: 'read' });
		expect([messageId, delivery?.messageIds]).toEqual([null, []]);
		expect(delivery).not.toHaveProperty('callbackData');
	});
});

it.each<[unknown, string]>([
	[bodyOf({}, 'messages'), 'a change of messages holds'],
	[bodyOf({}, 'a'.repeat(61)), `a change of ${'a'.repeat(60)} holds`],
	[{ object: 'whatsapp_business_account', entry: [{ changes: [{}] }] }, 'a change of nothing holds'],
	[
		{ object: 'whatsapp_business_account', entry: [{ changes: [...'abcdef'].map((field) => ({ field })) }] },
		'a change of a, b, c, d, e holds',
	],
	[{ object: 'whatsapp_business_account', entry: [] }, 'the body holds no change'],
])('a body without an event is ignored, and says what it holds', (body, reason) => {
	expect(readMetaEvents(body)).toEqual({ kind: 'ignored', reason: expect.stringContaining(reason) });
});
