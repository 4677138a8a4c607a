import type { IExecuteFunctions } from 'n8n-workflow';

import { KeyedMutex } from './keyedMutex';
import { ProcessedDataBatcher } from './processedDataBatcher';

/** What the executions of one process share of the Send Once keys of one node. */
export class NodeKeys {
	/** Keys whose message is being sent. */
	readonly mutex = new KeyedMutex();

	/** Calls of the store that keeps the keys. */
	readonly batcher = new ProcessedDataBatcher();
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
