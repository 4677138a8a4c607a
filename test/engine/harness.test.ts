import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import type { ActionOptions } from '../helpers/engine/runAction';
import { runAction } from '../helpers/engine/runAction';
import { assertNoSecret } from '../helpers/engine/secretScan';

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
});

describe('On Error', () => {
	it('moves items that hold only an error to the error output', async () => {
		const result = await run(async (item) => (item.name === 'B' ? { error: 'B refused' } : item), people, {
			onError: 'continueErrorOutput',
		});
		expect(result.items).toEqual([people[0], people[2]]);
		expect(result.errorItems).toEqual([{ name: 'B', error: 'B refused' }]);
	});
});

describe('parameters', () => {
	it('refuses a field that the editor would not show', async () => {
		const nodeTypes = { 'test.sender': sendingNode(async (item) => item) };
		const options = { nodeTypes, type: 'test.sender', withoutPackage: true };
		await expect(runAction({ to: 'A', second: 'x' }, [{}], options)).rejects.toThrow('no field "second"');
		await expect(runAction({ to: 'A', third: 'x' }, [{}], options)).rejects.toThrow('no field "third"');
		await expect(runAction({ to: 'A', channel: 'two', second: 'x' }, [{}], options)).resolves.toMatchObject({
			status: 'success',
		});
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

describe('processed data', () => {
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

describe('a secret of a credential', () => {
	const secrets = [{ name: 'zApi.clientToken', value: 'F7f3a9c51S' }];

	it.each([{ output: 'F7f3a9c51S' }, { error: { message: 'Refused with F7f3a9c51S' } }])(
		'fails a test whose run shows it: %j',
		(execution) => {
			const look = () => assertNoSecret(secrets, { execution }, undefined);
			expect(look).toThrow('The secret zApi.clientToken shows up in the execution');
			expect(look).not.toThrow('F7f3a9c51S');
		},
	);
});
