import type { INodeParameters } from 'n8n-workflow';
import { hubCredential, zApiCredential } from '../helpers/accounts';
import { chargeAll, chargeAllThroughHub, customers, requestsByPhone } from '../helpers/customers';
import { runAction, type ActionOptions } from '../helpers/engine/runAction';
import { processedData } from '../helpers/engine/setup';
import { hubStatus, zApiCharge } from '../helpers/parameters';
import { simulator, type HubAccount, type ZApiAccount } from '../helpers/simulator';

/** Options > Send Once Per, across executions of one workflow. */

let hub: HubAccount;
let zApi: ZApiAccount;
beforeEach(async () => {
	processedData.clear();
	[hub, zApi] = await Promise.all([simulator.createHub(), simulator.createZApi()]);
});

const items = customers(3);
const phones = items.map(({ phone }) => phone);
const once = Object.fromEntries(phones.map((phone) => [phone, 1]));
const byReference: INodeParameters = { sendOncePer: 'referenceId' };
const byKey: INodeParameters = { sendOncePer: 'customKey', sendOnceKey: '={{ $json.reference }}' };

const received = async () => await simulator.recipients(hub.account);
const send = async (engine: ActionOptions = {}, options = byReference, list = items) =>
	await chargeAllThroughHub(hub, list, options, engine);
const fault = async (wanted: object) =>
	await simulator.addFault(hub.account, { recipient: phones[1], ...wanted });

describe.each([
	['reference ID', byReference],
	['custom key', byKey],
])('by %s', (_name, options) => {
	it('sends in the first execution and skips in the next, saying why', async () => {
		const first = await send({}, options);
		expect(first.items.every(({ sendStatus }) => sendStatus === 'enqueued')).toBe(true);
		const second = await send({}, options);
		expect(second.status).toBe('success');
		second.branches[0].forEach(({ json, pairedItem }, index) => {
			expect(json).toMatchObject({
				skipped: true,
				sendStatus: 'notSent',
				phone: phones[index],
				referenceId: items[index].reference,
				reason: 'Send Once Per: a message with this key was sent before, or may have been',
			});
			expect(json).not.toHaveProperty('messageId');
			expect(pairedItem).toEqual({ item: index });
		});
		expect(await received()).toEqual(once);
	});

	it('gives the key of a refused message back', async () => {
		await fault({ kind: 'status', status: 422 });
		await send({ onError: 'continueRegularOutput' }, options);
		const second = await send({}, options);
		expect(second.items.map(({ skipped }) => skipped === true)).toEqual([true, false, true]);
		expect(await received()).toEqual(once);
	});

	it('keeps the key of an unknown message', async () => {
		await fault({ kind: 'reset', accepted: true });
		await send({ onError: 'continueRegularOutput' }, options);
		const second = await send({}, options);
		expect(second.items.every(({ skipped }) => skipped === true)).toBe(true);
		expect(await received()).toEqual(once);
	});
});

it('Off, and nothing set, sends in every execution', async () => {
	await send({}, {});
	await send({}, { sendOncePer: 'off' });
	expect(await received()).toEqual(Object.fromEntries(phones.map((phone) => [phone, 2])));
});

it('another status of the same order is another message', async () => {
	const parameters = (newOrderStatus: string) =>
		hubStatus({ channelId: hub.channels[0].id, newOrderStatus, options: byReference });
	const credentials = hubCredential(hub);
	for (const status of ['processing', 'shipped', 'shipped']) {
		await runAction(parameters(status), [{}], { credentials });
	}
	expect(await simulator.messages(hub.account)).toHaveLength(2);
});

it('other workflows and other nodes have keys of their own', async () => {
	await send({ workflowId: 'one' });
	await send({ workflowId: 'two' });
	await send({ workflowId: 'one', nodeId: 'another-node' });
	expect(await received()).toEqual(Object.fromEntries(phones.map((phone) => [phone, 3])));
});

