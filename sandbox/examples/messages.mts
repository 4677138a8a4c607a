import assert from 'node:assert/strict';
import { bankLine } from '../../test/helpers/boletoLine.ts';
import { waitFor } from '../lib/waitFor.mts';
import { shopOrder } from './charges.mts';
import type { Scenario } from './imports.mts';

type Json = Record<string, unknown>;

/** Today in São Paulo, some days on, as YYYY-MM-DD. */
function dayFromNow(days: number): string {
	const day = new Date(Date.now() + days * 86_400_000);
	return new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Sao_Paulo' }).format(day);
}

export const messageScenarios: Scenario[] = [
	{
		name: 'cartToOrderZApi: sends a cart back as an order with its total, also a small one',
		async play(scene) {
			const { control, zApi } = scene.stage;
			const example = await scene.play('cartToOrderZApi');
			const cart = (price: number) => ({
				account: zApi.account,
				kind: 'cart',
				fields: {
					phone: '5511900004001',
					order: {
						itemCount: 2,
						orderId: `cart-${price}`,
						message: '',
						orderTitle: 'Loja',
						sellerJid: '5544999999999',
						token: 'AR5d4yUrDmSzeCR2kUtPEeMfS',
						currency: 'BRL',
						total: price * 2,
						subTotal: price * 2,
						products: [
							{
								quantity: 2,
								name: 'Camiseta',
								productId: '5338924696127051',
								retailerId: '1242',
								price,
								currencyCode: 'BRL',
							},
						],
					},
				},
			});
			for (const price of [1_000, 49_900]) {
				await control.call('POST', '/emit', cart(price));
				await scene.nextSuccess(example);
			}
			const [small, message, ...more] = await scene.messages(zApi.account, 'send-order', '5511900004001');
			assert.equal(more.length, 0);
			const order = message?.body.order as Json;
			assert.deepEqual(order.products, [
				{ name: 'Camiseta', quantity: 2, value: 49.9, productId: '5338924696127051' },
			]);
			assert.deepEqual((small?.body.order as Json).products, [
				{ name: 'Camiseta', quantity: 2, value: 1, productId: '5338924696127051' },
			]);
		},
	},
	{
		name: 'boletoReminderHub: reminds of what is due in three days, once, and of nothing else',
		async play(scene) {
			const { api, hub } = scene.stage;
			const example = await scene.play('boletoReminderHub');
			const row = (orderId: string, paymentCode: string, status = 'charged') => ({
				orderId,
				phone: `551190000${orderId}`,
				referenceId: `order-${orderId}`,
				status,
				paymentCode,
			});
			const line = bankLine({ amountCents: 15000, dueDate: dayFromNow(3) });
			await scene.insert([
				row('5001', line),
				row('5002', bankLine({ amountCents: 15001, dueDate: dayFromNow(4) })),
				row('5003', bankLine({ amountCents: 15002, dueDate: dayFromNow(3) }), 'paid'),
				row(
					'5004',
					line.replace(/.$/, (digit) => String((Number(digit) + 1) % 10)),
				),
			]);
			for (let morning = 0; morning < 2; morning++) {
				const execution = await api.runManually(example.id, 'Every Morning');
				assert.equal(execution.status, 'success');
			}
			const sent = (await scene.messages(hub.account, 'orderStatus')).filter(({ recipient }) =>
				recipient.startsWith('5511900005'),
			);
			assert.deepEqual(
				sent.map(({ recipient }) => recipient),
				['5511900005001'],
			);
			assert.deepEqual(sent[0]?.body.content, {
				template: { id: hub.templates.find(({ type }) => type === 'ORDER_STATUS')?.id },
				orderStatus: { referenceId: 'order-5001', status: 'pending' },
			});
		},
	},
	{
		name: 'deliveryFailedZApi: sends the code as text, with no token in the workflow or its executions',
		async play(scene) {
			const { api, control, zApi } = scene.stage;
			const textRoute = `/instances/${zApi.instanceId}/token/${zApi.token}/send-text`;
			scene.outside.on(/send-text$/, ({ path, headers }) =>
				path === textRoute && headers['client-token'] === zApi.clientToken
					? { body: { zaapId: '1', messageId: '2', id: '2' } }
					: { status: 403, body: { error: 'not allowed' } },
			);
			const credential = await api.createCredential('zApi', 'Z-API with send-text', {
				...zApi.credentialData,
				baseUrl: scene.outside.url,
			});
			const failed = await scene.play('deliveryFailedZApi', async (nodes) => {
				const text = nodes.find(({ name }) => name === 'Send as Text');
				assert.equal(text?.parameters.url, 'https://api.z-api.io/send-text');
				text.parameters.url = `${scene.outside.url}/send-text`;
				text.credentials = { zApi: { id: credential.id, name: credential.name } };
			});
			const charge = await scene.play('shopOrderZApi');
			const chargeTo = async (orderId: string, error: string) => {
				const recipient = `551190000${orderId}`;
				await control.call('POST', '/faults', {
					account: zApi.account,
					kind: 'deliveryError',
					recipient,
					error,
				});
				await scene.postSigned('shop-order', shopOrder(orderId, recipient));
				await scene.nextSuccess(charge);
				return await scene.nextSuccess(failed);
			};
			await chargeTo('6002', 'Timeout on send message');
			const execution = await chargeTo('6001', 'Whatsapp rejected sending this message');
			const [call] = await waitFor('the text', () => {
				const calls = scene.outside.callsOf(/send-text$/);
				return calls.length > 0 && calls;
			});
			assert.equal(scene.outside.callsOf(/send-text$/).length, 1);
			assert.equal(call?.body.phone, '5511900006001');
			assert.match(call?.body.message as string, /^Order 6001: .*\n\n000201.*5406301\.80.*62080504 ?6001/);
			const stored = JSON.stringify([execution, await api.workflow(failed.id)]);
			assert.ok(
				!stored.includes(zApi.token) && !stored.includes(zApi.clientToken),
				'a secret of Z-API is in there',
			);
		},
	},
];
