import type { INodeParameters } from 'n8n-workflow';
import { randomUUID } from 'crypto';
import { zApiCredential } from '../helpers/accounts';
import type { Trigger } from '../helpers/engine/openTrigger';
import { openTrigger } from '../helpers/engine/openTrigger';
import type { ShopTriggerInput } from '../helpers/shopTrigger';
import { ALL_Z_API_EVENTS, newOrigin, openZApiTrigger, putOnline, startedWith } from '../helpers/shopTrigger';
import type { ZApiAccount } from '../helpers/simulator';
import { callZApi, simulator } from '../helpers/simulator';
import reviewAndPay from '../fixtures/zapi-webhooks/received-reviewAndPay.json';

const OTHERS = 'https://other.example/hook?key=do-not-show';
const REPLACE = { options: { whenAnotherUrlIsSet: 'replace' } };

let account: ZApiAccount;

beforeEach(async () => {
	account = await simulator.createZApi();
});

const open = async (parameters: INodeParameters = {}, input: ShopTriggerInput = {}) =>
	await openZApiTrigger(account, { ...input, parameters });

const table = async () => await simulator.webhooks(account.account);

const received = async () => (await table()).receivedCallbackUrl;

async function setBefore(urls: object): Promise<Record<string, unknown>> {
	await simulator.setWebhooks(account.account, { ...urls });
	return await table();
}

/** The same workflows in a new process of n8n, which knows only what n8n saved, before it is all started. */
async function restart(triggers: Trigger[], parameters: INodeParameters = REPLACE): Promise<Trigger[]> {
	jest.resetModules();
	const fresh = jest.requireActual<typeof import('../helpers/shopTrigger')>('../helpers/shopTrigger');
	return await Promise.all(
		triggers.map(async (trigger) => {
			const { staticData, workflowId } = trigger;
			const origin = new URL(trigger.webhookUrl()).origin;
			const { webhookId } = trigger.nodes[0];
			const input = { parameters, origin, webhookId, workflowId, staticData };
			return await fresh.openZApiTrigger(account, input);
		}),
	);
}

const settingRequests = async () =>
	(await simulator.requests(account.account)).filter(({ method }) => method === 'PUT');

describe('activation', () => {
	test('orders need one address and own messages', async () => {
		const before = await table();
		const trigger = await open();
		await trigger.activate();
		expect(await table()).toEqual({
			...before,
			receivedCallbackUrl: trigger.webhookUrl(),
			notifySentByMe: true,
		});
		expect(await trigger.deactivate()).toBeUndefined();
		expect(await table()).toEqual(before);
	});

	test.each([
		[['cartReceived'], ['receivedCallbackUrl'], false],
		[['messageStatus'], ['messageStatusCallbackUrl'], false],
		[['deliveryFailed'], ['deliveryCallbackUrl'], false],
		[['messageStatus', 'paymentDeclined'], ['messageStatusCallbackUrl', 'receivedCallbackUrl'], false],
		[ALL_Z_API_EVENTS, ['deliveryCallbackUrl', 'messageStatusCallbackUrl', 'receivedCallbackUrl'], true],
	])('%j sets %j and own messages %p', async (events, names, sentByMe) => {
		const before = await table();
		const trigger = await open({ events });
		await trigger.activate();
		const ours = Object.fromEntries(names.map((name) => [name, trigger.webhookUrl()]));
		expect(await table()).toEqual({ ...before, ...ours, notifySentByMe: sentByMe });
		await trigger.deactivate();
		expect(await table()).toEqual(before);
	});

	test('own messages are also asked for when they are not ignored', async () => {
		const trigger = await open({ events: ['pixKeySent'], options: { ignoreOwnMessages: false } });
		await trigger.activate();
		expect(await table()).toMatchObject({ notifySentByMe: true });
	});

	test('an order sent afterwards comes back', async () => {
		const trigger = await open();
		await putOnline(trigger);
		await trigger.activate();
		const order = { currency: 'BRL', products: [{ name: 'Mug', quantity: 2, value: 149.9 }] };
		const sent = await callZApi(account, 'POST', 'send-order', { phone: '5511999999999', order });
		await simulator.settle(account.account);
		expect(await startedWith(trigger)).toMatchObject([
			{
				event: 'orderSent',
				fromMe: true,
				messageId: (sent.data as { messageId: string }).messageId,
				order: { totalCents: 29980, items: [{ unitPriceCents: 14990, isCustomItem: true }] },
			},
		]);
	});

	test('activating again changes nothing more', async () => {
		const trigger = await open();
		await trigger.activate();
		const requests = (await settingRequests()).length;
		await trigger.activate('init');
		await trigger.activate('leadershipChange');
		expect((await settingRequests()).length).toBe(requests);
	});

	test('Manual asks and sets nothing', async () => {
		const before = await setBefore({ receivedCallbackUrl: OTHERS });
		const trigger = await open({ registration: 'manual' });
		await trigger.activate();
		await trigger.deactivate();
		expect(await table()).toEqual(before);
		expect(await simulator.requests(account.account)).toEqual([]);
	});

	test('own messages that were on before stay on', async () => {
		const before = await setBefore({ receivedCallbackUrl: OTHERS, notifySentByMe: true });
		const trigger = await open(REPLACE);
		await trigger.activate();
		await trigger.deactivate();
		expect(await table()).toEqual(before);
	});
});

