import assert from 'node:assert/strict';
import { waitFor } from '../../lib/waitFor.mts';
import { type Bench, TRIGGER } from '../bench.mts';
import type { Part } from '../report.mts';

interface HubTable {
	webhooks: Array<{ endpoint: string; eventType: string; isVerified: boolean }>;
}

/** The trigger on the Hub, and with an address that is pasted by hand. */
export function hubTrigger(bench: Bench): Part {
	const { stage, canvas, panel, header, picture } = bench;
	const { control, zApi, hub, api } = stage;
	const webhooks = async () => ((await control.webhooks(hub.account)) as unknown as HubTable).webhooks;
	return {
		name: 'Trigger, more',
		checks: {
			'the Hub: listens for a test event, shows it, and removes its webhook': async () => {
				const parameters = { provider: 'chatt2Me', events: ['messageReceived'] };
				await bench.open('Hub trigger', [bench.ownNode('whatsAppCommerceTrigger', TRIGGER, parameters)]);
				await canvas.openNode(TRIGGER);
				await panel.execute();
				await panel.listening.getByText('Listening for test event').waitFor();
				const [made, ...others] = await webhooks();
				assert.ok(made && others.length === 0);
				assert.deepEqual([made.eventType, made.isVerified], ['Message', true]);
				await control.call('POST', '/emit', { account: hub.account, kind: 'message' });
				const [row] = await panel.output.rows('the event', ([first]) => first?.event === 'messageReceived');
				assert.equal(row?.provider, 'chatt2Me');
				await picture('hub-test-event');
				await waitFor('the Hub to have no webhook again', async () => (await webhooks()).length === 0);
				await panel.close();
			},
			'Manual shows the address to paste, and changes nothing at the provider': async () => {
				const parameters = { provider: 'zApi', events: ['orderSent'] };
				const end = bench.otherNode('Order Sent', 'noOp', 1, {});
				const start = bench.ownNode('whatsAppCommerceTrigger', TRIGGER, parameters);
				const id = await bench.open('Manual trigger', [start, end]);
				await canvas.openNode(TRIGGER);
				await panel.choose('registration', 'Manual');
				const url = await panel.webhookUrl('Production URL');
				await picture('manual-registration');
				await panel.close();
				assert.match(await header.publish(), /starts with every event you chose under Trigger On/);
				const { receivedCallbackUrl } = await control.webhooks(zApi.account);
				assert.equal(receivedCallbackUrl, null);
				await control.setWebhooks(zApi.account, { receivedCallbackUrl: url });
				await control.call('POST', '/emit', { account: zApi.account, kind: 'reviewAndPay' });
				await api.waitForSuccesses(id, 1);
				await header.newestSuccess();
				await header.backToEditor();
				await header.unpublish();
				await control.setWebhooks(zApi.account, { receivedCallbackUrl: null });
			},
		},
	};
}
