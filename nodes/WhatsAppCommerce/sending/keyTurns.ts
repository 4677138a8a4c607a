import type { IExecuteFunctions } from 'n8n-workflow';

/** Order among the executions of one process that use the Send Once keys of one node. */
export class KeyTurns {
	private queue: Promise<unknown> = Promise.resolve();

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

	/** Runs tasks one after the other. */
	async inTurn<T>(task: () => Promise<T>): Promise<T> {
		const turn = this.queue.then(task, task);
		this.queue = turn.catch(() => undefined);
		return await turn;
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
