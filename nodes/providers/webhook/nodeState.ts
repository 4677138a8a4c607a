import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

/** What `create` did and `delete` has to undo; the rest is the provider's own. */
export interface StoredRegistration {
	/** Id of the provider that registered. */
	provider: string;
}

/**
 * The node's static data. n8n copies a workflow's static data into every saved execution, so what events add
 * is bounded and packed into texts.
 */
export interface NodeState {
	/** The one in force while the workflow is active. */
	registration?: StoredRegistration;
	/** What deactivations could not undo, one for each account at most, newest first. */
	leftBehind?: StoredRegistration[];
	/** Events seen lately, packed by SeenEvents. */
	seen?: string;
	/** Which message carried which order, packed by OrderMessages. */
	orderMessages?: string;
}

/** The node's part of the workflow's static data, to read and to write. */
export function nodeState(context: IHookFunctions | IWebhookFunctions): NodeState & IDataObject {
	return context.getWorkflowStaticData('node') as NodeState & IDataObject;
}

/** Names the node in this process's memory. */
export function nodeKey(context: IHookFunctions | IWebhookFunctions): string {
	const { id, name, webhookId } = context.getNode();
	return [context.getWorkflow().id, id ?? name, webhookId].join('/');
}