describe('another URL', () => {
	test('stops the activation, names host and event, hides the rest, and changes nothing', async () => {
		const before = await setBefore({ messageStatusCallbackUrl: OTHERS });
		const trigger = await open({ events: ['orderSent', 'messageStatus'] });
		const error: Error & { description?: string } = await trigger.activate().then(
			() => new Error('activated'),
			(reason: Error) => reason,
		);
		expect(error.message).toMatch(
			/^The Z-API instance already sends its Message Status events to other\.example\. /,
		);
		expect(error.message).toMatch(/add the option When Another URL Is Set and choose Replace and Restore/);
		expect(JSON.stringify([error.message, error.description])).not.toContain('do-not-show');
		expect(await table()).toEqual(before);
		expect(await settingRequests()).toEqual([]);
	});

	test('is replaced when asked, and comes back', async () => {
		const before = await setBefore({ receivedCallbackUrl: OTHERS, messageStatusCallbackUrl: OTHERS });
		const trigger = await open({ ...REPLACE, events: ['orderSent', 'messageStatus'] });
		for (let time = 0; time < 2; time += 1) {
			await trigger.activate();
			expect(await table()).toMatchObject({
				receivedCallbackUrl: trigger.webhookUrl(),
				messageStatusCallbackUrl: trigger.webhookUrl(),
			});
			await trigger.deactivate();
			expect(await table()).toEqual(before);
		}
	});

	test('that holds the instance token comes back unharmed', async () => {
		const url = `https://other.example/${account.token}/${account.clientToken}`;
		const before = await setBefore({ receivedCallbackUrl: url });
		const trigger = await open(REPLACE);
		await trigger.activate();
		await trigger.deactivate();
		expect(await table()).toEqual(before);
	});

	test('set over ours is left alone on deactivation', async () => {
		const trigger = await open();
		await trigger.activate();
		await setBefore({ receivedCallbackUrl: OTHERS });
		await trigger.deactivate();
		expect(await table()).toMatchObject({ receivedCallbackUrl: OTHERS, notifySentByMe: true });
	});

	test('found at a restart: Stop says so, Replace leaves it', async () => {
		const [stopping, replacing] = [await open(), await open(REPLACE)];
		await stopping.activate();
		await setBefore({ receivedCallbackUrl: OTHERS });
		await expect(stopping.activate('init')).rejects.toThrow('other.example');
		expect(await received()).toBe(OTHERS);
		await replacing.activate();
		await setBefore({ receivedCallbackUrl: 'https://third.example/' });
		await replacing.activate('init');
		expect(await received()).toBe('https://third.example/');
	});

	test('an address that somebody cleared is set again', async () => {
		const trigger = await open();
		await trigger.activate();
		await setBefore({ receivedCallbackUrl: null, notifySentByMe: false });
		await trigger.activate('init');
		expect(await table()).toMatchObject({ receivedCallbackUrl: trigger.webhookUrl(), notifySentByMe: true });
	});
});

