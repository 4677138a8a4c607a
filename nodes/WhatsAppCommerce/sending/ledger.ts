import type { IContextObject, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { FailureReason } from '../../providers/api/exchange';

/** What must not be sent again: the first reply of an accepted item, or the reason of an unknown one. */
export type LedgerEntry =
	| { outcome: 'accepted'; meaning: string; fields: IDataObject }
	| { outcome: 'unknown'; reason: FailureReason };

interface StoredEntry {
	/** Provider, operation and recipient: an entry of another message must never answer for this one. */
	purpose: string;
	entry: LedgerEntry;
}

/**
 * Remembers, within one execution, which items left. n8n's Retry On Fail runs the whole node again with all
 * items; the node's execution context outlives these tries (n8n-core, measured), so an item found here is
 * answered from the ledger and not sent.
 *
 * Items are known by run and index, not by content: between two tries an expression with the time in it
 * gives another body for the same charge. Holds replies only, no credential.
 */
export class Ledger {
	private readonly entries: { [key: string]: StoredEntry };

	private readonly runIndex: number;

	constructor(context: IExecuteFunctions) {
		const store = context.getContext('node') as IContextObject & { sent?: { [key: string]: StoredEntry } };
		store.sent ??= {};
		this.entries = store.sent;
		this.runIndex = context.getWorkflowDataProxy(0).$runIndex as number;
	}

	/** What became of an item in an earlier try, when it was to send the same kind of message to the same recipient. */
	find(itemIndex: number, purpose: string): LedgerEntry | undefined {
		const stored = this.entries[this.key(itemIndex)];
		return stored?.purpose === purpose ? stored.entry : undefined;
	}

	/** Notes what became of an item. */
	record(itemIndex: number, purpose: string, entry: LedgerEntry): void {
		this.entries[this.key(itemIndex)] = { purpose, entry };
	}

	/** What is known of an item of this run, whatever its message was. */
	outcomeOf(itemIndex: number): LedgerEntry['outcome'] | undefined {
		return this.entries[this.key(itemIndex)]?.entry.outcome;
	}

	/** Forgets this run. For a run that succeeded as a whole: n8n will not try it again. */
	forgetRun(itemCount: number): void {
		for (let index = 0; index < itemCount; index++) delete this.entries[this.key(index)];
	}

	private key(itemIndex: number): string {
		return `${this.runIndex}:${itemIndex}`;
	}
}
