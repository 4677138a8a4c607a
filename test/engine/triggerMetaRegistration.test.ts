import type { INodeParameters } from 'n8n-workflow';
import type { Trigger } from '../helpers/engine/openTrigger';
import { logLines } from '../helpers/engine/setup';
import { simulator, type MetaAccount, type Receiver } from '../helpers/simulator';
import { openMetaTrigger, type MetaTriggerInput } from '../helpers/metaTrigger';

let account: MetaAccount;

beforeEach(async () => {
	account = await simulator.createMeta({ phones: [{}, {}] });
});

const open = (parameters: INodeParameters = {}, input: MetaTriggerInput = {}) =>
	openMetaTrigger(account, { ...input, parameters });
const replacing = (more: INodeParameters = {}) => ({ options: { whenAnotherUrlIsSet: 'replace', ...more } });

async function urlSet(): Promise<string | undefined> {
	const { phones } = (await simulator.webhooks(account.account)) as {
		phones: Record<string, { url: string } | null>;
	};
	return phones[account.phones[0].id]?.url;
}

/** Another system has its own address at the number. */
async function occupied(behaviour: object = {}): Promise<Receiver> {
	const other = await simulator.createReceiver({ verifyToken: 'theirs', ...behaviour });
	const override = { url: other.publicUrl, verifyToken: 'theirs' };
	await simulator.setWebhooks(account.account, { phones: { [account.phones[0].id]: override } });
	return other;
}

/** The same workflow as n8n saved it. */
async function sameWorkflow(trigger: Trigger, parameters: INodeParameters = {}): Promise<Trigger> {
	const { staticData, workflowId } = trigger;
	const { webhookId } = trigger.nodes[0];
	const origin = new URL(trigger.webhookUrl()).origin;
	return await open(parameters, { staticData, workflowId, webhookId, origin });
}

test('sets the address of the number, verified, and takes it away again', async () => {
	const trigger = await open();
	await trigger.activate();
	expect(await urlSet()).toBe(trigger.webhookUrl());
	expect(await trigger.deactivate()).toBeUndefined();
	expect(await urlSet()).toBeUndefined();
});

test('leaves other numbers, the account and the app as they are', async () => {
	const there = { url: 'https://there.example/hook', verifyToken: 'x' };
	const [one, two] = account.phones;
	const others = { accountOverride: there, appAddress: there };
	await simulator.setWebhooks(account.account, { phones: { [two.id]: there }, ...others });
	const trigger = await open();
	await trigger.activate();
	await trigger.deactivate();
	expect(await simulator.webhooks(account.account)).toEqual({
		phones: { [one.id]: null, [two.id]: there },
		...others,
	});
});

test('is not set again at a start of n8n, and one on top of it is left alone', async () => {
	const trigger = await open(replacing());
	await trigger.activate();
	const calls = (await simulator.deliveries(account.account)).length;
	await trigger.activate('init');
	expect(await simulator.deliveries(account.account)).toHaveLength(calls);
	const other = await occupied();
	await trigger.activate('init');
	expect(await urlSet()).toBe(other.publicUrl);
});

