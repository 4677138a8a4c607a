import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';

/** n8n keeps this many keys of a node and drops the oldest beyond. */
const MAX_KEYS = 10_000;

const OPTIONS: ICheckProcessedOptions = { mode: 'entries', maxEntries: MAX_KEYS };

/** n8n's processed-data store, as far as the guard needs it. */
export type ProcessedData = Pick<IExecuteFunctions['helpers'], 'checkProcessedAndRecord' | 'removeProcessed'>;

/** A claimed key; its owner says in the end whether the message may have left. */
export interface Claim {
	/** Leaves the key taken: the message was accepted, or may have been. */
	keep(): void;
	/** Frees the key: the message was certainly not sent. */
	giveBack(): Promise<void>;
}

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

	/** Keys whose message is under way, with what ends the wait for it. */
	private readonly underWay = new Map<string, Promise<void>>();

	constructor(private readonly store: ProcessedData) {}

	/**
	 * The claim when the key was free, undefined when a message went out under it before. Waits for a message of
	 * this run with the same key: should that one be refused, this one is sent instead.
	 */
	async claim(key: string): Promise<Claim | undefined> {
		for (let other = this.underWay.get(key); other; other = this.underWay.get(key)) await other;
		let end = () => {};
		this.underWay.set(key, new Promise((resolve) => (end = resolve)));
		const release = () => {
			this.underWay.delete(key);
			end();
		};
		const recorded = this.inTurn(
			async () => await this.store.checkProcessedAndRecord([key], 'node', OPTIONS),
		);
		recorded.catch(release);
		if ((await recorded).new.length > 0) return { keep: release, giveBack: this.giveBackOf(key, release) };
		release();
		return undefined;
	}

	/** A key that cannot be freed only means that its message counts as sent: the refusal is the news. */
	private giveBackOf(key: string, release: () => void): () => Promise<void> {
		return async () => {
			await this.inTurn(async () => await this.store.removeProcessed([key], 'node', OPTIONS)).catch(
				() => undefined,
			);
			release();
		};
	}

	private async inTurn<T>(task: () => Promise<T>): Promise<T> {
		const turn = this.queue.then(task, task);
		this.queue = turn.catch(() => undefined);
		return await turn;
	}
}
