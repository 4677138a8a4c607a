import { createHash } from 'crypto';
import type { IContextObject, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { FailureReason, ProviderRequest } from '../../providers/api/exchange';
import { isTool } from './isTool';

/** What must not be sent again: the first response of an accepted item, or the reason of an unknown one. */
export type LedgerEntry =
	| { outcome: 'accepted'; meaning: string; fields: IDataObject }
	| { outcome: 'unknown'; reason: FailureReason };

/** What identifies a message in the ledger. */
export interface LedgerMessage {
	itemIndex: number;
	/** Provider, operation and recipient: an entry of another message must never answer for this one. */
	messageKey: string;
	request: ProviderRequest;
}

interface StoredEntry {
	messageKey: string;
	entry: LedgerEntry;
}

interface Store {
	sent?: { [key: string]: StoredEntry };
	unknown?: { [digest: string]: FailureReason };
}

const EARLIER = 'This is what became of the same message earlier in this execution.';

/**
 * Remembers, within one execution, which messages left. n8n runs the node again in two ways, and the node's
 * execution context outlives both (n8n-core, measured):
 *
 * - Retry On Fail runs it with the same run index and all items. An item is known by run and index, not by its
 *   content: between two tries an expression with the time in it gives another body for the same charge.
 * - An agent that has the node as a tool gets a new run index for each try, and a loop for each round. A round
 *   may send the same message on purpose, but not when it is unknown whether the one before was sent: so unknown
 *   messages are also known by their content. Of a tool's tries the agent's arguments stay the same as well.
 *
 * Holds responses, reasons and digests only, no credential and no text of a message.
 */
export class Ledger {
	private readonly entries: { [key: string]: StoredEntry };

	private readonly unknown: { [digest: string]: FailureReason };

	private readonly runIndex: number;

	private readonly isTool: boolean;

	constructor(private readonly context: IExecuteFunctions) {
		const store = context.getContext('node') as IContextObject & Store;
		this.entries = store.sent ??= {};
		this.unknown = store.unknown ??= {};
		this.runIndex = context.getWorkflowDataProxy(0).$runIndex as number;
		this.isTool = isTool(context);
	}

	/** What became of a message in an earlier try or round of this execution, when it must not be sent again. */
	find(message: LedgerMessage): LedgerEntry | undefined {
		const stored = this.entries[this.key(message.itemIndex)];
		if (stored?.messageKey === this.keyOf(message)) return stored.entry;
		return this.findUnknown(message);
	}

	/** The outcome of an earlier message with the same content, when that is unknown. */
	findUnknown(message: LedgerMessage): LedgerEntry | undefined {
		if (Object.keys(this.unknown).length === 0) return undefined;
		const digest = this.digestsOf(message).find((one) => this.unknown[one] !== undefined);
		if (digest === undefined) return undefined;
		const reason = this.unknown[digest];
		return {
			outcome: 'unknown',
			reason: { ...reason, next: [reason.next, EARLIER].filter(Boolean).join(' ') },
		};
	}

	/** Notes what became of a message. */
	record(message: LedgerMessage, entry: LedgerEntry): void {
		this.entries[this.key(message.itemIndex)] = { messageKey: this.keyOf(message), entry };
		if (entry.outcome !== 'unknown') return;
		for (const digest of this.digestsOf(message)) this.unknown[digest] ??= entry.reason;
	}

	/** What is known of an item of this run, whatever its message was. */
	outcomeOf(itemIndex: number): LedgerEntry['outcome'] | undefined {
		return this.entries[this.key(itemIndex)]?.entry.outcome;
	}

	/**
	 * Forgets the items of this run, once n8n will not try it again. What is unknown stays known by its content:
	 * another round or an agent's next call may ask for it.
	 */
	forgetRun(itemCount: number): void {
		for (let index = 0; index < itemCount; index++) delete this.entries[this.key(index)];
	}

	private key(itemIndex: number): string {
		return `${this.runIndex}:${itemIndex}`;
	}

	/** Agents that work on several items at once give their first calls the same run index. */
	private keyOf(message: LedgerMessage): string {
		return this.isTool ? this.callDigest(message) : message.messageKey;
	}

	private digestsOf(message: LedgerMessage): string[] {
		const { method, path, body } = message.request;
		const content = digestOf([message.messageKey, method, path, body]);
		return this.isTool ? [content, this.callDigest(message)] : [content];
	}

	/** An agent's call of the tool: whom it is for, and the arguments without the number of the call. */
	private callDigest({ itemIndex, messageKey }: LedgerMessage): string {
		const call = { ...this.context.getInputData()[itemIndex]?.json };
		delete call.toolCallId;
		return digestOf([messageKey, call]);
	}
}

function digestOf(parts: unknown[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
