import { randomUUID } from 'crypto';
import { sleep } from 'n8n-workflow';

import { NodeKeys } from './nodeKeys';
import type { ProcessedData } from './processedDataBatcher';

/** How often a run looks whether what it wrote is still there. */
const MAX_LOOKS = 5;
/** It waits several times as long as a call of the store takes here, at least and at most this long. */
const CALLS_TO_WAIT = 6;
const MIN_PAUSE_MS = 100;
const MAX_PAUSE_MS = 1000;

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
 * of one process wait for each other. Two workers that write in the same moment both learn that the key is
 * new, and the later write undoes the earlier. So a claim is the key and a ticket of its own, written together,
 * and looked for again once a write that was under way has ended: of two claims the ticket of one is left, and
 * only its owner sends. What remains: a worker whose write takes longer than the pause.
 */
export class IdempotencyGuard {
	/** Keys this run has claimed and not given back. */
	private readonly kept = new Set<string>();

	/** Work on claims whose message has left. */
	private readonly settling: Array<Promise<void>> = [];

	constructor(
		private readonly processedData: ProcessedData,
		private readonly keys = new NodeKeys(),
	) {}

	/**
	 * The claim when the key was free, undefined when a message went out under it before. Waits for a message of
	 * this process with the same key: should that one be refused, this one is sent instead. Throws when the store
	 * does not answer.
	 */
	async claim(key: string): Promise<Claim | undefined> {
		const release = await this.keys.mutex.acquire(key);
		const ticket = `${key} ${randomUUID()}`;
		const isOurs = this.win(key, ticket);
		isOurs.catch(release);
		if (!(await isOurs)) {
			release();
			return undefined;
		}
		this.kept.add(key);
		return {
			keep: () => void this.settling.push(this.settle(key, ticket).finally(release)),
			giveBack: async () => await this.giveBack(key, ticket).finally(release),
		};
	}

	/**
	 * Waits until all that is claimed is stored, and writes again what other workers' writes have undone. To be
	 * called once the messages have left. Never throws: they have.
	 */
	async confirm(): Promise<void> {
		await Promise.all(this.settling.splice(0));
		await this.store([...this.kept]);
	}

	/** The ticket has served; others of this process that ask for the key wait until it is safely stored. */
	private async settle(key: string, ticket: string): Promise<void> {
		await this.remove([ticket]);
		await this.store([key]);
	}

	private async store(keys: string[]): Promise<void> {
		for (let looks = 0; looks < MAX_LOOKS && keys.length > 0; looks++) {
			if (looks > 0) await this.pause();
			const isStored = await this.record(keys).then(
				(answer) => !answer.new.some((entry) => keys.includes(String(entry))),
				() => false,
			);
			if (isStored) return;
		}
	}

	/** Writes the claim until it is found again; false when the key is another message's. */
	private async win(key: string, ticket: string): Promise<boolean> {
		for (let looks = 0; looks < MAX_LOOKS; looks++) {
			const { processed } = looks === 0 ? await this.recordFirst(key, ticket) : await this.look(key, ticket);
			if (processed.includes(key) && processed.includes(ticket)) return true;
			if (processed.includes(key)) {
				this.settling.push(this.remove([ticket]));
				return false;
			}
			await this.pause();
		}
		return true;
	}

	/**
	 * A node's first claim creates the row, which fails for all but one of several workers: so it is tried twice.
	 * Should the call that failed have written, the ticket says so.
	 */
	private async recordFirst(key: string, ticket: string) {
		try {
			return await this.record([key, ticket]);
		} catch {
			await this.pause();
			return await this.record([key, ticket]);
		}
	}

	/** A claim that was written counts as found when the store does not answer any more. */
	private async look(key: string, ticket: string) {
		return await this.record([key, ticket]).catch(() => ({ processed: [key, ticket] }));
	}

	private async record(entries: string[]) {
		return await this.keys.batcher.record(this.processedData, entries);
	}

	/** A key that cannot be freed only means that its message counts as sent: the refusal is the news. */
	private async giveBack(key: string, ticket: string): Promise<void> {
		this.kept.delete(key);
		await this.remove([key, ticket]);
	}

	private async remove(entries: string[]): Promise<void> {
		await this.keys.batcher.remove(this.processedData, entries).catch(() => undefined);
	}

	/** Longer than a write of another worker takes, and a random time, so that two that met do not meet again. */
	private async pause(): Promise<void> {
		const ms = Math.min(MAX_PAUSE_MS, Math.max(MIN_PAUSE_MS, CALLS_TO_WAIT * this.keys.batcher.callMs));
		await sleep(ms * (1 + Math.random() / 2));
	}
}
