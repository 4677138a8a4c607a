import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { nodeKey } from './nodeState';
import { hostOf, isOfThisN8n, ownUrl } from './publicUrl';

/** More than any server has of triggers. */
const LIMIT = 500;

interface Holder {
	key: string;
	workflowId?: string;
	workflow?: string;
	node: string;
}

/**
 * Which trigger of this process has which address: a node learns nothing of other workflows from n8n. It is filled when a trigger
 * registers, and after a restart, when n8n 2.41 asks no trigger, by the first event of each.
 */
const holders = new Map<string, Holder>();
const known = new Set<string>();

/** The trigger's address, test or production, gets its events from now on. */
export function noteOwnAddress(context: IHookFunctions | IWebhookFunctions): void {
	const { id: workflowId, name: workflow } = context.getWorkflow();
	const holder: Holder = { key: nodeKey(context), workflowId, workflow, node: context.getNode().name };
	const url = ownUrl(context);
	holders.delete(url);
	holders.set(url, holder);
	known.add(holder.key);
	for (const [oldest, { key }] of holders) {
		if (holders.size <= LIMIT) return;
		holders.delete(oldest);
		known.delete(key);
	}
}

/** The same for a published trigger with an event, which costs next to nothing after the first one. */
export function noteOwnAddressOnce(context: IWebhookFunctions): void {
	if (!known.has(nodeKey(context))) noteOwnAddress(context);
}

/** The trigger gives its address up. */
export function forgetOwnAddress(context: IHookFunctions): void {
	holders.delete(ownUrl(context));
	known.delete(nodeKey(context));
}

/** Who has an address that is not ours. */
export interface OtherHolder {
	/**
	 * After "goes to": a workflow by name as far as it is known, or the host; the rest of an address may hold
	 * secrets.
	 */
	name: string;
	/** Whether it is another trigger of this n8n. */
	isOfThisN8n: boolean;
}

/** Who gets the events at an address found at the provider. */
export function holderOf(context: IHookFunctions, url: string): OtherHolder {
	const holder = holders.get(url);
	if (holder === undefined) {
		const isHere = isOfThisN8n(url, ownUrl(context));
		return { name: isHere ? 'another workflow of this n8n' : hostOf(url), isOfThisN8n: isHere };
	}
	const isSameWorkflow = holder.workflowId === context.getWorkflow().id;
	const named = isSameWorkflow
		? `the node "${holder.node}" of this workflow`
		: `the workflow "${holder.workflow ?? holder.workflowId}" of this n8n`;
	return { name: named, isOfThisN8n: true };
}
