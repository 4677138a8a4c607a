import assert from 'node:assert/strict';
import { brCode, field, account } from '../../test/helpers/brCode.ts';
import { outputItems } from '../lib/n8nExecution.mts';
import { DEMO_ORDER } from '../roundTrip.mts';
import type { Scenario } from './imports.mts';

type Json = Record<string, unknown>;

const CUSTOMER = '5511998765432';

/** What a shop posts to the generic workflows. */
export function shopOrder(orderId: string, phone = '+55 (11) 99876-5432'): Json {
	return {
		orderId,
		customer: { phone },
		lineItems: [{ sku: 'coffee-500', name: 'Coffee 500 g', quantity: 2, price: '149.90' }],
		shipping: '12.00',
		discount: '10.00',
		total: '301.80',
	};
}

/** The order that the demo posts. */
function demoOrder(orderId: string, phone?: string): Json {
	return { ...DEMO_ORDER, orderId, ...(phone ? { customer: { phone } } : {}) };
}

/** An order of the WooCommerce REST API: three pieces for 100.00, a coupon, a fee and shipping. */
export function wooCommerceOrder(id: number): Json {
	return {
		id,
		number: String(id),
		status: 'pending',
		currency: 'BRL',
		discount_total: '7.00',
		shipping_total: '15.50',
		total_tax: '0.00',
		total: '146.49',
		billing: { first_name: 'Ana', last_name: 'Souza', phone: '(11) 99876-5432' },
		line_items: [
			{
				id: 1,
				name: 'Soap',
				product_id: 7,
				quantity: 3,
				subtotal: '100.00',
				total: '95.00',
				price: 31.666667,
				sku: '',
			},
			{
				id: 2,
				name: 'Coffee 500 g',
				product_id: 8,
				quantity: 2,
				subtotal: '35.98',
				total: '33.98',
				price: 16.99,
				sku: 'C5',
			},
		],
		fee_lines: [{ id: 9, name: 'Gift wrap', total: '2.01' }],
	};
}

