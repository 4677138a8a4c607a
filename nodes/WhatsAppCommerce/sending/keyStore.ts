import { randomUUID } from 'crypto';
import { sleep } from 'n8n-workflow';

import { MAX_KEYS, type ProcessedData, type ProcessedDataBatcher } from './processedDataBatcher';

/**
 * How often something is looked for again. Where writes of two workers meet all the time, some three in ten are undone:
 * five looks in a row found nothing in one of 10,000 claims, which then went out twice.
 */
const MAX_LOOKS = 20;
/** Before that it waits several times as long as a call of the store takes here, at least and at most this long. */
const CALLS_TO_WAIT = 3;
const MIN_PAUSE_MS = 100;
const MAX_PAUSE_MS = 1000;

/**
 * Claims, keeps and frees keys in n8n's processed-data store.
 *
 * The store keeps all keys of a node in one row, which it reads, compares and writes without a lock. Executions
 * of one process wait for each other. Two workers that write in the same moment both learn that a key is new, and
 * the later write undoes the earlier. So keys are claimed together with a ticket that nobody else has, in one write,
 * and the ticket is looked for once a write that was under way has ended. While it is there, so is all that was
 * written with it. What remains: a worker whose write takes longer than the pause.
 */
export class KeyStore {
	/** Written by this run; they have served when it ends. */
	private readonly tickets: string[] = [];

	/** Those of them that were found again. */
	private readonly found: string[] = [];

	constructor(
		private readonly processedData: ProcessedData,
		private readonly batcher: ProcessedDataBatcher,
	) {}

	/**
	 * Claims keys, and says which of them were free. What is in `alsoWrite` is written along, should another worker's
	 * write have undone it. Throws when the store does not answer.
	 */
	async claim(keys: string[], alsoWrite: string[] = []): Promise<Set<string>> {
		const ticket = this.newTicket();
		let open = keys;
		for (let looks = 0; looks < MAX_LOOKS; looks++) {
			const entries = [...open, ticket];
			const there = looks === 0 ? await this.first([...alsoWrite, ...entries]) : await this.again(entries);
			if (there.has(ticket)) {
				this.found.push(ticket);
				break;
			}
			// Without the ticket nothing of ours was there: what was is another message's.
			open = open.filter((key) => !there.has(key));
			if (keys.length > 0 && open.length === 0) break;
			await this.pause();
		}
		return new Set(open);
	}

	/** Makes sure that keys of messages that have left are there. Never throws: they have. */
	async keep(keys: string[]): Promise<void> {
		await this.remove(this.tickets.splice(0));
		const toKeep = keys.slice(-MAX_KEYS);
		for (let looks = 0; looks < MAX_LOOKS && toKeep.length > 0; looks++) {
			if (looks > 0) await this.pause();
			const there = await this.record(toKeep).catch(() => new Set<string>());
			if (toKeep.every((key) => there.has(key))) return;
		}
	}

	/**
	 * Frees claimed keys; `removed` is called once they are removed, perhaps more than once. Whether another worker's
	 * write has brought them back is looked for after that: with them goes a ticket, which would be back, too. Never throws.
	 */
	async free(keys: string[], removed: () => void): Promise<void> {
		let ticket: string | undefined;
		for (let looks = 0; looks < MAX_LOOKS; looks++) {
			ticket ??= await this.foundTicket();
			if (ticket === undefined) continue;
			const isRemoved = await this.remove([...keys, ticket]);
			if (isRemoved) removed();
			await this.pause();
			const there = await this.record([ticket]).catch(() => undefined);
			if (there === undefined ? isRemoved : !there.has(ticket)) break;
		}
		removed();
	}

	/** A ticket that is safely stored; undefined when the store does not answer. */
	private async foundTicket(): Promise<string | undefined> {
		if (this.found.length === 0) await this.claim([]).catch(() => undefined);
		return this.found.pop();
	}

	private newTicket(): string {
		const ticket = `ticket ${randomUUID()}`;
		this.tickets.push(ticket);
		return ticket;
	}

	/**
	 * A node's first claim creates the row, which fails for all but one of several workers: so it is tried twice.
	 * Should the call that failed have written, the ticket says so.
	 */
	private async first(entries: string[]): Promise<Set<string>> {
		try {
			return await this.record(entries);
		} catch {
			await this.pause();
			return await this.record(entries);
		}
	}

	/** What was written counts as found when the store does not answer any more. */
	private async again(entries: string[]): Promise<Set<string>> {
		return await this.record(entries).catch(() => new Set(entries));
	}

	/** Writes entries, and says which were there before. */
	private async record(entries: string[]): Promise<Set<string>> {
		const { processed } = await this.batcher.record(this.processedData, entries);
		return new Set(processed.map(String));
	}

	/** Whether the store took it. */
	private async remove(entries: string[]): Promise<boolean> {
		if (entries.length === 0) return true;
		return await this.batcher.remove(this.processedData, entries).then(
			() => true,
			() => false,
		);
	}

	/** Longer than a write of another worker takes, and a random time, so that two that met do not meet again. */
	private async pause(): Promise<void> {
		const ms = Math.min(MAX_PAUSE_MS, Math.max(MIN_PAUSE_MS, CALLS_TO_WAIT * this.batcher.callMs));
		await sleep(ms * (1 + Math.random() / 2));
	}
}
