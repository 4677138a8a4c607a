import type { IConnections, IExecuteFunctions, INode } from 'n8n-workflow';
import { zApiCredential } from '../helpers/accounts';
import { chargeAll, customers, requestsByPhone } from '../helpers/customers';
import { ACTION_TYPE, START_TYPE } from '../helpers/engine/nodeTypes';
import { ACTION_NODE, runAction } from '../helpers/engine/runAction';
import { runWorkflow } from '../helpers/engine/runWorkflow';
import { zApiCharge } from '../helpers/parameters';
import { simulator, type ZApiAccount } from '../helpers/simulator';

/** Within one execution an accepted message is never sent again, whatever n8n repeats. */

let account: ZApiAccount;
beforeEach(async () => {
	account = await simulator.createZApi();
});

const items = customers(5);
const phones = items.map(({ phone }) => phone);
const everyoneOnce = Object.fromEntries(phones.map((phone) => [phone, 1]));
const received = async () => await simulator.recipients(account.account);
const refuse = async (index: number, times: number | 'always') =>
	await simulator.addFault(account.account, { kind: 'status', status: 400, recipient: phones[index], times });

type OnError = NonNullable<INode['onError']>;
const CONTINUE: OnError[] = ['continueRegularOutput', 'continueErrorOutput'];

describe('Retry On Fail', () => {
	const everyTries = [2, 3, 4, 5].flatMap((maxTries) => [0, 2, 4].map((failing) => [maxTries, failing]));

	it.each(everyTries)('with %i tries, item %i failing in all but the last', async (maxTries, failing) => {
		await refuse(failing, maxTries - 1);
		const run = await chargeAll(account, items, {}, { retryOnFail: true, maxTries });
		expect(run.status).toBe('success');
		expect(await received()).toEqual(everyoneOnce);
		expect((await requestsByPhone(account))[phones[failing]]).toBe(maxTries);
	});

	it.each([2, 5])('with %i tries, an item failing in all of them', async (maxTries) => {
		await refuse(2, 'always');
		const run = await chargeAll(account, items, {}, { retryOnFail: true, maxTries });
		expect(run).toMatchObject({ status: 'error', error: { itemIndex: 2 } });
		expect(run.error?.description).toContain('Of 5 items: 4 sent, 1 failed, 0 not tried.');
		const { [phones[2]]: none, ...others } = everyoneOnce;
		expect(await received()).toEqual(others);
		expect(none).toBe(1);
	});

	it('in strict order, sends what comes after the failing item once', async () => {
		await refuse(1, 4);
		const engine = { retryOnFail: true, maxTries: 5 };
		const run = await chargeAll(account, items, { maxConcurrentRequests: 1 }, engine);
		expect(run.status).toBe('success');
		expect(await requestsByPhone(account)).toEqual({ ...everyoneOnce, [phones[1]]: 5 });
	});

	it.each(CONTINUE)('together with %s, the first item failing for a while', async (onError) => {
		await refuse(0, 2);
		const run = await chargeAll(account, items, {}, { retryOnFail: true, maxTries: 3, onError });
		expect(run.items.map(({ phone }) => phone)).toEqual(phones);
		expect(await received()).toEqual(everyoneOnce);
		expect(await requestsByPhone(account)).toEqual({ ...everyoneOnce, [phones[0]]: 3 });
	});

	it.each(CONTINUE)('together with %s, the first item failing for good', async (onError) => {
		await refuse(0, 'always');
		const run = await chargeAll(account, items, {}, { retryOnFail: true, maxTries: 5, onError });
		expect(run.status).toBe('success');
		expect(await requestsByPhone(account)).toEqual({ ...everyoneOnce, [phones[0]]: 5 });
		const failed = onError === 'continueErrorOutput' ? run.errorItems : run.items.slice(0, 1);
		expect(failed).toHaveLength(1);
		expect(failed[0].error).toContain('[item 0]');
	});

	it('gives the first reply again, warnings and pairing included', async () => {
		await refuse(4, 1);
		const run = await chargeAll(account, items, {}, { retryOnFail: true, maxTries: 2 });
		const messages = await simulator.messages(account.account);
		run.branches[0].forEach(({ json, pairedItem }, index) => {
			const [own] = messages.filter(({ recipient }) => recipient === phones[index]);
			expect(json).toMatchObject({ messageId: own.messageId, zaapId: own.zaapId, sendStatus: 'queued' });
			expect(json).not.toHaveProperty('error');
			expect(pairedItem).toEqual({ item: index });
		});
	});

	it('knows the item when an expression gives another body at the next try', async () => {
		await refuse(4, 1);
		const items = customers(5).map((item) => ({ ...item, price: '10.00' }));
		const parameters = zApiCharge({
			phone: '={{ $json.phone }}',
			itemsSource: 'fromJson',
			itemsJson: '={{ [{ name: "At " + Date.now() + Math.random(), quantity: 1, unitPrice: $json.price }] }}',
		});
		const credentials = zApiCredential(account);
		await runAction(parameters, items, { credentials, retryOnFail: true, maxTries: 2 });
		expect(await received()).toEqual(everyoneOnce);
	});

	it('sends two messages to one recipient, each once', async () => {
		const [anna, bruno] = phones;
		const twice = [{ phone: anna }, { phone: bruno }, { phone: anna }];
		await refuse(1, 2);
		const run = await chargeAll(account, twice, {}, { retryOnFail: true, maxTries: 3 });
		expect(run.status).toBe('success');
		expect(await received()).toEqual({ [anna]: 2, [bruno]: 1 });
	});
});