describe('two workflows on one instance', () => {
	const origin = newOrigin();
	const both = async () => [await open(REPLACE, { origin }), await open(REPLACE, { origin })];

	test.each([
		['last in, first out', [1, 0]],
		['first in, first out', [0, 1]],
	])('%s: the table ends as it began', async (_name, order) => {
		const before = await setBefore({ receivedCallbackUrl: OTHERS });
		const triggers = await both();
		for (const trigger of triggers) await trigger.activate();
		expect(await received()).toBe(triggers[1].webhookUrl());
		for (const index of order) await triggers[index].deactivate();
		expect(await table()).toEqual(before);
	});

	test.each([
		['last in, first out', [1, 0]],
		['first in, first out', [0, 1]],
	])('over a restart, %s', async (_name, order) => {
		const before = await setBefore({ receivedCallbackUrl: OTHERS });
		const triggers = await both();
		for (const trigger of triggers) await trigger.activate();
		const restarted = await restart(triggers);
		for (const trigger of restarted) await trigger.activate('init');
		expect(await received()).toBe(triggers[1].webhookUrl());
		for (const index of order) await restarted[index].deactivate();
		expect(await table()).toEqual(before);
	});

	test('first in, first out, an event, a restart: the table ends as it began', async () => {
		const before = await setBefore({ receivedCallbackUrl: OTHERS });
		const triggers = await both();
		for (const trigger of triggers) await trigger.activate();
		await triggers[0].deactivate();
		const body = { type: 'ConnectedCallback', instanceId: account.instanceId };
		expect((await triggers[1].inbox.receive({ body })).status).toBe(200);
		const [restarted] = await restart([triggers[1]]);
		await restarted.activate('init');
		await restarted.deactivate();
		expect(await table()).toEqual(before);
	});

	test('three, the middle one first', async () => {
		const before = await setBefore({ receivedCallbackUrl: OTHERS });
		const triggers = [...(await both()), await open(REPLACE, { origin })];
		for (const trigger of triggers) await trigger.activate();
		for (const index of [1, 0, 2]) await triggers[index].deactivate();
		expect(await table()).toEqual(before);
	});

	test('with Stop, the second reads by whom, and to share a trigger; the first goes on', async () => {
		const [first, second] = [await open({}, { origin }), await open({}, { origin })];
		await first.activate();
		const refused = second.activate();
		await expect(refused).rejects.toThrow(/On Receiving events to the workflow "Engine test" of this n8n\. /);
		await expect(refused).rejects.toThrow(/choose the events of both there under Trigger On/);
		await expect(second.listenForTestEvent()).rejects.toThrow('the workflow "Engine test" of this n8n');
		expect(await received()).toBe(first.webhookUrl());

		const [restartedFirst, restartedSecond] = await restart([first, second], {});
		const another = 'On Receiving events to another workflow of this n8n. ';
		await expect(restartedSecond.activate()).rejects.toThrow(another);
		restartedFirst.inbox.register('production', first.inbox.registered('production'));
		await restartedFirst.inbox.receive({
			body: { ...reviewAndPay, instanceId: account.instanceId, phone: '5511999999999' },
		});
		await expect(restartedSecond.activate()).rejects.toThrow('the workflow "Engine test" of this n8n');
	});

	test('two triggers of one workflow: the node is named', async () => {
		const ids = { origin, workflowId: randomUUID() };
		const [first, second] = [await open({}, ids), await open({}, ids)];
		await first.activate();
		await expect(second.activate()).rejects.toThrow(
			'to the node "WhatsApp Commerce Trigger" of this workflow',
		);
	});
});

describe('listening for a test event', () => {
	test('puts the production address back, after an event and when stopped', async () => {
		const before = await table();
		const trigger = await open();
		await trigger.activate();
		const active = await table();
		await trigger.listenForTestEvent();
		expect(await received()).toBe(trigger.webhookUrl('test'));
		await trigger.stopListening();
		expect(await table()).toEqual(active);

		await trigger.listenForTestEvent();
		const type = 'ReceivedCallback';
		const body = { type, instanceId: account.instanceId, messageId: 'A', reviewAndPay: { referenceId: 'R' } };
		expect((await trigger.inbox.receive({ kind: 'test', body })).items).toHaveLength(1);
		expect(await table()).toEqual(active);
		await trigger.deactivate();
		expect(await table()).toEqual(before);
	});

	test('puts back what it found when the workflow is not active', async () => {
		const before = await setBefore({ receivedCallbackUrl: OTHERS });
		const trigger = await open(REPLACE);
		await trigger.listenForTestEvent();
		await trigger.stopListening();
		expect(await table()).toEqual(before);
	});

	test('does not take over from others with Stop', async () => {
		const before = await setBefore({ receivedCallbackUrl: OTHERS });
		const trigger = await open();
		await expect(trigger.listenForTestEvent()).rejects.toThrow('other.example');
		expect(await table()).toEqual(before);
	});

	test('while the workflow is activated or stopped', async () => {
		const before = await setBefore({ receivedCallbackUrl: OTHERS });
		const trigger = await open(REPLACE);
		await trigger.listenForTestEvent();
		await trigger.activate();
		await trigger.stopListening();
		expect(await received()).toBe(trigger.webhookUrl());
		await trigger.listenForTestEvent();
		await trigger.deactivate();
		await trigger.stopListening();
		expect(await table()).toEqual(before);
	});

	test('a test address left behind by a crash gives way', async () => {
		const before = await table();
		const trigger = await open();
		await trigger.activate();
		await setBefore({ receivedCallbackUrl: trigger.webhookUrl('test') });
		await trigger.activate('init');
		expect(await received()).toBe(trigger.webhookUrl());
		await trigger.deactivate();
		expect(await table()).toEqual(before);
	});

	// n8n 2.41 does not ask triggers at its start.
	test.each([
		['stopped', async () => undefined],
		['started again', async (trigger: Trigger) => await trigger.activate('update')],
	])('a crash while it listens leaves nothing behind once the workflow is %s', async (_name, next) => {
		const before = await setBefore({ receivedCallbackUrl: OTHERS });
		const trigger = await open(REPLACE);
		await trigger.activate();
		await trigger.listenForTestEvent();
		const [restarted] = await restart([trigger]);
		expect(await received()).toBe(trigger.webhookUrl('test'));
		await next(restarted);
		await restarted.deactivate();
		expect(await table()).toEqual(before);
	});
});

