import type { IDataObject, INodeType, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import { NEXT_NODE, openTrigger } from '../helpers/engine/openTrigger';
import { processedData } from '../helpers/engine/setup';

/** What the node was asked to do, in order. */
let steps: string[];
/** Set to make `create` fail, or to call back while it runs. */
let duringCreate: (() => Promise<void>) | undefined;
let respond: (this: IWebhookFunctions) => Promise<IWebhookResponseData>;

const receive: typeof respond = async function () {
	return { workflowData: [[{ json: this.getBodyData() }]], webhookResponse: { got: true } };
};

/** A trigger that notes each call; `execute` drops items n8n has processed before. */
const noting: INodeType = {
	description: {
		displayName: 'Noting Trigger',
		name: 'notingTrigger',
		group: ['trigger'],
		version: 1,
		description: 'Notes',
		defaults: { name: 'Noting Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' }],
	},
	webhookMethods: {
		default: {
			async checkExists() {
				steps.push(`checkExists ${this.getMode()} ${this.getActivationMode()}`);
				return this.getWorkflowStaticData('node').id !== undefined;
			},
			async create() {
				steps.push(`create ${this.getNodeWebhookUrl('default')}`);
				await duringCreate?.();
				this.getWorkflowStaticData('node').id = 'hook-1';
				return true;
			},
			async delete() {
				const data = this.getWorkflowStaticData('node');
				steps.push(`delete ${String(data.id)} ${this.getNodeWebhookUrl('default')}`);
				delete data.id;
				return true;
			},
		},
	},
	async webhook() {
		return await respond.call(this);
	},
	async execute() {
		const items = this.getInputData();
		const ids = items.map(({ json }) => String(json.id));
		const checked = await this.helpers.checkProcessedAndRecord(ids, 'node', {
			mode: 'entries',
			maxEntries: 100,
		});
		return [items.filter(({ json }) => checked.new.includes(String(json.id)))];
	},
};

const open = async (staticData?: IDataObject) =>
	await openTrigger({
		type: 'test.notingTrigger',
		nodeTypes: { 'test.notingTrigger': noting },
		withoutPackage: true,
		webhookId: 'abc',
		staticData,
		urls: { webhook: 'https://n8n.loja.example', test: 'https://editor.loja.example' },
	});

const URL_LIVE = 'https://n8n.loja.example/webhook/abc/webhook';
const URL_TEST = 'https://editor.loja.example/webhook-test/abc/webhook';

beforeEach(() => {
	steps = [];
	duringCreate = undefined;
	respond = receive;
	processedData.clear();
});

describe('activation', () => {
	it('creates what does not exist, keeps the static data, and deletes on deactivation', async () => {
		const trigger = await open();
		await trigger.activate();
		expect(trigger.staticData).toEqual({ 'node:WhatsApp Commerce Trigger': { id: 'hook-1' } });
		await trigger.activate('init');
		expect(await trigger.deactivate()).toBeUndefined();
		expect(steps).toEqual([
			'checkExists trigger activate',
			`create ${URL_LIVE}`,
			'checkExists trigger init',
			`delete hook-1 ${URL_LIVE}`,
		]);
		expect(trigger.staticData).toEqual({ 'node:WhatsApp Commerce Trigger': {} });
		expect(trigger.webhookUrl()).toBe(URL_LIVE);
	});

	it('cleans up with what was saved before when create fails, and passes the reason on', async () => {
		const trigger = await open();
		duringCreate = async () => await Promise.reject(new Error('Another URL is set'));
		await expect(trigger.activate()).rejects.toThrow('Another URL is set');
		expect(steps.at(-1)).toBe(`delete undefined ${URL_LIVE}`);
		expect((await trigger.inbox.receive({ body: {} })).status).toBe(404);
	});

	it('answers the production URL while create is still running', async () => {
		const trigger = await open();
		let status = 0;
		duringCreate = async () => {
			status = (await trigger.inbox.receive({ body: { id: 1 } })).status;
		};
		await trigger.activate();
		expect(status).toBe(200);
	});
});

describe('calls', () => {
	it('runs the workflow after webhook(): execute of the trigger, then the next node', async () => {
		const trigger = await open();
		await trigger.activate();
		const first = await trigger.inbox.receive({ body: { id: 7 } });
		const again = await trigger.inbox.receive({ body: { id: 7 } });
		expect(first).toMatchObject({ status: 200, text: 'firstEntryJson', items: [{ json: { id: 7 } }] });
		expect(first.execution?.status).toBe('success');
		expect(first.execution?.outputs(NEXT_NODE)[0]?.map(({ json }) => json)).toEqual([{ id: 7 }]);
		expect(again.execution?.outputs(NEXT_NODE)).toEqual([]);
	});

	it('answers 404 for a URL nobody registered', async () => {
		const trigger = await open();
		const call = await trigger.inbox.receive({ body: {} });
		expect(call).toMatchObject({ status: 404, body: { code: 404 } });
		expect(steps).toEqual([]);
	});

	it('lets the node answer by itself and start nothing', async () => {
		respond = async function () {
			this.getResponseObject().status(401).set('x-why', 'signature').json({ reason: 'no signature' });
			return { noWebhookResponse: true };
		};
		const trigger = await open();
		await trigger.activate();
		const call = await trigger.inbox.receive({ body: {} });
		expect(call).toMatchObject({ status: 401, body: { reason: 'no signature' }, execution: undefined });
		expect(call.headers['x-why']).toBe('signature');
	});

	it.each([
		[{ webhookResponse: { fine: 1 } }, { fine: 1 }],
		[{ webhookResponse: 'token' }, 'token'],
		[{}, { message: 'Webhook call received' }],
	])('answers %j with %j when nothing is started', async (result, body) => {
		respond = async () => result;
		const trigger = await open();
		await trigger.activate();
		const call = await trigger.inbox.receive({ body: {} });
		expect(call).toMatchObject({ status: 200, body, execution: undefined });
	});

	it('hides what webhook() threw from the caller', async () => {
		respond = async function () {
			throw new NodeOperationError(this.getNode(), 'Secret detail');
		};
		const trigger = await open();
		await trigger.activate();
		const call = await trigger.inbox.receive({ body: {} });
		expect(call).toMatchObject({ status: 500, error: { message: 'Secret detail' } });
		expect(call.text).not.toContain('Secret detail');
	});
});

