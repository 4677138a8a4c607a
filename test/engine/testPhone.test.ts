/** Test Phone of the credential: what is run by hand in the editor goes there, and nothing else does. */
import type { IDataObject, INodeParameters, WorkflowExecuteMode } from 'n8n-workflow';
import reviewAndPay from '../fixtures/zapi-webhooks/received-reviewAndPay.json';
import { zApiCredential } from '../helpers/accounts';
import { brCode, EXAMPLE_UUID } from '../helpers/brCode';
import { runAction, type ActionOptions } from '../helpers/engine/runAction';
import { runAsTool } from '../helpers/engine/runAsTool';
import { processedData } from '../helpers/engine/setup';
import {
	CUSTOMER,
	hubCharge,
	hubPaymentUpdate,
	hubStatus,
	zApiCharge,
	zApiTypedUpdate,
	zApiUpdate,
} from '../helpers/parameters';
import { META_USER_ID, metaCharge, metaUpdate, throughMeta } from '../helpers/metaRuns';
import { hubPix, throughHub, throughZApi } from '../helpers/paymentRuns';
import { simulator } from '../helpers/simulator';

const TEST_PHONE = '5511900000001';
const shop = { testPhone: '(11) 90000-0001' };
const manual = { mode: 'manual' as const, shop };
const order = reviewAndPay as unknown as IDataObject;
const pixButton = {
	provider: 'zApi',
	resource: 'pix',
	operation: 'pixKey',
	phone: CUSTOMER,
	pixKey: EXAMPLE_UUID,
};

const meta = (parameters: INodeParameters) => ({ ...parameters, provider: 'metaCloud', phone: CUSTOMER });
const through = async (parameters: INodeParameters, items: IDataObject[], options: object) =>
	parameters.provider === 'metaCloud'
		? await throughMeta(parameters, { items, ...options })
		: await (parameters.provider === 'zApi' ? throughZApi : throughHub)(parameters, items, options);
const hintsOf = ({ actionHints }: { actionHints: Array<{ message: string }> }) =>
	actionHints.map(({ message }) => message);

const operations: Array<[string, INodeParameters, string]> = [
	['a Z-API payment request', zApiCharge(), CUSTOMER],
	['a Z-API order status', zApiUpdate('orderStatus'), reviewAndPay.phone],
	['a Z-API order payment update', zApiUpdate('orderPaymentUpdate'), reviewAndPay.phone],
	['a Z-API update that is typed in', zApiTypedUpdate('orderStatus'), CUSTOMER],
	['a PIX key to a group', { ...pixButton, phone: '120363019502650977-group' }, '120363019502650977-group'],
	['a Hub payment request', hubCharge(), CUSTOMER],
	['a Hub order status', hubStatus(), CUSTOMER],
	['a Hub order payment update', hubPaymentUpdate(), CUSTOMER],
	['a Meta payment request', meta(metaCharge()), CUSTOMER],
	['a Meta order status', meta(metaUpdate('orderStatus')), CUSTOMER],
	['a Meta order payment update', meta(metaUpdate('orderPaymentUpdate')), CUSTOMER],
	['a Meta message to a user ID', { ...meta(metaCharge()), phone: META_USER_ID }, META_USER_ID],
];

describe.each(operations)('%s', (_what, parameters, customer) => {
	const addressed = (to: string) => {
		if (to === META_USER_ID) return { recipient: to };
		return parameters.provider === 'zApi' ? { phone: to } : { to };
	};

	it('from the editor goes to the test phone, and the output and a hint say so', async () => {
		const { run, bodies } = await through(parameters, [order], manual);
		expect(run.error).toBeUndefined();
		expect(bodies).toMatchObject([addressed(TEST_PHONE)]);
		expect(run.items).toMatchObject([{ phone: TEST_PHONE, testPhone: true, customerPhone: customer }]);
		expect(hintsOf(run)).toContain(`Sent to your test phone instead of ${customer}`);
	});

	it('is the same message but for the number', async () => {
		const test = await through(parameters, [order], manual);
		const real = await through(parameters, [order], { shop });
		const timeless = (bodies: unknown[]) =>
			JSON.stringify(bodies)
				.replace(/"timestamp":\d+/g, '')
				.replaceAll(TEST_PHONE, customer)
				.replace(`"to":"${META_USER_ID}"`, `"recipient":"${META_USER_ID}"`);
		expect(timeless(test.bodies)).toBe(timeless(real.bodies));
	});

	it('in production goes to the customer', async () => {
		const { run, bodies } = await through(parameters, [order], { mode: 'trigger', shop });
		expect(bodies).toMatchObject([addressed(customer)]);
		expect(run.items).toMatchObject([{ phone: customer }]);
		expect(run.items[0]).not.toHaveProperty('testPhone');
		expect(hintsOf(run)).toEqual([]);
	});
});

