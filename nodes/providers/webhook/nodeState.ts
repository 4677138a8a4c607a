import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { HubEventType } from '../hub/api/webhooks';
import type { ZApiCallback } from '../zApi/api/webhooks';

/** What was set at a Z-API instance, and what has to come back. */
export interface ZApiRegistration {
	provider: 'zApi';
	/** Our address. */
	url: string;
	/** Whether it is that of "Listen for test event". */
	isTest?: true;
	/** Address that was set before, by callback; empty when none was. */
	previous: Partial<Record<ZApiCallback, string>>;
	/** Whether own messages were reported before; absent when we did not care. */
	sentByMeBefore?: boolean;
}

/** The webhooks that were made at the Hub, one per event type. */
export interface HubRegistration {
	provider: 'chatt2Me';
	url: string;
	/** Value of our own secret header. */
	headerSecret: string;
	webhooks: Array<{ id: string; eventType: HubEventType; signingSecret?: string }>;
}

/** What `create` did and `delete` has to undo. */
export type Registration = ZApiRegistration | HubRegistration;

/**
 * The node's static data. n8n copies a workflow's static data into every saved execution, so what events add
 * is bounded and packed into texts.
 */
export interface NodeState {
	registration?: Registration;
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