describe('bodies', () => {
	let seen: { body: unknown; raw: string | undefined; query: unknown; header: unknown };
	beforeEach(() => {
		respond = async function () {
			const request = this.getRequestObject() as unknown as { rawBody?: Buffer };
			seen = {
				body: this.getBodyData(),
				raw: request.rawBody?.toString(),
				query: this.getQueryData(),
				header: this.getHeaderData()['x-note'],
			};
			return {};
		};
	});

	const text = '{ "valor" : "R$ 1,00" , "n":1.50 }';
	it.each([
		['JSON', { body: text, headers: { 'Content-Type': 'application/json' } }, { valor: 'R$ 1,00', n: 1.5 }],
		[
			'JSON, gzip',
			{ body: text, gzip: true, headers: { 'content-type': 'application/json' } },
			{ valor: 'R$ 1,00', n: 1.5 },
		],
		['text', { body: text, headers: { 'content-type': 'text/plain; charset=utf-8' } }, text],
		[
			'form',
			{ body: 'a=1&b=x+y', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
			{ a: '1', b: 'x y' },
		],
		['unknown type', { body: text, headers: { 'content-type': 'application/octet-stream' } }, undefined],
		['nothing', {}, undefined],
	])('arrive as n8n parses them: %s', async (_name, call, body) => {
		const trigger = await open();
		await trigger.activate();
		const headers = { 'X-Note': 'hi', ...('headers' in call ? call.headers : {}) };
		const { status } = await trigger.inbox.receive({ ...call, headers, query: { secret: 's' } });
		expect(status).toBe(200);
		expect(seen.body).toEqual(body);
		expect(seen.raw).toBe('body' in call ? call.body : '');
		expect(seen).toMatchObject({ query: { secret: 's' }, header: 'hi' });
	});

	it('never reach the node when they are not what they say', async () => {
		const trigger = await open();
		await trigger.activate();
		const json = { 'content-type': 'application/json' };
		expect(await trigger.inbox.receive({ body: '{"a":', headers: json })).toMatchObject({
			status: 422,
			body: { message: 'Failed to parse request body' },
		});
		const notGzip = { ...json, 'content-encoding': 'gzip' };
		expect((await trigger.inbox.receive({ body: '{}', headers: notGzip })).status).toBe(500);
	});
});

describe('over HTTP', () => {
	it('answers at once and runs the workflow behind it', async () => {
		const trigger = await open();
		await trigger.activate();
		const base = await trigger.inbox.listen();
		const reply = await fetch(`${base}${new URL(trigger.webhookUrl()).pathname}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ id: 3 }),
		});
		expect(reply.status).toBe(200);
		const [execution] = await trigger.inbox.settled();
		expect(execution.outputs(NEXT_NODE)[0]?.map(({ json }) => json)).toEqual([{ id: 3 }]);
	});
});

describe('listening for a test event', () => {
	it('has its own URL and static data, ends after the first event, and leaves the live one alone', async () => {
		const trigger = await open();
		await trigger.activate();
		const live = trigger.staticData;
		steps = [];
		await trigger.listenForTestEvent();
		let known: unknown;
		respond = async function () {
			known = this.getWorkflowStaticData('node').id;
			return await receive.call(this);
		};
		const call = await trigger.inbox.receive({ kind: 'test', body: { id: 1 } });
		expect(call.execution?.run.mode).toBe('manual');
		expect(known).toBe('hook-1');
		expect(steps).toEqual(['checkExists manual manual', `create ${URL_TEST}`, `delete hook-1 ${URL_TEST}`]);
		expect((await trigger.inbox.receive({ kind: 'test', body: {} })).status).toBe(404);
		expect(trigger.staticData).toEqual(live);
	});

	it('goes on listening after a call that starts nothing', async () => {
		const trigger = await open();
		await trigger.listenForTestEvent();
		respond = async () => ({ webhookResponse: 'not chosen' });
		expect((await trigger.inbox.receive({ kind: 'test', body: {} })).text).toBe('not chosen');
		expect((await trigger.inbox.receive({ kind: 'test', body: {} })).status).toBe(200);
		await trigger.stopListening();
		expect((await trigger.inbox.receive({ kind: 'test', body: {} })).status).toBe(404);
	});
});

describe('static data', () => {
	it('set in webhook() is kept for the next call', async () => {
		respond = async function () {
			const data = this.getWorkflowStaticData('node');
			data.calls = Number(data.calls ?? 0) + 1;
			return { webhookResponse: String(data.calls) };
		};
		const trigger = await open();
		await trigger.activate();
		await trigger.inbox.receive({ body: {} });
		expect((await trigger.inbox.receive({ body: {} })).text).toBe('2');
	});
});
