import assert from 'node:assert/strict';
import { shopOrder } from './charges.mts';
import type { Scenario } from './imports.mts';
import { PaymentDesk } from './paymentDesk.mts';
import type { Example, Node, Scene } from './scene.mts';

type Json = Record<string, unknown>;

/** Told many times; the others a few times. */
const COMPLETE = ['asaas', 'mercadoPago', 'woovi', 'abacatePay'];
const FURTHER = ['pagBank', 'infinitePay', 'apiPix'];
/** How many calls of a payment provider come at the same time. */
const AT_ONCE = 5;
/** How often a payment is told. */
const REPEATS = { hub: 50, others: AT_ONCE };

/** Nodes that run when a payment is told, in their order. */
function paidChain({ workflow: { connections } }: Example): string[] {
	const chain = ['Payment Trigger'];
	for (const name of chain) {
		const { main = [] } = (connections[name] ?? {}) as { main?: Array<Array<{ node: string }>> };
		chain.push(...main.flat().map(({ node }) => node));
	}
	return chain;
}

/** One payment is told many times and starts the workflow once; a forged call before starts nothing. */
async function pay(
	{ scene, desk, example }: { scene: Scene; desk: PaymentDesk; example: Example },
	charge: string,
	repeats: number,
): Promise<void> {
	// InfinitePay proves nothing: whatever a call says, the payment is looked up.
	if (desk.paymentProvider !== 'infinitePay') {
		const forged = await desk.tell(example, { charge, state: 'paid', forge: 'wrongProof' });
		assert.ok(
			forged.every((status) => status >= 400 && status !== 410),
			`forged: ${forged.join()}`,
		);
	}
	let answered = 0;
	for (let rounds = 0; answered < repeats; rounds++) {
		const answers = await desk.tell(example, { charge, state: 'paid' }, AT_ONCE);
		// On a busy machine a call may go without an answer; then the payment provider calls again.
		assert.deepEqual(
			[...new Set(answers)].filter((status) => status !== 0 && status !== 200),
			[],
		);
		assert.ok(rounds < repeats, 'hardly a call was answered');
		answered += answers.filter((status) => status === 200).length;
	}
	await scene.nextSuccess(example);
	assert.equal(
		await scene.countEnded(example),
		scene.countSeen(example),
		'a repeated call started something',
	);
}

/** Payments that no order fits are told, and each execution ends in its error. */
async function refuse(
	{ scene, desk, example }: { scene: Scene; desk: PaymentDesk; example: Example },
	payments: Array<[reference: string, cents: number, message: RegExp]>,
): Promise<void> {
	for (const [reference, cents, message] of payments) {
		await desk.tell(example, { charge: await desk.charge(reference, cents), state: 'paid' });
		const execution = await scene.nextEnd(example);
		assert.equal(execution.status, 'error');
		assert.match(execution.resultData.error?.message ?? '', message);
	}
}

/** The reference that an example gives to a charge: order and phone, for API Pix as a txid. */
function referenceOf(paymentProvider: string, orderId: string, digits: string): string {
	return paymentProvider === 'apiPix' ? `${orderId}x${digits}`.padStart(26, '0') : `${orderId}-${digits}`;
}

/** A shop order becomes a charge at the payment provider, and what the customer is asked for; then it is paid. */
async function chargeAndPay(
	scene: Scene,
	paymentProvider: string,
	{ orderId, digits, repeats }: { orderId: string; digits: string; repeats: number },
	adapt: (nodes: Node[]) => Promise<void> = async () => {},
): Promise<{ reference: string; paidAt: number }> {
	const desk = await PaymentDesk.open(scene, paymentProvider);
	const example = await scene.play(`${paymentProvider}PaidHub`, async (nodes) => {
		await adapt(nodes);
		await desk.fillIn(nodes);
	});
	assert.deepEqual(paidChain(example), ['Payment Trigger', 'Order Payment Update']);
	const customer = { phone: `+${digits}`, name: 'Ana Souza', taxId: '24971563792', email: 'ana@example.com' };
	const order = { ...shopOrder(orderId), customer, discount: undefined, total: '311.80' };
	await scene.postSigned(`shop-order-${paymentProvider.toLowerCase()}`, order);
	await scene.nextSuccess(example);
	const [charge, ...more] = await desk.charges();
	const reference = referenceOf(paymentProvider, orderId, digits);
	assert.deepEqual([charge?.referenceId, charge?.amountCents, more.length], [reference, 31180, 0]);
	await pay({ scene, desk, example }, charge?.id ?? '', repeats);
	return { reference, paidAt: Date.parse(charge?.paidAt ?? '') / 1000 };
}

/** Asaas tells a day, and InfinitePay no time at all. */
function checkCaptured(payment: unknown, paidAt: number): void {
	const { status, timestamp } = payment as { status: string; timestamp: number };
	assert.equal(status, 'captured');
	assert.ok(Math.abs(timestamp - paidAt) < 86_400, `paid at ${timestamp}`);
}

