import fc from 'fast-check';

import { InvalidInputError } from '../../../commerce/domain/errors';
import {
	findSharedKeys,
	readOnceKey,
	warningsAboutKey,
	type KeyedSend,
} from '../../../nodes/WhatsAppCommerce/sending/onceKey';
import type { PreparedSend } from '../../../nodes/providers/operation';

const prepared = (changes: Partial<PreparedSend> = {}): PreparedSend => ({
	requestTo: () => ({ method: 'POST', path: '/send' }),
	recipient: '5511999999999',
	referenceId: 'order-1',
	onceKey: 'zApi|orderStatus|order-1|shipped',
	warnings: [],
	...changes,
});
const custom = (sendOnceKey: unknown) => ({ sendOncePer: 'customKey', sendOnceKey }) as never;
const byReference = { sendOncePer: 'referenceId' };

describe('readOnceKey', () => {
	it('is off when nobody set it, or set it to Off', () => {
		expect(readOnceKey({}, prepared())).toBeUndefined();
		expect(readOnceKey({ sendOncePer: 'off' }, prepared())).toBeUndefined();
	});

	it('names key, channel and recipient, and the field it came from', () => {
		const channelId = 'channel-1';
		expect(readOnceKey(custom(' order-1 '), prepared({ channelId }))).toEqual({
			stored: '["custom","order-1","channel-1","551199999999"]',
			shared: '["custom","order-1","channel-1"]',
			field: 'Send Once Key',
			label: 'Send Once Key',
			found: 'order-1',
			text: 'order-1',
		});
		const key = readOnceKey(byReference, prepared());
		expect(key).toMatchObject({
			stored: '["reference","zApi|orderStatus|order-1|shipped","","551199999999"]',
			field: 'Send Once Per',
		});
		expect(String(new InvalidInputError('x', key?.found, 'y'))).toContain('found the reference ID "order-1"');
	});

	it('by reference needs one, and a key is no object in a text', () => {
		expect(() => readOnceKey(byReference, prepared({ onceKey: undefined }))).toThrow(
			'expected Custom Key, because this message carries no reference ID of yours',
		);
		for (const key of [' ', 'order [object Object]']) {
			expect(() => readOnceKey(custom(key), prepared())).toThrow('Send Once Key: found');
		}
	});

	it('takes no other value for off', () => {
		const known = new Set<unknown>(['off', 'referenceId', 'customKey']);
		fc.assert(
			fc.property(fc.anything(), (value) => {
				fc.pre(!known.has(value));
				expect(() => readOnceKey({ sendOncePer: value as never }, prepared())).toThrow(
					'Send Once Per: found',
				);
			}),
		);
	});

	it('never makes one key of two objects', () => {
		fc.assert(
			fc.property(fc.oneof(fc.object(), fc.array(fc.anything()), fc.boolean(), fc.constant(NaN)), (value) => {
				expect(() => readOnceKey(custom(value), prepared())).toThrow('Send Once Key: found');
			}),
		);
	});

	it('is the same for one customer with and without the ninth digit, and for one key however its accents are written', () => {
		const stored = (key: string, recipient: string) =>
			readOnceKey(custom(key), prepared({ recipient }))?.stored;
		expect(stored('order-1', '553187654321')).toBe(stored('order-1', '5531987654321'));
		expect(stored('caf\u00e9-1', '5531987654321')).toBe(stored('cafe\u0301-1', '5531987654321'));
		expect(stored('order-1', '31987654321')).not.toBe(stored('order-1', '5531987654321'));
		expect(stored('order-1', '553133334444')).not.toBe(stored('order-1', '5531933334444'));
	});

	it('is the same for the same key and recipient, and another one for another recipient or channel', () => {
		const text = fc.string({ minLength: 1 }).filter((one) => one.trim() !== '');
		fc.assert(
			fc.property(text, text, text, text, (key, one, other, channelId) => {
				fc.pre(one !== other);
				const stored = (options: never, changes: Partial<PreparedSend>) =>
					readOnceKey(options, prepared(changes))?.stored;
				for (const options of [custom(key), byReference as never]) {
					const first = stored(options, { recipient: one });
					expect(stored(options, { recipient: one })).toBe(first);
					expect(stored(options, { recipient: other })).not.toBe(first);
					expect(stored(options, { recipient: one, channelId })).not.toBe(first);
				}
			}),
		);
	});
});

describe('findSharedKeys', () => {
	const sends = (...recipients: string[]): KeyedSend[] =>
		recipients.map((recipient, itemIndex) => {
			const one = prepared({ recipient });
			return { itemIndex, prepared: one, options: { onceKey: readOnceKey(custom('-paid'), one) } };
		});

	it('finds nothing where a key has one recipient, or there is none', () => {
		expect(findSharedKeys(sends('1', '1', '1')).size).toBe(0);
		const without = sends('1', '2').map((one) => ({ ...one, options: {} }));
		expect(findSharedKeys(without).size).toBe(0);
	});

	it('names the items that share a key', () => {
		const errors = findSharedKeys(sends('1', '2', '1'));
		expect([...errors.keys()]).toEqual([0, 1, 2]);
		expect(errors.get(1)?.message).toBe(
			'Send Once Key: found "-paid", expected a key of its own for each recipient, because items 0, 1 and 2 have this one and go to different recipients',
		);
	});

	it('keeps a long list short', () => {
		const many = sends(...Array.from({ length: 9 }, (_, index) => String(index)));
		expect(findSharedKeys(many).get(0)?.message).toContain('because items 0, 1, 2, 3, 4 and 4 more have');
	});

	it('leaves channels apart', () => {
		const at = (itemIndex: number, channelId: string): KeyedSend => {
			const one = prepared({ recipient: String(itemIndex), channelId });
			return { itemIndex, prepared: one, options: { onceKey: readOnceKey(byReference, one) } };
		};
		expect(findSharedKeys([at(0, 'a'), at(1, 'b')]).size).toBe(0);
	});
});

describe('warningsAboutKey', () => {
	const warn = (key: string) => warningsAboutKey(readOnceKey(custom(key), prepared()));

	it.each(['undefined-paid', 'paid/null', 'NaN', '-paid', 'order_', 'order--paid'])('warns of %s', (key) => {
		expect(warn(key)).toEqual([
			{ rule: 'sendOnce.keyWithGap', message: expect.stringContaining(`Send Once Key is "${key}"`) },
		]);
	});

	it.each([
		'1234-paid',
		'annulled-1',
		'Nanete-2',
		'welcome',
		'-x8_',
		'a--1',
		'xnull',
		'nullx',
		'1null',
		'null1',
	])('is content with %s', (key) => {
		expect(warn(key)).toEqual([]);
	});

	it('is content without a key', () => expect(warningsAboutKey(undefined)).toEqual([]));

	it('warns of a reference ID with a gap', () => {
		const one = prepared({ referenceId: 'order-' });
		expect(warningsAboutKey(readOnceKey(byReference, one))).toMatchObject([
			{ message: expect.stringContaining('Reference ID is "order-": an expression in it') },
		]);
	});
});
