import { callHub, simulator, type HubAccount } from '../helpers/simulator';
import {
	boletoRequest,
	completed,
	linkRequest,
	pixRequest,
	shipped,
	shippedByTemplate,
	template,
} from './documentedPayloads';
import { without, withMember } from './mutations';

const ROUTE = 'communication/whatsapp/message';
const TO = '5511993986082';

let account: HubAccount;

beforeEach(async () => {
	account = await simulator.createHub();
});

const message = (content: unknown) => ({ from: account.channels[0].id, to: TO, content });

async function expectTaken(body: object, operation: string) {
	const reply = await callHub(account, 'POST', ROUTE, body);
	expect([reply.status, reply.data]).toEqual([
		200,
		{ messageId: expect.stringMatching(/^wamid\./), status: 'enqueued' },
	]);
	const messages = await simulator.messages(account.account);
	expect(messages).toMatchObject([{ recipient: TO, operation, messageId: reply.data.messageId, body }]);
}

async function expectRefused(body: unknown, words: string, status = 400) {
	const reply = await callHub(account, 'POST', ROUTE, body);
	expect([reply.status, reply.data]).toEqual([
		status,
		{ errorMessage: expect.stringContaining(words), errorCode: expect.any(String) },
	]);
	expect(await simulator.messages(account.account)).toEqual([]);
}

test.each([
	['PIX', { paymentRequest: pixRequest }, 'paymentRequest'],
	['boleto', { paymentRequest: boletoRequest }, 'paymentRequest'],
	['payment link', { paymentRequest: linkRequest }, 'paymentRequest'],
	[
		'tax in the total',
		{
			paymentRequest: withMember(withMember(linkRequest, 'tax.valueCents', 10), 'totalAmountCents', 9000),
		},
		'paymentRequest',
	],
	['shipped inside the window', shipped, 'orderStatus'],
	['completed and captured', completed, 'orderStatus'],
	['shipped by template', shippedByTemplate, 'orderStatus'],
	['template without text', without(shippedByTemplate, 'orderStatus.bodyText'), 'orderStatus'],
	['ordinary template', template, 'template'],
	['text', { text: 'Oi' }, 'text'],
])('takes %s', async (_name, content, operation) => {
	await expectTaken(message(content), operation);
});

test.each(['', '+'])('takes the channel by its number, prefix "%s"', async (prefix) => {
	await expectTaken({ ...message(shipped), from: prefix + account.channels[0].phoneNumber }, 'orderStatus');
});

test('a channel of another application is not found', async () => {
	const other = await simulator.createHub();
	await expectRefused({ ...message(shipped), from: other.channels[0].id }, 'Channel not found', 404);
});

describe('the envelope', () => {
	test.each<[string, (whole: object) => unknown, string]>([
		['no from', (whole) => without(whole, 'from'), 'from is required'],
		['no to', (whole) => without(whole, 'to'), 'to is required'],
		['no content', (whole) => without(whole, 'content'), 'content is required'],
		['a plus sign', (whole) => ({ ...whole, to: `+${TO}` }), 'to must match'],
		['a mask', (whole) => ({ ...whole, to: '55 (11) 99398-6082' }), 'to must match'],
		['a number in to', (whole) => ({ ...whole, to: Number(TO) }), 'to must be string'],
		['an unknown member', (whole) => ({ ...whole, type: 'text' }), 'type is not a known field'],
		['a from of another form', (whole) => ({ ...whole, from: 'my-channel' }), 'from must be a channel'],
		['empty content', (whole) => ({ ...whole, content: {} }), 'content'],
		[
			'unknown content',
			(whole) => ({ ...whole, content: { poll: {} } }),
			'content.poll is not a known field',
		],
	])('refuses %s', async (_name, spoil, words) => {
		await expectRefused(spoil(message(shipped)), words);
	});
});

describe('paymentRequest', () => {
	test.each([
		...['bodyText', 'referenceId', 'paymentMethod', 'totalAmountCents', 'offset', 'items', 'pix'].map(
			(field): [string, object, string] => [
				`no ${field}`,
				without(pixRequest, field),
				`${field} is required`,
			],
		),
		...['code', 'merchantName', 'key', 'keyType'].map((field): [string, object, string] => [
			`no pix.${field}`,
			without(pixRequest, `pix.${field}`),
			`pix.${field} is required`,
		]),
		...['retailerId', 'name', 'amountCents', 'quantity'].map((field): [string, object, string] => [
			`no ${field} of an item`,
			without(linkRequest, `items.1.${field}`),
			`items[1].${field} is required`,
		]),
		['an empty reference', { ...pixRequest, referenceId: '' }, 'referenceId'],
		['no items', { ...pixRequest, items: [] }, 'items must NOT have fewer than 1 items'],
		['an unknown method', { ...pixRequest, paymentMethod: 'card' }, 'pix, boleto, payment_link'],
		['boleto without its line', without(boletoRequest, 'boleto'), 'boleto is required'],
		['two methods', { ...pixRequest, boleto: boletoRequest.boleto }, 'does not go with paymentMethod pix'],
		['a key type in small letters', withMember(pixRequest, 'pix.keyType', 'cnpj'), 'must be one of CPF'],
		['a phone key without plus', withMember(pixRequest, 'pix.keyType', 'PHONE'), 'is not a PHONE key'],
		['a masked line', withMember(boletoRequest, 'boleto.digitableLine', '8466.0000'), 'digitableLine'],
		['a link that is not a URL', withMember(linkRequest, 'paymentLink.url', 'pay me'), 'paymentLink.url'],
		['fractions of a cent', { ...pixRequest, totalAmountCents: 500.5 }, 'must be integer'],
		['cents in text', { ...pixRequest, totalAmountCents: '50000' }, 'must be integer'],
		['an offset of its own', { ...pixRequest, offset: 1000 }, 'offset must be one of 100, 1'],
		['a total that does not add up', { ...pixRequest, totalAmountCents: 49999 }, 'add up to 50000'],
		['a subtotal that does not add up', { ...linkRequest, subtotalCents: 8991 }, 'add up to 8990'],
		['quantity ignored in the total', withMember(pixRequest, 'items.0.quantity', 2), 'add up to 100000'],
		['quantity 0', withMember(pixRequest, 'items.0.quantity', 0), 'quantity must be >= 1'],
		['a small-letter currency', { ...linkRequest, currency: 'brl' }, 'currency must match'],
		['shipping, which no page shows', { ...pixRequest, shippingCents: 0 }, 'is not a known field'],
		['a null member', { ...linkRequest, tax: null }, 'tax must be object'],
	])('refuses %s', async (_name, paymentRequest, words) => {
		await expectRefused(message({ paymentRequest }), words);
	});
});