describe('a node that a loop runs several times in one execution', () => {
	/** Hands the customers back to the node until the loop has run often enough. */
	const counter = (rounds: number) => ({
		description: {
			displayName: 'Counter',
			name: 'counter',
			group: [],
			version: 1,
			description: 'Runs a loop some times',
			defaults: { name: 'Counter' },
			inputs: ['main' as const],
			outputs: ['main' as const, 'main' as const],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			const done = (this.getWorkflowDataProxy(0).$runIndex as number) + 1 >= rounds;
			const data = items.map((json) => ({ json }));
			return done ? [[], data] : [data, []];
		},
	});
	const loop: IConnections = {
		Start: { main: [[{ node: ACTION_NODE, type: 'main', index: 0 }]] },
		[ACTION_NODE]: { main: [[{ node: 'Counter', type: 'main', index: 0 }]] },
		Counter: { main: [[{ node: ACTION_NODE, type: 'main', index: 0 }], []] },
	};

	const charge = zApiCharge({ phone: '={{ $json.phone }}' });
	const oneItem = (unitPrice: string) => ({ item: [{ name: 'Coffee 500 g', quantity: 1, unitPrice }] });

	async function runLoop(onError: OnError, retryOnFail: boolean, parameters = charge) {
		const node = { onError, retryOnFail, waitBetweenTries: 1, maxTries: 3 };
		return await runWorkflow({
			nodeTypes: { 'test.counter': counter(3) },
			nodes: [
				{ name: 'Start', type: START_TYPE },
				{ name: ACTION_NODE, type: ACTION_TYPE, parameters, ...node },
				{ name: 'Counter', type: 'test.counter' },
			],
			connections: loop,
			inputItems: items,
			credentials: zApiCredential(account),
		});
	}

	it.each([true, false])('sends in every round (Retry On Fail: %s)', async (retryOnFail) => {
		const run = await runLoop('stopWorkflow', retryOnFail);
		expect(run.status).toBe('success');
		expect(await received()).toEqual(Object.fromEntries(phones.map((phone) => [phone, 3])));
	});

	it('sends in every round after one of them was tried again', async () => {
		// The first message of the second round fails once; rounds before and after are not affected.
		await simulator.addFault(account.account, { kind: 'status', status: 400, recipient: phones[0], nth: 2 });
		const run = await runLoop('stopWorkflow', true);
		expect(run.status).toBe('success');
		expect(await received()).toEqual(Object.fromEntries(phones.map((phone) => [phone, 3])));
	});

	it('does not send a message again whose outcome was unknown in an earlier round', async () => {
		await simulator.addFault(account.account, {
			kind: 'reset',
			accepted: true,
			recipient: phones[0],
			nth: 2,
		});
		const run = await runLoop('continueRegularOutput', true);
		const [first, second, third] = run.runData[ACTION_NODE].map(({ data }) => data?.main[0] ?? []);
		expect(first[0].json).toMatchObject({ sendStatus: 'queued' });
		expect(second[0].json.error).toContain('The message may or may not have been sent');
		expect(third[0].json.error).toBe(second[0].json.error);
		expect(third[0].json.details).toMatchObject({
			sendStatus: 'unknown',
			description: expect.stringContaining('This is what became of the same message earlier'),
		});
		const { [phones[0]]: unknown, ...others } = await received();
		expect(unknown).toBe(2);
		expect(Object.values(others)).toEqual([3, 3, 3, 3]);
	});

	it('sends other messages to the same customer in the rounds after an unknown one', async () => {
		await simulator.addFault(account.account, { kind: 'reset', accepted: true, recipient: phones[0] });
		const amount = '={{ 10 + $runIndex }}';
		const parameters = { ...zApiCharge({ phone: '={{ $json.phone }}' }), items: oneItem(amount) };
		const run = await runLoop('continueRegularOutput', true, parameters);
		const rounds = run.runData[ACTION_NODE].map(({ data }) => data?.main[0]?.[0].json ?? {});
		expect(rounds.map(({ sendStatus }) => sendStatus)).toEqual(['unknown', 'queued', 'queued']);
		expect(await received()).toEqual(Object.fromEntries(phones.map((phone) => [phone, 3])));
	});

	it('sends to another customer what is the same but for the customer', async () => {
		await simulator.addFault(account.account, { kind: 'reset', accepted: true, recipient: phones[0] });
		const twice = [items[0], items[1], items[0]];
		const run = await chargeAll(account, twice, {}, { onError: 'continueRegularOutput' });
		expect(run.items.map(({ error }) => error !== undefined)).toEqual([true, false, true]);
		expect(await received()).toEqual({ [phones[0]]: 1, [phones[1]]: 1 });
	});
});

describe('Retry execution, by hand, after the node stopped', () => {
	it('sends only what was not sent, with the node’s memory of the failed execution', async () => {
		await refuse(2, 1);
		const failed = await chargeAll(account, items);
		expect(failed.status).toBe('error');
		const previousContextData = failed.contextData;
		const again = await chargeAll(account, items, {}, { previousContextData });
		expect(again.status).toBe('success');
		expect(await received()).toEqual(everyoneOnce);
	});
});

describe('the memory of the node', () => {
	it('is empty after a run in which all went well, so that stored executions stay small', async () => {
		const run = await chargeAll(account, customers(50));
		expect(JSON.stringify(run.contextData)).not.toContain('messageId');
	});

	it('is empty after failures that n8n does not try again', async () => {
		await refuse(2, 1);
		const run = await chargeAll(account, items, {}, { onError: 'continueRegularOutput' });
		expect(JSON.stringify(run.contextData)).not.toContain('messageId');
	});
});
