/**
 * Dry run of CONTRIBUTING's "Add a provider": one more is an object and a line in the list. Both nodes must
 * then offer it everywhere, and send and receive through it, without another line anywhere.
 */
import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	INode,
	INodeParameters,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
	INodeTypes,
	IWebhookFunctions,
} from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';

import { PROVIDERS } from '../../../nodes/providers';
import { describeActions } from '../../../nodes/WhatsAppCommerce/description';
import { runOperation } from '../../../nodes/WhatsAppCommerce/runOperation';
import { describeTrigger } from '../../../nodes/WhatsAppCommerceTrigger/description';
import { receiveWebhook } from '../../../nodes/WhatsAppCommerceTrigger/receiveWebhook';
import { isRegistered, register, unregister } from '../../../nodes/WhatsAppCommerceTrigger/webhookLifecycle';
import { stub } from '../../helpers/stubProvider';

const all = [...PROVIDERS, stub];
const action = { name: 'whatsAppCommerce', ...describeActions(all) } as INodeTypeDescription;
const trigger = describeTrigger(all) as INodeTypeDescription;

function shown(description: INodeTypeDescription, parameters: INodeParameters): INodeProperties[] {
	const node = { typeVersion: 1, parameters } as INode;
	return description.properties.filter((field) =>
		NodeHelpers.displayParameter(parameters, field, node, description, parameters),
	);
}

const labels = (fields: INodeProperties[]) => fields.map(({ displayName }) => displayName);
const choices = (field?: INodeProperties) => (field?.options ?? []).map(({ name }) => name);
const named = (fields: INodeProperties[], name: string) => fields.find((field) => field.name === name);

function credentialsFor(description: INodeTypeDescription, parameters: INodeParameters): string[] {
	const node = { typeVersion: 1, parameters } as INode;
	return (description.credentials ?? [])
		.filter((credential) => NodeHelpers.displayParameter(parameters, credential, node, description))
		.map(({ name }) => name);
}

function subtitleOf(description: INodeTypeDescription, parameters: INodeParameters): unknown {
	const node: INode = { id: '1', name: 'Node', type: 'node', typeVersion: 1, position: [0, 0], parameters };
	const type = { description: { ...description, inputs: [], outputs: [] } } as unknown as INodeType;
	const nodeTypes = { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) };
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypes as INodeTypes,
	});
	return workflow.expression.getSimpleParameterValue(node, description.subtitle, 'internal', {});
}

