import assert from 'node:assert/strict';
import { shopOrder } from './charges.mts';
import type { Scenario } from './imports.mts';
import { PaymentDesk } from './paymentDesk.mts';
import type { Example, Scene } from './scene.mts';

type Json = Record<string, unknown>;

const PAYMENT_PROVIDERS = ['asaas', 'mercadoPago', 'woovi', 'abacatePay'];
/** Calls of a payment provider that tell the same payment, and how many of them come at the same time. */
const REPEATS = 50;
const AT_ONCE = 10;

/** Nodes that run when a payment is told, in their order. */
function paidChain({ workflow: { connections } }: Example): string[] {
	const chain = ['Payment Trigger'];
	for (const name of chain) {
		const { main = [] } = (connections[name] ?? {}) as { main?: Array<Array<{ node: string }>> };
		chain.push(...main.flat().map(({ node }) => node));
	}
	return chain;
}

/** One payment is told 50 times, starts the workflow once, and forged calls before it start nothing. */
async function pay(scene: Scene, desk: PaymentDesk, example: Example, charge: string): Promise<void> {
	const forged = await desk.tell(example, { charge, state: 'paid', forge: 'wrongProof' });
	assert.ok(
		forged.every((status) => status >= 400 && status !== 410),
		`forged: ${forged.join()}`,
	);
	const answers: number[] = [];
	while (answers.length < REPEATS) answers.push(...(await desk.tell(example, { charge, state: 'paid' }, AT_ONCE)));
	assert.deepEqual(new Set(answers), new Set([200]));
	await scene.nextSuccess(example);
	assert.equal(
		await scene.countEnded(example),
		scene.countSeen(example),
		'a repeated call started something',
	);
}

function hubScenario(paymentProvider: string, index: number): Scenario {
	return {
		name: `${paymentProvider}PaidHub: charge, paid, update; ${REPEATS} repeats of a call tell the customer once`,
		async play(scene) {
			const { hub } = scene.stage;
			const [orderId, digits] = [String(3001 + index), `551190000300${index}`];
			const desk = await PaymentDesk.open(scene, paymentProvider);
			const example = await scene.play(`${paymentProvider}PaidHub`, (nodes) => desk.fillIn(nodes));
			assert.deepEqual(paidChain(example), ['Payment Trigger', 'Order Payment Update']);

			const customer = {
				phone: `+${digits}`,
				name: 'Ana Souza',
				taxId: '24971563792',
				email: 'ana@example.com',
			};
			const order = { ...shopOrder(orderId), customer, discount: undefined, total: '311.80' };
			await scene.postSigned(`shop-order-${paymentProvider.toLowerCase()}`, order);
			await scene.nextSuccess(example);
			const [charge, ...more] = await desk.charges();
			const reference = `${orderId}-${digits}`;
			assert.deepEqual([charge?.referenceId, charge?.amountCents, more.length], [reference, 31180, 0]);
			const [sent] = await scene.messages(hub.account, 'paymentRequest', digits);
			const request = (sent?.body.content as Json).paymentRequest as Json;
			assert.equal(request.referenceId, reference);
			assert.match((request.pix as Json).code as string, /5406311\.80/);

			await pay(scene, desk, example, charge?.id ?? '');
			const updates = (await scene.messages(hub.account, 'orderStatus', digits)).map(
				({ body }) => (body.content as Json).orderStatus as Json,
			);
			assert.equal(updates.length, 1, `${updates.length} updates`);
			const { referenceId, status, payment } = updates[0] as { [name: string]: Json };
			assert.deepEqual([referenceId, status, payment?.status], [reference, 'completed', 'captured']);
			const seconds = Date.parse(charge?.paidAt ?? '') / 1000;
			assert.ok(
				Math.abs(Number(payment?.timestamp) - seconds) < 86_400,
				`paid at ${String(payment?.timestamp)}`,
			);
		},
	};
}

/** Charges an order on WhatsApp through the two examples that do so, and waits until its event is kept. */
async function chargeOrder(scene: Scene, orderId: string, phone: string): Promise<void> {
	await scene.play('orderEventsZApi');
	const charge = await scene.play('shopOrderZApi');
	await scene.postSigned('shop-order', shopOrder(orderId, phone));
	await scene.nextSuccess(charge);
	await scene.row(orderId, ({ orderEvent }) => orderEvent !== null);
}

function zApiScenario(paymentProvider: string, index: number): Scenario {
	return {
		name: `paidZApi, ${paymentProvider}: tells the customer once, and nobody when amount or order are others`,
		async play(scene) {
			const { account } = scene.stage.zApi;
			const [orderId, phone] = [String(3101 + index), `551190000310${index}`];
			await chargeOrder(scene, orderId, phone);
			const desk = await PaymentDesk.open(scene, paymentProvider);
			const example = await scene.play('paidZApi', (nodes) => desk.fillIn(nodes));
			assert.equal(paidChain(example).length, 4);

			for (const [reference, cents, message] of [
				[orderId, 30179, /R\$ 301,79.*expected R\$ 301,80, the total of the order/],
				['no-such-order', 30180, /./],
			] as const) {
				await desk.tell(example, { charge: await desk.charge(reference, cents), state: 'paid' });
				const execution = await scene.nextEnd(example);
				assert.equal(execution.status, 'error');
				assert.match(execution.resultData.error?.message ?? '', message);
			}
			assert.equal((await scene.messages(account, 'order-payment-update', phone)).length, 0);

			await pay(scene, desk, example, await desk.charge(orderId, 30180));
			const updates = await scene.messages(account, 'order-payment-update', phone);
			assert.equal(updates.length, 1, `${updates.length} payment updates`);
			const row = await scene.row(orderId, ({ paidAt }) => paidAt !== null);
			assert.equal(updates[0]?.body.paymentStatus, 'paid');
			assert.equal(updates[0]?.body.referenceId, row.referenceId);
			assert.equal(row.status, 'paid');
			// What the next update of this order takes.
			const { order } = JSON.parse(String(row.orderEvent)) as { order: Json };
			assert.equal(order.paymentStatus, 'paid');
		},
	};
}

export const paidScenarios: Scenario[] = [
	...PAYMENT_PROVIDERS.map(hubScenario),
	...PAYMENT_PROVIDERS.map(zApiScenario),
];
