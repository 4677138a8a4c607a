import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Trigger } from '../helpers/engine/openTrigger';
import type { Call } from '../helpers/engine/webhookInbox';
import { openHubTrigger, openZApiTrigger } from '../helpers/shopTrigger';
import type { HubAccount, ZApiAccount } from '../helpers/simulator';
import { simulator } from '../helpers/simulator';
import deliverySuccess from '../fixtures/zapi-webhooks/delivery-success.json';
import read from '../fixtures/zapi-webhooks/message-status-READ.json';
import sent from '../fixtures/zapi-webhooks/message-status-SENT.json';

let hub: HubAccount;
let account: ZApiAccount;

beforeAll(async () => {
	hub = await simulator.createHub();
	account = await simulator.createZApi();
});

async function atHub(options: INodeParameters = {}): Promise<Trigger> {
	const events = ['messageReceived', 'messageStatus'];
	const trigger = await openHubTrigger(hub, { parameters: { registration: 'manual', events, options } });
	await trigger.activate();
	return trigger;
}

async function atZApi(): Promise<Trigger> {
	const events = ['messageStatus', 'deliveryFailed'];
	const trigger = await openZApiTrigger(account, { parameters: { registration: 'manual', events } });
	await trigger.activate();
	return trigger;
}

const messages = (...ids: string[]) => ({
	eventType: 'Message',
	timestamp: '2023-11-14T22:14:00Z',
	payload: {
		entry: ids.map((id) => ({
			changes: [
				{ value: { messages: [{ id, from: '551', type: 'text', text: { body: `Text of ${id}` } }] } },
			],
		})),
	},
});

const jsonsOf = ({ items }: Call): IDataObject[] => (items ?? []).map(({ json }) => json);
const idsOf = (call: Call) => jsonsOf(call).map(({ messageId }) => messageId);
const arrive = async (trigger: Trigger, body: object) => await trigger.inbox.receive({ body });

test('three messages in one call start the workflow once, with an item for each', async () => {
	const trigger = await atHub();
	const call = await arrive(trigger, messages('A', 'B', 'C'));
	expect(call).toMatchObject({ status: 200, execution: { status: 'success' } });
	expect(call.body).toEqual({ status: 'accepted', accepted: 3, duplicates: 0, ignored: 0 });
	expect(jsonsOf(call)).toMatchObject([
		{ messageId: 'A', message: { text: 'Text of A' }, warnings: [{ rule: 'hub.unsigned' }] },
		{ messageId: 'B', message: { text: 'Text of B' }, warnings: [{ rule: 'hub.unsigned' }] },
		{ messageId: 'C', message: { text: 'Text of C' }, warnings: [{ rule: 'hub.unsigned' }] },
	]);
	expect(trigger.inbox.executions).toHaveLength(1);
});

test('those that came before are left out, also within one call', async () => {
	const trigger = await atHub();
	await arrive(trigger, messages('A'));
	const some = await arrive(trigger, messages('A', 'B', 'B', 'C'));
	expect(idsOf(some)).toEqual(['B', 'C']);
	expect(some.body).toEqual({ status: 'accepted', accepted: 2, duplicates: 2, ignored: 0 });
	const none = await arrive(trigger, messages('A', 'B', 'C'));
	expect(none).toMatchObject({ status: 200, items: undefined });
	expect(none.body).toEqual({ status: 'duplicate', accepted: 0, duplicates: 3, ignored: 0 });
});

test('each is filtered by itself', async () => {
	const trigger = await atHub({ statusWords: 'failed' });
	const statuses = ['sent', 'failed'].map((status) => ({ id: 'A', status }));
	const some = await arrive(trigger, { eventType: 'MessageStatus', payload: { statuses } });
	expect(jsonsOf(some)).toMatchObject([{ delivery: { status: 'failed' } }]);
	expect(some.body).toEqual({ status: 'accepted', accepted: 1, duplicates: 0, ignored: 1 });
	const others = ['sent', 'read'].map((status) => ({ id: 'B', status }));
	const none = await arrive(trigger, { eventType: 'MessageStatus', payload: { statuses: others } });
	expect(none.body).toEqual({
		status: 'ignored',
		reason: expect.stringContaining('status'),
		accepted: 0,
		duplicates: 0,
		ignored: 2,
	});
});

test('an execution that n8n could not store loses none of them', async () => {
	const trigger = await atHub();
	await arrive(trigger, messages('A'));
	trigger.inbox.databaseIsAway = true;
	expect((await arrive(trigger, messages('A', 'B', 'C'))).status).toBe(500);
	trigger.inbox.databaseIsAway = false;
	expect(idsOf(await arrive(trigger, messages('A', 'B', 'C')))).toEqual(['B', 'C']);
	expect(idsOf(await arrive(trigger, messages('A', 'B', 'C')))).toEqual([]);
});

test('after a restart all of them are known', async () => {
	const trigger = await atHub();
	await arrive(trigger, messages('A', 'B'));
	const { staticData } = trigger;
	const parameters = { registration: 'manual', events: ['messageReceived'] };
	const restarted = await openHubTrigger(hub, { parameters, staticData });
	await restarted.activate();
	expect(idsOf(await arrive(restarted, messages('B', 'A', 'C')))).toEqual(['C']);
});

test('the raw body of each is its own part', async () => {
	const call = await arrive(await atHub({ includeRaw: true }), messages('A', 'B'));
	expect(jsonsOf(call).map(({ raw }) => raw)).toEqual([messages('A'), messages('B')]);
});

test('a call with more than a thousand is refused', async () => {
	const many = messages(...Array.from({ length: 1001 }, (_, i) => `M${i}`));
	const call = await arrive(await atHub(), many);
	expect(call).toMatchObject({ status: 413, items: undefined });
	expect(call.body).toEqual({ status: 'refused', reason: 'the body holds more than 1,000 events' });
});

describe('Z-API', () => {
	const own = (body: object, changes: object) => ({ ...body, instanceId: account.instanceId, ...changes });

	test.each(['the delivery', 'the SENT status'])('%s first: a sent message starts once', async (first) => {
		const trigger = await atZApi();
		const bodies = [own(deliverySuccess, { messageId: '3EB0A' }), own(sent, { ids: ['3EB0A'] })];
		if (first !== 'the delivery') bodies.reverse();
		const calls = [await arrive(trigger, bodies[0]), await arrive(trigger, bodies[1])];
		expect(jsonsOf(calls[0])).toMatchObject([{ event: 'messageStatus', delivery: { status: 'sent' } }]);
		expect(calls[1]).toMatchObject({ items: undefined, body: { status: 'duplicate' } });
	});

	test('a status of several messages gives an item for each that is new', async () => {
		const trigger = await atZApi();
		const both = await arrive(trigger, own(read, { ids: ['A', 'B'] }));
		expect(jsonsOf(both)).toMatchObject([
			{ messageId: 'A', delivery: { status: 'read', messageIds: ['A'] } },
			{ messageId: 'B', delivery: { status: 'read', messageIds: ['B'] } },
		]);
		expect(both.body).toEqual({ status: 'accepted', accepted: 2, duplicates: 0, ignored: 0 });
		expect(idsOf(await arrive(trigger, own(read, { ids: ['B', 'C'] })))).toEqual(['C']);
	});
});
