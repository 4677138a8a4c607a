import type { INodeParameters } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import type { Trigger } from '../helpers/engine/openTrigger';
import { logLines } from '../helpers/engine/setup';
import type { ShopTriggerInput } from '../helpers/shopTrigger';
import { openHubTrigger, putOnline } from '../helpers/shopTrigger';
import type { HubAccount } from '../helpers/simulator';
import { callHub, simulator } from '../helpers/simulator';

interface Webhook {
	id: string;
	active: boolean;
	label: string;
	endpoint: string;
	eventType: string;
	requiresSignature: boolean;
	isVerified: boolean;
	secret: string | null;
	headers: Array<{ key: string; value: string }>;
}

const BOTH = { events: ['messageReceived', 'messageStatus'] };

let hub: HubAccount;

beforeEach(async () => {
	hub = await simulator.createHub();
});

async function online(parameters: INodeParameters = {}, input: ShopTriggerInput = {}) {
	const trigger = await openHubTrigger(hub, { ...input, parameters });
	await putOnline(trigger);
	return trigger;
}

const webhooks = async () => (await simulator.webhooks(hub.account)).webhooks as Webhook[];

async function makeByHand(endpoint: string, eventType: string): Promise<string> {
	const fields = { label: 'by hand', endpoint, eventType, authenticationProtocol: 'NoAuthentication' };
	const reply = await callHub(hub, 'POST', 'organization/webhook', fields);
	return (reply.data as { id: string }).id;
}

/** The same workflow as n8n saved it, with an account of its own in the credential. */
async function sameWorkflow(trigger: Trigger, account: HubAccount, parameters: INodeParameters = {}) {
	const { staticData, workflowId } = trigger;
	const origin = new URL(trigger.webhookUrl()).origin;
	const { webhookId } = trigger.nodes[0];
	const input = { parameters, origin, webhookId, workflowId, staticData };
	const same = await openHubTrigger(account, input);
	await putOnline(same);
	return same;
}

test('one webhook for each event type, signed, verified, with a random secret header', async () => {
	const [one, other] = [await online(BOTH), await online(BOTH)];
	await one.activate();
	const made = await webhooks();
	expect(made).toMatchObject([
		{ eventType: 'Message', endpoint: one.webhookUrl(), requiresSignature: true, isVerified: true },
		{ eventType: 'MessageStatus', endpoint: one.webhookUrl(), requiresSignature: true, isVerified: true },
	]);
	for (const { label, headers } of made) {
		expect(label).toBe('n8n: Engine test');
		expect(headers).toEqual([
			{ key: 'X-Whatsapp-Commerce-Secret', value: expect.stringMatching(/^[0-9a-f]{64}$/) },
		]);
	}
	await other.activate();
	expect(new Set((await webhooks()).map(({ headers }) => headers[0].value)).size).toBe(2);
	await one.deactivate();
	await other.deactivate();
	expect(await webhooks()).toEqual([]);
});

test.each([
	[['messageReceived'], ['Message']],
	[['messageStatus'], ['MessageStatus']],
])('%j needs %j only', async (events, types) => {
	const trigger = await online({ events });
	await trigger.activate();
	expect((await webhooks()).map(({ eventType }) => eventType)).toEqual(types);
});

test('is not made again at a start of n8n', async () => {
	const trigger = await online(BOTH);
	await trigger.activate();
	const before = await webhooks();
	await trigger.activate('init');
	expect(await webhooks()).toEqual(before);
});

test('a webhook of others stays as it is', async () => {
	const id = await makeByHand('https://other.example/hook', 'Message');
	const [before] = await webhooks();
	const trigger = await online();
	await trigger.activate();
	expect(await webhooks()).toHaveLength(2);
	await trigger.deactivate();
	expect(await webhooks()).toEqual([{ ...before, id }]);
});

test('one that points here already is taken over and signed, its doubles go', async () => {
	const trigger = await online(BOTH);
	const id = await makeByHand(trigger.webhookUrl(), 'Message');
	await makeByHand(trigger.webhookUrl(), 'Message');
	await trigger.activate();
	const now = await webhooks();
	expect(now.map(({ eventType }) => eventType)).toEqual(['Message', 'MessageStatus']);
	expect(now[0]).toMatchObject({ id, requiresSignature: true, isVerified: true });
	const { results } = await simulator.emit(hub.account, { kind: 'message' });
	expect(results).toMatchObject([{ status: 200 }]);
	expect((await simulator.emit(hub.account, { kind: 'message', signature: 'forged' })).results).toMatchObject(
		[{ status: 401 }],
	);
	await trigger.deactivate();
	expect(await webhooks()).toEqual([]);
});

