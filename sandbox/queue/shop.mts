import { randomUUID } from 'node:crypto';
import type { StoredOrder } from '../../simulator/core/accounts.mts';
import type { WorkflowDefinition } from '../lib/n8nApi.mts';
import { nodeType } from '../lib/packageUnderTest.mts';
import type { HubAccount, ZApiAccount } from '../../test/helpers/simulator.ts';
import type { Cluster } from './cluster.mts';

/**
 * What the shop runs: `follow` answers each order event with Order Payment Update; `plain` and `guarded` send a
 * payment request for each post of the shop, `guarded` with Send Once Per.
 */
export type Flow = 'follow' | 'plain' | 'guarded';

export interface Shop {
	workflowIds: Record<Flow, string>;
	/** Where events go; the same path at every webhook processor. */
	triggerUrl: URL;
	/** Z-API instance of the trigger. */
	events: ZApiAccount;
	/** Accounts that payment requests go through. */
	plain: ZApiAccount;
	guarded: HubAccount;
}

/** Every message names the execution that sent it. */
const EXECUTION_MARK = 'execution {{ $execution.id }}';
export const EXECUTION_IN_MESSAGE = /execution (\d+)/;

/** Phones of this test and of nothing else: flow, then run, then a number. */
export const PHONE_PATTERN = '55119[123][0-9]{7}';

const FLOW_DIGIT: Record<Flow, number> = { follow: 1, plain: 2, guarded: 3 };

/** A recipient of its own for each order, so that counting messages is counting recipients. */
export function phoneOf(flow: Flow, run: number, index: number): string {
	return `55119${FLOW_DIGIT[flow]}${run}${String(index).padStart(6, '0')}`;
}

/** Creates accounts, credentials and workflows, and activates them; the trigger registers itself. */
export async function openShop({ api, control, packed }: Cluster): Promise<Shop> {
	const events = await control.createZApi();
	const plain = await control.createZApi();
	const guarded = await control.createHub();
	const zApi = async ({ instanceId, token, clientToken }: ZApiAccount, name: string) => {
		const data = { instanceId, instanceToken: token, clientToken, baseUrl: control.url };
		return { zApi: await api.createCredential('zApi', name, data) };
	};
	const hubData = { apiKey: guarded.apiKey, baseUrl: control.url };
	const hub = { chatt2MeApi: await api.createCredential('chatt2MeApi', 'Hub', hubData) };
	const types = {
		action: nodeType(packed, 'whatsAppCommerce'),
		trigger: nodeType(packed, 'whatsAppCommerceTrigger'),
	};
	const eventCredential = await zApi(events, 'Z-API events');
	const definitions: Record<Flow, WorkflowDefinition> = {
		follow: chain(
			'Follow orders',
			{
				...node('Order Events', types.trigger, { provider: 'zApi', events: ['orderSent'] }, eventCredential),
				typeVersion: 1.1,
			},
			node('Mark as Paid', types.action, MARK_AS_PAID, eventCredential),
		),
		plain: chain(
			'Charge through Z-API',
			shopPost('charge-plain'),
			node('Payment Request', types.action, Z_API_REQUEST, await zApi(plain, 'Z-API charges')),
		),
		guarded: chain(
			'Charge once through the Hub',
			shopPost('charge-guarded'),
			node('Payment Request', types.action, hubRequest(guarded.channels[0]?.id ?? ''), hub),
		),
	};
	const workflowIds = {} as Record<Flow, string>;
	for (const flow of Object.keys(definitions) as Flow[]) {
		const { id } = await api.createWorkflow(definitions[flow]);
		await api.activate(id);
		workflowIds[flow] = id;
	}
	const table = await control.webhooks(events.account);
	return { workflowIds, triggerUrl: new URL(String(table.receivedCallbackUrl)), events, plain, guarded };
}

export const MARK_AS_PAID = {
	provider: 'zApi',
	operation: 'orderPaymentUpdate',
	newPaymentStatus: 'paid',
	orderData: 'fromEvent',
	orderEvent: '={{ $json }}',
	additionalFields: { message: `=${EXECUTION_MARK}` },
	options: {},
};

const Z_API_REQUEST = {
	provider: 'zApi',
	operation: 'paymentRequest',
	phone: '={{ $json.body.phone }}',
	itemsSource: 'defineBelow',
	items: { item: [{ name: `=${EXECUTION_MARK}`, quantity: 1, unitPrice: '49.90' }] },
	acceptPix: true,
	pixKeyType: 'EMAIL',
	pixKey: 'pix@shop.example',
	pixHolderName: 'Example Shop',
	additionalFields: {},
	options: {},
};

export function hubRequest(channelId: string) {
	return {
		provider: 'chatt2Me',
		operation: 'paymentRequest',
		channelId,
		phone: '={{ $json.body.phone }}',
		referenceId: '={{ $json.body.orderId }}',
		bodyText: `=${EXECUTION_MARK}`,
		itemsSource: 'defineBelow',
		items: { item: [{ name: 'Coffee', quantity: 1, unitPrice: '49.90', retailerId: 'coffee' }] },
		paymentMethod: 'pix',
		pixCodeSource: 'buildFromKey',
		pixKeyType: 'EMAIL',
		pixKey: 'pix@shop.example',
		pixMerchantName: 'Example Shop',
		pixMerchantCity: 'Sao Paulo',
		pixTxid: '',
		additionalFields: {},
		options: { sendOncePer: 'referenceId' },
	};
}

/** n8n's own Webhook node; it answers when the execution is stored. */
function shopPost(path: string) {
	const parameters = { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} };
	return { ...node('Shop Order', 'n8n-nodes-base.webhook', parameters), typeVersion: 2 };
}

export function node(name: string, type: string, parameters: object, credentials?: object) {
	const id = randomUUID();
	return { id, name, type, typeVersion: 1, position: [0, 0], webhookId: id, parameters, credentials };
}

export function chain(
	name: string,
	first: ReturnType<typeof node>,
	second: ReturnType<typeof node>,
): WorkflowDefinition {
	return {
		name,
		nodes: [first, { ...second, position: [260, 0] }],
		connections: { [first.name]: { main: [[{ node: second.name, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

/** An order that WhatsApp knows, whose event is to come. */
export function newOrder(phone: string): StoredOrder {
	const id = randomUUID().replaceAll('-', '').toUpperCase();
	return {
		phone,
		messageId: `3EB0${id.slice(0, 18)}`,
		referenceId: id.slice(0, 11),
		orderRequestId: id.slice(11, 22),
		orderStatus: 'pending',
		paymentStatus: 'pending',
		order: {
			currency: 'BRL',
			products: [
				{
					name: 'Coffee',
					value: 49.9,
					quantity: 1,
					productId: `custom-item-${id.slice(22)}`,
					isCustomItem: true,
				},
			],
		},
	};
}
