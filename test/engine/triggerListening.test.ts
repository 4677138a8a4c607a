/** While the editor listens for a test event, nothing that comes is lost without a word. */
import { randomUUID } from 'crypto';
import type { INodeParameters } from 'n8n-workflow';
import { logLines } from '../helpers/engine/setup';
import { newOrigin, openZApiTrigger } from '../helpers/shopTrigger';
import { simulator, type ZApiAccount } from '../helpers/simulator';
import cart from '../fixtures/zapi-webhooks/received-order-cart.json';
import reviewAndPay from '../fixtures/zapi-webhooks/received-reviewAndPay.json';

const CHAT = { type: 'ReceivedCallback', messageId: 'A', text: { message: 'hi' } };
const IN_GROUP = { ...reviewAndPay, phone: '120363019502650977-group', isGroup: true };

let account: ZApiAccount;

beforeAll(async () => {
	account = await simulator.createZApi();
});

/** One node in an editor: opened again with other parameters, it stays the same node. */
function editor() {
	const ids = { origin: newOrigin(), workflowId: randomUUID(), webhookId: randomUUID() };
	return async (parameters: INodeParameters = {}) => {
		const events = ['orderSent'];
		return await openZApiTrigger(account, { ...ids, parameters: { events, ...parameters } });
	};
}

const send = async (trigger: Awaited<ReturnType<ReturnType<typeof editor>>>, body: object) =>
	await trigger.inbox.receive({ kind: 'test', body: { ...body, instanceId: account.instanceId } });

test('what is filtered out does not end the wait, and is named with the item that does', async () => {
	const trigger = await editor()();
	await trigger.listenForTestEvent();
	for (const body of [cart, CHAT, cart, IN_GROUP]) {
		expect((await send(trigger, body)).items).toBeUndefined();
	}
	expect(logLines.at(-1)).toContain('started nothing: Order Sent: groups are ignored (Ignore Groups)');
	const wanted = await send(trigger, reviewAndPay);
	expect(wanted.items?.map(({ json }) => json)).toMatchObject([
		{
			event: 'orderSent',
			warnings: [
				{
					rule: 'listening.ignored',
					message:
						'While listening, other events came and started nothing. Cart Received: not chosen under Trigger On, 2 times; a call without an event: no order or payment in this message; Order Sent: groups are ignored (Ignore Groups)',
				},
			],
		},
	]);
	await trigger.listenForTestEvent();
	const [again] = (await send(trigger, reviewAndPay)).items ?? [];
	expect(again.json).not.toHaveProperty('warnings');
});

test('when the wait was in vain, the next one is refused once, with what came', async () => {
	const trigger = await editor()();
	await trigger.listenForTestEvent();
	await send(trigger, cart);
	await trigger.stopListening();
	await expect(trigger.listenForTestEvent()).rejects.toThrow(
		'When you listened last, no chosen event came, but others did. Cart Received: not chosen under Trigger On. Change Trigger On or Options',
	);
	await trigger.listenForTestEvent();
	expect((await send(trigger, reviewAndPay)).items?.[0].json).not.toHaveProperty('warnings');
});

test('no warning for who has chosen what lets it through', async () => {
	const open = editor();
	const trigger = await open();
	await trigger.listenForTestEvent();
	await send(trigger, IN_GROUP);
	await trigger.stopListening();
	const corrected = await open({ options: { ignoreGroups: false } });
	await corrected.listenForTestEvent();
	expect((await send(corrected, IN_GROUP)).items?.[0].json).not.toHaveProperty('warnings');
});

test('a published workflow keeps no account of it, and publishing asks for none', async () => {
	const trigger = await editor()();
	await trigger.listenForTestEvent();
	await send(trigger, cart);
	await trigger.stopListening();
	await trigger.activate();
	const receive = async (body: object) =>
		await trigger.inbox.receive({ body: { ...body, instanceId: account.instanceId } });
	await receive(CHAT);
	expect((await receive(reviewAndPay)).items?.[0].json).not.toHaveProperty('warnings');
	await trigger.deactivate();
	await expect(trigger.listenForTestEvent()).rejects.toThrow(/others did\. Cart Received: [^:;]*\. Change/);
});
