import type { INodeParameters } from 'n8n-workflow';
import reviewAndPay from '../fixtures/zapi-webhooks/received-reviewAndPay.json';
import { zApiCredential } from '../helpers/accounts';
import { brCode, EXAMPLE_UUID } from '../helpers/brCode';
import { runAction } from '../helpers/engine/runAction';
import {
	hubCharge,
	hubPaymentUpdate,
	hubStatus,
	itemsFromJson,
	zApiCharge,
	zApiTypedUpdate,
	zApiUpdate,
} from '../helpers/parameters';
import { hubPix, NOT_SENT, throughHub, throughZApi } from '../helpers/paymentRuns';
import { simulator } from '../helpers/simulator';

/** What expressions put into fields that the editor would not let anybody type. */

describe('a toggle set by an expression', () => {
	const usd = brCode({ '53': '840' });
	const pix = { acceptPix: true, pixKeyType: 'EVP', pixKey: EXAMPLE_UUID, pixHolderName: 'Loja' };

	/** `=true` is what n8n keeps when somebody types true into a toggle's expression. */
	it.each(['={{ true }}', '=true', '={{ "true" }}', '=TRUE'])('holds a dry run back: %s', async (dryRun) => {
		for (const through of [
			await throughZApi(zApiCharge({ options: { dryRun } })),
			await throughHub(hubCharge({ options: { dryRun } })),
		]) {
			expect(through.bodies).toEqual([]);
			expect(through.run.items).toMatchObject([{ sendStatus: 'notSent', dryRun: true }]);
		}
	});

	it.each(['={{ false }}', '=false', '={{ $json.none }}', '={{ "" }}'])(
		'sends without a dry run: %s',
		async (dryRun) => {
			const { bodies } = await throughZApi(zApiCharge({ options: { dryRun } }));
			expect(bodies).toHaveLength(1);
		},
	);

	it('accepts PIX when it says so, and not when it does not', async () => {
		const on = { ...pix, acceptPix: '=true', acceptCard: '={{ "true" }}' };
		const yes = await throughZApi(zApiCharge(on));
		expect(yes.bodies).toMatchObject([
			{ paymentSettings: { pix: { key: EXAMPLE_UUID }, card: { enabled: true } } },
		]);
		const off = { ...pix, acceptPix: '=false', acceptCard: '={{ "false" }}' };
		const no = await throughZApi(zApiCharge(off));
		expect(no.bodies[0]).not.toHaveProperty('paymentSettings');
	});

	it('switches checks off', async () => {
		const code = await throughHub(hubPix(usd, { options: { checkPaymentCode: '=false' } }));
		expect(code.bodies).toHaveLength(1);
		const event = {
			...reviewAndPay,
			reviewAndPay: { ...reviewAndPay.reviewAndPay, orderStatus: 'completed' },
		};
		const parameters = zApiUpdate('orderStatus', { options: { checkStatusChange: '=false' } });
		const change = await throughZApi(parameters, [event as never]);
		expect(change.bodies).toHaveLength(1);
	});

	it.each<[string, INodeParameters, string]>([
		['Dry Run', { options: { dryRun: '={{ "yes" }}' } }, '"yes"'],
		['Retry When Busy', { options: { retryWhenBusy: '={{ "never" }}' } }, '"never"'],
		['Accept PIX', { acceptPix: '={{ "sim" }}' }, '"sim"'],
	])('is refused when it could mean either: %s %j', async (label, changes, found) => {
		const { run, bodies } = await throughZApi(zApiCharge({ ...pix, ...changes }));
		expect(bodies).toEqual([]);
		expect(run.error).toMatchObject({
			message: `${label}: found ${found}, expected true or false [item 0]`,
			description: NOT_SENT,
		});
	});
});

