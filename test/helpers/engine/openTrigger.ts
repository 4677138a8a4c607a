import type {
	IDataObject,
	INode,
	INodeParameters,
	IWebhookData,
	IWorkflowSettings,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { deepCopy, UnexpectedError, Workflow } from 'n8n-workflow';
import type { InstanceUrls } from './additionalData';
import { createAdditionalData, PUBLIC_URLS } from './additionalData';
import type { CredentialInput } from './credentials';
import { EngineCredentials } from './credentials';
import type { FixtureTypes, TypeRegistry } from './nodeTypes';
import { loadTypes, NO_OP_TYPE, TRIGGER_TYPE } from './nodeTypes';
import type { NodeInput } from './runWorkflow';
import { completeNode } from './runWorkflow';
import { assertNoSecret } from './secretScan';
import type { ShownError } from './shownError';
import { shownError } from './shownError';
import { assertParametersShown } from './typedParameters';
import { nodeWebhooks, runLifecycle } from './webhookCalls';
import { WebhookInbox } from './webhookInbox';

export const TRIGGER_NODE = 'WhatsApp Commerce Trigger';
/** The node after the trigger, where a test reads what the workflow got. */
export const NEXT_NODE = 'Next';

export interface TriggerInput extends FixtureTypes {
	parameters?: INodeParameters;
	credentials?: CredentialInput;
	/** Another trigger type, e.g. one defined in the test. */
	type?: string;
	typeVersion?: number;
	urls?: InstanceUrls;
	workflowId?: string;
	/** Part of the webhook URL; n8n gives every new trigger node its own. */
	webhookId?: string;
	/** Static data the workflow was saved with. */
	staticData?: IDataObject;
	settings?: IWorkflowSettings;
}

/**
 * A workflow of one trigger node in an n8n server: activated, deactivated, listened to for a test event, and
 * called over HTTP. Static data is kept between calls the way n8n keeps it.
 */
export class Trigger {
	/** Static data as saved with the workflow. */
	staticData: IDataObject;

	/** Calls and what came of them; also the HTTP server. */
	readonly inbox: WebhookInbox;

	constructor(
		private readonly input: TriggerInput,
		private readonly types: TypeRegistry,
		private readonly credentials: EngineCredentials,
		private readonly triggerNode: INode,
	) {
		this.staticData = deepCopy(input.staticData ?? {});
		this.inbox = new WebhookInbox(this, input, credentials);
	}

	/** URL that n8n gives the node for its production or test webhook. */
	webhookUrl(kind: 'production' | 'test' = 'production'): string {
		const urls = this.input.urls ?? PUBLIC_URLS;
		const base = kind === 'test' ? `${urls.test ?? urls.webhook}/webhook-test` : `${urls.webhook}/webhook`;
		const [webhook] = this.webhooks(this.workflow());
		return `${base}/${webhook.path}`;
	}

	/**
	 * Publishes the workflow: the URL answers at once, then `checkExists` and, if it says no, `create` run.
	 * When `create` fails n8n runs `delete` with the static data saved before, and the activation fails.
	 * @throws what `checkExists` or `create` threw
	 */
	async activate(activation: WorkflowActivateMode = 'activate'): Promise<void> {
		const workflow = this.workflow();
		const webhooks = this.webhooks(workflow);
		this.inbox.register('production', webhooks);
		await undoWhenFailing(createMissing(workflow, webhooks, 'trigger', activation), async (error) => {
			await this.deactivate();
			this.assertClean(error, 'activation error');
		});
		this.save(workflow);
	}

	/** Unpublishes the workflow. n8n only logs what `delete` throws; here it is handed back. */
	async deactivate(): Promise<ShownError | undefined> {
		const workflow = this.workflow();
		try {
			for (const webhook of this.webhooks(workflow)) {
				await runLifecycle('delete', workflow, webhook, 'internal', 'update');
			}
			this.save(workflow);
			return undefined;
		} catch (error) {
			this.assertClean(error, 'deactivation error');
			return shownError(error);
		} finally {
			this.inbox.unregister('production');
		}
	}

	/** Presses "Listen for test event": registers the test URL, with static data of its own that is never saved. */
	async listenForTestEvent(): Promise<void> {
		const workflow = this.workflow({});
		const webhooks = this.webhooks(workflow).map((webhook) => ({ ...webhook, isTest: true }));
		this.inbox.register('test', webhooks);
		await undoWhenFailing(createMissing(workflow, webhooks, 'manual', 'manual'), async (error) => {
			await this.stopListening();
			this.assertClean(error, 'test activation error');
		});
		this.inbox.testStaticData = workflow.staticData;
	}

	/** Presses "Stop listening"; n8n does the same by itself after the first test event that starts the workflow. */
	async stopListening(): Promise<void> {
		const webhooks = this.inbox.registered('test');
		if (webhooks.length === 0) return;
		const workflow = this.workflow({});
		workflow.staticData = this.inbox.testStaticData ?? workflow.staticData;
		this.inbox.unregister('test');
		for (const webhook of webhooks) await runLifecycle('delete', workflow, webhook, 'internal', 'update');
	}

	/** The workflow as n8n loads it for one call. */
	workflow(staticData: IDataObject = this.staticData): Workflow {
		return new Workflow({
			id: this.workflowId,
			name: 'Engine test',
			nodes: deepCopy(this.nodes),
			connections: { [TRIGGER_NODE]: { main: [[{ node: NEXT_NODE, type: 'main', index: 0 }]] } },
			active: this.inbox.registered('production').length > 0,
			nodeTypes: this.types,
			staticData: deepCopy(staticData),
			settings: { executionOrder: 'v1', ...this.input.settings },
		});
	}

	get workflowId(): string {
		return this.input.workflowId ?? 'trigger-test';
	}

	get nodes(): INode[] {
		return [this.triggerNode, completeNode({ name: NEXT_NODE, type: NO_OP_TYPE }, 1, this.credentials)];
	}

	/** Saves static data the way n8n does: only when something in it was set or deleted. */
	save(workflow: Workflow): void {
		if ((workflow.staticData as { __dataChanged?: boolean }).__dataChanged !== true) return;
		this.staticData = deepCopy(workflow.staticData);
	}

	webhooks(workflow: Workflow): IWebhookData[] {
		const additionalData = createAdditionalData({
			credentials: this.credentials,
			workflowId: this.workflowId,
			urls: this.input.urls,
			settings: this.input.settings,
		});
		const node = workflow.getNode(TRIGGER_NODE);
		if (!node) throw new UnexpectedError('The trigger node is gone');
		return nodeWebhooks(workflow, node, additionalData);
	}

	private assertClean(error: unknown, place: string): void {
		const shown = error instanceof Error ? { ...error, message: error.message, stack: error.stack } : error;
		assertNoSecret(this.credentials.secrets(), { [place]: shown }, undefined);
	}
}

/** Puts a trigger node with these parameters into a workflow; nothing is called yet. */
export async function openTrigger(input: TriggerInput = {}): Promise<Trigger> {
	const types = await loadTypes(input);
	const credentials = new EngineCredentials(types, { ...input.credentials });
	const node: NodeInput = {
		name: TRIGGER_NODE,
		type: input.type ?? TRIGGER_TYPE,
		typeVersion: input.typeVersion ?? 1,
		parameters: input.parameters ?? {},
		webhookId: input.webhookId ?? '5b0b7a52-5d0c-4c0e-9d64-1f6c1b1a7e01',
	};
	const complete = completeNode(node, 0, credentials);
	assertParametersShown(complete, types);
	return new Trigger(input, types, credentials, complete);
}

async function createMissing(
	workflow: Workflow,
	webhooks: IWebhookData[],
	mode: WorkflowExecuteMode,
	activation: WorkflowActivateMode,
): Promise<void> {
	for (const webhook of webhooks) {
		const exists = await runLifecycle('checkExists', workflow, webhook, mode, activation);
		if (!exists) await runLifecycle('create', workflow, webhook, mode, activation);
	}
}

async function undoWhenFailing(work: Promise<void>, undo: (error: unknown) => Promise<void>): Promise<void> {
	await work.catch(async (error: unknown) => {
		await undo(error);
		return await Promise.reject(error);
	});
}
