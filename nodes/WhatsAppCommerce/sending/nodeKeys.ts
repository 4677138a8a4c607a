import type { IExecuteFunctions } from 'n8n-workflow';

import { KeyedMutex } from './keyedMutex';
import { ProcessedDataBatcher } from './processedDataBatcher';

/** Keys that are claimed together, before their messages leave. */
export interface Wave {
	/** Which of them were free. */
	won: Promise<Set<string>>;
	keys: string[];
	/** How many of them no message has used yet. */
	unused: number;
	isClaimed: boolean;
	/** Whether a message that has to wait for it shows that it was claimed too late. */
	tellsDelay: boolean;
}

/** What the executions of one process share of the Send Once keys of one node. */
export class NodeKeys {
	/** Keys whose message is being sent. */
	readonly mutex = new KeyedMutex();

	/** Calls of the store that keeps the keys. */
	readonly batcher = new ProcessedDataBatcher();

	/** Keys that are claimed, or being claimed, for messages that have not begun to leave. */
	readonly ahead = new Map<string, Wave>();

	/** Keys of messages that have left, until the store is known to have them. */
	readonly left = new Set<string>();
}

const keysOfNodes = new Map<string, NodeKeys>();

/** The same for all executions of the node. */
export function nodeKeysOf(context: IExecuteFunctions): NodeKeys {
	const node = context.getNode();
	const name = `${context.getWorkflow().id}/${node.id ?? node.name}`;
	const keys = keysOfNodes.get(name) ?? new NodeKeys();
	keysOfNodes.set(name, keys);
	return keys;
}
