import fc from 'fast-check';
import { readHubEvent } from '../../../../nodes/providers/hub/api/events';
import type { CommerceEvent } from '../../../../commerce/domain/event';
import type { ReadEvent } from '../../../../nodes/providers/api/eventReading';

const CHANNEL = '3f0c2e0a-5b52-4b8e-9d1e-0a6d2a9c1f10';

const message = {
	eventType: 'Message',
	channelId: CHANNEL,
	messageId: 'wamid.A',
	from: '5511993986082',
	timestamp: 1700000000,
	channel: 'whatsapp',
	content: { type: 'text', text: 'Hello' },
};

const status = {
	eventType: 'MessageStatus',
	messageId: 'wamid.A',
	status: 'sent',
	timestamp: 1700000000,
	channel: 'whatsapp',
};

function eventOf(body: object): CommerceEvent {
	const events = eventsOf(body);
	expect(events).toHaveLength(1);
	return events[0];
}

const eventsOf = (body: object): CommerceEvent[] => partsOf(body).map(({ event }) => event);

function partsOf(body: object): ReadEvent[] {
	const reading = readHubEvent(body as Record<string, unknown>);
	if (reading.kind !== 'events') throw new Error(`${reading.kind}: ${reading.reason}`);
	return reading.events;
}

test('a flat message', () => {
	expect(eventOf(message)).toEqual({
		event: 'messageReceived',
		eventId: `chatt2Me:${CHANNEL}:message:wamid.A`,
		provider: 'chatt2Me',
		accountId: CHANNEL,
		occurredAt: '2023-11-14T22:13:20.000Z',
		contact: { phone: '5511993986082', isGroup: false },
		fromMe: false,
		messageId: 'wamid.A',
		message: { channel: 'whatsapp', type: 'text', text: 'Hello', content: { type: 'text', text: 'Hello' } },
	});
});

test.each([
	[
		{ type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: '1', title: 'Yes' } } },
		'Yes',
	],
	[{ type: 'location', location: { latitude: -23.5, longitude: -46.6 } }, undefined],
	[{ type: 'text', text: { body: 'Hi' } }, 'Hi'],
])('text of %j', (content, text) => {
	expect(eventOf({ ...message, content }).message).toMatchObject({ type: content.type, content });
	expect(eventOf({ ...message, content }).message?.text).toBe(text);
});

test('a message without a timestamp has no time', () => {
	expect(eventOf({ ...message, timestamp: undefined }).occurredAt).toBeNull();
});

test('a flat status, number or ISO time', () => {
	expect(eventOf(status)).toEqual({
		event: 'messageStatus',
		eventId: 'chatt2Me::messageStatus:wamid.A:sent',
		provider: 'chatt2Me',
		accountId: null,
		occurredAt: '2023-11-14T22:13:20.000Z',
		contact: { phone: null, isGroup: false },
		fromMe: true,
		messageId: 'wamid.A',
		delivery: { status: 'sent', providerStatus: 'sent', messageIds: ['wamid.A'] },
	});
	expect(eventOf({ ...status, timestamp: '2023-11-14T22:13:20Z' }).occurredAt).toBe(
		'2023-11-14T22:13:20.000Z',
	);
	expect(eventOf({ ...status, timestamp: 1700000000000 }).occurredAt).toBe('2023-11-14T22:13:20.000Z');
});

test.each(['Failed', 'Error', 'failed', 'ERROR'])('%s is a failure and keeps its reason', (word) => {
	const event = eventOf({ ...status, status: word, errorMessage: 'No such user', errorCode: 131026 });
	expect(event.delivery).toEqual({
		status: 'failed',
		providerStatus: word,
		messageIds: ['wamid.A'],
		error: 'No such user',
		errorCode: '131026',
	});
});

test('each status of a message is an event of its own, each word once', () => {
	const ids = ['sent', 'delivered', 'read', 'failed'].map(
		(word) => eventOf({ ...status, status: word }).eventId,
	);
	expect(new Set(ids).size).toBe(4);
	expect(eventOf({ ...status, status: 'READ' }).eventId).toBe(ids[2]);
});

