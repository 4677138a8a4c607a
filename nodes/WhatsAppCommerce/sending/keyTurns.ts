import type { IExecuteFunctions } from 'n8n-workflow';

import { StoreQueue } from './storeQueue';

/** Order among the executions of one process that use the Send Once keys of one node. */
export class KeyTurns {
	/** Calls of the store that keeps the keys. */
	readonly calls = new StoreQueue();

	/** Keys whose message is under way, with what ends the wait for it. */
	private readonly underWay = new Map<string, Promise<void>>();

	/** Waits until no other message with this key is under way, then holds the key until `release` is called. */
	async hold(key: string): Promise<() => void> {
		for (let other = this.underWay.get(key); other; other = this.underWay.get(key)) await other;
		let end = () => {};
		this.underWay.set(key, new Promise((resolve) => (end = resolve)));
		return () => {
			this.underWay.delete(key);
			end();
		};
	}
}

const turnsOfNodes = new Map<string, KeyTurns>();

/** The one order of the node that runs. */
export function keyTurnsOf(context: IExecuteFunctions): KeyTurns {
	const node = context.getNode();
	const name = `${context.getWorkflow().id}/${node.id ?? node.name}`;
	const turns = turnsOfNodes.get(name) ?? new KeyTurns();
	turnsOfNodes.set(name, turns);
	return turns;
}
