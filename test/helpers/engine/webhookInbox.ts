import { randomUUID } from 'crypto';
import type { Request, Response } from 'express';
import express from 'express';
import type { IDataObject, INodeExecutionData, IWebhookData, IWebhookResponseData } from 'n8n-workflow';
import { ObservableObject, sleep, UnexpectedError } from 'n8n-workflow';
import type { EngineCredentials } from './credentials';
import type { Trigger, TriggerInput } from './openTrigger';
import type { WorkflowRun } from './runWorkflow';
import { runWorkflow } from './runWorkflow';
import { assertNoSecret } from './secretScan';
import type { ShownError } from './shownError';
import { shownError } from './shownError';
import { answer, COULD_NOT_START, notRegistered, runWebhook } from './webhookCalls';
import type { N8nRequest, N8nResponse, ServerRefusal } from './webhookRequest';
import { asN8nRequest, gzip, parseBody } from './webhookRequest';

export type WebhookKind = 'production' | 'test';

export interface CallInput {
	kind?: WebhookKind;
	method?: string;
	headers?: Record<string, string>;
	query?: Record<string, string>;
	/** An object is sent as JSON; text and bytes as they are. */
	body?: unknown;
	/** Compress the body and say so, as Z-API may. */
	gzip?: boolean;
}

/** One call of the webhook: what the caller got, and what it started. */
export interface Call {
	status: number;
	headers: Record<string, string>;
	text: string;
	/** The answer parsed as JSON, or its text. */
	body: unknown;
	/** Items `webhook()` handed on; undefined when it started nothing. */
	items?: INodeExecutionData[];
	/** The execution it started, ended. */
	execution?: WorkflowRun;
	/** What `webhook()` threw; the caller only sees a 500. */
	error?: ShownError;
}

interface Started {
	result?: IWebhookResponseData;
	execution?: Promise<WorkflowRun>;
	/** The end of listening for a test event, which n8n brings about once the caller has its answer. */
	afterwards?: Promise<void>;
	error?: ShownError;
}

/** Marks a call of `receive()` on its way to the server; the node never sees it. */
const CALL_ID = 'x-engine-call';

/** The HTTP side of a trigger: plays n8n's webhook server for one workflow. */
export class WebhookInbox {
	/** Every execution started so far, in order; await them with `settled()`. */
	readonly executions: Array<Promise<WorkflowRun>> = [];

	/** Static data that a listening editor holds. */
	testStaticData: IDataObject | undefined;

	/** No execution can be stored, so none starts. */
	databaseIsAway = false;

	/** Until then the database says nothing. */
	private databaseIsSlow: Promise<void> | undefined;

	private readonly webhooks: Record<WebhookKind, IWebhookData[]> = { production: [], test: [] };

	/** What the calls of `receive()` started, by call id. */
	private readonly started = new Map<string, Started>();

	private listening: Promise<string> | undefined;

	constructor(
		private readonly trigger: Trigger,
		private readonly input: TriggerInput,
		private readonly credentials: EngineCredentials,
	) {}

	register(kind: WebhookKind, webhooks: IWebhookData[]): void {
		this.webhooks[kind] = webhooks;
	}

	registered(kind: WebhookKind): IWebhookData[] {
		return this.webhooks[kind];
	}

	unregister(kind: WebhookKind): void {
		this.webhooks[kind] = [];
		if (kind === 'test') this.testStaticData = undefined;
	}

	/** Calls the webhook and waits for the execution it starts, if any. */
	async receive(call: CallInput = {}): Promise<Call> {
		const url = new URL(new URL(this.trigger.webhookUrl(call.kind)).pathname, await this.listen());
		url.search = new URLSearchParams(call.query).toString();
		const id = randomUUID();
		const { headers, body } = await encode(call);
		const reply = await fetch(url, {
			method: call.method ?? 'POST',
			headers: { ...headers, [CALL_ID]: id },
			body,
		});
		const text = await reply.text();
		const started = this.started.get(id) ?? {};
		this.started.delete(id);
		const execution = await started.execution;
		await started.afterwards;
		const received: Call = {
			status: reply.status,
			headers: Object.fromEntries(reply.headers),
			text,
			body: parsed(text),
			items: started.result?.workflowData?.[0],
			execution,
			error: started.error,
		};
		const { items, error } = received;
		assertNoSecret(this.credentials.secrets(), { 'webhook answer': { items, text, error } }, call.body);
		return received;
	}

	/** Calls the webhook while the database says nothing, and gives up; `goOn` lets the database answer. */
	async abandon(call: CallInput): Promise<{ goOn: (isAway: boolean) => Promise<void> }> {
		let answers = () => {};
		this.databaseIsSlow = new Promise((resolve) => (answers = resolve));
		const url = new URL(new URL(this.trigger.webhookUrl()).pathname, await this.listen());
		const caller = new AbortController();
		const { headers, body } = await encode(call);
		const calling = fetch(url, { method: 'POST', headers, body, signal: caller.signal }).catch(() => {});
		await sleep(200);
		caller.abort();
		await calling;
		await sleep(200);
		return {
			goOn: async (isAway) => {
				this.databaseIsAway = isAway;
				answers();
				await sleep(200);
				this.databaseIsAway = false;
			},
		};
	}