describe('wrapped bodies', () => {
	test('of a messaging platform', () => {
		const event = eventOf({
			eventType: 'Message',
			timestamp: '2025-12-18T12:00:00.000Z',
			payload: {
				sender: { id: '17841400000000000' },
				recipient: { id: '17841499999999999' },
				timestamp: 1766059200000,
				message: { mid: 'aWdfZAG1', text: 'Hello' },
			},
		});
		expect(event).toMatchObject({
			event: 'messageReceived',
			messageId: 'aWdfZAG1',
			contact: { phone: '17841400000000000' },
			occurredAt: '2025-12-18T12:00:00.000Z',
			fromMe: false,
			message: { text: 'Hello' },
		});
	});

	test('of WhatsApp, as a change of an entry', () => {
		const payload = {
			object: 'whatsapp_business_account',
			entry: [
				{
					id: '1',
					changes: [
						{
							value: {
								metadata: { phone_number_id: '1' },
								contacts: [{ profile: { name: 'Maria' }, wa_id: '5511993986082' }],
								messages: [
									{
										id: 'wamid.B',
										from: '5511993986082',
										timestamp: '1700000000',
										type: 'text',
										text: { body: 'Hi' },
									},
								],
							},
						},
					],
				},
			],
		};
		expect(eventOf({ eventType: 'Message', timestamp: '2023-11-14T22:14:00Z', payload })).toMatchObject({
			messageId: 'wamid.B',
			contact: { phone: '5511993986082', name: 'Maria' },
			occurredAt: '2023-11-14T22:13:20.000Z',
			message: { type: 'text', text: 'Hi' },
		});
	});

	test('a wrapped status with its error', () => {
		const payload = {
			statuses: [
				{
					id: 'wamid.C',
					status: 'failed',
					recipient_id: '5511993986082',
					timestamp: '1700000000',
					errors: [{ code: 131026, title: 'Message undeliverable' }],
				},
			],
		};
		const event = eventOf({ eventType: 'MessageStatus', timestamp: '2023-11-14T22:14:00Z', payload });
		expect(event).toMatchObject({
			messageId: 'wamid.C',
			contact: { phone: '5511993986082' },
			delivery: { status: 'failed', error: 'Message undeliverable', errorCode: '131026' },
		});
	});

	test('flat members inside payload', () => {
		const { eventType, ...payload } = message;
		const event = eventOf({ eventType, timestamp: '2023-11-14T22:13:20Z', payload });
		expect(event).toMatchObject({ accountId: CHANNEL, messageId: 'wamid.A', message: { text: 'Hello' } });
	});

	test('an echo is our own message, to the one who got it', () => {
		const event = eventOf({
			eventType: 'message_echoes',
			timestamp: '2023-11-14T22:13:20Z',
			payload: { sender: { id: 'shop' }, recipient: { id: '551199' }, message: { mid: 'm1', text: 'Hi' } },
		});
		expect(event).toMatchObject({ event: 'messageReceived', fromMe: true, contact: { phone: '551199' } });
	});
});

