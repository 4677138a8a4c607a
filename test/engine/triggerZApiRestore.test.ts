import type { INodeParameters } from 'n8n-workflow';
import type { Trigger } from '../helpers/engine/openTrigger';
import { logLines } from '../helpers/engine/setup';
import { ALL_Z_API_EVENTS, openZApiTrigger } from '../helpers/shopTrigger';
import type { ZApiAccount } from '../helpers/simulator';
import { simulator } from '../helpers/simulator';

const OTHERS = 'https://other.example/hook?key=do-not-show';
const THIRD = 'https://third.example/hook?key=do-not-show';
const REPLACE = { options: { whenAnotherUrlIsSet: 'replace' } };

let account: ZApiAccount;
let linesBefore = 0;

beforeEach(async () => {
	account = await simulator.createZApi();
	linesBefore = logLines.length;
});

const open = async (parameters: INodeParameters = {}) =>
	await openZApiTrigger(account, { parameters: { ...REPLACE, ...parameters } });

/** The same workflow after the credential was changed to another instance. */
async function withCredentialOf(other: ZApiAccount, trigger: Trigger): Promise<Trigger> {
	const { staticData, workflowId } = trigger;
	const origin = new URL(trigger.webhookUrl()).origin;
	const { webhookId, parameters } = trigger.nodes[0];
	return await openZApiTrigger(other, { parameters, origin, webhookId, workflowId, staticData });
}

const tableOf = async ({ account: name }: ZApiAccount) => await simulator.webhooks(name);
const table = async () => await tableOf(account);

async function setBefore(urls: object, { account: name } = account): Promise<Record<string, unknown>> {
	await simulator.setWebhooks(name, { ...urls });
	return await simulator.webhooks(name);
}

const refuse = async (route: string, nth: number, kind: object = { kind: 'status', status: 500 }) =>
	await simulator.addFault(account.account, { route, nth, accepted: false, ...kind });

const newLines = () => logLines.slice(linesBefore).filter((line) => line.includes('Trigger'));
const shown = (id: string) => `${id.slice(0, 4)}…${id.slice(-4)}`;

afterEach(() => {
	expect(newLines().join()).not.toContain('do-not-show');
});

describe('deactivation', () => {
	test('an empty address that Z-API refuses leaves no other address with us, and is named', async () => {
		const before = await setBefore({ receivedCallbackUrl: OTHERS });
		await simulator.configure(account.account, { emptyUrls: 'refuse' });
		const trigger = await open({ events: ALL_Z_API_EVENTS });
		await trigger.activate();
		await trigger.deactivate();
		const ours = trigger.webhookUrl();
		const left = { messageStatusCallbackUrl: ours, deliveryCallbackUrl: ours };
		expect(await table()).toEqual({ ...before, ...left });
		expect(newLines()).toEqual([
			expect.stringMatching(/did not clear the URL of Message Status events.*still go to this workflow/),
			expect.stringMatching(/did not clear the URL of On Sending events.*still go to this workflow/),
		]);

		await simulator.configure(account.account, { emptyUrls: 'clear' });
		await trigger.activate();
		await trigger.deactivate();
		expect(await table()).toEqual(before);
	});

	test('addresses come back before others are cleared', async () => {
		await setBefore({ deliveryCallbackUrl: OTHERS });
		const trigger = await open({ events: ALL_Z_API_EVENTS });
		await trigger.activate();
		const { length } = await simulator.requests(account.account);
		await trigger.deactivate();
		const requests = (await simulator.requests(account.account)).slice(length);
		expect(requests.filter(({ method }) => method === 'PUT').map(({ route }) => route)).toEqual([
			'update-webhook-delivery',
			'update-notify-sent-by-me',
			'update-webhook-received',
			'update-webhook-message-status',
		]);
	});

	test('one address that is refused leaves no other with us, and comes back next time', async () => {
		const before = await setBefore({ receivedCallbackUrl: OTHERS, messageStatusCallbackUrl: THIRD });
		await refuse('update-webhook-received', 2);
		const trigger = await open({ events: ALL_Z_API_EVENTS });
		await trigger.activate();
		await trigger.deactivate();
		expect(await table()).toEqual({ ...before, receivedCallbackUrl: trigger.webhookUrl() });
		expect(newLines()).toEqual([
			expect.stringMatching(/did not restore the former URL of On Receiving events/),
		]);
		const [note] = (trigger.staticData['node:WhatsApp Commerce Trigger'] as { leftBehind: object[] })
			.leftBehind;
		expect(note).toMatchObject({ previous: { received: OTHERS }, instanceId: account.instanceId });
		await trigger.activate();
		await trigger.deactivate();
		expect(await table()).toEqual(before);
	});

	test('an address not restored comes back although its events are not chosen anymore', async () => {
		const before = await setBefore({ receivedCallbackUrl: OTHERS, messageStatusCallbackUrl: THIRD });
		await refuse('update-webhook-message-status', 2);
		const trigger = await open({ events: ALL_Z_API_EVENTS });
		await trigger.activate();
		await trigger.deactivate();
		trigger.nodes[0].parameters.events = ['orderSent'];
		const changed = await withCredentialOf(account, trigger);
		await changed.activate();
		await changed.deactivate();
		expect(await table()).toEqual(before);
	});

	test('own messages that Z-API does not switch off hold up no address, and go off next time', async () => {
		const before = await setBefore({ receivedCallbackUrl: OTHERS });
		await refuse('update-notify-sent-by-me', 2);
		const trigger = await open();
		await trigger.activate();
		await trigger.deactivate();
		expect(await table()).toEqual({ ...before, notifySentByMe: true });
		expect(newLines()).toEqual([expect.stringMatching(/Notify Sent by Me/)]);
		await trigger.activate();
		await trigger.deactivate();
		expect(await table()).toEqual(before);
	});

	test('a change that Z-API confirms and does not make is named, and made next time', async () => {
		const before = await setBefore({ receivedCallbackUrl: OTHERS });
		const trigger = await open({ events: ['cartReceived'] });
		await trigger.activate();
		await simulator.configure(account.account, { ignoreWebhookWrites: true });
		await trigger.deactivate();
		expect(newLines()).toEqual([expect.stringMatching(/did not restore.*did not keep it/)]);
		await simulator.configure(account.account, { ignoreWebhookWrites: false });
		await trigger.activate();
		await trigger.deactivate();
		expect(await table()).toEqual(before);
	});

	test('a switch of own messages that Z-API confirms and does not make is named, and made next time', async () => {
		const before = await setBefore({ receivedCallbackUrl: OTHERS });
		await refuse('update-notify-sent-by-me', 2, { kind: 'status', status: 200, body: '{"value":true}' });
		const trigger = await open({ events: ['orderSent'] });
		await trigger.activate();
		await trigger.deactivate();
		expect(newLines()).toEqual([expect.stringMatching(/Notify Sent by Me.*did not keep it/)]);
		await trigger.activate();
		await trigger.deactivate();
		expect(await table()).toEqual(before);
	});
});

