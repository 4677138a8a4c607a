import { createHash } from 'crypto';
import type {
	DeduplicationItemTypes,
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
	IDeduplicationOutput,
} from 'n8n-workflow';
import { sleep, UnexpectedError } from 'n8n-workflow';

/**
 * n8n's processed-data table, kept in memory. One row per workflow (scope `workflow`) or per node id
 * (scope `node`), holding hashes in the order they came. Like n8n's it reads, compares and writes without
 * a lock, so two callers at the same moment can both get "new"; `latencyMs` widens that window.
 */
export class ProcessedDataStore implements IDataDeduplicator {
	/** Time a read and a write take each, as a database would. */
	latencyMs = 0;

	private readonly rows = new Map<string, string[]>();

	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		this.assertEntriesMode(options);
		const key = rowKey(scope, contextData);
		const stored = await this.read(key);
		const known = new Set(stored ?? []);
		const answer: IDeduplicationOutput = { new: [], processed: [] };
		const entries = [...(stored ?? [])];
		for (const item of items) {
			const hash = hashOf(item);
			// A first call marks every item new, even when one call names an item twice; later calls
			// compare with what was stored before the call, as n8n does.
			if (known.has(hash)) {
				answer.processed.push(item);
			} else {
				answer.new.push(item);
				entries.push(hash);
			}
		}
		if (options.maxEntries) entries.splice(0, entries.length - options.maxEntries);
		await this.write(key, entries, stored === undefined);
		return answer;
	}

	async removeProcessed(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<void> {
		this.assertEntriesMode(options);
		const key = rowKey(scope, contextData);
		const stored = await this.read(key);
		if (!stored) return;
		for (const item of items) {
			const index = stored.indexOf(hashOf(item));
			if (index !== -1) stored.splice(index, 1);
		}
		await this.write(key, stored);
	}

	async clearAllProcessedItems(
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
	): Promise<void> {
		this.rows.delete(rowKey(scope, contextData));
	}

	async getProcessedDataCount(
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
	): Promise<number> {
		return this.rows.get(rowKey(scope, contextData))?.length ?? 0;
	}

	/** Empties the table, as a fresh database. */
	clear(): void {
		this.rows.clear();
		this.latencyMs = 0;
	}

	private async read(key: string): Promise<string[] | undefined> {
		if (this.latencyMs > 0) await sleep(this.latencyMs);
		const row = this.rows.get(key);
		return row ? [...row] : undefined;
	}

	/** A first call inserts the row, which the database refuses when another caller was quicker. */
	private async write(key: string, entries: string[], isInsert = false): Promise<void> {
		if (this.latencyMs > 0) await sleep(this.latencyMs);
		if (isInsert && this.rows.has(key))
			throw new UnexpectedError('duplicate key value violates unique constraint');
		this.rows.set(key, entries);
	}

	private assertEntriesMode(options: ICheckProcessedOptions): void {
		if (options.mode !== 'entries') {
			throw new UnexpectedError(`The in-memory store knows mode "entries" only, not "${options.mode}"`);
		}
	}
}

function rowKey(scope: DeduplicationScope, { workflow, node }: ICheckProcessedContextData): string {
	if (!workflow.id) throw new UnexpectedError('Processed data needs a workflow that was saved');
	if (scope === 'node' && !node) throw new UnexpectedError('Scope "node" needs a node');
	return scope === 'node' ? `${workflow.id} n:${node?.id}` : workflow.id;
}

/** n8n hashes the text of a value, so 1 and "1" are the same entry. */
function hashOf(item: DeduplicationItemTypes): string {
	return createHash('md5').update(item.toString()).digest('base64');
}
