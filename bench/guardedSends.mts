import { randomUUID } from 'node:crypto';
import axios from 'axios';
import { nodeType } from '../sandbox/lib/packageUnderTest.mts';
import type { Stage } from '../sandbox/lib/stage.mts';
import { waitFor } from '../sandbox/lib/waitFor.mts';

const SEND = 'Payment Request';

/** The workflow that sends, and the path that starts it. */
export interface Sender {
	workflowId: string;
	path: string;
}

/** Two workflows that send a payment request for each order of a list, one of them with Send Once Per. */
export async function createSenders(stage: Stage): Promise<Record<'plain' | 'guarded', Sender>> {
	const create = async (path: string, options: object) => {
		const workflow = await stage.api.createWorkflow(workflowOf(stage, path, options));
		await stage.api.activate(workflow.id);
		return { workflowId: workflow.id, path };
	};
	return {
		plain: await create('bench-plain', {}),
		guarded: await create('bench-guarded', { sendOncePer: 'referenceId' }),
	};
}

/** How long the sending node took over new orders. Throws unless each of them was sent once. */
export async function sendingMs(
	{ api, n8n, control, hub }: Stage,
	sender: Sender,
	count: number,
): Promise<number> {
	await control.call('POST', '/reset', { account: hub.account });
	const round = randomUUID();
	const orders = Array.from({ length: count }, (_, index) => ({
		phone: `55119${String(80_000_000 + index)}`,
		orderId: `${round}-${index}`,
	}));
	const listed = async () => await api.executions(sender.workflowId, 20);
	const before = new Set((await waitFor('executions', listed)).map(({ id }) => id));
	await axios.post(`${n8n.url}/webhook/${sender.path}`, { orders });
	const isNew = ({ id }: { id: string }) => !before.has(id);
	// n8n closes connections that were idle, so a first try may fail.
	const { id } = await waitFor('the execution', async () => (await listed()).find(isNew));
	const execution = await api.waitForEnd(id, 120_000);
	const [run] = execution.resultData.runData[SEND] ?? [];
	const sent = Object.values(await control.recipients(hub.account));
	if (execution.status !== 'success' || sent.length !== count || sent.some((times) => times !== 1)) {
		throw new Error(
			`${sender.path}: ${execution.status}, ${sent.length} of ${count} recipients got a message`,
		);
	}
	return run?.executionTime ?? Number.NaN;
}

function workflowOf({ hub, packed }: Stage, path: string, options: object) {
	const node = (name: string, type: string, typeVersion: number, parameters: object, more = {}) => {
		return { id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters, ...more };
	};
	const { id, name } = hub.credential;
	const nodes = [
		node('Orders', 'n8n-nodes-base.webhook', 2, { httpMethod: 'POST', path, responseMode: 'onReceived' }),
		node('Each Order', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.orders' }),
		node(SEND, nodeType(packed, 'whatsAppCommerce'), 1, parametersOf(hub.channels[0]?.id ?? '', options), {
			credentials: { chatt2MeApi: { id, name } },
		}),
	];
	const to = (next: string) => ({ main: [[{ node: next, type: 'main', index: 0 }]] });
	return {
		name: path,
		nodes,
		connections: { Orders: to('Each Order'), 'Each Order': to(SEND) },
		settings: { executionOrder: 'v1' },
	};
}

function parametersOf(channelId: string, options: object) {
	return {
		provider: 'chatt2Me',
		operation: 'paymentRequest',
		channelId,
		phone: '={{ $json.phone }}',
		referenceId: '={{ $json.orderId }}',
		bodyText: 'Your order',
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
		options,
	};
}