	/** Serves the webhooks on a free loopback port; returns the base URL, which a simulator can call. */
	async listen(): Promise<string> {
		this.listening ??= new Promise((resolve, reject) => {
			const app = express().disable('x-powered-by');
			app.use(async (request, response) => await this.handle(request, response));
			const server = app.listen(0, '127.0.0.1', (error) => {
				const address = server.address();
				if (error || typeof address !== 'object') reject(error);
				else resolve(`http://127.0.0.1:${address?.port}`);
			});
			// Nobody closes it: it must not keep the test process alive.
			server.unref();
			server.on('connection', (socket) => socket.unref());
		});
		return await this.listening;
	}

	/** All executions started so far, ended. */
	async settled(): Promise<WorkflowRun[]> {
		return await Promise.all(this.executions);
	}

	private async handle(received: Request, response: Response): Promise<void> {
		const id = String(received.headers[CALL_ID] ?? '');
		delete received.headers[CALL_ID];
		const request = asN8nRequest(received, response);
		const kind: WebhookKind = request.path.startsWith('/webhook-test/') ? 'test' : 'production';
		const path = request.path.replace(/^\/webhook(-test)?\//, '');
		const webhook = this.webhooks[kind].find(
			(known) => known.path === path && known.httpMethod === request.method,
		);
		if (!webhook) return refuse(response, notRegistered(request.method ?? '', path));
		const refusal = await parseBody(request, this.input.typeVersion ?? 1);
		if (refusal) return refuse(response, refusal);
		try {
			const started: Started = {};
			if (id) this.started.set(id, started);
			await this.call(kind, webhook, request, response, started);
		} catch (error) {
			if (id) this.started.set(id, { error: shownError(error) });
			refuse(response, COULD_NOT_START);
		}
	}

	private async call(
		kind: WebhookKind,
		webhook: IWebhookData,
		request: N8nRequest,
		response: N8nResponse,
		started: Started,
	): Promise<void> {
		const isTest = kind === 'test';
		const mode = isTest ? 'manual' : 'webhook';
		const workflow = this.trigger.workflow(isTest ? {} : undefined);
		if (isTest && this.testStaticData) workflow.setTestStaticData(this.testStaticData);
		const result = await runWebhook(workflow, webhook, mode, request, response);
		const save = () => {
			if (!isTest) this.trigger.save(workflow);
		};
		if (result.noWebhookResponse === true) save();
		started.result = result;
		if (result.workflowData !== undefined) {
			await this.databaseIsSlow;
			if (this.databaseIsAway) throw new UnexpectedError('The execution could not be stored');
			// Starting wraps the same static data anew, which resets the note that it changed.
			ObservableObject.create(workflow.staticData);
			started.execution = this.execute(mode, result.workflowData);
			this.executions.push(started.execution);
			if (isTest) started.afterwards = this.trigger.stopListening();
		}
		answer(workflow, webhook, mode, result, response, save);
	}

	/** The execution that follows: the engine calls the trigger's `execute`, if it has one, then the next node. */
	private async execute(mode: 'manual' | 'webhook', data: INodeExecutionData[][]): Promise<WorkflowRun> {
		const { nodes, workflowId, staticData } = this.trigger;
		const { connectionsBySourceNode: connections } = this.trigger.workflow();
		const run = await runWorkflow({
			...this.input,
			nodes,
			connections,
			mode,
			workflowId,
			inputItems: data[0] ?? [],
			staticData: mode === 'manual' ? {} : staticData,
		});
		if (mode === 'webhook' && run.staticDataChanged) this.trigger.staticData = run.staticData;
		return run;
	}
}

function refuse(response: N8nResponse, { status, body }: ServerRefusal): void {
	if (!response.headersSent) response.status(status).json(body);
}

interface Encoded {
	headers: Record<string, string>;
	body?: Uint8Array<ArrayBuffer>;
}

async function encode({ body, headers = {}, gzip: compress }: CallInput): Promise<Encoded> {
	const lowerCase = Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
	if (body === undefined) return { headers: lowerCase };
	const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
	const bytes = Buffer.from(isRaw ? body : JSON.stringify(body));
	const type: Encoded['headers'] = isRaw ? {} : { 'content-type': 'application/json' };
	return {
		headers: { ...type, ...(compress ? { 'content-encoding': 'gzip' } : {}), ...lowerCase },
		body: new Uint8Array(compress ? await gzip(bytes) : bytes),
	};
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