export const chargeScenarios: Scenario[] = [
	{
		name: 'shopOrderZApi, orderEventsZApi: charges once, keeps the order and its event',
		async play(scene) {
			const { zApi } = scene.stage;
			await scene.play('orderEventsZApi');
			const charge = await scene.play('shopOrderZApi');
			assert.equal(
				await scene.post('shop-order', demoOrder('1001')),
				403,
				'a shop without the secret came through',
			);
			await scene.postSigned('shop-order', demoOrder('1001'));
			await scene.nextSuccess(charge);
			const row = await scene.row('1001', ({ orderEvent }) => orderEvent !== null);
			const [message, ...more] = await scene.messages(zApi.account, 'send-order', CUSTOMER);
			assert.equal(more.length, 0);
			assert.equal(row.messageId, message?.messageId);
			assert.equal(row.totalCents, 32630);
			assert.equal(JSON.parse(row.orderEvent ?? '').order.referenceId, row.referenceId);
			const order = message?.body.order as Json;
			assert.deepEqual(order.products, [
				{ name: 'Coffee 500 g', quantity: 2, value: 149.9 },
				{ name: 'Paper filter, 100 pieces', quantity: 1, value: 24.5 },
			]);
			assert.deepEqual([order.shipping, order.discount], [12, 10]);

			await scene.postSigned('shop-order', demoOrder('1001'));
			const again = await scene.nextSuccess(charge);
			assert.equal(outputItems(again, 'Payment Request')[0]?.skipped, true);
			assert.equal((await scene.messages(zApi.account, 'send-order', CUSTOMER)).length, 1);
			assert.equal((await scene.rows('1001')).length, 1);
		},
	},
	{
		name: 'shopOrderZApi: refuses an order whose total is another, before anything is sent',
		async play(scene) {
			const charge = await scene.play('shopOrderZApi');
			await scene.postSigned('shop-order', { ...demoOrder('1002', '5511900001002'), total: '326.31' });
			const execution = await scene.nextEnd(charge);
			assert.equal(execution.status, 'error');
			assert.match(execution.resultData.error?.message ?? '', /Total.*326[.,]31/);
			assert.equal((await scene.messages(scene.stage.zApi.account, 'send-order', '5511900001002')).length, 0);
		},
	},
	{
		name: 'shopOrderHub: charges with a static code made from key and total, the discount taken off the items',
		async play(scene) {
			const { hub } = scene.stage;
			const charge = await scene.play('shopOrderHub');
			await scene.postSigned('shop-order-hub', demoOrder('1003', '5511900001003'));
			await scene.nextSuccess(charge);
			const [message] = await scene.messages(hub.account, 'paymentRequest', '5511900001003');
			const request = (message?.body.content as Json).paymentRequest as Json;
			assert.equal(request.referenceId, '1003');
			assert.equal(request.totalAmountCents, 32630);
			assert.deepEqual(
				(request.items as Json[]).map(({ retailerId, quantity, amountCents }) => [
					retailerId,
					quantity,
					amountCents,
				]),
				[
					['coffee-500', 2, 14528],
					['filter-100', 1, 2374],
					['shipping', 1, 1200],
				],
			);
			assert.match((request.pix as Json).code as string, /^000201.*5406326\.30/);
			assert.equal((await scene.row('1003')).messageId, message?.messageId);
		},
	},
	{
		name: 'wooCommerceOrderZApi: coupon, fee, shipping and a price that does not divide add up',
		async play(scene) {
			const { zApi } = scene.stage;
			const charge = await scene.play('wooCommerceOrderZApi');
			assert.equal(await scene.post('woocommerce-order', { webhook_id: 3 }), 200);
			await scene.nextSuccess(charge);
			assert.equal(await scene.post('woocommerce-order', wooCommerceOrder(2001)), 200);
			const execution = await scene.nextSuccess(charge);
			const sent = outputItems(execution, 'Payment Request')[0]?.messageId;
			const message = (await scene.messages(zApi.account, 'send-order')).find(
				({ messageId }) => messageId === sent,
			);
			assert.equal(message?.recipient, CUSTOMER);
			const order = message.body.order as Json;
			assert.deepEqual(order.products, [
				{ name: '3 x Soap', quantity: 1, value: 100 },
				{ name: 'Coffee 500 g', quantity: 2, value: 17.99 },
				{ name: 'Gift wrap', quantity: 1, value: 2.01 },
			]);
			assert.deepEqual([order.shipping, order.discount, order.tax], [15.5, 7, undefined]);
			assert.equal((await scene.row('2001')).totalCents, 14649);
		},
	},
	{
		name: 'wooCommerceOrderHub: a code of its own, and a reference that its payment comes back with',
		async play(scene) {
			const { hub } = scene.stage;
			const code = brCode({
				'26': account(field('25', 'api.woovi.example/qr/v1/1')),
				'54': '146.49',
				'62': field('05', '***'),
			});
			const pixKey = '67856db0-a1b2-4c3d-8e4f-5a6b7c8d9e0f';
			scene.outside.on(/^\/api\/v1\/charge$/, ({ body }) => ({
				body: {
					charge: { value: body.value, correlationID: body.correlationID, pixKey, brCode: code },
					correlationID: body.correlationID,
					brCode: code,
				},
			}));
			const charge = await scene.play('wooCommerceOrderHub');
			assert.equal(await scene.post('woocommerce-order-hub', wooCommerceOrder(2002)), 200);
			await scene.nextSuccess(charge);
			const [asked] = scene.outside.callsOf(/^\/api\/v1\/charge$/);
			const reference = `2002-${CUSTOMER}`;
			assert.deepEqual(asked?.body, { correlationID: reference, value: 14649, comment: 'Order 2002' });
			const request = await requestOf(scene, hub.account, reference);
			assert.deepEqual(request.pix, { code, merchantName: 'Example Shop', key: pixKey, keyType: 'EVP' });
			assert.equal(request.totalAmountCents, 14649);

			assert.equal((await scene.row('2002')).status, 'charged');
		},
	},
];

async function requestOf(
	scene: Parameters<Scenario['play']>[0],
	account: string,
	referenceId: string,
): Promise<Json> {
	const requests = (await scene.messages(account, 'paymentRequest')).map(
		({ body }) => (body.content as Json).paymentRequest as Json,
	);
	const found = requests.filter((request) => request.referenceId === referenceId);
	assert.equal(found.length, 1, `${found.length} payment requests for ${referenceId}`);
	return found[0] as Json;
}
