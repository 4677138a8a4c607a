import assert from 'node:assert/strict';
import { shopOrder } from './charges.mts';
import type { Scenario } from './imports.mts';
import type { Scene } from './scene.mts';

type Json = Record<string, unknown>;

/** Charges an order through the two examples that do so, and waits until its event is kept. */
async function chargeOrder(scene: Scene, orderId: string, phone: string): Promise<void> {
	await scene.play('orderEventsZApi');
	const charge = await scene.play('shopOrderZApi');
	await scene.postSigned('shop-order', shopOrder(orderId, phone));
	await scene.nextSuccess(charge);
	await scene.row(orderId, ({ orderEvent }) => orderEvent !== null);
}

/** The customer heard exactly once that this order is paid, and the table knows. */
async function checkToldOnce(scene: Scene, orderId: string, phone: string): Promise<void> {
	const updates = await scene.messages(scene.stage.zApi.account, 'order-payment-update', phone);
	assert.equal(updates.length, 1, `${updates.length} payment updates`);
	const row = await scene.row(orderId, ({ paidAt }) => paidAt !== null);
	assert.equal(updates[0]?.body.paymentStatus, 'paid');
	assert.equal(updates[0]?.body.referenceId, row.referenceId);
	assert.equal(row.status, 'paid');
	// What the next update of this order takes.
	const { order } = JSON.parse(String(row.orderEvent)) as { order: Json };
	assert.equal(order.paymentStatus, 'paid');
}

function asaasEvent(orderId: string, value: number, event = 'PAYMENT_RECEIVED'): Json {
	return {
		id: 'evt_05b708f961d739ea7eba7e4db318f621&368604920',
		event,
		dateCreated: '2026-11-20 16:45:03',
		payment: {
			object: 'payment',
			id: 'pay_080225913252',
			value,
			externalReference: orderId,
			paymentDate: '2026-11-20',
			status: 'RECEIVED',
		},
	};
}

export const paidScenarios: Scenario[] = [
	{
		name: 'asaasPaidZApi: tells the customer once, and nobody when the amount is another',
		async play(scene) {
			const phone = '5511900003001';
			await chargeOrder(scene, '3001', phone);
			const paid = await scene.play('asaasPaidZApi');
			assert.equal(await scene.post('asaas-paid', asaasEvent('3001', 301.8)), 403);
			await scene.postSigned('asaas-paid', asaasEvent('3001', 301.8, 'PAYMENT_CREATED'));
			await scene.nextSuccess(paid);
			await scene.postSigned('asaas-paid', asaasEvent('3001', 301.79));
			assert.match((await scene.nextEnd(paid)).resultData.error?.message ?? '', /Order 3001.*another amount/);
			assert.equal((await scene.messages(scene.stage.zApi.account, 'order-payment-update', phone)).length, 0);
			for (const event of ['PAYMENT_CONFIRMED', 'PAYMENT_RECEIVED', 'PAYMENT_RECEIVED']) {
				await scene.postSigned('asaas-paid', asaasEvent('3001', 301.8, event));
				await scene.nextSuccess(paid);
			}
			await checkToldOnce(scene, '3001', phone);
		},
	},
	{
		name: 'asaasPaidZApi: leaves alone what it does not know',
		async play(scene) {
			const paid = await scene.play('asaasPaidZApi');
			const before = (await scene.messages(scene.stage.zApi.account, 'order-payment-update')).length;
			await scene.postSigned('asaas-paid', asaasEvent('no-such-order', 301.8));
			await scene.nextSuccess(paid);
			assert.equal((await scene.messages(scene.stage.zApi.account, 'order-payment-update')).length, before);
		},
	},
	{
		name: 'mercadoPagoPaidZApi: asks Mercado Pago and believes only its answer',
		async play(scene) {
			const phone = '5511900003002';
			await chargeOrder(scene, '3002', phone);
			const answer = (status: string) => () => ({
				body: {
					id: 1234567890,
					status,
					external_reference: '3002',
					transaction_amount: 301.8,
					date_approved: '2026-11-20T13:01:08.000-03:00',
				},
			});
			const notification = { type: 'payment', action: 'payment.updated', data: { id: '1234567890' } };
			const paid = await scene.play('mercadoPagoPaidZApi');
			scene.outside.on(/^\/v1\/payments\/1234567890$/, answer('pending'));
			for (const body of [
				notification,
				{ type: 'plan', data: { id: '1' } },
				{ type: 'payment', data: { id: '../x' } },
			]) {
				assert.equal(await scene.post('mercado-pago', body), 200);
				await scene.nextSuccess(paid);
			}
			assert.equal(scene.outside.callsOf(/^\/v1\/payments/).length, 1);
			assert.equal((await scene.messages(scene.stage.zApi.account, 'order-payment-update', phone)).length, 0);
			scene.outside.on(/^\/v1\/payments\/1234567890$/, answer('approved'));
			for (let times = 0; times < 2; times++) {
				assert.equal(await scene.post('mercado-pago', notification), 200);
				await scene.nextSuccess(paid);
			}
			await checkToldOnce(scene, '3002', phone);
		},
	},
];