function hubScenario(paymentProvider: string, index: number, repeats: number): Scenario {
	return {
		name: `${paymentProvider}PaidHub: charge, paid, update; ${repeats} repeats of a call tell the customer once`,
		async play(scene) {
			const { account } = scene.stage.hub;
			const [orderId, digits] = [String(3001 + index), `551190000300${index}`];
			const given = { orderId, digits, repeats };
			const { reference, paidAt } = await chargeAndPay(scene, paymentProvider, given);
			const [sent] = await scene.messages(account, 'paymentRequest', digits);
			const request = (sent?.body.content as Json).paymentRequest as Json;
			assert.equal(request.referenceId, reference);
			assert.match(JSON.stringify(request.pix ?? request.paymentLink), /5406311\.80|checkout\.infinitepay/);
			const [update, ...more] = (await scene.messages(account, 'orderStatus', digits)).map(
				({ body }) => (body.content as Json).orderStatus as Json,
			);
			assert.deepEqual([update?.referenceId, update?.status, more.length], [reference, 'completed', 0]);
			checkCaptured(update?.payment, paidAt);
		},
	};
}

function metaScenario(paymentProvider: string, index: number): Scenario {
	return {
		name: `wooviPaidMeta, ${paymentProvider}: charge, paid, update`,
		async play(scene) {
			const [orderId, digits] = [String(3201 + index), `551190000320${index}`];
			const { control, meta } = scene.stage;
			await control.configure(meta.account, { windows: 'open' });
			const example = await scene.read('wooviPaidMeta');
			// The charge of each payment provider, with the nodes for WhatsApp of the example for Meta.
			const swap = async (nodes: Node[]) => {
				for (const node of nodes) {
					const other = example.find(({ name }) => name === node.name);
					if (other?.parameters.provider !== 'metaCloud') continue;
					const { pixCode, pixKey } = node.parameters;
					node.parameters = { ...other.parameters, ...(pixCode ? { pixCode, pixKey } : {}) };
					node.credentials = other.credentials;
				}
			};
			const given = { orderId, digits, repeats: REPEATS.others };
			const { reference, paidAt } = await chargeAndPay(scene, paymentProvider, given, swap);
			assert.equal((await scene.messages(meta.account, 'orderDetails', digits)).length, 1);
			const [update, ...more] = await scene.messages(meta.account, 'orderStatus', digits);
			assert.equal(more.length, 0);
			const { parameters } = (update?.body.interactive as Json).action as { parameters: Json };
			assert.equal(parameters.reference_id, reference);
			checkCaptured(parameters.payment, paidAt);
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

			await refuse({ scene, desk, example }, [
				[orderId, 30179, /R\$ 301,79.*expected R\$ 301,80, the total of the order/],
				['no-such-order', 30180, /Order Event: found nothing/],
			]);
			assert.equal((await scene.messages(account, 'order-payment-update', phone)).length, 0);

			await pay({ scene, desk, example }, await desk.charge(orderId, 30180), REPEATS.others);
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

const otherScenario: Scenario = {
	name: 'otherPaidHub: tells the customer once, and nobody when amount or order are others',
	async play(scene) {
		const { account } = scene.stage.hub;
		const [orderId, phone] = ['3301', '5511900003301'];
		const charge = await scene.play('shopOrderHub');
		await scene.postSigned('shop-order-hub', shopOrder(orderId, phone));
		await scene.nextSuccess(charge);
		const desk = await PaymentDesk.open(scene, 'other');
		const example = await scene.play('otherPaidHub', (nodes) => desk.fillIn(nodes));
		await refuse({ scene, desk, example }, [
			[orderId, 30179, /R\$ 301,79.*expected R\$ 301,80/],
			['no-such-order', 30180, /Expected Amount: found "no such order"/],
		]);
		assert.equal((await scene.messages(account, 'orderStatus', phone)).length, 0);

		await pay({ scene, desk, example }, await desk.charge(orderId, 30180), REPEATS.others);
		const [update, ...more] = (await scene.messages(account, 'orderStatus', phone)).map(
			({ body }) => (body.content as Json).orderStatus as Json,
		);
		assert.deepEqual([update?.referenceId, update?.status, more.length], [orderId, 'completed', 0]);
		const row = await scene.row(orderId, ({ paidAt }) => paidAt !== null);
		assert.equal(row.status, 'paid');
	},
};

export const paidScenarios: Scenario[] = [
	...COMPLETE.map((name, index) => hubScenario(name, index, REPEATS.hub)),
	...FURTHER.map((name, index) => hubScenario(name, COMPLETE.length + index, REPEATS.others)),
	...COMPLETE.map(zApiScenario),
	...COMPLETE.map(metaScenario),
	otherScenario,
];
