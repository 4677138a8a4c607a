import assert from 'node:assert/strict';
import type { AcceptedMessage } from '../../test/helpers/simulator.ts';
import type { CredentialRef, SavedWorkflow, WorkflowDefinition } from '../lib/n8nApi.mts';
import { ENDED, type Execution, failureOf } from '../lib/n8nExecution.mts';
import { SHOP, type Stage } from '../lib/stage.mts';
import { waitFor } from '../lib/waitFor.mts';
import { readWorkflow } from '../lib/workflowFile.mts';
import type { Outside } from './outside.mts';

type Json = Record<string, unknown>;

/** A row of the data table that the examples share. */
export interface OrderRow {
	orderId: string | null;
	phone: string | null;
	messageId: string | null;
	referenceId: string | null;
	totalCents: number | null;
	status: string | null;
	paidAt: string | null;
	orderEvent: string | null;
	paymentCode: string | null;
}

const TABLE = 'whatsapp_orders';
export const SECRET_HEADER = { name: 'X-Shop-Secret', value: 'a-long-secret-of-the-shop' };
const API_KEY = 'key-of-the-outside-service';

/** What a note asks a shop to fill in where the node has no credential that could say it. */
const LOCAL_FIELDS: Json = {
	pixKey: SHOP.pixKey,
	pixMerchantName: SHOP.merchantName,
	pixMerchantCity: SHOP.merchantCity,
};

export interface Node {
	name: string;
	webhookId?: string;
	credentials?: Record<string, { id: string; name: string }>;
	parameters: Json;
}

/** An imported and activated example. */
export interface Example {
	id: string;
	workflow: SavedWorkflow;
}

/** One stage on which the examples play, with what a person does after an import. */
export class Scene {
	private readonly active: string[] = [];

	private readonly seen = new Map<string, number>();

	private credentials: CredentialRef[] = [];

	constructor(
		readonly stage: Stage,
		readonly outside: Outside,
	) {}

	/** Makes the credentials that the examples ask for besides those of the stage. */
	async prepare(): Promise<void> {
		const { api, zApi, hub, meta } = this.stage;
		this.credentials = [
			zApi.credential,
			hub.credential,
			meta.credential,
			await api.createCredential('httpHeaderAuth', 'Header Auth', SECRET_HEADER),
			await api.createCredential('httpBasicAuth', 'Basic Auth', { user: 'client', password: API_KEY }),
			await api.createCredential('httpSslAuth', 'SSL Certificates', {}),
			await api.createCredential('paymentWebhookApi', 'Payment provider', {
				paymentProvider: 'asaas',
				secret: SECRET_HEADER.value,
			}),
			await api.createCredential('openAiApi', 'Chat model', {
				apiKey: API_KEY,
				url: `${this.outside.url}/openai`,
			}),
		];
	}

	/** A file's nodes, with the credentials of the stage. */
	async read(file: string): Promise<Node[]> {
		return (await readWorkflow(`examples/${file}.json`, this.credentials)).nodes as Node[];
	}

	/** Imports an example, fills in what its notes ask for, and points outside addresses at the stand-ins. */
	async import(
		file: string,
		adapt: (nodes: Node[]) => Promise<void> = async () => {},
	): Promise<SavedWorkflow> {
		const { api, control, hub } = this.stage;
		const read = await readWorkflow(`examples/${file}.json`, this.credentials);
		const text = JSON.stringify(read)
			.replaceAll('https://api.chatt2.me/v1', `${control.url}/v1`)
			.replaceAll(/https:\/\/api\.woovi\.com/g, this.outside.url);
		const workflow = JSON.parse(text) as WorkflowDefinition;
		for (const { parameters } of workflow.nodes as Node[]) {
			const templateId = hub.templates.find(({ type }) => type === 'ORDER_STATUS')?.id ?? '';
			for (const [name, value] of Object.entries({ ...LOCAL_FIELDS, templateId })) {
				if (parameters[name] === '') parameters[name] = value;
			}
		}
		await adapt(workflow.nodes as Node[]);
		return await api.createWorkflow(workflow);
	}

	/** Imports an example, makes its table when it brings the trigger for that, and activates it. */
	async play(file: string, adapt?: (nodes: Node[]) => Promise<void>): Promise<Example> {
		const { api } = this.stage;
		const workflow = await this.import(file, adapt);
		if (workflow.nodes.some((node) => (node as Node).name === 'Run Once')) {
			const made = await api.runManually(workflow.id, 'Run Once');
			assert.equal(made.status, 'success', failureOf(made));
		}
		await api.activate(workflow.id);
		this.active.push(workflow.id);
		return { id: workflow.id, workflow };
	}

