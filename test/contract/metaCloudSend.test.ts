import { callGraph, simulator, type MetaAccount } from '../helpers/simulator';
import {
	boletoSetting,
	orderDetails,
	orderDetailsTemplate,
	orderStatus,
	orderStatusTemplate,
	paymentButtonsTemplate,
	simplified,
	TO,
} from './metaCloudPayloads';
import { without, withMember } from './mutations';

let account: MetaAccount;

beforeEach(async () => {
	account = await simulator.createMeta({ windows: 'open' });
});

const send = async (body: unknown, of = account) =>
	await callGraph(of, 'POST', `/${of.phones[0].id}/messages`, body);

async function expectTaken(body: object, operation: string) {
	const { status, data } = await send(body);
	expect([status, data]).toEqual([
		200,
		{
			messaging_product: 'whatsapp',
			contacts: [{ input: TO, wa_id: TO }],
			messages: [expect.objectContaining({ id: expect.stringMatching(/^wamid\./) })],
		},
	]);
	expect(await simulator.messages(account.account)).toMatchObject([
		{ recipient: TO, operation, messageId: data.messages[0].id, delivered: true, body },
	]);
	return data;
}

async function expectRefused(body: unknown, code: number, words: string) {
	const { status, data } = await send(body);
	expect(status).toBeGreaterThanOrEqual(400);
	expect(data).toEqual({
		error: {
			message: expect.stringContaining(`(#${code})`),
			type: 'OAuthException',
			code,
			error_data: { messaging_product: 'whatsapp', details: expect.stringContaining(words) },
			fbtrace_id: expect.any(String),
		},
	});
	expect(await simulator.messages(account.account)).toEqual([]);
}

describe('takes as documented', () => {
	test.each([
		['order details', orderDetails, 'orderDetails'],
		['a simplified charge with three methods', simplified, 'orderDetails'],
		['an order status', orderStatus, 'orderStatus'],
	])('%s', async (_name, body, operation) => {
		const data = await expectTaken(body, operation);
		expect(data.messages[0]).not.toHaveProperty('message_status');
	});

	test.each([
		['order details template', orderDetailsTemplate, 'orderDetailsTemplate'],
		['payment request buttons', paymentButtonsTemplate, 'paymentButtonsTemplate'],
		['order status template', orderStatusTemplate, 'orderStatusTemplate'],
		[
			'a button index as a number, and a policy',
			withMember(
				withMember(paymentButtonsTemplate, 'template.components.1.index', 0),
				'template.language.policy',
				'deterministic',
			),
			'paymentButtonsTemplate',
		],
	])('%s', async (_name, body, operation) => {
		const data = await expectTaken(body, operation);
		expect(data.messages[0].message_status).toBe('accepted');
	});

	test.each([
		['"paid" alone', without(orderStatus, 'interactive.action.parameters.order')],
		['a status alone', without(orderStatus, 'interactive.action.parameters.payment')],
		['"failed"', withMember(orderStatus, 'interactive.action.parameters.payment', { status: 'failed' })],
	])('%s', async (_name, body) => {
		await expectTaken(body, 'orderStatus');
	});

	test('a template whose header is a document', async () => {
		const header = {
			type: 'header',
			parameters: [{ type: 'document', document: { link: 'https://shop.example.com/boleto.pdf' } }],
		};
		const texts = {
			type: 'body',
			parameters: [
				{ type: 'text', text: 'Maria' },
				{ type: 'text', text: 'R$ 1' },
			],
		};
		const [, button] = orderDetailsTemplate.template.components;
		const template = {
			...orderDetailsTemplate.template,
			name: 'charge_boleto',
			components: [header, texts, button],
		};
		await expectTaken({ ...orderDetailsTemplate, template }, 'orderDetailsTemplate');
	});

	test('a plus sign in the number, and a number that WhatsApp writes otherwise', async () => {
		await simulator.configure(account.account, { waIds: { [TO]: '554499999999' } });
		const { data } = await send({ ...orderDetails, to: `+${TO}` });
		expect(data.contacts).toEqual([{ input: `+${TO}`, wa_id: '554499999999' }]);
	});
});

const at = 'interactive.action.parameters';

