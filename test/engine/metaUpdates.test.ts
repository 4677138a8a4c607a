import type { INodeParameters } from 'n8n-workflow';
import * as printed from '../contract/metaCloudPayloads';
import { byName, metaCharge, metaUpdate, orderOf, throughMeta } from '../helpers/metaRuns';
import { simulator, type MetaAccount } from '../helpers/simulator';

/** Updates of Meta's pages (payments-br/orders, payments-in/orderstatustemplate), entered through the fields. */

let account: MetaAccount;

beforeEach(async () => {
	({ account } = await throughMeta(metaCharge()));
});

const status = (changes: INodeParameters = {}) =>
	metaUpdate('orderStatus', { newOrderStatus: 'processing', ...changes });
const payment = (changes: INodeParameters = {}) => metaUpdate('orderPaymentUpdate', changes);

const callback = { biz_opaque_callback_data: 'order-1042' };

const withParameters = (parameters: object) => ({
	...printed.orderStatus,
	interactive: {
		type: 'order_status',
		body: { text: 'mandatory' },
		action: { name: 'review_order', parameters: { reference_id: 'order-1042', ...parameters } },
	},
});

const samples: Array<[string, INodeParameters, object]> = [
	[
		'a status with its payment',
		status({
			additionalFields: {
				statusDescription: 'optional',
				footerText: 'optional',
				newPaymentStatus: 'paid',
				capturedAt: 1722445231,
			},
		}),
		printed.orderStatus,
	],
	[
		'a status by template',
		{
			resource: 'order',
			operation: 'orderStatus',
			referenceId: 'order-1042',
			newOrderStatus: 'shipped',
			sendAs: 'template',
			template: byName('order_news|pt_BR'),
			additionalFields: { statusDescription: 'Sedex' },
		},
		{ ...printed.orderStatusTemplate, ...callback },
	],
	[
		'paid alone',
		payment({ capturedAt: 1722445231 }),
		withParameters({ payment: { status: 'captured', timestamp: 1722445231 } }),
	],
	['failed', payment({ newPaymentStatus: 'failed' }), withParameters({ payment: { status: 'failed' } })],
	[
		'paid by template',
		{
			resource: 'order',
			operation: 'orderPaymentUpdate',
			referenceId: 'order-1042',
			capturedAt: 1722445231,
			sendAs: 'template',
			template: byName('order_news'),
		},
		{
			...printed.orderStatusTemplate,
			...callback,
			template: {
				...printed.orderStatusTemplate.template,
				components: [
					{
						type: 'order_status',
						parameters: [
							{
								type: 'order_status',
								order_status: {
									reference_id: 'order-1042',
									payment: { status: 'captured', timestamp: 1722445231 },
								},
							},
						],
					},
				],
			},
		},
	],
];

test.each(samples)('%s leaves as the pages print it', async (_name, parameters, expected) => {
	const { run, bodies } = await throughMeta(parameters, { account });
	expect(run.actionError).toBeUndefined();
	expect(bodies.slice(1)).toEqual([expected]);
});

test('the order of the customer follows', async () => {
	await throughMeta(payment(), { account });
	await throughMeta(status({ newOrderStatus: 'shipped' }), { account });
	await simulator.settle(account.account);
	expect(await orderOf(account, 'order-1042')).toMatchObject({
		orderStatus: 'shipped',
		paymentStatus: 'captured',
	});
});

test.each<[string, INodeParameters, RegExp]>([
	[
		'canceling a paid order',
		status({ newOrderStatus: 'canceled', options: { currentPaymentStatus: 'paid' } }),
		/this change is not allowed/,
	],
	[
		'going on after the end',
		status({ newOrderStatus: 'shipped', options: { currentOrderStatus: 'completed' } }),
		/^New Order Status: /,
	],
	[
		'taking a payment back',
		payment({ newPaymentStatus: 'failed', options: { currentPaymentStatus: 'paid' } }),
		/^New Payment Status: /,
	],
	['a long description', status({ additionalFields: { statusDescription: 'x'.repeat(121) } }), /at most 120/],
])('%s is refused before anything is sent', async (_name, parameters, message) => {
	const { run, bodies } = await throughMeta(parameters, { account });
	expect(run.actionError?.message).toMatch(message);
	expect(bodies).toHaveLength(1);
});

test('a change that the workflow vouches for is sent', async () => {
	const options = { currentPaymentStatus: 'paid', checkStatusChange: false };
	const { bodies } = await throughMeta(status({ newOrderStatus: 'canceled', options }), { account });
	expect(bodies).toHaveLength(2);
});