describe('together with Retry On Fail', () => {
	it('answers an accepted item with its reply, not as skipped', async () => {
		await fault({ kind: 'status', status: 422 });
		const run = await send({ retryOnFail: true, maxTries: 3 });
		expect(run.status).toBe('success');
		expect(run.items.every(({ sendStatus }) => sendStatus === 'enqueued')).toBe(true);
		expect(await received()).toEqual(once);
	});

	it('keeps telling an unknown message as unknown', async () => {
		await simulator.addFault(hub.account, { kind: 'truncated', recipient: phones[0] });
		const run = await send({ retryOnFail: true, maxTries: 3, onError: 'continueRegularOutput' });
		expect(run.items[0].error).toContain('The message may or may not have been sent');
		expect(await received()).toEqual(once);
	});
});

describe('a run of many that stops at a failure', () => {
	const crowd = customers(120);
	const stopping = async (engine: ActionOptions = {}) => {
		const wanted = { kind: 'status', status: 422, recipient: crowd[30].phone };
		await simulator.addFault(hub.account, wanted);
		return await send(engine, byReference, crowd);
	};
	const onceEach = Object.fromEntries(crowd.map(({ phone }) => [phone, 1]));

	it('holds nothing back that it did not send: the next execution sends the rest', async () => {
		expect((await stopping()).status).toBe('error');
		const sent = Object.keys(await received());
		const second = await send({}, byReference, crowd);
		const skipped = second.items.filter((item) => item.skipped === true).map(({ phone }) => phone);
		expect(skipped.sort()).toEqual(sent.sort());
		expect(await received()).toEqual(onceEach);
	});

	it('with Retry On Fail its next try sends the rest', async () => {
		const run = await stopping({ retryOnFail: true });
		expect(run.items.filter(({ sendStatus }) => sendStatus === 'enqueued')).toHaveLength(crowd.length);
		expect(await received()).toEqual(onceEach);
	});
});

describe('two items of one run with the same key', () => {
	const [{ phone }] = items;
	const same = items.map(() => ({ phone, reference: 'the-one-order' }));

	it('send one message', async () => {
		const run = await send({}, byReference, same);
		expect(run.items.map(({ skipped }) => skipped === true)).toEqual([false, true, true]);
		expect(Object.values(await received())).toEqual([1]);
	});

	it('send the second when the first was refused, also while both are under way', async () => {
		await simulator.addFault(hub.account, { kind: 'status', status: 422, recipient: phone });
		await simulator.addFault(hub.account, { kind: 'latency', ms: 100, recipient: phone });
		const run = await send({ onError: 'continueRegularOutput' }, byReference, same);
		expect(run.items[0].error).toContain('[item 0]');
		expect(run.items[1]).toMatchObject({ sendStatus: 'enqueued' });
		expect(run.items[2]).toMatchObject({ skipped: true });
		expect(await received()).toEqual({ [phone]: 1 });
	});
});

describe('a key that does not tell customers apart', () => {
	const gap = { sendOncePer: 'customKey', sendOnceKey: '={{ $json.orderId }}-paid' };

	it.each([
		['customKey', gap, 'Send Once Key'],
		['referenceId', byReference, 'Send Once Per'],
	])('%s: nobody is skipped on a green run, the error names the items', async (_name, options, field) => {
		const list = items.map((item) => ({ ...item, reference: 'order-' }));
		const run = await send({}, options, list);
		expect(run.status).toBe('error');
		expect(run.error).toMatchObject({ name: 'NodeOperationError', itemIndex: 0 });
		expect(run.error?.message).toContain(field);
		expect(run.error?.message).toContain(
			'because items 0, 1 and 2 have this one and go to different recipients',
		);
		expect(await simulator.requests(hub.account)).toHaveLength(0);
	});

	it('fails those items only, when the node goes on after errors', async () => {
		const list = items.map((item, index) => (index === 1 ? { ...item, orderId: 7 } : item));
		const run = await send({ onError: 'continueErrorOutput' }, gap, list);
		expect(run.items.map(({ phone }) => phone)).toEqual([phones[1]]);
		expect(run.errorItems.map(({ details }) => details)).toEqual([
			expect.objectContaining({ sendStatus: 'notSent', phone: phones[0] }),
			expect.objectContaining({ sendStatus: 'notSent', phone: phones[2] }),
		]);
		expect(await received()).toEqual({ [phones[1]]: 1 });
	});

	it('in executions of one customer each, every customer gets the message', async () => {
		for (const item of items) await send({}, gap, [item]);
		expect(await received()).toEqual(once);
	});
});