describe('a third provider in the action node', () => {
	const request = { resource: 'order', operation: 'paymentRequest', provider: 'stub' };
	const pixKey = { resource: 'pix', operation: 'pixKey', provider: 'stub' };
	const build = { resource: 'paymentCode', operation: 'buildPix' };

	it('is in the description, and in the list of providers where it has the operation', () => {
		expect(action.description).toContain('through Z-API, Hub Chatt2.me, Meta Cloud API or Stub Cloud');
		const offered = (parameters: INodeParameters) => choices(named(shown(action, parameters), 'provider'));
		expect(offered(request)).toEqual(['Z-API', 'Hub Chatt2.me', 'Meta Cloud API', 'Stub Cloud']);
		expect(offered(pixKey)).toEqual(['Z-API', 'Stub Cloud']);
		expect(offered({ ...request, operation: 'orderStatus' })).toEqual([
			'Z-API',
			'Hub Chatt2.me',
			'Meta Cloud API',
		]);
		expect(labels(shown(action, build))).not.toContain('Provider');
	});

	it('shows its fields, under their own conditions too, and nobody else does', () => {
		const first = ['Resource', 'Operation', 'Provider', 'Credential'];
		expect(labels(shown(action, request))).toEqual([...first, 'Recipient Phone', 'Options']);
		const one = labels(shown(action, { ...request, phone: '5511999999999' }));
		expect(one).toContain('Stub Detail');
		expect(labels(shown(action, { ...request, provider: 'zApi' }))).not.toContain('Stub Detail');
		expect(labels(shown(action, pixKey))).toEqual([...first, 'Options']);
	});

	it('has its own options among those that every message has', () => {
		const options = choicesOfOptions(shown(action, request));
		expect(options).toEqual(expect.arrayContaining(['Dry Run', 'Paper Size', 'Timeout']));
		expect(options).toEqual([...options].sort());
	});

	it('asks for its credential where something is sent', () => {
		expect(credentialsFor(action, request)).toEqual(['stubApi']);
		expect(credentialsFor(action, pixKey)).toEqual(['stubApi']);
		expect(credentialsFor(action, { ...build, provider: 'stub' })).toEqual([]);
		expect(credentialsFor(action, { ...request, provider: 'zApi' })).toEqual(['zApi']);
	});

	it('is named in the subtitle', () => {
		expect(subtitleOf(action, pixKey)).toBe('Send PIX Key · Stub Cloud');
		expect(subtitleOf(action, { ...request, provider: 'zApi' })).toBe('Payment Request · Z-API');
	});

	it('sends through its own credential, and its secrets show nowhere', async () => {
		const { context, calls } = actionContext({ ...request, phone: '5511999999999', options: {} });
		const [item] = await runOperation(context, all);
		expect(calls).toEqual([{ credential: 'stubApi', url: '/pay' }]);
		expect(item.json).toMatchObject({ provider: 'stub', sendStatus: 'taken', said: 'ok [hidden]' });
	});

	it('reads its credential once for all items, whose shop holds for empty fields', async () => {
		const parameters = { ...request, phone: '31987654321', options: {} };
		const shop = { stubToken: 'T0KEN', defaultCountry: 'BR', testPhone: '5511900000001' };
		const getCredentials = jest.fn(async () => await Promise.resolve(shop));
		const { context } = actionContext(parameters, { getCredentials, getInputData: () => ITEMS });
		const items = await runOperation(context, all);
		expect(items.map(({ json }) => json.phone)).toEqual(Array(3).fill('5531987654321'));
		expect(getCredentials).toHaveBeenCalledTimes(1);
	});

	it('sends to the test phone of its credential in a run from the editor', async () => {
		const shop = { stubToken: 'T0KEN', testPhone: '5511900000001' };
		const { context, bodies } = actionContext(
			{ ...request, phone: '5531987654321', options: {} },
			{ getCredentials: async () => await Promise.resolve(shop), getMode: () => 'manual' },
		);
		await runOperation(context, all);
		expect(bodies).toEqual([{ to: '5511900000001' }]);
	});

	it.each([
		[{ ...request, provider: 'other' }, 'Unknown provider "other"'],
		[{ ...request, provider: 'constructor' }, 'Unknown provider "constructor"'],

		[{ ...request, operation: 'orderStatus' }, 'The provider Stub Cloud has no operation "Order Status"'],
		[{ ...request, operation: 'pixKey' }, 'The resource "order" has no operation "pixKey"'],
		[{ ...request, operation: 'constructor' }, 'The resource "order" has no operation "constructor"'],
		[{ ...request, resource: 'other' }, 'The resource "other" has no operation "paymentRequest"'],
	])('of %j, nothing is sent and the error says why', async (parameters, message) => {
		const { context, calls } = actionContext(parameters as INodeParameters);
		await expect(runOperation(context, all)).rejects.toMatchObject({
			name: 'NodeOperationError',
			message,
			description: expect.stringMatching(/^Choose (Resource|Provider)/),
		});
		expect(calls).toEqual([]);
	});
});