describe('the word by which n8n knows a stopped execution', () => {
	it.each<[string, INodeParameters]>([
		['an unknown status', zApiTypedUpdate('orderStatus', { newOrderStatus: '={{ "delivered" }}' })],
		['a phone', zApiCharge({ phone: 'canceled' })],
		['a product', zApiCharge(itemsFromJson('[{ "name": "canceled", "quantity": "canceled", "price": 1 }]'))],
	])('does not make it of a refusal: %s', async (_what, parameters) => {
		const { run, bodies } = await throughZApi(parameters);
		expect(bodies).toEqual([]);
		expect(run.status).toBe('error');
		expect(run.error).toMatchObject({ name: 'NodeOperationError', itemIndex: 0 });
		expect(run.error?.message).not.toMatch(/canceled/i);
		expect(run.error?.description).toMatch(/canceled/);
		expect(run.error?.description?.endsWith(NOT_SENT)).toBe(true);
	});

	it('does not make it of an unknown status at the Hub, and lists the words', async () => {
		const { run } = await throughHub(hubStatus({ newOrderStatus: '={{ "delivered" }}' }));
		expect(run.status).toBe('error');
		expect(run.error?.message).toBe('New Order Status: found "delivered" [item 0]');
		expect(run.error?.description).toBe(
			`Expected one of pending, processing, partially_shipped, shipped, completed, canceled. ${NOT_SENT}`,
		);
	});

	it("does not make it of a provider's refusal", async () => {
		const instance = await simulator.createZApi();
		const error = 'This order was canceled';
		await simulator.addFault(instance.account, { kind: 'status', status: 400, error });
		const run = await runAction(zApiCharge(), [{}], { credentials: zApiCredential(instance) });
		expect(run.status).toBe('error');
		expect(run.error?.message).not.toMatch(/canceled/i);
		expect(run.error?.description).toContain(`"${error}"`);
	});
});

describe('a message of a refusal', () => {
	it('is ours, also about a value in which n8n sees a fault of the file system', async () => {
		const { run } = await throughHub(hubCharge({ paymentUrl: 'pay.example.com/preexistente' }));
		expect(run.error?.message).toBe(
			'Payment URL: found "pay.example.com/preexistente", expected a full web address such as https://pay.example.com/order-123 [item 0]',
		);
	});
});

describe('Payment Captured At', () => {
	const timestampOf = (body: unknown) =>
		(body as { content: { orderStatus: { payment: { timestamp: number } } } }).content.orderStatus.payment
			.timestamp;
	const MOMENT = Date.parse('2026-11-20T17:30:00Z') / 1000;

	it.each([
		["the date picker's text, in Brasília", '2026-11-20T14:30:00'],
		['a Luxon DateTime', '={{ DateTime.fromISO("2026-11-20T14:30:00-03:00") }}'],
		['a JavaScript Date', '={{ new Date("2026-11-20T17:30:00Z") }}'],
	])('takes %s', async (_what, capturedAt) => {
		const { run, bodies } = await throughHub(hubPaymentUpdate({ capturedAt }));
		expect(run.error).toBeUndefined();
		expect(bodies.map(timestampOf)).toEqual([MOMENT]);
	});

	it('is now when nobody sets it', async () => {
		const before = Math.floor(Date.now() / 1000);
		const { bodies } = await throughHub(hubPaymentUpdate());
		expect(timestampOf(bodies[0])).toBeGreaterThanOrEqual(before);
		expect(timestampOf(bodies[0])).toBeLessThanOrEqual(Date.now() / 1000);
	});

	it.each([
		['a Brazilian date', '20/11/2026', '"20/11/2026"'],
		['nothing', '={{ $json.none }}', 'nothing'],
	])('refuses %s', async (_what, capturedAt, found) => {
		const { run, bodies } = await throughHub(hubStatus({ newOrderStatus: 'completed', capturedAt }));
		expect(bodies).toEqual([]);
		expect(run.error).toMatchObject({ itemIndex: 0, description: NOT_SENT });
		expect(
			run.error?.message.startsWith(`Payment Captured At: found ${found}, expected a date such as `),
		).toBe(true);
	});
});

describe('an ID that came as a number', () => {
	it('is its digits', async () => {
		const { run, bodies } = await throughHub(hubCharge({ referenceId: '={{ 987654344 }}' }));
		expect(run.items[0].referenceId).toBe('987654344');
		expect(bodies).toMatchObject([{ content: { paymentRequest: { referenceId: '987654344' } } }]);
	});

	it('is refused when JSON has rounded it', async () => {
		const line = '{ "name": "Coffee", "quantity": 1, "price": 10, "productId": 23940797548900637 }';
		const { run, bodies } = await throughZApi(zApiCharge(itemsFromJson(`[${line}]`)));
		expect(bodies).toEqual([]);
		expect(run.error?.message).toBe(
			'Items (JSON) 1, Product ID: found 23940797548900636, expected a text, because numbers this long lose digits: put it in quotes [item 0]',
		);
	});
});
