import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { KeyTurns } from './keyTurns';

/** n8n keeps this many keys of a node and drops the oldest beyond. */
const MAX_KEYS = 10_000;

const OPTIONS: ICheckProcessedOptions = { mode: 'entries', maxEntries: MAX_KEYS };

/** How often a run looks whether its keys are still there, and between which times it waits before. */
const MAX_CHECKS = 3;
const MIN_PAUSE_MS = 20;
const MAX_PAUSE_MS = 120;

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
 * crash in between leaves it claimed: an unknown outcome counts as sent.
 *
 * The store keeps all keys of a node in one row, which it reads, compares and writes without a lock. Executions
 * of one process wait for each other; two workers that write in the same moment undo each other's writes, so
 * `confirm` looks again after the messages have left. What remains: the same key claimed on two workers within
 * the few milliseconds of one write.
 */
export class SendOnceGuard {
	/** Keys this run has claimed and not given back. */
	private readonly kept = new Set<string>();

	constructor(
		private readonly store: ProcessedData,
		private readonly turns = new KeyTurns(),
	) {}

	/**
	 * The claim when the key was free, undefined when a message went out under it before. Waits for a message of
	 * this process with the same key: should that one be refused, this one is sent instead. Throws when the store
	 * does not answer.
	 */
	async claim(key: string): Promise<Claim | undefined> {
		const release = await this.turns.hold(key);
		const isOurs = this.turns.inTurn(async () => await this.record(key));
		isOurs.catch(release);
		if (!(await isOurs)) {
			release();
			return undefined;
		}
		this.kept.add(key);
		return { keep: release, giveBack: async () => await this.giveBack(key).finally(release) };
	}

	/**
	 * Writes this run's claims again where another worker's write has undone them. To be called once the messages
	 * have left. Never throws: they have.
	 */
	async confirm(): Promise<void> {
		if (this.kept.size === 0) return;
		for (let checks = 1; checks <= MAX_CHECKS; checks++) {
			const lost = await this.turns
				.inTurn(async () => (await this.check([...this.kept])).new)
				.catch(() => [...this.kept]);
			if (lost.length === 0 || checks === MAX_CHECKS) return;
			await pause();
		}
	}

	/** A node's first claim creates the row, which fails for all but one of several workers: so it is tried twice. */
	private async record(key: string): Promise<boolean> {
		const first = await this.check([key]).catch((error: Error) => ({ error }));
		if (!('error' in first)) return first.new.length > 0;
		await pause();
		const again = await this.check([key]);
		// Nobody knows whether the failed call wrote: a key that is there now may be our own.
		return again.new.length > 0 ? true : await Promise.reject(first.error);
	}

	private async check(keys: string[]) {
		return await this.store.checkProcessedAndRecord(keys, 'node', OPTIONS);
	}

	/** A key that cannot be freed only means that its message counts as sent: the refusal is the news. */
	private async giveBack(key: string): Promise<void> {
		this.kept.delete(key);
		const removed = this.turns.inTurn(async () => await this.store.removeProcessed([key], 'node', OPTIONS));
		await removed.catch(() => undefined);
	}
}

/** A random time, so that two workers that met once do not meet again. */
async function pause(): Promise<void> {
	await sleep(MIN_PAUSE_MS + Math.random() * (MAX_PAUSE_MS - MIN_PAUSE_MS));
}