describe('a wrapped body with several', () => {
	const text = (id: string, from = '5511993986082') => ({
		id,
		from,
		timestamp: '1700000000',
		type: 'text',
		text: { body: `Text of ${id}` },
	});
	const statusOf = (id: string, word: string) => ({ id, status: word, recipient_id: '5511993986082' });
	const wrapped = (eventType: string, ...entry: object[]) => ({
		eventType,
		timestamp: '2023-11-14T22:14:00Z',
		payload: { object: 'whatsapp_business_account', entry },
	});
	const entryOf = (...values: object[]) => ({
		id: '1',
		changes: values.map((value) => ({ field: 'messages', value: { metadata: { id: '2' }, ...value } })),
	});
	const idsOf = (body: object) => eventsOf(body).map(({ messageId }) => messageId);

	test('messages gives an event for each, in their order, with their own texts', () => {
		const events = eventsOf(wrapped('Message', entryOf({ messages: [text('A'), text('B')] })));
		expect(events).toMatchObject([
			{ messageId: 'A', message: { text: 'Text of A' }, eventId: 'chatt2Me::message:A' },
			{ messageId: 'B', message: { text: 'Text of B' }, eventId: 'chatt2Me::message:B' },
		]);
	});

	test('entries and changes loses none of them', () => {
		const body = wrapped(
			'Message',
			entryOf({ messages: [text('A')] }, { messages: [text('B'), text('C')] }),
			entryOf({ statuses: [statusOf('Z', 'sent')] }, { messages: [text('D')] }),
		);
		expect(idsOf(body)).toEqual(['A', 'B', 'C', 'D']);
	});

	test('statuses keeps each with its message, its word and its own error', () => {
		const errors = [{ code: 131026, title: 'Message undeliverable' }];
		const failed = { ...statusOf('B', 'failed'), errors };
		const statuses = [statusOf('A', 'delivered'), failed, statusOf('A', 'read')];
		const events = eventsOf(wrapped('MessageStatus', entryOf({ statuses })));
		expect(
			events.map(({ messageId, delivery }) => [messageId, delivery?.status, delivery?.errorCode]),
		).toEqual([
			['A', 'delivered', undefined],
			['B', 'failed', '131026'],
			['A', 'read', undefined],
		]);
		expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(3);
	});

	test('statuses right inside payload', () => {
		const payload = { statuses: [statusOf('A', 'sent'), statusOf('B', 'sent')] };
		expect(idsOf({ eventType: 'MessageStatus', payload })).toEqual(['A', 'B']);
	});

	test('messages of a messaging platform', () => {
		const messaging = ['m1', 'm2'].map((mid) => ({
			sender: { id: `from ${mid}` },
			recipient: { id: 'shop' },
			message: { mid, text: 'Hello' },
		}));
		const events = eventsOf({ eventType: 'Message', payload: { entry: [{ messaging }] } });
		expect(events).toMatchObject([
			{ messageId: 'm1', contact: { phone: 'from m1' } },
			{ messageId: 'm2', contact: { phone: 'from m2' } },
		]);
	});

	test('customers gives nobody the name of another', () => {
		const contacts = [
			{ wa_id: '551', profile: { name: 'Maria' } },
			{ wa_id: '552', profile: { name: 'João' } },
		];
		const messages = [text('A', '552'), text('B', '551'), text('C', '553')];
		const events = eventsOf(wrapped('Message', entryOf({ contacts, messages })));
		expect(events.map(({ contact }) => contact.name)).toEqual(['João', 'Maria', undefined]);
	});

	test('messages without IDs still differ', () => {
		const bare = ['one', 'two'].map((body) => ({ from: '551', text: { body } }));
		const body = { ...wrapped('Message', entryOf({ messages: bare })), messageId: 'envelope' };
		expect(new Set(eventsOf(body).map(({ eventId }) => eventId)).size).toBe(2);
		expect(eventsOf(body)).toEqual(eventsOf(body));
	});

	test('messages shows with each the body as if it had come alone', () => {
		const contacts = [{ wa_id: '5511993986082', profile: { name: 'Maria' } }];
		const body = wrapped('Message', entryOf({ contacts, messages: [text('A'), text('B')] }));
		expect(partsOf(body).map((part) => part.body)).toEqual([
			wrapped('Message', entryOf({ contacts, messages: [text('A')] })),
			wrapped('Message', entryOf({ contacts, messages: [text('B')] })),
		]);
	});

	test('one after entries that hold none is found, and its body stays whole', () => {
		const noise = { anything: 'x'.repeat(10_000) };
		const body = { ...wrapped('Message', entryOf({}), entryOf({ messages: [null, text('A')] })), noise };
		expect(idsOf(body)).toEqual(['A']);
		expect(partsOf(body)[0].body).toBe(body);
	});

	test('messages is read whole, however they are spread over entries and changes', () => {
		const lists = fc.array(fc.array(fc.nat({ max: 3 }), { maxLength: 4 }), { maxLength: 4 });
		fc.assert(
			fc.property(lists, fc.boolean(), (counts, areStatuses) => {
				let last = 0;
				const given: string[] = [];
				const next = () => {
					given.push(`M${(last += 1)}`);
					return areStatuses ? statusOf(`M${last}`, 'read') : text(`M${last}`);
				};
				const name = areStatuses ? 'statuses' : 'messages';
				const entries = counts.map((changes) =>
					entryOf(...changes.map((count) => ({ [name]: Array.from({ length: count }, next) }))),
				);
				const body = wrapped(areStatuses ? 'MessageStatus' : 'Message', ...entries);
				expect(idsOf(body)).toEqual(given.length === 0 ? [null] : given);
			}),
		);
	});

	test('a thousand messages are read, more are refused as a whole', () => {
		const many = (count: number) =>
			wrapped('Message', entryOf({ messages: Array.from({ length: count }, (_, i) => text(`M${i}`)) }));
		expect(eventsOf(many(1000))).toHaveLength(1000);
		expect(readHubEvent(many(1001))).toEqual({
			kind: 'tooMany',
			reason: 'the body holds more than 1,000 events',
		});
	});

	test('a large envelope is not copied for each of a thousand messages', () => {
		const messages = Array.from({ length: 1000 }, (_, i) => text(`M${i}`));
		const channelId = 'c'.repeat(400_000);
		const body = { ...wrapped('Message', entryOf({ messages, more: ['y'.repeat(400_000)] })), channelId };
		expect(JSON.stringify(partsOf(body)).length).toBeLessThan(10_000_000);
	});
});

test.each([
	[{}, 'notAnEvent'],
	[{ eventType: null }, 'notAnEvent'],
	[{ type: 'ReceivedCallback' }, 'notAnEvent'],
	[{ eventType: 'ChannelConnected', channelId: CHANNEL }, 'ignored'],
])('%j is %s', (body, kind) => {
	expect(readHubEvent(body).kind).toBe(kind);
});

test('an unknown type with something like an order in it is unknown', () => {
	expect(eventOf({ eventType: 'Order', order: { id: 1 } }).event).toBe('unknown');
	expect(eventOf({ eventType: 'x', payload: { payment: { referenceId: 'A' } } }).event).toBe('unknown');
});

test.each([
	[{ eventType: 'Message' }],
	[{ eventType: 'Message', payload: null, content: 'text', from: {}, timestamp: {} }],
	[{ eventType: 'Message', payload: { entry: [null], messages: [3], message: 'x' } }],
	[{ eventType: 'MessageStatus', status: null, payload: { statuses: [], errors: [[]] } }],
])('%j does not throw', (body) => {
	expect(eventOf(body).eventId).toEqual(expect.any(String));
});