describe('a third provider in the trigger', () => {
	const chosen = { provider: 'stub', registration: 'automatic', events: ['orderSent'], options: {} };

	it('is in the list of providers with its own words', () => {
		expect(named(trigger.properties, 'provider')?.options).toContainEqual({
			name: 'Stub Cloud',
			value: 'stub',
			description: 'A number in the cloud',
		});
	});

	it('shows its events, fields and options, and nobody else does', () => {
		const fields = shown(trigger, chosen);
		expect(labels(fields)).toEqual([
			...['Provider', 'Credential', 'Trigger On', 'To try Order Sent: Send one.', 'Registration'],
			...['Stub Queue', 'Options'],
		]);
		expect(choices(named(fields, 'events'))).toEqual(['Order Sent']);
		expect(named(fields, 'events')?.default).toEqual(['orderSent']);
		expect(labels(shown(trigger, { ...chosen, registration: 'manual' }))).not.toContain('Stub Queue');
		expect(labels(shown(trigger, { ...chosen, provider: 'zApi' }))).not.toContain('Stub Queue');
		const patience = (named(fields, 'options')?.options as INodeProperties[]).find(
			({ name }) => name === 'patience',
		);
		expect(patience?.displayOptions).toEqual({ show: { '/provider': ['stub'] } });
	});

	it('says what its accounts are called', () => {
		const options = named(trigger.properties, 'options')?.options as INodeProperties[];
		expect(named(options, 'onlyAccounts')?.description).toBe(
			'Comma-separated Z-API instance IDs, Hub channel IDs, channel names such as whatsapp, phone number IDs of Meta or Stub numbers. Empty lets all through. Status events of the Hub do not say where they come from and always pass. Pings always pass.',
		);
	});

	it('asks for its credential and is named in the subtitle', () => {
		expect(credentialsFor(trigger, chosen)).toEqual(['stubApi']);
		expect(subtitleOf(trigger, chosen)).toBe('Stub Cloud · Order Sent');
	});

	it('registers and unregisters in its own way', async () => {
		const state: IDataObject = {};
		const context = triggerContext(chosen, { state }).context as unknown as IHookFunctions;
		expect(await isRegistered(context, all)).toBe(false);
		await register(context, all);
		expect(state.registration).toEqual({ provider: 'stub' });
		expect(await isRegistered(context, all)).toBe(true);
		await unregister(context, all);
		expect(state).not.toHaveProperty('registration');
	});

	it('starts the workflow with its events', async () => {
		const { context } = triggerContext(chosen, { body: { n: 1 } });
		const { workflowData } = await receiveWebhook(context, all);
		expect(workflowData?.[0][0].json).toMatchObject({ event: 'orderSent', provider: 'stub' });
	});

	it('answers its own proof of ownership', async () => {
		const { context, sent } = triggerContext(chosen, { headers: { 'x-challenge': 'who' } });
		await receiveWebhook(context, all);
		expect(sent).toEqual({ status: 200, body: 'who' });
	});

	it('takes bodies as large as it says', async () => {
		const { context, sent } = triggerContext(chosen, { body: { text: 'x'.repeat(2000) } });
		await receiveWebhook(context, all);
		expect(sent.status).toBe(413);
	});

	it('that nobody knows is an error with words', async () => {
		const unknown = triggerContext({ ...chosen, provider: 'other' }, {}).context;
		await expect(receiveWebhook(unknown, all)).rejects.toThrow('Unknown provider "other"');
		const hooks = unknown as unknown as IHookFunctions;
		await expect(isRegistered(hooks, all)).rejects.toThrow('Unknown provider "other"');
		await expect(register(hooks, all)).rejects.toThrow('Unknown provider "other"');
	});
});

function choicesOfOptions(fields: INodeProperties[]): string[] {
	return ((named(fields, 'options')?.options ?? []) as INodeProperties[]).map(
		({ displayName }) => displayName,
	);
}

const NODE = { id: '1', name: 'Node', type: 'node', typeVersion: 1, position: [0, 0] };

const ITEMS = [{ json: {} }, { json: {} }, { json: {} }];

interface StubCall {
	url: string;
	body?: unknown;
}

/** As much of n8n as one item needs; the provider echoes its token. */
function actionContext(parameters: INodeParameters, changes: object = {}) {
	const calls: Array<{ credential: string; url: string }> = [];
	const bodies: unknown[] = [];
	const context = {
		getInputData: () => [{ json: {} }],
		getNode: () => ({ ...NODE, parameters }),
		getNodeParameter: (name: string, _index: number, fallback?: unknown) => parameters[name] ?? fallback,
		getWorkflow: () => ({ id: 'w' }),
		getMode: () => 'trigger',
		getContext: () => ({}),
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		getCredentials: async () => await Promise.resolve({ stubToken: 'T0KEN' }),
		continueOnFail: () => false,
		helpers: {
			httpRequestWithAuthentication: async (credential: string, { url, body }: StubCall) => {
				calls.push({ credential, url });
				bodies.push(body);
				return await Promise.resolve({ statusCode: 200, headers: {}, body: 'ok T0KEN' });
			},
		},
		...changes,
	};
	return { context: context as unknown as IExecuteFunctions, calls, bodies };
}

interface Call {
	state?: IDataObject;
	headers?: IDataObject;
	body?: IDataObject;
}

/** As much of n8n as one webhook call or activation needs. */
function triggerContext(parameters: INodeParameters, { state = {}, headers = {}, body = {} }: Call) {
	const sent: { status?: number; body?: unknown } = {};
	const response = {
		once: () => response,
		status: (status: number) => {
			sent.status = status;
			return response;
		},
		json: (answer: unknown) => (sent.body = answer),
	};
	const context = {
		getNode: () => ({ ...NODE, parameters }),
		getNodeParameter: (name: string, fallback?: unknown) => parameters[name] ?? fallback,
		getWorkflow: () => ({ id: 'w' }),
		getWorkflowStaticData: () => state,
		getMode: () => 'trigger',
		getNodeWebhookUrl: () => 'https://n8n.example.com/webhook/stub',
		getActivationMode: () => 'activate',
		getHeaderData: () => ({ 'content-type': 'application/json', ...headers }),
		getRequestObject: () => ({ rawBody: Buffer.from(JSON.stringify(body)) }),
		getBodyData: () => body,
		getResponseObject: () => response,
	};
	return { context: context as unknown as IWebhookFunctions, sent };
}
