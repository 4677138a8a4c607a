import { ChangeNotAllowedError, InvalidInputError } from '../../../../commerce/domain/errors';
import { buildStaticBrCode } from '../../../../commerce/domain/pix/pixBrCode';
import type { MetaCharge, MetaOrder } from '../../../../nodes/providers/metaCloud/api/charge';
import {
	checkCharge,
	checkHeaderImage,
	checkMessageTexts,
	checkPaymentMethods,
} from '../../../../nodes/providers/metaCloud/api/chargeRules';
import { isUserId, readUserId, recipientMember } from '../../../../nodes/providers/metaCloud/api/recipient';
import {
	checkOrderUpdate,
	parseMetaPaymentStatus,
} from '../../../../nodes/providers/metaCloud/api/statusRules';
import { checkTemplate } from '../../../../nodes/providers/metaCloud/api/templateRules';
import { checkPhoneNumberId, checkReferenceId } from '../../../../nodes/providers/metaCloud/api/texts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const inSeconds = (seconds: number) => NOW / 1000 + seconds;

const link = { type: 'payment_link' as const, url: 'https://pay.example.com/1' };
const order: MetaOrder = {
	items: [{ name: 'Cake', quantity: 1, unitPriceCents: 50000, retailerId: 'cake' }],
};
const charge: MetaCharge = {
	goodsType: 'physical-goods',
	methods: [link],
	charged: { order },
};
const withOrder = (more: Partial<MetaOrder>): MetaCharge => ({
	...charge,
	charged: { order: { ...order, ...more } },
});
const withItem = (more: object): MetaCharge => withOrder({ items: [{ ...order.items[0], ...more }] });

/** Field and words of the refusal; fails when nothing is refused. */
function refusal(work: () => unknown): string {
	let thrown: unknown;
	try {
		work();
	} catch (error) {
		thrown = error;
	}
	expect(thrown).toBeInstanceOf(InvalidInputError);
	const { field, message } = thrown as InvalidInputError;
	return `${field}: ${message}`;
}

