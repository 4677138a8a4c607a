import assert from 'node:assert/strict';
import { PUBLIC_ORIGIN } from '../../lib/stage.mts';
import { waitFor } from '../../lib/waitFor.mts';
import { type Bench, TRIGGER } from '../bench.mts';
import type { Part } from '../report.mts';

const OTHER = 'https://other.shop.example/hook';

interface ZApiTable {
	receivedCallbackUrl: string | null;
	notifySentByMe: boolean;
}

/** A workflow that starts with the trigger listens, is published, runs with every event, and gives the URL back. */
export function trigger(bench: Bench): Part {
	const { stage, canvas, panel, header, picture } = bench;
	const { control, zApi, api } = stage;
	const table = async () => (await control.webhooks(zApi.account)) as unknown as ZApiTable;
	const emit = async (kind: string, fields = {}) =>
		await control.call<{ results: Array<{ status: number; responseBody: string }> }>('POST', '/emit', {
			account: zApi.account,
			kind,
			fields,
		});
	const addressIsBack = async () =>
		await waitFor('Z-API to have no address again', async () => (await table()).receivedCallbackUrl === null);
	let workflow = '';
	return {
		name: 'Trigger',
		checks: {
			'says in two sentences what to do': async () => {
				const parameters = { provider: 'zApi', events: ['orderSent'] };
				const end = bench.otherNode('Order Sent', 'noOp', 1, {});
				const start = bench.ownNode('whatsAppCommerceTrigger', TRIGGER, parameters);
				workflow = await bench.open('Trigger', [start, end]);
				await canvas.openNode(TRIGGER);
				await panel.listening.getByText('Receive an event from WhatsApp').waitFor();
				await panel.listening.getByText('Click Execute step, then do on the phone').waitFor();
				await panel.note('To try Order Sent: Send an order from WhatsApp Business').waitFor();
				await picture('form');
			},
			'listens for a test event, shows it, and gives the address back': async () => {
				await panel.execute();
				await panel.listening.getByText('Listening for test event').waitFor();
				const during = await table();
				assert.match(during.receivedCallbackUrl ?? '', new RegExp(`^${PUBLIC_ORIGIN}/webhook-test/`));
				assert.equal(during.notifySentByMe, true);
				await picture('listening');
				await emit('cart');
				await emit('reviewAndPay');
				const [row] = await panel.output.rows('the event', ([first]) => first?.event === 'orderSent');
				assert.deepEqual(Object.keys(row ?? {}).slice(0, 3), ['event', 'contact', 'order']);
				assert.match(row?.contact ?? '', /^phone\s*:/);
				assert.match(
					row?.order ?? '',
					/^orderStatus\s*:\s*pending\s*paymentStatus\s*:\s*pending\s*totalReais\s*:/,
				);
				assert.equal(row?.provider, 'zApi');
				assert.match(row?.order ?? '', /referenceId/);
				assert.match(row?.order ?? '', /totalReais/);
				assert.match(row?.warnings ?? '', /Cart Received: not chosen under Trigger On/);
				await picture('test-event');
				await addressIsBack();
				await panel.close();
			},
			'says on the next click what came when no chosen event did': async () => {
				await canvas.openNode(TRIGGER);
				await panel.execute();
				await panel.listening.getByText('Listening for test event').waitFor();
				await emit('cart');
				await panel.stopListening();
				await addressIsBack();
				const words = await panel.executeAndFail();
				assert.match(words, /no chosen event came, but others did/);
				assert.match(words, /Cart Received: not chosen under Trigger On/);
				await picture('listened-in-vain');
				await panel.close();
			},
			'is not published while another system has the events, and says what to do': async () => {
				await control.setWebhooks(zApi.account, { receivedCallbackUrl: OTHER });
				const words = await header.publishAndFail();
				assert.match(words, /already sends its On Receiving events to other\.shop\.example/);
				assert.match(
					words,
					/add the option When Another URL Is Set and choose Replace and Restore on Deactivation/,
				);
				assert.doesNotMatch(words, /\/hook/);
				assert.equal((await table()).receivedCallbackUrl, OTHER);
			},
			'is published when it may replace that address': async () => {
				await canvas.openNode(TRIGGER);
				await panel.addTo('Options', 'When Another URL Is Set');
				await panel.choose('whenAnotherUrlIsSet', 'Replace and Restore on Deactivation');
				await panel.close();
				await header.publishAgain();
				assert.match((await table()).receivedCallbackUrl ?? '', new RegExp(`^${PUBLIC_ORIGIN}/webhook/`));
			},
			'runs the workflow with the events that the provider sends': async () => {
				const { results } = await emit('reviewAndPay');
				assert.equal(results[0]?.status, 200);
				const [execution] = await api.waitForSuccesses(workflow, 2);
				assert.ok(execution);
				await header.newestSuccess();
				await picture('execution');
			},
			'starts nothing for an event that was not chosen, nor for one that comes again': async () => {
				const before = (await api.executions(workflow)).length;
				await emit('cart');
				await control.call('POST', '/replay', { account: zApi.account, label: 'reviewAndPay', times: 3 });
				assert.equal((await api.executions(workflow)).length, before);
				await header.backToEditor();
			},
			'another workflow that wants the same events learns whose they are': async () => {
				const parameters = { provider: 'zApi', events: ['orderSent'] };
				const nodes = [bench.ownNode('whatsAppCommerceTrigger', TRIGGER, parameters)];
				const { id } = await api.createWorkflow({ name: 'Second', nodes, connections: {} });
				await assert.rejects(api.activate(id), /events to the workflow "Trigger" of this n8n/);
			},
			'gives the address back when it is unpublished': async () => {
				await header.unpublish();
				const isBack = async () => {
					const { receivedCallbackUrl, notifySentByMe } = await table();
					return receivedCallbackUrl === OTHER && !notifySentByMe;
				};
				await waitFor('Z-API to have the other address again, without own messages', isBack);
				await control.setWebhooks(zApi.account, { receivedCallbackUrl: null });
			},
		},
	};
}