describe('the head of a message', () => {
	test.each<[string, object, number, string]>([
		[
			'no messaging_product',
			without(orderDetails, 'messaging_product'),
			100,
			'messaging_product is required',
		],
		['another product', withMember(orderDetails, 'messaging_product', 'sms'), 131009, 'messaging_product'],
		['no recipient', without(orderDetails, 'to'), 131008, 'to or recipient is required'],
		[
			'a masked number',
			withMember(orderDetails, 'to', '(44) 99999-9999'),
			131009,
			'to is not a phone number',
		],
		[
			'a malformed user ID',
			withMember(without(orderDetails, 'to'), 'recipient', 'maria'),
			131009,
			'recipient',
		],
		['no type', without(orderDetails, 'type'), 131008, 'type is required'],
		['the other type', withMember(orderDetails, 'type', 'template'), 131008, 'template is required'],
		['two contents', withMember(orderDetails, 'template', {}), 131009, 'template does not go with'],
		['an unknown member', withMember(orderDetails, 'from', '1'), 131009, 'from is not a known field'],
	])('with %s is refused', async (_name, body, code, words) => {
		await expectRefused(body, code, words);
	});
});

describe('order details', () => {
	test.each<[string, string, unknown, string]>([
		['another action', 'interactive.action.name', 'review_order', 'action.name'],
		['a body of 1,025', 'interactive.body.text', 'x'.repeat(1025), 'body.text'],
		['a footer of 61', 'interactive.footer.text', 'x'.repeat(61), 'footer.text'],
		['a video above it', 'interactive.header.type', 'video', 'header.type'],
		['a space in the reference', `${at}.reference_id`, 'order 1042', 'reference_id'],
		['a reference of 61', `${at}.reference_id`, 'x'.repeat(61), 'reference_id'],
		['another kind of goods', `${at}.type`, 'services', 'type must be one of'],
		['another country', `${at}.payment_type`, 'upi', 'payment_type'],
		['no method', `${at}.payment_settings`, [], 'payment_settings'],
		['a method of another kind', `${at}.payment_settings.0.type`, 'pix_static_code', 'type must be one of'],
		[
			'two methods in one',
			`${at}.payment_settings.0.boleto`,
			boletoSetting.boleto,
			'boleto does not go with',
		],
		[
			'a key of another type',
			`${at}.payment_settings.0.pix_dynamic_code.key_type`,
			'EVP',
			'is not a EVP key',
		],
		[
			'small letters',
			`${at}.payment_settings.0.pix_dynamic_code.key_type`,
			'cnpj',
			'key_type must be one of',
		],
		['dollars', `${at}.currency`, 'USD', 'currency'],
		['reais', `${at}.total_amount.value`, 510.0, 'total_amount is 510'],
		['half a cent', `${at}.total_amount.value`, 51000.5, 'total_amount.value must be integer'],
		['a text for an amount', `${at}.total_amount.value`, '51000', 'total_amount.value must be integer'],
		['offset 1', `${at}.total_amount.offset`, 1, 'offset'],
		['another status', `${at}.order.status`, 'processing', 'order.status'],
		['no items', `${at}.order.items`, [], 'order.items'],
		['a name of 61', `${at}.order.items.0.name`, 'x'.repeat(61), 'items[0].name'],
		['a quantity as text', `${at}.order.items.0.quantity`, '1', 'quantity must be integer'],
		['no sale', `${at}.order.items.0.sale_amount`, { value: 50000, offset: 100 }, 'less than amount'],
		['another subtotal', `${at}.order.subtotal.value`, 50001, 'items add up to 50000'],
		['another tax', `${at}.order.tax.value`, 1, 'total_amount is 51000'],
		['a time as a number', `${at}.order.expiration.timestamp`, 4102444799, 'timestamp must be string'],
		['a time that has passed', `${at}.order.expiration.timestamp`, '1722445231', '300 seconds'],
		['an unknown member', `${at}.order.note`, 'x', 'note is not a known field'],
	])('with %s is refused', async (_name, path, value, words) => {
		await expectRefused(withMember(orderDetails, path, value), 131009, words);
	});

	test.each([
		'interactive.body',
		`${at}.reference_id`,
		`${at}.payment_settings`,
		`${at}.total_amount.offset`,
		`${at}.order.tax`,
		`${at}.order.subtotal`,
		`${at}.order.items.0.retailer_id`,
		`${at}.order.expiration.description`,
		`${at}.payment_settings.0.pix_dynamic_code`,
		`${at}.payment_settings.0.pix_dynamic_code.merchant_name`,
	])('without %s is refused', async (path) => {
		await expectRefused(without(orderDetails, path), 131008, `${path.split('.').pop()} is required`);
	});

	test('simplified has no picture', async () => {
		const { header } = orderDetails.interactive;
		await expectRefused(
			withMember(simplified, 'interactive.header', header),
			131009,
			'not supported without order',
		);
	});

	test('of a reference that was used before are refused, at once or later', async () => {
		await send(orderDetails);
		const { data } = await send(simplified);
		expect(data.error).toMatchObject({
			code: 131009,
			error_data: { details: 'reference_id order-1042 was used before' },
		});
		await simulator.configure(account.account, { repeatedReference: 'async' });
		expect((await send(simplified)).status).toBe(200);
	});
});