describe('a charge', () => {
	it('within the rules passes without a warning', () => {
		expect(checkCharge(charge, NOW)).toEqual([]);
		expect(checkCharge({ ...charge, charged: { totalCents: 1 } }, NOW)).toEqual([]);
	});

	it('with texts of just the allowed length passes', () => {
		const sixty = 'x'.repeat(60);
		const longest = withOrder({
			items: [{ ...order.items[0], name: '😀'.repeat(60) }],
			tax: { amountCents: 0, description: sixty },
			shipping: { amountCents: 1, description: sixty },
			discount: { amountCents: 1, description: sixty, programName: sixty },
			expiration: { timestamp: inSeconds(300), description: 'x'.repeat(120) },
		});
		expect(checkCharge(longest, NOW)).toEqual([]);
		expect(checkReferenceId('A-z_0.'.repeat(10))).toHaveLength(60);
	});

	it.each<[string, MetaCharge, RegExp]>([
		['no method', { ...charge, methods: [] }, /^Payment Methods: .*at least one/],
		['a method twice', { ...charge, methods: [link, link] }, /^Payment Methods: .*each method once/],
		['goods of no type', { ...charge, goodsType: 'services' as 'digital-goods' }, /^Goods Type: /],
		['a total of zero', { ...charge, charged: { totalCents: 0 } }, /^Total: .*above zero/],
		['half a cent', { ...charge, charged: { totalCents: 0.5 } }, /^Total: /],
		['no items', withOrder({ items: [] }), /^Items: .*at least one item/],
		['an item for nothing', withItem({ unitPriceCents: 0 }), /^Total: .*above zero/],
		['a name of 61', withItem({ name: 'x'.repeat(61) }), /^Items 1, Name: .*at most 60 characters, not 61/],
		['an item without a name', withItem({ name: ' ' }), /^Items 1, Name: /],
		['an item without an ID', withItem({ retailerId: undefined }), /^Items 1, SKU: /],
		['half an item', withItem({ quantity: 1.5 }), /^Items 1, Quantity: /],
		['a sale that is none', withItem({ salePriceCents: 50000 }), /^Items 1, Sale Price: .*less than/],
		['a long tax', withOrder({ tax: { amountCents: 1, description: 'x'.repeat(61) } }), /^Tax Description: /],
		[
			'a long shipping',
			withOrder({ shipping: { amountCents: 1, description: 'x'.repeat(61) } }),
			/^Shipping Description: /,
		],
		[
			'a long discount',
			withOrder({ discount: { amountCents: 1, description: 'x'.repeat(61) } }),
			/^Discount Description: /,
		],
		[
			'a long program',
			withOrder({ discount: { amountCents: 1, programName: 'x'.repeat(61) } }),
			/^Discount Program Name: /,
		],
		['more discount than order', withOrder({ discount: { amountCents: 50001 } }), /^Discount: .*at most/],
		[
			'299 seconds',
			withOrder({ expiration: { timestamp: inSeconds(299), description: 'Soon' } }),
			/^Expires At: .*at least 5 minutes/,
		],
		[
			'an endless time',
			withOrder({ expiration: { timestamp: Infinity, description: 'Never' } }),
			/^Expires At: /,
		],
		[
			'an expiration without words',
			withOrder({ expiration: { timestamp: inSeconds(400), description: '' } }),
			/^Expiration Description: /,
		],
		[
			'an expiration with many words',
			withOrder({ expiration: { timestamp: inSeconds(400), description: 'x'.repeat(121) } }),
			/^Expiration Description: .*at most 120/,
		],
	])('with %s is refused', (_name, broken, words) => {
		expect(refusal(() => checkCharge(broken, NOW))).toMatch(words);
	});

	it.each(['', 'order 1', 'ação', 'x'.repeat(61), 'a/b', 'order-1\n'])(
		'reference ID %j is refused',
		(referenceId) => {
			expect(refusal(() => checkReferenceId(referenceId))).toMatch(/^Reference ID: /);
			expect(refusal(() => checkReferenceId(referenceId, 'Order'))).toMatch(/^Order: /);
		},
	);

	it('with a static PIX code is sent with a warning, because Meta documents dynamic ones only', () => {
		const key = { key: '39580525000189', keyType: 'CNPJ' as const, merchantName: 'Example Store' };
		const code = buildStaticBrCode({ ...key, merchantCity: 'Sao Paulo', amountCents: 1 });
		const pix = { type: 'pix_dynamic_code' as const, code, ...key };
		expect(checkPaymentMethods([pix, link])).toMatchObject([{ rule: 'meta.staticPix' }]);
	});

	it('has a body of 1,024 characters, a footer of 60 and a picture only above an order', () => {
		const texts = { bodyText: 'x'.repeat(1024), footerText: 'x'.repeat(60) };
		const headerImage = 'https://shop.example.com/a.jpg';
		const simplified: MetaCharge = { ...charge, charged: { totalCents: 1 } };
		expect(() => checkMessageTexts(texts)).not.toThrow();
		expect(() => checkHeaderImage(charge, headerImage)).not.toThrow();
		expect(() => checkHeaderImage(simplified, undefined)).not.toThrow();
		expect(refusal(() => checkHeaderImage(simplified, headerImage))).toMatch(/^Header Image URL: /);
		expect(refusal(() => checkMessageTexts({ bodyText: 'x'.repeat(1025) }))).toMatch(/^Body Text: /);
		expect(refusal(() => checkMessageTexts({ bodyText: ' ' }))).toMatch(/^Body Text: /);
		const long = { bodyText: 'x', footerText: 'x'.repeat(61) };
		expect(refusal(() => checkMessageTexts(long))).toMatch(/^Footer Text: /);
	});
});

describe('a template', () => {
	const template = { name: 'charge_pix', language: 'pt_BR' };

	it.each([template, { ...template, language: 'en' }, { ...template, bodyTexts: ['Maria'], firstButton: 9 }])(
		'%j passes',
		(given) => expect(checkTemplate(given)).toEqual(given),
	);

	it('gets its links as they may be sent', () => {
		const header = { type: 'document' as const, link: ' https://shop.example.com/boleto.pdf ' };
		expect(checkTemplate({ ...template, header })).toEqual({
			...template,
			header: { type: 'document', link: 'https://shop.example.com/boleto.pdf' },
		});
	});

	it.each([
		[{ ...template, name: 'Charge PIX' }, /^Template Name: /],
		[{ ...template, name: '' }, /^Template Name: /],
		[{ ...template, language: 'pt-BR' }, /^Template Language: .*pt_BR/],
		[{ ...template, bodyTexts: ['Maria', ''] }, /^Body Variable 2: /],
		[{ ...template, firstButton: -1 }, /^First Payment Button: /],
		[{ ...template, firstButton: 0.5 }, /^First Payment Button: /],
		[{ ...template, header: { type: 'text' as const, text: '' } }, /^Header Text: /],
		[{ ...template, header: { type: 'image' as const, link: 'shop' } }, /^Header Image: /],
		[{ ...template, header: { type: 'document' as const, link: 'http://10.0.0.1/a' } }, /^Header Document: /],
	])('%j is refused', (given, words) => {
		expect(refusal(() => checkTemplate(given))).toMatch(words);
	});
});