describe('orderStatus', () => {
	const components = template.template.components;

	test.each<[string, object, string]>([
		['no reference', without(shipped, 'orderStatus.referenceId'), 'referenceId is required'],
		['no status', without(shipped, 'orderStatus.status'), 'status is required'],
		['no text inside the window', without(shipped, 'orderStatus.bodyText'), 'bodyText is required'],
		['a word of Meta', withMember(shipped, 'orderStatus.status', 'partially-shipped'), 'must be one of'],
		['two l', withMember(shipped, 'orderStatus.status', 'cancelled'), 'must be one of'],
		['completed unpaid', without(completed, 'orderStatus.payment'), 'payment is required'],
		['paid while shipped', withMember(completed, 'orderStatus.status', 'shipped'), 'completed only'],
		['a word of Z-API', withMember(completed, 'orderStatus.payment.status', 'paid'), 'captured'],
		['milliseconds', withMember(completed, 'orderStatus.payment.timestamp', 1766323331000), 'timestamp'],
		['an ISO time', withMember(completed, 'orderStatus.payment.timestamp', '2025-12-21'), 'timestamp'],
		['components', withMember(shippedByTemplate, 'template.components', components), 'components'],
		['no components at all', withMember(shippedByTemplate, 'template.components', []), 'components'],
		['a template of another type', { ...template, ...shipped }, 'of type ORDER_STATUS'],
		['an order template alone', without(shippedByTemplate, 'orderStatus'), 'needs content.orderStatus'],
		['a template by name', withMember(shippedByTemplate, 'template.id', 'order_shipped'), 'template.id'],
		['a payment request beside it', { ...shipped, paymentRequest: pixRequest }, 'cannot be combined'],
		['text beside it', { ...shipped, text: 'Oi' }, 'cannot be combined'],
	])('refuses %s', async (_name, content, words) => {
		await expectRefused(message(content), words);
	});

	test('an unknown template is not found', async () => {
		const id = '11111111-2222-4333-8444-555555555555';
		await expectRefused(message(withMember(shippedByTemplate, 'template.id', id)), 'Template not found', 404);
	});
});

describe('outside the 24-hour window', () => {
	beforeEach(async () => {
		await simulator.configure(account.account, { closedWindows: [TO] });
	});

	test('free content gets 200 with status error', async () => {
		const reply = await callHub(account, 'POST', ROUTE, message(shipped));
		expect([reply.status, reply.data]).toEqual([
			200,
			{ messageId: null, status: 'error', errorMessage: expect.any(String), errorCode: '131047' },
		]);
		expect(await simulator.recipients(account.account)).toEqual({});
	});

	test('a template passes', async () => {
		await expectTaken(message(shippedByTemplate), 'orderStatus');
	});
});

describe('the API key', () => {
	test.each([
		['', 'Missing API key'],
		['wrong', 'Invalid API key'],
	])('"%s" is refused', async (apiKey, errorMessage) => {
		const reply = await callHub({ ...account, apiKey }, 'GET', 'organization/webhook?limit=1');
		expect([reply.status, reply.data]).toEqual([401, { errorMessage, errorCode: 'unauthorized' }]);
	});

	test('the application id is not a key', async () => {
		const reply = await callHub({ ...account, apiKey: account.applicationId }, 'GET', 'organization/webhook');
		expect(reply.status).toBe(401);
	});
});

test("an unknown route and a wrong content type keep the Hub's error shape", async () => {
	const nowhere = await callHub(account, 'POST', 'communication/whatsapp/messages', message(shipped));
	expect([nowhere.status, nowhere.data.errorMessage]).toEqual([404, 'Route not found']);
	const headers = { 'content-type': 'text/plain' };
	const text = await callHub(account, 'POST', ROUTE, JSON.stringify(message(shipped)), { headers });
	expect([text.status, text.data]).toEqual([
		415,
		expect.objectContaining({ errorMessage: expect.any(String) }),
	]);
});
