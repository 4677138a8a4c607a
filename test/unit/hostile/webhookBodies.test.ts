/** Webhook bodies that no document shows: whoever knows the URL of a trigger can send them. */
import fc from 'fast-check';

import type { CommerceEvent } from '../../../commerce/domain/event';
import { holdsMoreThan, isNestedDeeperThan } from '../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../commerce/domain/looseJson';
import { readHubEvent } from '../../../nodes/providers/hub/api/events';
import { readMetaEvents } from '../../../nodes/providers/metaCloud/api/events';
import { readZApiEvent } from '../../../nodes/providers/zApi/api/events';
import { toItemJson } from '../../../nodes/WhatsAppCommerceTrigger/eventItem';
import { hubBody, metaBody, zApiBody } from '../../helpers/hostile/bodies';
import {
	anyJson,
	expectNoSlowdown,
	expectStorable,
	longText,
	nested,
	RAW_ERROR,
	SLOW_PIECES,
} from '../../helpers/hostile/values';

/** The events of a reading, of one body or of several. */
function eventsOf(reading: object): CommerceEvent[] {
	const { event, events = [] } = reading as {
		event?: CommerceEvent;
		events?: Array<{ event: CommerceEvent }>;
	};
	return event === undefined ? events.map((read) => read.event) : [event];
}

/** The raw body is the same for all events of a call and costs most, so only the first one carries it. */
function expectAllSound(events: CommerceEvent[], body: object): void {
	for (const [index, event] of events.entries()) expectSound(event, index === 0 ? body : {});
}

function expectSound(event: CommerceEvent, body: object): void {
	const json = toItemJson(event, body);
	expectStorable(json);
	const amounts = [...JSON.stringify({ ...json, raw: null }).matchAll(/Cents":([^,}]*)/g)].map(
		([, text]) => text,
	);
	for (const text of amounts) expect(text).toMatch(/^\d{1,16}$/);
	for (const { message } of event.warnings ?? []) {
		expect(message).not.toMatch(RAW_ERROR);
		expect(message.length).toBeLessThan(1_000);
	}
	expect(event.eventId).toEqual(expect.stringContaining(`${event.provider}:`));
}

/** As Meta wraps what happened; no other provider looks there. */
const wrapped = (value: object) => ({
	object: 'whatsapp_business_account',
	entry: [{ changes: [{ field: 'messages', value }] }],
});

describe.each([
	['Z-API', readZApiEvent, zApiBody],
	['the Hub', readHubEvent, hubBody],
	['Meta', readMetaEvents, metaBody],
])('a body of %s', (_name, read, bodies) => {
	it('is read without a fault, its amounts in whole cents', () => {
		fc.assert(
			fc.property(bodies, (body) => {
				expectAllSound(eventsOf(read(body as LooseObject)), body);
			}),
			{ numRuns: 600 },
		);
	});

	it('may be any object', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), anyJson), (body) => {
				expectAllSound(eventsOf(read(body)), body);
			}),
		);
	});

	it.each(SLOW_PIECES)('of 1 MB of %j is read as fast as any other', (piece) => {
		const text = longText(piece, 1_000_000, ['', 'x']);
		for (const name of [
			'type',
			'eventType',
			'messageId',
			'status',
			'error',
			'momment',
			'timestamp',
			'from',
		]) {
			const flat = { type: 'ReceivedCallback', eventType: 'MessageStatus', order: {}, [name]: text };
			const body = { ...flat, ...wrapped({ messages: [flat], statuses: [flat], errors: [flat] }) };
			expectNoSlowdown(() => eventsOf(read(body)).map((event) => toItemJson(event, body)));
		}
		const products = [{ name: text, quantity: text, value: text, price: text }];
		const body = { type: 'ReceivedCallback', reviewAndPay: { referenceId: text, total: text, products } };
		expectNoSlowdown(() => read(body));
	});

	it.each([10_000, 30_000])('with %i products or messages is read as fast as any other', (count) => {
		const list = Array.from({ length: count }, () => ({
			name: 'a',
			quantity: 1,
			value: 1,
			id: 'm',
			status: 's',
		}));
		const body = {
			type: 'ReceivedCallback',
			eventType: 'MessageStatus',
			reviewAndPay: { products: list },
			payload: { statuses: list, messages: list },
			ids: list.map((_each, index) => `m${index}`),
			...wrapped({ statuses: list, messages: [{ type: 'order', order: { product_items: list } }] }),
		};
		expectNoSlowdown(() => eventsOf(read(body)).map((event) => toItemJson(event, body)));
		expectNoSlowdown(() => read({ ...body, type: 'MessageStatusCallback' }));
	});
});

describe('levels of lists and objects', () => {
	it.each(['list', 'object'] as const)('are counted, whatever there are of a %s', (shape) => {
		for (const levels of [1, 2, 100, 101, 500]) {
			const value = nested(levels, shape);
			expect([levels, isNestedDeeperThan(value, levels)]).toEqual([levels, false]);
			expect([levels, isNestedDeeperThan(value, levels - 1)]).toEqual([levels, true]);
		}
		expect(isNestedDeeperThan(nested(500_000, shape), 100)).toBe(true);
	});

	it('are not found in other values', () => {
		for (const value of [null, undefined, 'a', 1, true]) expect(isNestedDeeperThan(value, 0)).toBe(false);
	});

	it('are counted as far as asked', () => {
		const lists = (count: number) => Array.from({ length: count }, () => []);
		expect(holdsMoreThan(lists(99), 100)).toBe(false);
		expect(holdsMoreThan(lists(100), 100)).toBe(true);
		expect(holdsMoreThan({ a: [{ b: 1 }, 'c', null] }, 3)).toBe(false);
		expect(holdsMoreThan({ a: [{ b: 1 }, 'c', null] }, 2)).toBe(true);
		expect(holdsMoreThan('text', 0)).toBe(false);
	});

	it('are counted fast in a wide body', () => {
		const wide = JSON.parse(`[${'[],'.repeat(330_000)}[]]`) as unknown;
		expectNoSlowdown(() => isNestedDeeperThan(wide, 100));
	});
});