describe('an order update', () => {
	const referenceId = 'order-1042';
	const captured = { status: 'captured' as const };

	it.each([
		{ referenceId, orderStatus: 'pending' as const },
		{ referenceId, orderStatus: 'shipped' as const, description: 'x'.repeat(120) },
		{ referenceId, payment: captured },
		{ referenceId, payment: { status: 'failed' as const } },
		{ referenceId, orderStatus: 'canceled' as const },
		{ referenceId, orderStatus: 'completed' as const, payment: { ...captured, timestamp: 1722445231 } },
	])('%j passes when nothing is known of the order', (update) => {
		expect(checkOrderUpdate(update)).toEqual([]);
	});

	it.each([
		[{ referenceId }, /^New Order Status: .*or both/],
		[{ referenceId: 'a b', payment: captured }, /^Reference ID: (?!.*, not 3)/],
		[{ referenceId, orderStatus: 'partially-shipped' as 'shipped' }, /^New Order Status: /],
		[{ referenceId, orderStatus: 'shipped' as const, description: 'x'.repeat(121) }, /^Status Description: /],
		[{ referenceId, payment: captured, description: 'Paid' }, /^Status Description: .*New Order Status/],
		[{ referenceId, payment: { status: 'refunded' as 'failed' } }, /^New Payment Status: /],
		[{ referenceId, payment: { ...captured, timestamp: 1722445231000 } }, /^Payment Captured At: .*seconds/],
		// From which status nobody knows.
		[{ referenceId, orderStatus: 'canceled' as const, payment: captured }, /: the change to canceled is not/],
	])('%j is refused', (update, words) => {
		expect(refusal(() => checkOrderUpdate(update))).toMatch(words);
	});

	it.each([
		[{ paymentStatus: 'captured' as const }, { orderStatus: 'canceled' as const }],
		[{}, { orderStatus: 'canceled' as const, payment: captured }],
		[{ orderStatus: 'completed' as const }, { orderStatus: 'shipped' as const }],
		[{ orderStatus: 'canceled' as const }, { orderStatus: 'processing' as const }],
		[{ orderStatus: 'shipped' as const }, { orderStatus: 'pending' as const }],
		[{ orderStatus: 'canceled' as const }, { payment: captured }],
		[{ paymentStatus: 'captured' as const }, { payment: { status: 'failed' as const } }],
		[{ paymentStatus: 'captured' as const }, { payment: { status: 'pending' as const } }],
	])('after %j, %j is not allowed', (before, news) => {
		expect(() => checkOrderUpdate({ referenceId, ...news }, before)).toThrow(ChangeNotAllowedError);
	});

	it.each([
		[{ orderStatus: 'pending' as const }, { orderStatus: 'canceled' as const }],
		[
			{ orderStatus: 'shipped' as const, paymentStatus: 'captured' as const },
			{ orderStatus: 'completed' as const },
		],
		[{ paymentStatus: 'failed' as const }, { payment: captured }],
		[{ orderStatus: 'completed' as const }, { payment: captured }],
	])('after %j, %j is allowed', (before, news) => {
		expect(checkOrderUpdate({ referenceId, ...news }, before)).toEqual([]);
	});

	it('that cancels while a payment is pending warns, because "pending" has two readings', () => {
		const update = { referenceId, orderStatus: 'canceled' as const };
		expect(checkOrderUpdate(update, { paymentStatus: 'pending' })).toMatchObject([
			{ rule: 'meta.cancelWhilePending' },
		]);
	});

	it.each([
		['paid', 'captured'],
		[' Captured ', 'captured'],
		['failed', 'failed'],
	])('payment word %j is %s', (word, status) => expect(parseMetaPaymentStatus(word, 'x')).toBe(status));

	it('does not take a word of its own prototype for a status', () => {
		expect(refusal(() => parseMetaPaymentStatus('constructor', 'Status'))).toMatch(/^Status: /);
	});
});

describe('a recipient', () => {
	it.each([
		[' BR.1502576394655843 ', 'BR.1502576394655843'],
		['US.ENT.11815799212886844830', 'US.ENT.11815799212886844830'],
		[`BR.${'a'.repeat(128)}`, `BR.${'a'.repeat(128)}`],
		['+55 (11) 99876-5432', undefined],
		[5511998765432, undefined],
		['@maria', undefined],
	])('%j is the user ID %j', (input, userId) => expect(readUserId(input, 'Recipient')).toBe(userId));

	it.each(['br.1502576394655843', `BR.${'a'.repeat(129)}`, 'BR.', 'BR.15-02'])('%j is refused', (input) =>
		expect(refusal(() => readUserId(input, 'Recipient'))).toMatch(/^Recipient: /),
	);

	it('never takes a number for a user ID', () => expect(isUserId('5511998765432')).toBe(false));

	it('stands in a member of its own', () => {
		expect(recipientMember('5511998765432')).toEqual({ to: '5511998765432' });
		expect(recipientMember('BR.1')).toEqual({ recipient: 'BR.1' });
	});
});

test('a phone number ID has digits only', () => {
	expect(checkPhoneNumberId('106540352242922')).toBe('106540352242922');
	expect(refusal(() => checkPhoneNumberId('../me'))).toMatch(/^Phone Number ID: /);
});