describe('order status', () => {
	test.each<[string, object, number, string]>([
		['nothing to say', withMember(orderStatus, at, { reference_id: 'a' }), 131009, 'order, payment or both'],
		['no text', without(orderStatus, 'interactive.body'), 131008, 'body is required'],
		[
			'a hyphen',
			withMember(orderStatus, `${at}.order.status`, 'partially-shipped'),
			131009,
			'status must be one of',
		],
		['"paid"', withMember(orderStatus, `${at}.payment.status`, 'paid'), 131009, 'status must be one of'],
		['milliseconds', withMember(orderStatus, `${at}.payment.timestamp`, 1722445231000), 131009, 'timestamp'],
		[
			'a long description',
			withMember(orderStatus, `${at}.order.description`, 'x'.repeat(121)),
			131009,
			'description',
		],
	])('with %s is refused', async (_name, body, code, words) => {
		await expectRefused(body, code, words);
	});
});

describe('templates', () => {
	const components = 'template.components';

	test.each<[string, object, number, string]>([
		['an unknown name', withMember(orderDetailsTemplate, 'template.name', 'nope'), 132001, 'nope'],
		['another language', withMember(orderDetailsTemplate, 'template.language.code', 'en'), 132001, 'en'],
		['a paused one', withMember(orderDetailsTemplate, 'template.name', 'paused_pix'), 132015, 'paused'],
		[
			'too many variables',
			withMember(orderDetailsTemplate, `${components}.0.parameters.1`, { type: 'text', text: 'x' }),
			132000,
			'expected number of params (1)',
		],
		['another button', withMember(orderDetailsTemplate, `${components}.1.index`, 1), 132018, 'is not there'],
		[
			'a button of another kind',
			withMember(orderDetailsTemplate, 'template.name', 'pay_now'),
			132018,
			'PAYMENT_REQUEST',
		],
		[
			'an unknown sub-type',
			withMember(orderDetailsTemplate, `${components}.1.sub_type`, 'url'),
			131009,
			'not known',
		],
		[
			'a whole PIX setting in a button',
			withMember(
				paymentButtonsTemplate,
				`${components}.1.parameters.0.action.payment_request.payment_setting.pix_dynamic_code.key`,
				'x',
			),
			131009,
			'key is not a known field',
		],
		[
			'the boleto on the PIX button',
			withMember(
				paymentButtonsTemplate,
				`${components}.1.parameters.0.action.payment_request.payment_setting`,
				boletoSetting,
			),
			132018,
			'is for pix_dynamic_code, not boleto',
		],
		[
			'the same button twice',
			withMember(paymentButtonsTemplate, `${components}.1.index`, '1'),
			131009,
			'twice',
		],
		[
			'a header that it lacks',
			withMember(orderDetailsTemplate, `${components}.2`, {
				type: 'header',
				parameters: [{ type: 'text', text: 'x' }],
			}),
			132012,
			'expected no header',
		],
		[
			'an order status in another',
			withMember(orderStatusTemplate, 'template.name', 'greeting'),
			132000,
			'body',
		],
		[
			'a broken order',
			withMember(
				orderDetailsTemplate,
				`${components}.1.parameters.0.action.order_details.total_amount.value`,
				1,
			),
			131009,
			'total_amount is 1',
		],
	])('with %s are refused', async (_name, body, code, words) => {
		await expectRefused(body, code, words);
	});
});