test('a failed activation puts back every address that Z-API takes, and names the others', async () => {
	const before = await setBefore({ receivedCallbackUrl: OTHERS, messageStatusCallbackUrl: THIRD });
	await refuse('update-webhook-received', 2);
	await simulator.addFault(account.account, {
		kind: 'status',
		route: 'update-webhook-delivery',
		status: 500,
		accepted: false,
	});
	const trigger = await open({ events: ALL_Z_API_EVENTS });
	await expect(trigger.activate()).rejects.toThrow(/Z-API failed/);
	expect(await table()).toEqual({ ...before, receivedCallbackUrl: trigger.webhookUrl() });
	expect(newLines()).toEqual([
		expect.stringMatching(/did not restore the former URL of On Receiving events/),
	]);

	// n8n tries a failing activation again, and saves nothing in between.
	await trigger.activate();
	await trigger.deactivate();
	expect(await table()).toEqual(before);
});

test('a test address that failed listening left behind is never brought back', async () => {
	const before = await setBefore({ receivedCallbackUrl: OTHERS });
	await refuse('update-webhook-received', 2);
	await refuse('update-webhook-delivery', 1);
	const trigger = await open({ events: ['cartReceived', 'deliveryFailed'] });
	await expect(trigger.listenForTestEvent()).rejects.toThrow(/Z-API failed/);
	expect(await table()).toEqual({ ...before, receivedCallbackUrl: trigger.webhookUrl('test') });
	await trigger.activate();
	await trigger.deactivate();
	expect(await table()).toEqual(before);
});

describe('another instance in the credential', () => {
	let other: ZApiAccount;

	beforeEach(async () => {
		other = await simulator.createZApi();
	});

	test('at deactivation: the log names the old one, the new one is untouched, the way back works', async () => {
		const before = await setBefore({ receivedCallbackUrl: OTHERS });
		const trigger = await open();
		await trigger.activate();
		const changed = await withCredentialOf(other, trigger);
		await changed.deactivate();
		expect(await table()).toMatchObject({ receivedCallbackUrl: trigger.webhookUrl() });
		expect((await simulator.requests(other.account)).filter(({ method }) => method === 'PUT')).toEqual([]);
		expect(newLines()).toEqual([
			expect.stringContaining(`the Z-API instance ${shown(account.instanceId)} still sends its events`),
		]);

		const back = await withCredentialOf(account, changed);
		await back.activate();
		await back.deactivate();
		expect(await table()).toEqual(before);
	});

	test('at activation: registers there, says so, and both end as they began', async () => {
		const [before, beforeThere] = [
			await setBefore({ receivedCallbackUrl: OTHERS }),
			await setBefore({ receivedCallbackUrl: THIRD }, other),
		];
		const trigger = await open();
		await trigger.activate();
		const changed = await withCredentialOf(other, trigger);
		await changed.activate();
		expect(await tableOf(other)).toMatchObject({ receivedCallbackUrl: trigger.webhookUrl() });
		expect(newLines()).toEqual([expect.stringContaining(shown(account.instanceId))]);
		await changed.deactivate();
		expect(await tableOf(other)).toEqual(beforeThere);
		const back = await withCredentialOf(account, changed);
		await back.activate();
		await back.deactivate();
		expect(await table()).toEqual(before);
		expect(await tableOf(other)).toEqual(beforeThere);
	});

	test('at a start of n8n: registers there', async () => {
		const trigger = await open();
		await trigger.activate();
		const changed = await withCredentialOf(other, trigger);
		await changed.activate('init');
		expect(await tableOf(other)).toMatchObject({ receivedCallbackUrl: trigger.webhookUrl() });
	});

	test('addresses of the old one never go to the new one', async () => {
		await setBefore({ receivedCallbackUrl: OTHERS });
		const trigger = await open();
		await trigger.activate();
		await setBefore({ receivedCallbackUrl: trigger.webhookUrl() }, other);
		const changed = await withCredentialOf(other, trigger);
		await changed.deactivate();
		await changed.activate();
		await changed.deactivate();
		expect(JSON.stringify(await simulator.requests(other.account))).not.toContain('other.example');
		expect(await tableOf(other)).toMatchObject({ receivedCallbackUrl: null });
	});
});