it.each<WorkflowExecuteMode>(['webhook', 'integrated', 'error', 'cli', 'retry', 'chat', 'agent'])(
	'%s is production as well',
	async (mode) => {
		const { bodies } = await throughZApi(zApiCharge(), [{}], { mode, shop });
		expect(bodies).toMatchObject([{ phone: CUSTOMER }]);
	},
);

it.each(['inTurn', 'engineRequests'] as const)(
	'an agent in the editor reaches the test phone with its tool, called %s',
	async (how) => {
		const instance = await simulator.createZApi();
		const credentials = zApiCredential(instance, shop);
		const { answers } = await runAsTool(zApiCharge(), [{}], { credentials, how, mode: 'manual' });
		expect(answers).toMatchObject([{ items: [{ testPhone: true, customerPhone: CUSTOMER }] }]);
		expect(await simulator.recipients(instance.account)).toEqual({ [TEST_PHONE]: 1 });
	},
);

it('an evaluation goes to the test phone as well', async () => {
	const { bodies } = await throughZApi(zApiCharge(), [{}], { mode: 'evaluation', shop });
	expect(bodies).toMatchObject([{ phone: TEST_PHONE }]);
});

it.each<[WorkflowExecuteMode, string]>([
	['manual', TEST_PHONE],
	['evaluation', TEST_PHONE],
	['trigger', CUSTOMER],
	['webhook', CUSTOMER],
])('a retry of an execution that began as %s stays what it was', async (retryOf, phone) => {
	const { bodies } = await throughZApi(zApiCharge(), [{}], { mode: 'retry', retryOf, shop });
	expect(bodies).toMatchObject([{ phone }]);
});

it('Retry On Fail stays on the test phone, and sends nothing twice', async () => {
	const instance = await simulator.createZApi();
	await simulator.addFault(instance.account, { kind: 'status', status: 400, nth: 2 });
	const run = await runAction(
		zApiCharge({ phone: '={{ $json.phone }}' }),
		[{ phone: CUSTOMER }, { phone: '5531987654321' }],
		{
			credentials: zApiCredential(instance, shop),
			mode: 'manual',
			retryOnFail: true,
		},
	);
	expect(run.status).toBe('success');
	expect(await simulator.recipients(instance.account)).toEqual({ [TEST_PHONE]: 2 });
	expect(hintsOf(run)).toEqual([`Sent to your test phone instead of ${CUSTOMER}, 5531987654321`]);
});

it('a message that may have been sent is looked for on the test phone', async () => {
	const instance = await simulator.createZApi();
	await simulator.addFault(instance.account, { kind: 'reset' });
	const run = await runAction(zApiCharge(), [{}], {
		credentials: zApiCredential(instance, shop),
		mode: 'manual',
	});
	expect(run.error?.message).toContain(`in the WhatsApp chat with ${TEST_PHONE}`);
});

describe('Send Once Per', () => {
	const once = { sendOncePer: 'customKey', sendOnceKey: '={{ $json.key }}' };
	const charge = zApiCharge({ phone: '={{ $json.phone }}', options: once });
	beforeEach(() => processedData.clear());

	it('is not used up for the customer by a test', async () => {
		const instance = await simulator.createZApi();
		const credentials = zApiCredential(instance, shop);
		const items = [{ phone: CUSTOMER, key: 'order-7' }];
		const send = async (options: ActionOptions) =>
			await runAction(charge, items, { credentials, ...options });
		const runs = [
			await send({ mode: 'manual' }),
			await send({ mode: 'manual' }),
			await send({}),
			await send({}),
			await send({ mode: 'manual' }),
		];
		expect(runs.map(({ items: [item] }) => item.skipped === true)).toEqual([
			false,
			false,
			false,
			true,
			false,
		]);
		expect(await simulator.recipients(instance.account)).toEqual({ [TEST_PHONE]: 3, [CUSTOMER]: 1 });
	});

	it('refuses one key for two customers in a test too', async () => {
		const items = [CUSTOMER, '5531987654321'].map((phone) => ({ phone, key: 'same' }));
		const { run, bodies } = await throughZApi(charge, items, manual);
		expect(bodies).toEqual([]);
		expect(run.error?.message).toContain('go to different recipients');
	});
});