	/** Runs an example by hand from its first node, which has a sample pinned. */
	async runSample(file: string): Promise<void> {
		const { api } = this.stage;
		const workflow = await this.import(file);
		const { pinData = {} } = workflow as { pinData?: Json };
		const [first] = Object.keys(pinData);
		assert.ok(first, `${file} has no sample`);
		const execution = await api.runManually(workflow.id, first);
		assert.equal(execution.status, 'success', failureOf(execution));
	}

	/** Ends what a scenario left running, so that the next one finds free addresses. */
	async clear(): Promise<void> {
		for (const id of this.active.splice(0).reverse()) await this.stage.api.deactivate(id);
	}

	/** Posts to a Webhook node of an example, as a shop or payment provider does. */
	async post(path: string, body: Json, headers: Record<string, string> = {}): Promise<number> {
		const response = await fetch(`${this.stage.n8n.url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: JSON.stringify(body),
		});
		await response.text();
		return response.status;
	}

	/** The same with the secret header that the Webhook node asks for. */
	async postSigned(path: string, body: Json): Promise<void> {
		assert.equal(await this.post(path, body, { [SECRET_HEADER.name]: SECRET_HEADER.value }), 200);
	}

	/** The next execution of an example, when it has ended, whether well or not. */
	async nextEnd({ id }: Example): Promise<Execution> {
		const { api } = this.stage;
		const count = (this.seen.get(id) ?? (await this.countBefore(id))) + 1;
		this.seen.set(id, count);
		const summaries = await waitFor(`execution ${count} of workflow ${id}`, async () => {
			const ended = (await api.executions(id)).filter(({ status }) => ENDED.has(status));
			return ended.length >= count ? ended.reverse() : undefined;
		});
		return await api.execution(summaries[count - 1]?.id ?? '');
	}

	/** How many executions of an example a scenario has looked at, and how many have ended so far. */
	countSeen({ id }: Example): number {
		return this.seen.get(id) ?? 0;
	}

	async countEnded({ id }: Example): Promise<number> {
		return (await this.stage.api.executions(id)).filter(({ status }) => ENDED.has(status)).length;
	}

	/** The next execution, which must have ended well. */
	async nextSuccess(example: Example): Promise<Execution> {
		const execution = await this.nextEnd(example);
		assert.equal(execution.status, 'success', failureOf(execution));
		return execution;
	}

	/** Messages that a provider took in for one recipient, by operation. */
	async messages(account: string, operation: string, recipient?: string): Promise<AcceptedMessage[]> {
		const { control } = this.stage;
		await control.settle(account);
		const messages = await control.messages(account);
		return messages.filter(
			(message) => message.operation === operation && (recipient ?? message.recipient) === message.recipient,
		);
	}

	/** Rows of the data table for one order. */
	async rows(orderId: string): Promise<OrderRow[]> {
		const { projectId, id } = await this.table();
		const path = `/rest/projects/${projectId}/data-tables/${id}/rows?take=250`;
		const { data } = await this.stage.api.session.request<{ data: OrderRow[] }>('GET', path);
		return data.filter((row) => row.orderId === orderId);
	}

	/** The row of an order once it is as wanted. */
	async row(orderId: string, isWanted: (row: OrderRow) => boolean = () => true): Promise<OrderRow> {
		return await waitFor(`the table to hold order ${orderId}`, async () =>
			(await this.rows(orderId)).find(isWanted),
		);
	}

	/** Puts rows into the table, as a person does in n8n. */
	async insert(rows: Array<Partial<OrderRow>>): Promise<void> {
		const { projectId, id } = await this.table();
		const body = { data: rows, returnType: 'count' };
		await this.stage.api.session.request(
			'POST',
			`/rest/projects/${projectId}/data-tables/${id}/insert`,
			body,
		);
	}

	private async table(): Promise<{ id: string; projectId: string }> {
		const filter = encodeURIComponent(JSON.stringify({ name: TABLE }));
		const path = `/rest/data-tables-global?filter=${filter}`;
		const answer = await this.stage.api.session.request<{
			data: Array<{ id: string; projectId: string; name: string }>;
		}>('GET', path);
		const table = answer.data.find(({ name }) => name === TABLE);
		assert.ok(table, 'The data table is not there');
		return table;
	}

	/** Executions from before the example was active: those that made its table. */
	private async countBefore(id: string): Promise<number> {
		return (await this.stage.api.executions(id)).filter(({ mode }) => mode === 'manual').length;
	}
}
