import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { nodeType } from '../sandbox/lib/packageUnderTest.mts';
import { root } from '../sandbox/lib/paths.mts';
import type { Stage } from '../sandbox/lib/stage.mts';
import type { Entrance, Way } from './triggerRounds.mts';

const TRIGGER_ID = randomUUID();
const BARE_ID = randomUUID();

/** n8n loads the bare trigger from there. */
export const BARE_NODE = { N8N_CUSTOM_EXTENSIONS: join(root, 'bench', 'bare') };

/**
 * Three workflows that do nothing with an event: one starts with the Webhook node, one with the bare trigger, one with
 * the trigger, dedupe on.
 */
export async function createEntrances({ api, n8n, packed, zApi }: Stage): Promise<Record<Entrance, Way>> {
	const webhook = {
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: { httpMethod: 'POST', path: 'bench', responseMode: 'onReceived', options: {} },
	};
	const bare = { type: 'CUSTOM.bareTrigger', typeVersion: 1.1, webhookId: BARE_ID, parameters: {} };
	const { id, name } = zApi.credential;
	const trigger = {
		type: nodeType(packed, 'whatsAppCommerceTrigger'),
		typeVersion: 1.1,
		webhookId: TRIGGER_ID,
		parameters: { provider: 'zApi', events: ['orderSent'], registration: 'manual' },
		credentials: { zApi: { id, name } },
	};
	const create = async (title: string, first: object) => {
		const workflow = await api.createWorkflow({
			name: title,
			nodes: [
				{ id: randomUUID(), name: 'First', position: [0, 0], ...first },
				{
					id: randomUUID(),
					name: 'Next',
					type: 'n8n-nodes-base.noOp',
					typeVersion: 1,
					position: [260, 0],
					parameters: {},
				},
			],
			connections: { First: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } },
			settings: { executionOrder: 'v1' },
		});
		await api.activate(workflow.id);
		return workflow.id;
	};
	const event = () => JSON.stringify(orderEvent(zApi.instanceId));
	const headers = { 'z-api-token': zApi.token };
	return {
		webhook: {
			workflowId: await create('Webhook node', webhook),
			url: `${n8n.url}/webhook/bench`,
			event,
			headers,
		},
		bare: {
			workflowId: await create('Bare trigger', bare),
			url: `${n8n.url}/webhook/${BARE_ID}/webhook`,
			event,
			headers,
		},
		trigger: {
			workflowId: await create('Trigger', trigger),
			url: `${n8n.url}/webhook/${TRIGGER_ID}/webhook`,
			event,
			headers,
		},
	};
}

/** A new order each time, shaped as Z-API's documents show (webhooks/on-message-received-examples). */
function orderEvent(instanceId: string) {
	const id = randomUUID().replaceAll('-', '').toUpperCase();
	return {
		isStatusReply: false,
		chatLid: null,
		connectedPhone: '5511900000001',
		waitingMessage: false,
		isEdit: false,
		isGroup: false,
		isNewsletter: false,
		instanceId,
		messageId: id,
		phone: '5511999990000',
		fromMe: true,
		momment: Date.now(),
		status: 'SENT',
		chatName: 'Ana',
		senderPhoto: null,
		senderName: 'Example Shop',
		photo: null,
		broadcast: false,
		participantLid: null,
		forwarded: false,
		type: 'ReceivedCallback',
		fromApi: true,
		reviewAndPay: {
			type: 'physical-goods',
			currency: 'BRL',
			referenceId: id.slice(0, 11),
			orderRequestId: id.slice(11, 22),
			orderStatus: 'pending',
			paymentStatus: 'pending',
			total: 605,
			subTotal: 600,
			discount: 10,
			shipping: 5,
			tax: 10,
			products: ['order 1', 'order 2'].map((name, index) => ({
				name,
				quantity: 2,
				isCustomItem: true,
				productId: `custom-item-${id.slice(0, 10)}${index}`,
				value: 150,
			})),
		},
	};
}
