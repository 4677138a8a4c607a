import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AcceptedMessage } from '../test/helpers/simulator.ts';
import { type Execution, outputItems } from './lib/n8nExecution.mts';
import { root } from './lib/paths.mts';
import type { Stage } from './lib/stage.mts';
import { waitFor } from './lib/waitFor.mts';
import { readWorkflow } from './lib/workflowFile.mts';

export const SHOP_ORDER_FILE = 'sandbox/workflows/shopOrder.json';

/** What the shop posts: a phone with a mask, exact prices, and a total for the node to check. */
export const DEMO_ORDER = JSON.parse(await readFile(join(root, SHOP_ORDER_FILE), 'utf8')) as {
	orderId: string;
	lineItems: Array<{ sku: string; name: string; quantity: number; price: string }>;
	total: string;
};
const PHONE = '5511998765432';

export interface DemoWorkflows {
	charge: string;
	follow: string;
}

type Say = (line: string) => void;

/** Creates the two workflows and activates them; the trigger registers its address at Z-API by itself. */
export async function createWorkflows(stage: Stage, say: Say): Promise<DemoWorkflows> {
	const { api, zApi, control } = stage;
	const create = async (file: string) => {
		const workflow = await api.createWorkflow(
			await readWorkflow(`sandbox/workflows/${file}`, [zApi.credential]),
		);
		await api.activate(workflow.id);
		say(`Activated the workflow "${workflow.name}"`);
		return workflow.id;
	};
	const workflows = {
		follow: await create('followOrder.json'),
		charge: await create('chargeShopOrder.json'),
	};
	const table = await control.webhooks(zApi.account);
	assert.ok(
		table.receivedCallbackUrl,
		'Z-API has no address for received messages: the trigger did not register',
	);
	assert.equal(table.notifySentByMe, true, 'Z-API does not report messages that the shop itself sends');
	say(`Z-API now reports to ${new URL(String(table.receivedCallbackUrl)).origin}`);
	return workflows;
}

/** Plays the whole trip, saying each step as it is seen to have happened. Throws on the first that did not. */
export async function playRoundTrip(stage: Stage, workflows: DemoWorkflows, say: Say): Promise<void> {
	const { api, control, zApi } = stage;
	const lastSeq = (await control.requests(zApi.account)).at(-1)?.seq ?? 0;
	const accepted = await postShopOrder(stage);
	say(`Shop order ${DEMO_ORDER.orderId} posted to n8n; its Payment Request was ${accepted.sendStatus}`);
	const [request] = await messagesOf(stage, 'send-order', 1);
	checkPaymentRequest(request, accepted.messageId);
	say(
		`Z-API took in send-order: ${DEMO_ORDER.lineItems.length} items, R$ ${DEMO_ORDER.total}, message ${request.messageId}`,
	);

	const sent = await eventExecution(stage, workflows, 'orderSent', 1);
	const order = sent.event.order as Record<string, unknown>;
	say(
		`Z-API called back (reviewAndPay); the trigger made it "orderSent" with reference ID ${order.referenceId}`,
	);
	const [update] = await messagesOf(stage, 'order-payment-update', 1);
	checkPaymentUpdate(update, request, order);
	say(`Order Payment Update, built from that event, reported to Z-API that ${order.referenceId} is paid`);

	const updated = await eventExecution(stage, workflows, 'orderUpdated', 2);
	const after = updated.event.order as Record<string, unknown>;
	assert.equal(after.referenceId, order.referenceId, 'The second event is about another order');
	assert.equal(after.paymentStatus, 'paid', 'The second event does not say that the order is paid');
	say(
		`Z-API called back (reviewOrder); the trigger made it "orderUpdated" with payment status ${after.paymentStatus}`,
	);
	await checkNothingElse(stage, workflows, lastSeq);
	const [charge] = await api.waitForSuccesses(workflows.charge, 1);
	assert.equal(outputItems(charge as Execution, 'Payment Request')[0]?.messageId, request.messageId);
	say(`The customer ${PHONE} got exactly 2 messages; n8n ran 3 executions, all of them well`);
}