it('names a few of many customers', async () => {
	const items = Array.from({ length: 5 }, (_, index) => ({ phone: `551198765000${index}` }));
	const { run } = await throughZApi(zApiCharge({ phone: '={{ $json.phone }}' }), items, manual);
	expect(hintsOf(run)).toEqual([
		'Sent to your test phone instead of 5511987650000, 5511987650001, 5511987650002 and 2 more',
	]);
});

describe('without a test phone', () => {
	const ADVICE =
		/^Sent to the customer, although you ran this by hand\. .*fill in Test Phone in the credential\.$/;

	it('a run from the editor goes to the customer and says once how to set one', async () => {
		const items = [{ phone: CUSTOMER }, { phone: '5531987654321' }];
		const { run } = await throughZApi(zApiCharge({ phone: '={{ $json.phone }}' }), items, { mode: 'manual' });
		expect(run.items).toMatchObject(items);
		expect(hintsOf(run)).toEqual([expect.stringMatching(ADVICE)]);
	});

	it.each([
		['in production', {}, {}],
		['when nothing was sent', { phone: 'nobody' }, { mode: 'manual', onError: 'continueRegularOutput' }],
	])('nothing is said %s', async (_when, changes, options) => {
		const { run } = await throughZApi(zApiCharge(changes), [{}], options as ActionOptions);
		expect(hintsOf(run)).toEqual([]);
	});
});

it('one that is not a number sends nothing in the editor, and changes nothing in production', async () => {
	const wrong = { testPhone: 'my phone' };
	const test = await throughZApi(zApiCharge(), [{}], { mode: 'manual', shop: wrong });
	expect(test.bodies).toEqual([]);
	expect(test.run.error?.message).toMatch(/^Test Phone in the credential: found "my phone"/);
	const real = await throughZApi(zApiCharge(), [{}], { shop: wrong });
	expect(real.bodies).toMatchObject([{ phone: CUSTOMER }]);
});

describe('Dry Run', () => {
	const dryRun = { options: { dryRun: true } };

	it.each<[string, INodeParameters, string]>([
		[
			'a Z-API charge',
			zApiCharge({ acceptPix: true, ...dryRun }),
			'R$ 49,80 · 2 Coffee 500 g · PIX Loja Exemplo',
		],
		[
			'a Z-API charge by PIX or card',
			zApiCharge({ acceptPix: true, acceptCard: true, ...dryRun }),
			'R$ 49,80 · 2 Coffee 500 g · PIX Loja Exemplo or Card',
		],
		['a Z-API charge with no way to pay', zApiCharge(dryRun), 'R$ 49,80 · 2 Coffee 500 g'],
		['a Z-API update', zApiUpdate('orderStatus', dryRun), 'Order 4N9AVI38VOB · shipped'],
		['a Z-API payment update', zApiUpdate('orderPaymentUpdate', dryRun), 'Order 4N9AVI38VOB · paid'],
		['a PIX key', { ...pixButton, ...dryRun }, `PIX ${EXAMPLE_UUID} · Loja Exemplo`],
		[
			'a Hub charge by PIX',
			hubPix(brCode({ '54': '49.80' }), { pixMerchantName: '', ...dryRun }),
			'R$ 49,80 · 2 Coffee 500 g · PIX Loja Exemplo',
		],
		[
			'a Hub charge by link',
			hubCharge(dryRun),
			'R$ 49,80 · 2 Coffee 500 g · Payment Link https://pay.example.com/order-1',
		],
		['a Hub status', hubStatus(dryRun), 'Order order-1 · shipped · On its way'],
		['a Hub payment update', hubPaymentUpdate(dryRun), 'Order order-1 · paid · Thank you'],
	])('shows %s to the customer in one line', async (_what, parameters, preview) => {
		const withName = { ...manual, shop: { ...shop, pixKey: EXAMPLE_UUID, merchantName: 'Loja Exemplo' } };
		const { run, bodies } = await through(parameters, [order], withName);
		expect(bodies).toEqual([]);
		expect(run.items).toMatchObject([{ dryRun: true, preview }]);
		expect(run.items[0].phone).not.toBe(TEST_PHONE);
		expect(hintsOf(run)).toEqual([`Dry Run: nothing was sent. ${preview}`]);
	});

	it('of several items says once that nothing was sent', async () => {
		const { run } = await throughZApi(zApiCharge(dryRun), [{}, {}]);
		expect(hintsOf(run)).toEqual(['Dry Run: nothing was sent for 2 items; see "preview" in the output']);
	});
});