describe('an inactive webhook', () => {
	const setInactive = async (...hooks: object[]) =>
		await simulator.setWebhooks(hub.account, {
			webhooks: hooks.map((hook) => ({ eventType: 'Message', active: false, ...hook })),
		});

	test('that points here gives way to one that sends events', async () => {
		const trigger = await online();
		await setInactive({ endpoint: trigger.webhookUrl() });
		const [left] = await webhooks();
		await trigger.activate();
		const now = await webhooks();
		expect(now).toMatchObject([{ active: true, isVerified: true, requiresSignature: true }]);
		expect(now[0].id).not.toBe(left.id);
		expect((await simulator.emit(hub.account, { kind: 'message' })).results).toMatchObject([{ status: 200 }]);
		await trigger.deactivate();
		expect(await webhooks()).toEqual([]);
	});

	test('beside an active one goes, the active one is taken over', async () => {
		const trigger = await online();
		const endpoint = trigger.webhookUrl();
		await setInactive({ endpoint }, { endpoint, active: true });
		const [, active] = await webhooks();
		await trigger.activate();
		expect(await webhooks()).toMatchObject([{ id: active.id, active: true }]);
	});

	test('that the Hub switched off is replaced when the workflow is activated again', async () => {
		const trigger = await online();
		await trigger.activate();
		await setInactive(...(await webhooks()).map((hook) => ({ ...hook, active: false })));
		await trigger.activate('init');
		expect(await webhooks()).toMatchObject([{ active: true }]);
	});

	test('that stays so is named in the log', async () => {
		const body = { id: 'x', eventType: 'Message', active: false, isVerified: true };
		const trigger = await online();
		await simulator.addFault(hub.account, { kind: 'status', route: 'webhook', status: 200, nth: 3, body });
		await trigger.activate();
		expect(logLines.some((line) => line.includes('keeps the Message webhook inactive'))).toBe(true);
	});
});

test('one that cannot be deleted is all that is left, and goes the next time', async () => {
	const trigger = await online(BOTH);
	await trigger.activate();
	await simulator.addFault(hub.account, { kind: 'status', route: 'webhook', status: 500, accepted: false });
	await trigger.deactivate();
	expect(await webhooks()).toMatchObject([{ eventType: 'Message' }]);
	const after = await sameWorkflow(trigger, hub, { events: ['messageStatus'] });
	await after.deactivate();
	expect(await webhooks()).toEqual([]);
});

describe('an API key of another Application', () => {
	test('at deactivation: the log says what is left, and the way back removes it', async () => {
		const trigger = await online();
		await trigger.activate();
		const lines = logLines.length;
		const changed = await sameWorkflow(trigger, await simulator.createHub());
		await changed.deactivate();
		expect(await webhooks()).toHaveLength(1);
		const shown = `${hub.applicationId.slice(0, 4)}…${hub.applicationId.slice(-4)}`;
		expect(logLines.slice(lines).join()).toContain(`webhooks of Application ${shown} at the Hub`);
		const back = await sameWorkflow(changed, hub);
		await back.activate();
		await back.deactivate();
		expect(await webhooks()).toEqual([]);
	});

	test('at activation: makes its own there, and says what is left', async () => {
		const trigger = await online();
		await trigger.activate();
		const lines = logLines.length;
		const other = await simulator.createHub();
		const changed = await sameWorkflow(trigger, other);
		await changed.activate();
		expect((await simulator.webhooks(other.account)).webhooks).toHaveLength(1);
		expect(logLines.slice(lines).join()).toContain('may still send events to this workflow');
		await changed.deactivate();
		expect((await simulator.webhooks(other.account)).webhooks).toEqual([]);
		await (await sameWorkflow(changed, hub)).deactivate();
		expect(await webhooks()).toEqual([]);
	});
});

test('after a crash that lost the note, the webhooks left behind are used again', async () => {
	const trigger = await online(BOTH);
	await trigger.activate();
	const left = (await webhooks()).map(({ id }) => id);
	const { webhookId } = trigger.nodes[0];
	const origin = new URL(trigger.webhookUrl()).origin;
	const after = await online(BOTH, { origin, webhookId });
	expect(after.webhookUrl()).toBe(trigger.webhookUrl());
	await after.activate();
	expect((await webhooks()).map(({ id }) => id)).toEqual(left);
	expect((await simulator.emit(hub.account, { kind: 'message' })).results).toMatchObject([{ status: 200 }]);
	await after.deactivate();
	expect(await webhooks()).toEqual([]);
});

