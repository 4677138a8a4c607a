import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError, sleep } from 'n8n-workflow';
import type { ActionOptions } from '../helpers/engine/runAction';
import { NO_OP_TYPE, START_TYPE } from '../helpers/engine/nodeTypes';
import { runAction } from '../helpers/engine/runAction';
import { runWorkflow } from '../helpers/engine/runWorkflow';

/**
 * Proves the harness with behaviours that were measured in n8n-core 2.41: if one of these fails, either the
 * harness stopped being n8n or n8n changed under us.
 */

type Send = (this: IExecuteFunctions, item: IDataObject, index: number) => Promise<IDataObject>;

/** A node that calls `send` for every item, one after the other, and never catches. */
function sendingNode(send: Send): INodeType {
	return {
		description: {
			displayName: 'Sender',
			name: 'sender',
			group: ['output'],
			version: 1,
			description: 'Sends every item',
			defaults: { name: 'Sender' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [
				{ displayName: 'To', name: 'to', type: 'string', default: '', required: true },
				{
					displayName: 'Channel',
					name: 'channel',
					type: 'options',
					options: [
						{ name: 'One', value: 'one' },
						{ name: 'Two', value: 'two' },
					],
					default: 'one',
				},
				{
					displayName: 'Second',
					name: 'second',
					type: 'string',
					default: '',
					displayOptions: { show: { channel: ['two'] } },
				},
			],
		},
		async execute() {
			const output: INodeExecutionData[] = [];
			for (const [index, { json }] of this.getInputData().entries()) {
				output.push({ json: await send.call(this, json, index), pairedItem: { item: index } });
			}
			return [output];
		},
	};
}

async function run(send: Send, items: IDataObject[], options: ActionOptions = {}) {
	const nodeTypes = { 'test.sender': sendingNode(send) };
	const parameters = { to: '={{ $json.name }}' };
	return await runAction(parameters, items, {
		nodeTypes,
		type: 'test.sender',
		withoutPackage: true,
		...options,
	});
}

const people = [{ name: 'A' }, { name: 'B' }, { name: 'C' }];

describe('Retry On Fail', () => {
	it('runs the whole node again with all items, so A is sent twice when B fails once', async () => {
		const sent: string[] = [];
		let failures = 1;
		const result = await run(
			async function (item) {
				if (item.name === 'B' && failures-- > 0) throw new NodeOperationError(this.getNode(), 'B refused');
				sent.push(String(item.name));
				return item;
			},
			people,
			{ retryOnFail: true },
		);
		expect(sent).toEqual(['A', 'A', 'B', 'C']);
		expect(result.status).toBe('success');
		expect(result.items).toEqual(people);
	});

	it.each([undefined, 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'also retries without an exception when the first output item has json.error (onError %s)',
		async (onError) => {
			const sent: string[] = [];
			const result = await run(
				async (item) => {
					sent.push(String(item.name));
					return { ...item, error: '' };
				},
				people,
				{ retryOnFail: true, maxTries: 3, onError },
			);
			expect(sent).toEqual(['A', 'B', 'C', 'A', 'B', 'C', 'A', 'B', 'C']);
			expect(result.status).toBe('success');
		},
	);

	it('keeps context("node") over the tries, so a ledger there sends each item once', async () => {
		const sent: string[] = [];
		let failures = 2;
		const result = await run(
			async function (item, index) {
				const ledger = this.getContext('node');
				if (ledger[index]) return ledger[index] as IDataObject;
				if (item.name === 'B' && failures-- > 0) throw new NodeOperationError(this.getNode(), 'B refused');
				sent.push(String(item.name));
				ledger[index] = item;
				return item;
			},
			people,
			{ retryOnFail: true, maxTries: 3 },
		);
		expect(sent).toEqual(['A', 'B', 'C']);
		expect(result.items).toEqual(people);
		expect(result.contextData).toMatchObject({ 'node:WhatsApp Commerce': { 0: { name: 'A' } } });
	});

	it('hands a resumed execution the context it was put aside with', async () => {
		const previousContextData = { 'node:WhatsApp Commerce': { 0: { name: 'told before' } } };
		const result = await run(
			async function (item, index) {
				return (this.getContext('node')[index] as IDataObject) ?? item;
			},
			people,
			{ previousContextData },
		);
		expect(result.items[0]).toEqual({ name: 'told before' });
	});

	it('gives up after maxTries and tells the error with its item', async () => {
		let tries = 0;
		const result = await run(
			async function (item, itemIndex) {
				if (item.name !== 'B') return item;
				tries++;
				throw new NodeOperationError(this.getNode(), 'B refused', { itemIndex, description: 'Ask B' });
			},
			people,
			{ retryOnFail: true, maxTries: 4 },
		);
		expect(tries).toBe(4);
		expect(result.status).toBe('error');
		expect(result.error).toMatchObject({
			name: 'NodeOperationError',
			message: 'B refused',
			description: 'Ask B',
			itemIndex: 1,
		});
		expect(result.items).toEqual([]);
	});
});

describe('On Error', () => {
	const failing: Send = async function () {
		throw new NodeOperationError(this.getNode(), 'Nobody home');
	};

	it('passes the input on when a node throws, yet calls the execution failed if that was the last node', async () => {
		const result = await run(failing, people, { onError: 'continueRegularOutput' });
		expect(result.items).toEqual(people);
		expect(result.actionError?.message).toBe('Nobody home');
		expect(result.status).toBe('error');
	});

	it('calls the execution a success when another node follows the one that threw', async () => {
		const result = await runWorkflow({
			nodeTypes: { 'test.sender': sendingNode(failing) },
			withoutPackage: true,
			nodes: [
				{ name: 'Start', type: START_TYPE },
				{ name: 'Send', type: 'test.sender', parameters: { to: 'A' }, onError: 'continueRegularOutput' },
				{ name: 'After', type: NO_OP_TYPE },
			],
			connections: {
				Start: { main: [[{ node: 'Send', type: 'main', index: 0 }]] },
				Send: { main: [[{ node: 'After', type: 'main', index: 0 }]] },
			},
			inputItems: people,
		});
		expect(result.status).toBe('success');
		expect(result.outputs('After')[0]).toHaveLength(3);
		expect(result.nodeError('Send')?.message).toBe('Nobody home');
	});

	it('moves items that hold only an error to the error output', async () => {
		const result = await run(async (item) => (item.name === 'B' ? { error: 'B refused' } : item), people, {
			onError: 'continueErrorOutput',
		});
		expect(result.items).toEqual([people[0], people[2]]);
		expect(result.errorItems).toEqual([{ name: 'B', error: 'B refused' }]);
	});
});

describe('parameters', () => {
	it('are evaluated by n8n for each item', async () => {
		const result = await run(async function (_item, index) {
			return { to: this.getNodeParameter('to', index) as string };
		}, people);
		expect(result.items).toEqual([{ to: 'A' }, { to: 'B' }, { to: 'C' }]);
	});

	it('refuses a field that the editor would not show', async () => {
		const nodeTypes = { 'test.sender': sendingNode(async (item) => item) };
		const options = { nodeTypes, type: 'test.sender', withoutPackage: true };
		await expect(runAction({ to: 'A', second: 'x' }, [{}], options)).rejects.toThrow('no field "second"');
		await expect(runAction({ to: 'A', third: 'x' }, [{}], options)).rejects.toThrow('no field "third"');
		await expect(runAction({ to: 'A', channel: 'two', second: 'x' }, [{}], options)).resolves.toMatchObject({
			status: 'success',
		});
	});

	it('fails before the first node when a required field is empty, as n8n does', async () => {
		let called = false;
		const nodeTypes = {
			'test.sender': sendingNode(async (item) => {
				called = true;
				return item;
			}),
		};
		const result = await runAction({}, [{}], { nodeTypes, type: 'test.sender', withoutPackage: true });
		expect(result.status).toBe('error');
		expect(result.error?.message).toContain('Parameter "To" is required');
		expect(called).toBe(false);
	});
});

describe('cancelling', () => {
	it('tells the node through its cancel signal and ends as canceled', async () => {
		const stop = new AbortController();
		const seen: string[] = [];
		const result = await run(
			async function (item) {
				if (this.getExecutionCancelSignal()?.aborted) return { skipped: true };
				seen.push(String(item.name));
				if (item.name === 'A') stop.abort();
				await sleep(1);
				return item;
			},
			people,
			{ signal: stop.signal },
		);
		expect(seen).toEqual(['A']);
		expect(result.status).toBe('canceled');
		expect(result.items).toEqual([{ name: 'A' }, { skipped: true }, { skipped: true }]);
	});
});

describe('the word "canceled" in an error', () => {
	it('makes n8n file a failed execution under Canceled, so no message of a node may carry it', async () => {
		const failing = async (message: string) =>
			await run(
				async function () {
					throw new NodeOperationError(this.getNode(), message, { description: 'A canceled order is final' });
				},
				[{ name: 'A' }],
			);
		expect((await failing('The order was canceled')).status).toBe('canceled');
		expect((await failing('The order is closed')).status).toBe('error');
	});
});

describe('hints and processed data', () => {
	it('returns the hints a node adds', async () => {
		const result = await run(
			async function (item) {
				this.addExecutionHints({ message: 'Mind the gap', location: 'outputPane' });
				return item;
			},
			[{ name: 'A' }],
		);
		expect(result.actionHints).toEqual([{ message: 'Mind the gap', location: 'outputPane' }]);
	});

	it('remembers processed entries between executions of one workflow', async () => {
		const send: Send = async function (item) {
			const options = { mode: 'entries', maxEntries: 10 } as const;
			const checked = await this.helpers.checkProcessedAndRecord([String(item.name)], 'node', options);
			return { isNew: checked.new.length === 1 };
		};
		const first = await run(send, [{ name: 'A' }, { name: 'A' }, { name: 'B' }], { workflowId: 'memory' });
		const second = await run(send, [{ name: 'B' }, { name: 'C' }], { workflowId: 'memory' });
		const elsewhere = await run(send, [{ name: 'B' }], { workflowId: 'another' });
		expect(first.items).toEqual([{ isNew: true }, { isNew: false }, { isNew: true }]);
		expect(second.items).toEqual([{ isNew: false }, { isNew: true }]);
		expect(elsewhere.items).toEqual([{ isNew: true }]);
	});
});

describe('HTTP errors', () => {
	let server: FastifyInstance;
	let url: string;
	beforeAll(async () => {
		server = Fastify();
		server.get('/refused', async (_request, reply) => reply.code(400).send({ message: 'Phone is wrong' }));
		url = await server.listen({ port: 0, host: '127.0.0.1' });
	});
	afterAll(async () => await server.close());

	it('gives a 400 a generic message and keeps the provider words in the description', async () => {
		const result = await run(
			async function (item) {
				await this.helpers.httpRequest({ url: `${url}/refused` });
				return item;
			},
			[{ name: 'A' }],
		);
		expect(result.status).toBe('error');
		expect(result.error).toMatchObject({
			name: 'NodeApiError',
			httpCode: '400',
			description: 'Phone is wrong',
		});
		expect(result.error?.message).not.toContain('Phone is wrong');
	});
});
