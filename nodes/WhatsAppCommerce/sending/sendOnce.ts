import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';

/** n8n keeps this many keys of a node and drops the oldest beyond. */
const MAX_KEYS = 10_000;

const OPTIONS: ICheckProcessedOptions = { mode: 'entries', maxEntries: MAX_KEYS };

/**
 * The optional guard across executions, kept in n8n's own processed-data store.
 *
 * A key is claimed right before its message leaves and given back when the provider refused it, so that a
 * crash in between leaves it claimed: an unknown outcome counts as sent. The store reads, compares and
 * writes without a lock, so calls of one run wait for each other; runs on other workers in the same second
 * do not see each other's claim.
 */
export class SendOnceGuard {
	private queue: Promise<unknown> = Promise.resolve();

	constructor(private readonly context: IExecuteFunctions) {}

	/** True when the key was free and is now ours; false when a message went out under it before. */
	async claim(key: string): Promise<boolean> {
		const result = await this.inTurn(
			async () => await this.context.helpers.checkProcessedAndRecord([key], 'node', OPTIONS),
		);
		return result.new.length > 0;
	}

	/** Frees a key whose message the provider refused. */
	async giveBack(key: string): Promise<void> {
		await this.inTurn(async () => await this.context.helpers.removeProcessed([key], 'node', OPTIONS));
	}

	private async inTurn<T>(task: () => Promise<T>): Promise<T> {
		const turn = this.queue.then(task, task);
		this.queue = turn.catch(() => undefined);
		return await turn;
	}
}