describe('when Z-API does not play along', () => {
	test('a confirmed setting that is not there fails, with a reason', async () => {
		await simulator.configure(account.account, { ignoreWebhookWrites: true });
		const trigger = await open();
		await expect(trigger.activate()).rejects.toThrow(/confirmed the webhook setting On Receiving/);
	});

	test('a failure half way leaves the table as it was', async () => {
		const before = await setBefore({ receivedCallbackUrl: OTHERS });
		await simulator.addFault(account.account, {
			kind: 'status',
			route: 'update-webhook-message-status',
			status: 500,
			times: 'always',
		});
		const trigger = await open({ ...REPLACE, events: ['orderSent', 'messageStatus'] });
		await expect(trigger.activate()).rejects.toThrow(/Z-API failed/);
		expect(await table()).toEqual(before);
	});

	test('a start while Z-API is away keeps the registration', async () => {
		const before = await table();
		const trigger = await open();
		await trigger.activate();
		await simulator.addFault(account.account, { kind: 'status', route: 'me', status: 503, times: 'always' });
		await trigger.activate('init');
		await simulator.clearFaults(account.account);
		await trigger.deactivate();
		expect(await table()).toEqual(before);
	});

	test('a deactivation while Z-API is away is made good by the next', async () => {
		const before = await setBefore({ receivedCallbackUrl: OTHERS });
		const trigger = await open(REPLACE);
		await trigger.activate();
		await simulator.addFault(account.account, { kind: 'status', route: 'me', status: 503, times: 'always' });
		expect(await trigger.deactivate()).toBeUndefined();
		expect(await received()).toBe(trigger.webhookUrl());
		await simulator.clearFaults(account.account);
		await trigger.activate();
		await trigger.deactivate();
		expect(await table()).toEqual(before);
	});

	test('a wrong Client-Token fails with what to do, without the token', async () => {
		const { zApi } = zApiCredential(account);
		const credentials = { zApi: { ...zApi, clientToken: 'wrong-client-token' } };
		const trigger = await openTrigger({
			parameters: { provider: 'zApi' },
			credentials,
			workflowId: randomUUID(),
		});
		const error: Error & { description?: string } = await trigger.activate().then(
			() => new Error('activated'),
			(reason: Error) => reason,
		);
		expect(error.message).toMatch(/^Z-API did not accept the Client-Token\. .*Security/);
		expect(JSON.stringify([error.message, error.description])).not.toContain('wrong-client-token');
	});
});

test.each([
	'http://localhost:5678',
	'http://n8n.loja.example',
	'https://localhost',
	'https://127.0.0.1:5678',
])('n8n at %s: the error says to set N8N_WEBHOOK_URL, or WEBHOOK_URL', async (origin) => {
	const trigger = await open({}, { origin });
	const error: Error & { description?: string } = await trigger.activate().then(
		() => new Error('activated'),
		(reason: Error) => reason,
	);
	const what = `n8n gives ${origin} as its webhook address, which the provider cannot call. `;
	expect(error.message.slice(0, what.length)).toBe(what);
	expect(error.message).toMatch(
		/Set the environment variable N8N_WEBHOOK_URL of n8n \(older versions: WEBHOOK_URL\)/,
	);
	expect(await simulator.requests(account.account)).toEqual([]);
	const manual: Trigger = await open({ registration: 'manual' }, { origin });
	await manual.activate();
});

test('listening on a private editor address: the error says to set N8N_WEBHOOK_URL, or N8N_EDITOR_BASE_URL', async () => {
	const urls = { webhook: newOrigin(), test: 'http://localhost:5678' };
	const trigger = await open({}, { urls });
	await expect(trigger.listenForTestEvent()).rejects.toMatchObject({
		message: expect.stringMatching(
			/^n8n gives http:\/\/localhost:5678 as its webhook address.*N8N_EDITOR_BASE_URL/,
		),
	});
	await trigger.activate();
});
