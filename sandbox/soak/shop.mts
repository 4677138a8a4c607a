import { randomUUID } from 'node:crypto';
import type { Stage } from '../lib/stage.mts';
import { nodeType } from '../lib/packageUnderTest.mts';
import { hubRequest, MARK_AS_PAID, node } from '../queue/shop.mts';

export interface Shop {
	workflowIds: { follow: string; charge: string };
	/** Takes `{orders: [{phone, orderId}]}`. */
	chargeUrl: string;
}

/**
 * `follow`: the trigger hears of an order, and Order Payment Update answers. `charge`: orders that are posted get a
 * payment request each, with Send Once Per. Both tell `reportUrl` what became of each message.
 */
export async function openShop(stage: Stage, reportUrl: string, rememberHours: number): Promise<Shop> {
	const { api, n8n, packed, hub, zApi } = stage;
	const action = (parameters: object, { id, name, type }: Stage['zApi']['credential']) => ({
		...node('Send', nodeType(packed, 'whatsAppCommerce'), parameters, { [type]: { id, name } }),
		onError: 'continueErrorOutput',
	});
	const trigger = node(
		'Order Events',
		nodeType(packed, 'whatsAppCommerceTrigger'),
		{
			provider: 'zApi',
			events: ['orderSent'],
			options: { deduplicateForHours: rememberHours },
		},
		{ zApi: { id: zApi.credential.id, name: zApi.credential.name } },
	);
	const webhook = node('Shop Orders', 'n8n-nodes-base.webhook', {
		httpMethod: 'POST',
		path: 'soak-charge',
		responseMode: 'onReceived',
	});
	const create = async (name: string, nodes: Array<ReturnType<typeof node>>) => {
		const workflow = { name, nodes, connections: connect(nodes), settings: { executionOrder: 'v1' } };
		const { id } = await api.createWorkflow(workflow);
		await api.activate(id);
		return id;
	};
	const report = {
		...node('Report', 'n8n-nodes-base.httpRequest', {
			method: 'POST',
			url: reportUrl,
			sendBody: true,
			specifyBody: 'json',
			jsonBody:
				'={{ JSON.stringify({ phone: $json.phone ?? $json.details?.phone, skipped: $json.skipped, status: $json.sendStatus ?? $json.details?.sendStatus }) }}',
		}),
		typeVersion: 4.2,
	};
	const split = node('Each Order', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'body.orders' });
	const charge = {
		...hubRequest(hub.channels[0]?.id ?? ''),
		phone: '={{ $json.phone }}',
		referenceId: '={{ $json.orderId }}',
	};
	const follow = [{ ...trigger, typeVersion: 1.1 }, action(MARK_AS_PAID, zApi.credential), report];
	const charging = [{ ...webhook, typeVersion: 2 }, split, action(charge, hub.credential), report];
	return {
		workflowIds: {
			follow: await create('Follow orders', follow),
			charge: await create('Charge orders', charging),
		},
		chargeUrl: `${n8n.url}/webhook/soak-charge`,
	};
}

/** Each node to the next, both outputs of the one that sends. */
function connect(nodes: Array<{ name: string }>) {
	const to = (name: string) => [{ node: name, type: 'main', index: 0 }];
	const links = nodes.slice(1).map((next, index) => {
		const from = nodes[index]?.name ?? '';
		return [from, { main: from === 'Send' ? [to(next.name), to(next.name)] : [to(next.name)] }];
	});
	return Object.fromEntries(links);
}

/** A reference ID that no other run has used. */
export const newId = () => randomUUID();
