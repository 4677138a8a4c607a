import type { ICheckProcessedOptions, IDeduplicationOutput, IExecuteFunctions } from 'n8n-workflow';

/** n8n's processed-data store, as far as Send Once Per needs it. */
export type ProcessedData = Pick<IExecuteFunctions['helpers'], 'checkProcessedAndRecord' | 'removeProcessed'>;

/** n8n keeps this many keys of a node and drops the oldest beyond. */
export const MAX_KEYS = 10_000;

const OPTIONS: ICheckProcessedOptions = { mode: 'entries', maxEntries: MAX_KEYS };

/** Share of the slowest call that is remembered from call to call, and for how long at all. */
const MEMORY = 0.8;
const MEMORY_MS = 5000;

interface Waiting<Response> {
	store: ProcessedData;
	entries: string[];
	resolve: (response: Response) => void;
	reject: (error: unknown) => void;
}

/**
 * Calls of one process to the store of one node: one at a time, because n8n reads and writes without a lock.
 * What comes while one is under way goes together in the next, so that few writes meet those of other workers.
 */
export class ProcessedDataBatcher {
	/** How long calls take at present. */
	callMs = 0;

	private toRecord: Array<Waiting<IDeduplicationOutput>> = [];

	private toRemove: Array<Waiting<void>> = [];

	private isBusy = false;

	private endedAt = 0;

	/** Says which entries were there, and writes the others. Entries under way at the same time must differ. */
	async record(store: ProcessedData, entries: string[]): Promise<IDeduplicationOutput> {
		return await new Promise((resolve, reject) => {
			this.toRecord.push({ store, entries, resolve, reject });
			void this.work();
		});
	}

	async remove(store: ProcessedData, entries: string[]): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			this.toRemove.push({ store, entries, resolve, reject });
			void this.work();
		});
	}

	private async work(): Promise<void> {
		if (this.isBusy) return;
		this.isBusy = true;
		// What is asked for in the same moment goes together.
		await Promise.resolve();
		while (this.toRecord.length + this.toRemove.length > 0) {
			await this.callTogether(this.toRecord.splice(0), async (store, entries) => {
				return await store.checkProcessedAndRecord(entries, 'node', OPTIONS);
			});
			await this.callTogether(this.toRemove.splice(0), async (store, entries) => {
				await store.removeProcessed(entries, 'node', OPTIONS);
			});
		}
		this.isBusy = false;
	}

	/** One call for all; each gets the whole response. Never throws: a failure goes to those who wait. */
	private async callTogether<Response>(
		waiting: Array<Waiting<Response>>,
		call: (store: ProcessedData, entries: string[]) => Promise<Response>,
	): Promise<void> {
		if (waiting.length === 0) return;
		const startedAt = Date.now();
		try {
			// The stores of all executions of a node are the same row.
			const response = await call(
				waiting[0].store,
				waiting.flatMap(({ entries }) => entries),
			);
			for (const { resolve } of waiting) resolve(response);
		} catch (error) {
			for (const { reject } of waiting) reject(error);
		}
		const before = startedAt - this.endedAt > MEMORY_MS ? 0 : this.callMs * MEMORY;
		this.endedAt = Date.now();
		this.callMs = Math.max(this.endedAt - startedAt, before);
	}
}
