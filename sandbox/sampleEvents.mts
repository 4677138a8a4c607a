import assert from 'node:assert/strict';
import { outputItems } from './lib/n8nExecution.mts';
import { nodeType } from './lib/packageUnderTest.mts';
import type { Stage } from './lib/stage.mts';

/** The simulator's sample for each event that the trigger offers, by provider and in the editor's order. */
export const SAMPLE_EVENTS = {
	zApi: {
		cartReceived: 'cart',
		deliveryFailed: 'deliveryError',
		messageStatus: 'messageStatus',
		orderSent: 'reviewAndPay',
		orderUpdated: 'reviewOrder',
		paymentDeclined: 'paymentDeclined',
		paymentReceived: 'sendPayment',
		paymentRequested: 'requestPayment',
		pixKeySent: 'pixKeyMessage',
	},
	chatt2Me: { messageReceived: 'message', messageStatus: 'messageStatus' },
} as const;

/** One shell command per event, to be given to a trigger that listens or is published. */
export function eventCommands({ simulator, zApi, hub }: Stage): Record<'zApi' | 'chatt2Me', string[]> {
	const command = (account: string, [event, kind]: [string, string]) =>
		`curl -s ${simulator.url}/_control/emit -H 'content-type: application/json' -d '${JSON.stringify({ account, kind })}'  # ${event}`;
	return {
		zApi: Object.entries(SAMPLE_EVENTS.zApi).map((each) => command(zApi.account, each)),
		chatt2Me: Object.entries(SAMPLE_EVENTS.chatt2Me).map((each) => command(hub.account, each)),
	};
}

/** Publishes a trigger with all events of each provider and sends it every sample. Throws when one is not taken. */
export async function playSampleEvents(stage: Stage): Promise<void> {
	const { api, control, packed } = stage;
	for (const [provider, samples] of Object.entries(SAMPLE_EVENTS)) {
		const { credential, account } = provider === 'zApi' ? stage.zApi : stage.hub;
		const trigger = {
			id: crypto.randomUUID(),
			webhookId: crypto.randomUUID(),
			name: 'Trigger',
			type: nodeType(packed, 'whatsAppCommerceTrigger'),
			typeVersion: 1.1,
			position: [0, 0],
			parameters: { provider, events: Object.keys(samples), options: { ignoreOwnMessages: false } },
			credentials: { [credential.type]: { id: credential.id, name: credential.name } },
		};
		const { id } = await api.createWorkflow({ name: 'Every event', nodes: [trigger], connections: {} });
		await api.activate(id);
		for (const kind of Object.values(samples)) await control.call('POST', '/emit', { account, kind });
		const ran = await api.waitForSuccesses(id, Object.keys(samples).length);
		const events = ran.flatMap((execution) => outputItems(execution, 'Trigger').map(({ event }) => event));
		assert.deepEqual(events.sort(), Object.keys(samples).sort());
		await api.deactivate(id);
	}
}
