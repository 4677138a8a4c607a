import assert from 'node:assert/strict';
import { account, brCode, field } from '../../test/helpers/brCode.ts';
import type { BankCharge } from '../../test/helpers/simulator.ts';
import { waitFor } from '../lib/waitFor.mts';
import type { Scenario } from './imports.mts';
import type { Scene } from './scene.mts';

type Json = Record<string, unknown>;

const codeOf = ({ location }: BankCharge) =>
	brCode({ '01': '12', '26': account(field('25', location)), '59': 'Example Shop' });

/** Where an example sends, and what the charge looks like there. */
interface Way {
	example: 'untilPaidHub' | 'untilPaidMeta';
	path: string;
	account(scene: Scene): string;
	charge: string;
	codeIn(body: Json): unknown;
}

const HUB: Way = {
	example: 'untilPaidHub',
	path: 'until-paid',
	account: ({ stage }) => stage.hub.account,
	charge: 'paymentRequest',
	codeIn: ({ content }) => ((content as Json).paymentRequest as { pix: Json }).pix.code,
};

const META: Way = {
	example: 'untilPaidMeta',
	path: 'until-paid-meta',
	account: ({ stage }) => stage.meta.account,
	charge: 'orderDetails',
	codeIn: (body) => /000201[^"]*/.exec(JSON.stringify(body))?.[0],
};

/** "Paid" messages to these customers. */
async function updatesTo(scene: Scene, phones: string[], { account } = HUB): Promise<string[]> {
	const updates = await scene.messages(account(scene), 'orderStatus');
	return updates
		.filter(({ recipient, body }) => phones.includes(recipient) && isPaid(body))
		.map(({ recipient }) => recipient)
		.sort();
}

const isPaid = (body: Json): boolean => /"payment":\{"status":"captured"/.test(JSON.stringify(body));

/** Posts an order to the workflow that follows it, whose pauses are short; the charge is one of a simulated bank. */
async function startFollowing(scene: Scene, orderId: string, payload: Json = {}, way = HUB) {
	const { control } = scene.stage;
	const charge = await control.createCharge({ payload: { valor: { original: '301.80' }, ...payload } });
	scene.outside.on(/^\/api\/v1\/charge$/, () => ({
		body: { charge: { pixKey: charge.payload.chave }, brCode: codeOf(charge) },
	}));
	const example = await scene.play(way.example, async (nodes) => {
		const wait = nodes.find(({ name }) => name === 'Wait');
		assert.equal(wait?.parameters.unit, 'minutes');
		// Longer than an answer is remembered.
		Object.assign(wait.parameters, { unit: 'seconds', amount: 11 });
	});
	const phone = `551190000${orderId}`;
	await scene.postSigned(way.path, {
		orderId,
		customer: { phone },
		lineItems: [{ sku: 'coffee-500', name: 'Coffee 500 g', quantity: 2, price: '150.90' }],
		total: '301.80',
	});
	const message = await waitFor('the charge', async () => {
		return (await scene.messages(way.account(scene), way.charge, phone))[0];
	});
	return { charge, example, phone, message };
}

function untilPaid(way: Way, index: number): Scenario {
	return {
		name: `${way.example}: charges, asks the bank, and tells the customer, without webhook and table`,
		async play(scene) {
			const { control, meta } = scene.stage;
			await control.configure(meta.account, { windows: 'open' });
			const { charge, example, phone, message } = await startFollowing(scene, `710${index}`, {}, way);
			assert.equal(way.codeIn(message.body), codeOf(charge));
			const asked = async () =>
				(await control.bankRequests(charge.host)).filter(({ path }) => charge.location.endsWith(path)).length;
			await waitFor('the first look-up', async () => (await asked()) >= 2);
			assert.deepEqual(await updatesTo(scene, [phone], way), []);
			await control.changeCharge(charge, { payload: { status: 'CONCLUIDA' } });
			await scene.nextSuccess(example);
			assert.deepEqual(await updatesTo(scene, [phone], way), [phone]);
			// Before it was sent, unpaid, and paid.
			assert.equal(await asked(), 3);
			// n8n itself looks for news at n8n.io.
			const strangers = (await control.bankRequests()).filter(
				({ method, host }) => method !== 'GET' && !/n8n\.io:443$/.test(host),
			);
			assert.deepEqual(strangers, []);
		},
	};
}

export const bankScenarios: Scenario[] = [
	...[HUB, META].map(untilPaid),
	{
		name: 'untilPaidHub: ends without a message when the charge was removed, or paid with any amount',
		async play(scene) {
			const { control } = scene.stage;
			const removed = await startFollowing(scene, '7002');
			await control.changeCharge(removed.charge, { payload: { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' } });
			await scene.nextSuccess(removed.example);
			await scene.clear();
			const open = await startFollowing(scene, '7003', {
				valor: { original: '301.80', modalidadeAlteracao: 1 },
			});
			await control.changeCharge(open.charge, { payload: { status: 'CONCLUIDA' } });
			const failed = await scene.nextEnd(open.example);
			assert.match(failed.resultData.error?.message ?? '', /7003.*another amount/);
			assert.deepEqual(await updatesTo(scene, [removed.phone, open.phone]), []);
		},
	},
	{
		name: 'openChargesHub: tells who has paid, once, and closes what cannot be paid',
		async play(scene) {
			const { api, control } = scene.stage;
			const example = await scene.play('openChargesHub');
			const states: Json[] = [
				{ payload: { status: 'CONCLUIDA' } },
				{ payload: { status: 'CONCLUIDA', valor: { original: '49.81' } } },
				{ payload: { status: 'REMOVIDA_PELO_PSP' } },
				{ answer: { status: 404 } },
				{ answer: { status: 503 } },
				{},
			];
			const rows = await Promise.all(
				states.map(async (state, index) => ({
					orderId: `800${index}`,
					phone: `5511900008${index}00`,
					referenceId: `order-800${index}`,
					status: 'charged',
					totalCents: 4980,
					paymentCode: codeOf(
						await control.createCharge({ host: `pix${index}.banco-simulado.com.br`, ...state }),
					),
				})),
			);
			await scene.insert(rows);
			for (let times = 0; times < 2; times++) {
				assert.equal((await api.runManually(example.id, 'Every 5 Minutes')).status, 'success');
			}
			assert.deepEqual(
				await updatesTo(
					scene,
					rows.map(({ phone }) => phone),
				),
				[rows[0]?.phone],
			);
			const kept = await Promise.all(rows.map(async ({ orderId }) => (await scene.row(orderId)).status));
			assert.deepEqual(kept, ['paid', 'checkAmount', 'removed', 'unavailable', 'charged', 'charged']);
		},
	},
];