describe("another system's address", () => {
	it('is not taken away; the error names its host', async () => {
		const other = await occupied();
		const trigger = await open();
		await expect(trigger.activate()).rejects.toThrow(
			`This phone number already sends its events to ${new URL(other.publicUrl).host}`,
		);
		expect(await urlSet()).toBe(other.publicUrl);
	});

	it.each([
		['without its verify token', {}, /could not be given back later.*Replaced URL Verify Token/],
		['with a wrong one', { replacedVerifyToken: 'wrong' }, /was not verified with the token/],
	])('is not replaced %s', async (_name, more, message) => {
		const other = await occupied();
		const trigger = await open(replacing(more));
		await expect(trigger.activate()).rejects.toThrow(message);
		expect(await urlSet()).toBe(other.publicUrl);
	});

	it('is replaced with its verify token, and given back', async () => {
		const other = await occupied();
		const trigger = await open(replacing({ replacedVerifyToken: 'theirs' }));
		await trigger.activate();
		expect(await urlSet()).toBe(trigger.webhookUrl());
		const later = await sameWorkflow(trigger);
		expect(await later.deactivate()).toBeUndefined();
		expect(await urlSet()).toBe(other.publicUrl);
	});

	it('that came later is left alone', async () => {
		const trigger = await open();
		await trigger.activate();
		const other = await occupied();
		await trigger.deactivate();
		expect(await urlSet()).toBe(other.publicUrl);
		expect(trigger.staticData).not.toHaveProperty('leftBehind');
	});

	it('that does not answer when it is to come back stays on the list, and comes back later', async () => {
		const other = await occupied();
		const trigger = await open(replacing({ replacedVerifyToken: 'theirs' }));
		await trigger.activate();
		await simulator.configureReceiver(other, { verification: 'refuse' });
		await trigger.deactivate();
		expect(await urlSet()).toBe(trigger.webhookUrl());
		expect(logLines).toContainEqual(expect.stringContaining('could not be put back'));
		await simulator.configureReceiver(other, { verification: 'answer' });
		await trigger.activate();
		await trigger.deactivate();
		expect(await urlSet()).toBe(other.publicUrl);
	});
});

describe('an address of this n8n', () => {
	it('of another workflow is replaced without a token, and given back', async () => {
		const origin = 'https://shared.n8n.example';
		const one = await open({}, { origin });
		await one.activate();
		const two = await open(replacing(), { origin });
		await two.activate();
		expect(await urlSet()).toBe(two.webhookUrl());
		await two.deactivate();
		expect(await urlSet()).toBe(one.webhookUrl());
	});

	it('of a workflow that is gone is not given back: the number has none then', async () => {
		const origin = 'https://shared2.n8n.example';
		const one = await open({}, { origin });
		await one.activate();
		const two = await open(replacing(), { origin });
		await two.activate();
		await one.deactivate();
		expect(await urlSet()).toBe(two.webhookUrl());
		await two.deactivate();
		expect(await urlSet()).toBeUndefined();
	});

	it('gives way while a test event is waited for, and comes back', async () => {
		const trigger = await open();
		await trigger.activate();
		await trigger.listenForTestEvent();
		expect(await urlSet()).toBe(trigger.webhookUrl('test'));
		await trigger.stopListening();
		expect(await urlSet()).toBe(trigger.webhookUrl());
	});

	it('that a crash left behind is taken over, and taken away at the end', async () => {
		const crashed = await open();
		await crashed.activate();
		crashed.staticData = {};
		const trigger = await sameWorkflow(crashed);
		await trigger.activate();
		await trigger.deactivate();
		expect(await urlSet()).toBeUndefined();
	});
});

describe('is refused with words', () => {
	test('when no app gets the events of the account', async () => {
		await simulator.configure(account.account, { subscribed: false });
		await expect((await open()).activate()).rejects.toThrow(/^No app gets the events/);
	});

	test('when n8n gives an address that is too long', async () => {
		const origin = `https://${'n8n.'.repeat(45)}example`;
		await expect((await open({}, { origin })).activate()).rejects.toThrow(/WhatsApp takes 200 at most/);
	});

	test.each([
		['no number is chosen', '={{ "" }}', /^Phone Number is empty/],
		['its ID is a number that has lost digits', '={{ 12345678901234567 }}', /^Phone Number: found 123456789/],
	])('when %s', async (_what, phoneNumberId, message) => {
		const trigger = await open({ phoneNumberId });
		await expect(trigger.activate()).rejects.toThrow(message);
	});

	test('when the token does not see the number', async () => {
		const trigger = await openMetaTrigger(account, { credential: { accessToken: 'EAAother' } });
		await expect(trigger.activate()).rejects.toThrow(/did not accept the access token/);
	});
});