async function postShopOrder({ n8n }: Stage): Promise<Record<string, unknown>> {
	const response = await fetch(`${n8n.url}/webhook/demo-shop-order`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(DEMO_ORDER),
	});
	const text = await response.text();
	assert.equal(response.status, 200, `n8n answered the shop order with ${response.status} ${text}`);
	return JSON.parse(text);
}

/** The messages of one Z-API route, once there are `count`. */
async function messagesOf(stage: Stage, operation: string, count: 1): Promise<[AcceptedMessage]> {
	const { control, zApi } = stage;
	return await waitFor(`Z-API to take in ${operation}`, async () => {
		const messages = (await control.messages(zApi.account)).filter(
			(message) => message.operation === operation,
		);
		return messages.length >= count ? (messages as [AcceptedMessage]) : undefined;
	});
}

/** The nth execution of the second workflow, with the event that started it. */
async function eventExecution({ api }: Stage, { follow }: DemoWorkflows, event: string, nth: number) {
	const execution = (await api.waitForSuccesses(follow, nth))[nth - 1] as Execution;
	const [item] = outputItems(execution, 'Order Events');
	assert.ok(item, `Execution ${execution.id} got no event`);
	assert.equal(item.event, event, `Execution ${execution.id} was started by "${item.event}"`);
	return { execution, event: item };
}

function checkPaymentRequest({ recipient, messageId, body }: AcceptedMessage, replied: unknown): void {
	assert.equal(messageId, replied, 'The workflow answered with the ID of another message');
	assert.equal(recipient, PHONE, 'The order went to another phone');
	const order = body.order as { products: unknown[]; shipping: number; discount: number };
	const products = DEMO_ORDER.lineItems.map(({ name, quantity, price }) => ({
		name,
		quantity,
		value: Number(price),
	}));
	assert.deepEqual(order.products, products);
	assert.deepEqual([order.shipping, order.discount], [12, 10]);
}

function checkPaymentUpdate(
	update: AcceptedMessage,
	request: AcceptedMessage,
	event: Record<string, unknown>,
): void {
	const { body } = update;
	const asked = request.body.order as { products: Array<{ name: string }> };
	const { products } = body.order as {
		products: Array<{ name: string; productId: string; isCustomItem: boolean }>;
	};
	assert.equal(body.paymentStatus, 'paid', 'The update does not say that the order is paid');
	assert.equal(body.messageId, request.messageId, 'The update names another message than the order');
	assert.equal(body.referenceId, event.referenceId, 'The update is about another reference ID');
	assert.equal(body.orderRequestId, event.orderRequestId, 'The update is about another order request ID');
	assert.deepEqual(
		products.map(({ name }) => name),
		asked.products.map(({ name }) => name),
	);
	assert.ok(
		products.every(({ productId, isCustomItem }) => productId.startsWith('custom-item-') && isCustomItem),
	);
}

/** Exactly two messages, one order that is paid, two events: nothing doubled, nothing refused since `lastSeq`. */
async function checkNothingElse(stage: Stage, { follow }: DemoWorkflows, lastSeq: number): Promise<void> {
	const { control, zApi, api } = stage;
	assert.ok((await control.settle(zApi.account)).settled, 'Z-API still has webhooks on their way');
	const operations = (await control.messages(zApi.account)).map(({ operation }) => operation);
	assert.deepEqual(operations, ['send-order', 'order-payment-update']);
	const [order, ...others] = await control.orders(zApi.account);
	assert.equal(others.length, 0, 'The customer got more than one order');
	assert.equal(order?.paymentStatus, 'paid', 'WhatsApp does not have the order as paid');
	const requests = (await control.requests(zApi.account)).filter(({ seq }) => seq > lastSeq);
	const refused = requests.find(({ status }) => (status ?? 500) >= 400);
	assert.ok(!refused, `Z-API refused ${refused?.method} ${refused?.path} with ${refused?.status}`);
	const unheard = (await control.deliveries(zApi.account)).find(({ status }) => status !== 200);
	assert.ok(!unheard, `n8n answered a ${unheard?.label} with ${unheard?.status} ${unheard?.responseBody}`);
	assert.equal((await api.executions(follow)).length, 2, 'An event started more than one execution');
}
