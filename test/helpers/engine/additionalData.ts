import { ExecutionLifecycleHooks } from 'n8n-core';
import type {
	IDataObject,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { UnexpectedError } from 'n8n-workflow';
import type { EngineCredentials } from './credentials';

export interface InstanceUrls {
	/** Where n8n believes the world reaches it (WEBHOOK_URL); no slash at the end. */
	webhook: string;
	/** Where "Listen for test event" is reached; the same as `webhook` unless n8n is set up otherwise. */
	test?: string;
}

export const PUBLIC_URLS: InstanceUrls = { webhook: 'https://n8n.loja.example' };

interface AdditionalDataInput {
	credentials: EngineCredentials;
	workflowId: string;
	executionId?: string;
	urls?: InstanceUrls;
	settings?: IWorkflowSettings;
	/** Values of `$vars`. */
	variables?: IDataObject;
}

/** What the n8n server hands to the engine with every run: URLs, credentials, hooks of the execution. */
export function createAdditionalData(input: AdditionalDataInput): IWorkflowExecuteAdditionalData {
	const base = (input.urls ?? PUBLIC_URLS).webhook;
	const testBase = input.urls?.test ?? base;
	const notHere = (what: string) => async (): Promise<never> => {
		throw new UnexpectedError(`${what} is not part of the engine tests`);
	};
	const data: Partial<IWorkflowExecuteAdditionalData> = {
		credentialsHelper: input.credentials,
		currentNodeExecutionIndex: 0,
		workflowId: input.workflowId,
		executionId: input.executionId,
		workflowSettings: input.settings,
		variables: input.variables ?? {},
		restApiUrl: `${base}/rest`,
		instanceBaseUrl: `${base}/`,
		webhookBaseUrl: `${base}/webhook`,
		webhookTestBaseUrl: `${testBase}/webhook-test`,
		webhookWaitingBaseUrl: `${base}/webhook-waiting`,
		formBaseUrl: `${base}/form`,
		formTestBaseUrl: `${testBase}/form-test`,
		formWaitingBaseUrl: `${base}/form-waiting`,
		mcpBaseUrl: `${base}/mcp`,
		mcpTestBaseUrl: `${testBase}/mcp-test`,
		setExecutionStatus: () => {},
		logAiEvent: () => {},
		executeWorkflow: notHere('Running another workflow'),
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
	};
	return data as IWorkflowExecuteAdditionalData;
}

/** Hooks of one execution; the engine refuses to run without them. */
export function createHooks(
	mode: WorkflowExecuteMode,
	executionId: string,
	workflow: Pick<IWorkflowBase, 'id' | 'name' | 'nodes' | 'connections' | 'settings'>,
): ExecutionLifecycleHooks {
	const never = new Date(0);
	const base: IWorkflowBase = {
		...workflow,
		active: mode !== 'manual',
		isArchived: false,
		createdAt: never,
		updatedAt: never,
		activeVersionId: null,
	};
	return new ExecutionLifecycleHooks(mode, executionId, base);
}