test('a template without its variable is refused', async () => {
	const [, button] = orderDetailsTemplate.template.components;
	const body = withMember(orderDetailsTemplate, 'template.components', [button]);
	await expectRefused(body, 132000, 'number of localizable_params (0)');
});

describe('access', () => {
	test.each([
		[{ Authorization: 'Bearer wrong' }, 190],
		[{ Authorization: undefined as unknown as string }, 200],
	])('with %j is 401', async (headers, code) => {
		const { status, data } = await callGraph(
			account,
			'POST',
			`/${account.phones[0].id}/messages`,
			orderDetails,
			{ headers },
		);
		expect([status, data.error.code]).toEqual([401, code]);
	});

	test('to the number of another account is refused', async () => {
		const other = await simulator.createMeta();
		const { data } = await callGraph(account, 'POST', `/${other.phones[0].id}/messages`, orderDetails);
		expect(data.error).toMatchObject({
			code: 100,
			error_data: { details: expect.stringContaining('does not exist') },
		});
	});

	test('by another header, as resellers have it', async () => {
		await simulator.configure(account.account, { authHeader: 'X-API-Key' });
		const headers = { 'X-API-Key': account.token, Authorization: undefined as unknown as string };
		const { status } = await callGraph(account, 'GET', `/${account.account}`, undefined, { headers });
		expect(status).toBe(200);
	});

	test('before the payments terms were accepted is refused with a link', async () => {
		await simulator.configure(account.account, { paymentTermsAccepted: false });
		await expectRefused(orderDetails, 131005, 'https://');
	});
});

describe('limits', () => {
	const charge = (index: number, to = `55449${String(10_000_000 + index)}`) => ({
		...withMember(orderDetails, `${at}.reference_id`, `order-${index}`),
		to,
	});

	/** As many as get through of so many at once. */
	async function through(count: number): Promise<number> {
		const sent = await Promise.all(Array.from({ length: count }, (_, index) => send(charge(index))));
		const refused = sent.filter(({ status }) => status !== 200);
		for (const { status, data } of refused) expect([status, data.error.code]).toEqual([403, 130429]);
		return count - refused.length;
	}

	test('80 messages a second for a number, 20 for one that is also in the WhatsApp Business app', async () => {
		expect(account).toMatchObject({ perSecond: 80, perSecondInCoexistence: 20 });
		await simulator.configure(account.account, { perSecond: 5 });
		expect(await through(8)).toBe(5);
		const settings = { windows: 'open', phones: [{ coexistence: true }], perSecondInCoexistence: 3 };
		account = await simulator.createMeta(settings);
		expect(await through(8)).toBe(3);
	});

	test('some for one customer, while others are not affected', async () => {
		await simulator.configure(account.account, { pairLimit: 2 });
		await send(charge(1, TO));
		await send(charge(2, TO));
		expect((await send(charge(3, TO))).data.error.code).toBe(131056);
		expect((await send(charge(4))).status).toBe(200);
	});
});

test('a user ID in "to" is taken and never delivered', async () => {
	const userId = 'BR.1502576394655843';
	const rest = without(orderDetails, 'to');
	expect((await send({ ...rest, to: userId })).status).toBe(200);
	const other = withMember(rest, `${at}.reference_id`, 'order-2');
	expect((await send({ ...other, recipient: userId })).data.contacts).toEqual([
		{ input: userId, user_id: userId },
	]);
	expect(await simulator.messages(account.account)).toMatchObject([
		{ delivered: false },
		{ delivered: true },
	]);
});

test('"to" wins over "recipient"', async () => {
	const { data } = await send({ ...orderDetails, recipient: 'BR.1502576394655843' });
	expect(data.contacts).toEqual([{ input: TO, wa_id: TO }]);
	expect(await simulator.messages(account.account)).toMatchObject([{ recipient: TO }]);
});
