import { HookContext, WebhookContext } from 'n8n-core';
import type {
	INode,
	INodeType,
	IWebhookData,
	IWebhookResponseData,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { NodeHelpers, UnexpectedError } from 'n8n-workflow';
import type { N8nRequest, N8nResponse, ServerRefusal } from './webhookRequest';

export type LifecycleStep = 'checkExists' | 'create' | 'delete';

/** The webhooks a trigger node declares, with the paths n8n gives them. */
export function nodeWebhooks(
	workflow: Workflow,
	node: INode,
	additionalData: IWorkflowExecuteAdditionalData,
): IWebhookData[] {
	const { webhooks = [] } = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion).description;
	const evaluate = (value: unknown, otherwise: unknown) =>
		workflow.expression.getSimpleParameterValue(
			node,
			value as string,
			'internal',
			{},
			undefined,
			otherwise as string,
		);
	return webhooks.flatMap((webhookDescription) => {
		const ownPath = String(evaluate(webhookDescription.path, '')).replace(/^\/|\/$/g, '');
		const isFullPath = evaluate(webhookDescription.isFullPath, false) === true;
		const path = NodeHelpers.getNodeWebhookPath(workflow.id, node, ownPath, isFullPath);
		return String(evaluate(webhookDescription.httpMethod, 'GET'))
			.split(',')
			.map((method) => ({
				httpMethod: method.trim() as IWebhookData['httpMethod'],
				node: node.name,
				path,
				webhookDescription,
				workflowId: workflow.id,
				workflowExecuteAdditionalData: additionalData,
			}));
	});
}

/** Calls `webhookMethods.<name>.<step>` of the node; a node without that step has nothing to do. */
export async function runLifecycle(
	step: LifecycleStep,
	workflow: Workflow,
	webhook: IWebhookData,
	mode: WorkflowExecuteMode,
	activation: WorkflowActivateMode,
): Promise<boolean | undefined> {
	const node = nodeOf(workflow, webhook);
	const methods = typeOf(workflow, node).webhookMethods;
	const method = methods?.[webhook.webhookDescription.name as 'default']?.[step];
	if (!method) return undefined;
	const additionalData = webhook.workflowExecuteAdditionalData;
	return await method.call(new HookContext(workflow, node, additionalData, mode, activation, webhook));
}

/** Calls the node's `webhook()` with a parsed request. */
export async function runWebhook(
	workflow: Workflow,
	webhook: IWebhookData,
	mode: WorkflowExecuteMode,
	request: N8nRequest,
	response: N8nResponse,
): Promise<IWebhookResponseData> {
	const node = nodeOf(workflow, webhook);
	const type = typeOf(workflow, node);
	if (!type.webhook) throw new UnexpectedError('Node does not have any webhooks defined');
	const additionalData: IWorkflowExecuteAdditionalData = {
		...webhook.workflowExecuteAdditionalData,
		httpRequest: request as unknown as IWorkflowExecuteAdditionalData['httpRequest'],
		httpResponse: response as unknown as IWorkflowExecuteAdditionalData['httpResponse'],
	};
	return await type.webhook.call(new WebhookContext(workflow, node, additionalData, mode, webhook, [], null));
}

/**
 * Answers the caller as n8n does after `webhook()` for response mode "immediately": the node's own answer when
 * it sent one, its `webhookResponse`, or n8n's stock text. `save` runs when the answer is known and not sent.
 */
export function answer(
	workflow: Workflow,
	webhook: IWebhookData,
	mode: WorkflowExecuteMode,
	result: IWebhookResponseData,
	response: N8nResponse,
	save: () => void,
): void {
	if (result.noWebhookResponse === true) return;
	const node = nodeOf(workflow, webhook);
	const described = <T>(field: 'responseCode' | 'responseData' | 'responseMode', otherwise: T): T =>
		workflow.expression.getSimpleParameterValue(
			node,
			webhook.webhookDescription[field] as string,
			mode,
			{},
			undefined,
			otherwise as string,
		) as T;
	const responseMode = described('responseMode', 'onReceived');
	if (responseMode !== 'onReceived')
		throw new UnexpectedError(`Response mode "${responseMode}" is not played here`);
	response.status(described('responseCode', 200));
	const started = result.workflowData !== undefined;
	const data = started ? described<unknown>('responseData', 'firstEntryJson') : undefined;
	const stock = { message: started ? 'Workflow was started' : 'Webhook call received' };
	const body: unknown = data === 'noData' ? undefined : data || (result.webhookResponse ?? stock);
	save();
	if (typeof body === 'string') response.send(body);
	else response.json(body);
}

/** n8n's answer when `webhook()` throws; what was thrown goes to the log only. */
export const COULD_NOT_START: ServerRefusal = {
	status: 500,
	body: { code: 0, message: 'Workflow Webhook Error: Workflow could not be started!' },
};

/** n8n's answer for a URL that no active workflow and no listening editor has. */
export function notRegistered(method: string, path: string): ServerRefusal {
	const message = `The requested webhook "${method} ${path}" is not registered.`;
	return { status: 404, body: { code: 404, message } };
}

function nodeOf(workflow: Workflow, webhook: IWebhookData): INode {
	const node = workflow.getNode(webhook.node);
	if (!node) throw new UnexpectedError(`No node "${webhook.node}"`);
	return node;
}

function typeOf(workflow: Workflow, node: INode): INodeType {
	return workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
}