test('one that was deleted by hand is made again, and its absence hinders nothing', async () => {
	const trigger = await online();
	await trigger.activate();
	await callHub(hub, 'DELETE', `organization/webhook/${(await webhooks())[0].id}`);
	await trigger.activate('init');
	expect(await webhooks()).toHaveLength(1);
	await callHub(hub, 'DELETE', `organization/webhook/${(await webhooks())[0].id}`);
	expect(await trigger.deactivate()).toBeUndefined();
});

test('found among more than one page of webhooks', async () => {
	const many = Array.from({ length: 60 }, (_, i) => ({ endpoint: `https://other.example/${i}` }));
	await simulator.setWebhooks(hub.account, { webhooks: many });
	const trigger = await online();
	await trigger.activate();
	await trigger.activate('init');
	expect(await webhooks()).toHaveLength(61);
	await trigger.deactivate();
	expect(await webhooks()).toHaveLength(60);
});

test.each([true, false])('when making the second fails, made or not (%p), none is left', async (accepted) => {
	const trigger = await online(BOTH);
	const fault = { kind: 'status', route: 'webhook', status: 500, nth: 3, accepted };
	await simulator.addFault(hub.account, fault);
	await expect(trigger.activate()).rejects.toThrow(/The Hub failed/);
	expect(await webhooks()).toEqual([]);
	await simulator.clearFaults(hub.account);
	await trigger.activate();
	expect(await webhooks()).toHaveLength(2);
});

test('a start while the Hub is away keeps the registration', async () => {
	const trigger = await online();
	await trigger.activate();
	const before = await webhooks();
	await simulator.addFault(hub.account, { kind: 'status', route: 'webhook', status: 503, times: 'always' });
	await trigger.activate('init');
	await simulator.clearFaults(hub.account);
	expect(await webhooks()).toEqual(before);
	expect((await simulator.emit(hub.account, { kind: 'message' })).results).toMatchObject([{ status: 200 }]);
});

test('without a signing secret the log says so', async () => {
	await simulator.configure(hub.account, { signingSecretField: null });
	const trigger = await online();
	await trigger.activate();
	expect(logLines.some((line) => line.includes('gave no signing secret'))).toBe(true);
});

test('an address the Hub cannot verify is named in the log', async () => {
	const trigger = await openHubTrigger(hub);
	await trigger.activate();
	expect(await webhooks()).toMatchObject([{ isVerified: false }]);
	expect(logLines.some((line) => line.includes('has not verified the Message webhook'))).toBe(true);
});

test('listening for a test event has webhooks of its own', async () => {
	const trigger = await online();
	await trigger.activate();
	const live = await webhooks();
	await trigger.listenForTestEvent();
	const test = (await webhooks()).find(({ endpoint }) => endpoint === trigger.webhookUrl('test'));
	expect(test).toMatchObject({ isVerified: true });
	const emitted = await simulator.emit(hub.account, { kind: 'message', target: test?.id });
	expect(emitted.results).toMatchObject([{ status: 200 }]);
	// n8n ends the listening behind the answer.
	for (let tries = 0; tries < 100 && (await webhooks()).length > live.length; tries += 1) await sleep(20);
	expect(await webhooks()).toEqual(live);
	expect((await simulator.emit(hub.account, { kind: 'message' })).results).toMatchObject([{ status: 200 }]);
});

test('a wrong API key fails with what to do', async () => {
	const trigger = await openHubTrigger({ ...hub, apiKey: 'hub_wrong' });
	await expect(trigger.activate()).rejects.toMatchObject({
		message: expect.stringMatching(/^The Hub did not accept the API key \(HTTP 401\)\. .*Settings, API Key/),
	});
});

test('n8n without a public address is an error', async () => {
	const trigger = await openHubTrigger(hub, { origin: 'http://localhost:5678' });
	await expect(trigger.activate()).rejects.toThrow(/webhook address/);
	expect(await simulator.requests(hub.account)).toEqual([]);
});

test('Manual makes nothing', async () => {
	const trigger = await openHubTrigger(hub, { parameters: { registration: 'manual' } });
	await trigger.activate();
	await trigger.deactivate();
	expect(await simulator.requests(hub.account)).toEqual([]);
});