describe('a key that is not a text', () => {
	it.each([
		['an object', '={{ $json }}'],
		['an object inside a text', '={{ $json }}-paid'],
		['a list', '={{ [1, 2] }}'],
		['a toggle', '={{ true }}'],
		['no number', '={{ Number("x") }}'],
	])('%s is refused before anything leaves', async (_name, sendOnceKey) => {
		const run = await send({}, { sendOncePer: 'customKey', sendOnceKey }, [items[0]]);
		expect(run.error?.message).toMatch(/^Send Once Key: found .+, expected a text/);
		expect(await simulator.requests(hub.account)).toHaveLength(0);
	});

	it('a number is taken as its digits', async () => {
		const options = (sendOnceKey: string) => ({ sendOncePer: 'customKey', sendOnceKey });
		await send({}, options('={{ 1234 }}'), [items[0]]);
		const second = await send({}, options('1234'), [items[0]]);
		expect(second.items[0]).toMatchObject({ skipped: true });
	});
});

it.each(['Reference ID', 'reference_id', '={{ true }}', '={{ $json.missing }}', ''])(
	'Send Once Per "%s" does not switch the protection off without a word',
	async (sendOncePer) => {
		const run = await send({}, { sendOncePer });
		expect(run.error?.message).toContain('Send Once Per: found');
		expect(await simulator.requests(hub.account)).toHaveLength(0);
	},
);

it('two shops on one Hub account may have an order of the same number', async () => {
	const two = await simulator.createHub({
		channels: [
			{ id: 'shop-one', phoneNumber: '5511900000001' },
			{ id: 'shop-two', phoneNumber: '5511900000002' },
		],
	});
	const options = byReference;
	for (const channelId of ['shop-one', 'shop-two', 'shop-two']) {
		await runAction(hubStatus({ channelId, options }), [{}], { credentials: hubCredential(two) });
	}
	expect(await simulator.messages(two.account)).toHaveLength(2);
});

it('works with a slow store and many messages at once', async () => {
	processedData.latencyMs = 2;
	const crowd = customers(40);
	const engine = { workflowId: 'crowd' };
	await send(engine, { ...byReference, maxConcurrentRequests: 0 }, crowd);
	const second = await send(engine, { ...byReference, maxConcurrentRequests: 0 }, crowd);
	expect(second.items.filter(({ skipped }) => skipped === true)).toHaveLength(40);
	expect(await requestsByPhone(hub)).toEqual(Object.fromEntries(crowd.map(({ phone }) => [phone, 1])));
});

it('does not claim a key in a dry run', async () => {
	await send({}, { ...byReference, dryRun: true });
	const run = await send();
	expect(run.items.every(({ sendStatus }) => sendStatus === 'enqueued')).toBe(true);
});

it('an empty custom key is refused before anything leaves', async () => {
	const options = { sendOncePer: 'customKey', sendOnceKey: '={{ $json.missing }}' };
	const run = await chargeAll(zApi, items, options);
	expect(run.error).toMatchObject({ name: 'NodeOperationError', itemIndex: 0 });
	expect(run.error?.message).toContain('Send Once Key');
	expect(await simulator.requests(zApi.account)).toHaveLength(0);
});

it('a custom key works where the message has no reference', async () => {
	const parameters = zApiCharge({ phone: '={{ $json.phone }}', options: byKey });
	const credentials = zApiCredential(zApi);
	await runAction(parameters, items, { credentials });
	const second = await runAction(parameters, items, { credentials });
	expect(second.items.every(({ skipped }) => skipped === true)).toBe(true);
	expect(await simulator.recipients(zApi.account)).toEqual(once);
});
