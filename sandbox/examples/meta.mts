import assert from 'node:assert/strict';
import { shopOrder } from './charges.mts';
import type { Scenario } from './imports.mts';

type Json = Record<string, unknown>;

/** The parameters of the order details button of a template message. */
function orderOf(body: Json): Json {
	const { components } = body.template as { components: Array<{ parameters: Json[] }> };
	const { action } = components.at(-1)?.parameters[0] as { action: { order_details: Json } };
	return action.order_details;
}

export const metaScenarios: Scenario[] = [
	{
		name: 'shopOrderMeta: charges by template to a customer who never wrote, then says once that it is paid',
		async play(scene) {
			const { control, meta } = scene.stage;
			const phone = '5511900007001';
			const example = await scene.play('shopOrderMeta');
			const order = { ...shopOrder('7001', phone), customer: { name: 'Maria', phone } };
			for (let times = 0; times < 2; times++) {
				await scene.postSigned('shop-order-meta', order);
				await scene.nextSuccess(example);
			}
			const [message, ...more] = await scene.messages(meta.account, 'orderDetailsTemplate', phone);
			assert.ok(message && more.length === 0, `${more.length + 1} charges`);
			const { reference_id, total_amount, payment_settings } = orderOf(message.body);
			assert.deepEqual([reference_id, total_amount], ['7001', { value: 30180, offset: 100 }]);
			const [{ pix_dynamic_code: pix }] = payment_settings as [{ pix_dynamic_code: Json }];
			assert.match(String(pix.code), /^000201.*5406301\.80/);
			assert.equal((await scene.row('7001')).totalCents, 30180);

			const paid = (total: string) => ({ orderId: '7001', total, paidAt: '2026-11-20T15:07:50Z' });
			await scene.postSigned('order-paid-meta', paid('301.79'));
			const { resultData } = await scene.nextEnd(example);
			assert.match(resultData.error?.message ?? '', /Order 7001.*another amount/);
			for (let times = 0; times < 2; times++) {
				await scene.postSigned('order-paid-meta', paid('301.80'));
				await scene.nextSuccess(example);
			}
			assert.equal((await scene.messages(meta.account, 'orderStatusTemplate', phone)).length, 1);
			assert.equal((await scene.row('7001', ({ paidAt }) => paidAt !== null)).status, 'paid');
			const [shown] = (await control.orders(meta.account)).filter(
				({ referenceId }) => referenceId === '7001',
			);
			assert.equal(shown?.paymentStatus, 'captured');
		},
	},
	{
		name: 'cartToOrderMeta: sends the cart back as an order with shipping, also to a user ID',
		async play(scene) {
			const { control, meta } = scene.stage;
			const example = await scene.play('cartToOrderMeta');
			for (const identity of ['phone', 'userId']) {
				await control.emit(meta.account, { kind: 'order', identity });
				await scene.nextSuccess(example);
			}
			const recipients = ['5544999999999', 'BR.1502576394655843'];
			const messages = await Promise.all(
				recipients.map(async (to) => await scene.messages(meta.account, 'orderDetails', to)),
			);
			assert.deepEqual(
				messages.map(({ length }) => length),
				[1, 1],
			);
			for (const { body } of messages.flat()) {
				const { action } = body.interactive as { action: { parameters: Json } };
				const { total_amount, order } = action.parameters as { total_amount: Json; order: Json };
				assert.deepEqual(total_amount, { value: 7999, offset: 100 });
				assert.deepEqual(
					(order.items as Json[]).map(({ retailer_id, quantity }) => [retailer_id, quantity]),
					[
						['cake', 2],
						['tea', 1],
					],
				);
			}
		},
	},
];
