import type { ICheckProcessedContextData, ICheckProcessedOptions, INode } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { ClaimsAhead } from '../../nodes/WhatsAppCommerce/sending/claimsAhead';
import { IdempotencyGuard } from '../../nodes/WhatsAppCommerce/sending/idempotencyGuard';
import { runPool } from '../../nodes/WhatsAppCommerce/sending/keyedPool';
import { NodeKeys } from '../../nodes/WhatsAppCommerce/sending/nodeKeys';
import type { ProcessedData } from '../../nodes/WhatsAppCommerce/sending/processedDataBatcher';
import { ProcessedDataStore } from './engine/processedData';

export const WORKFLOW = {
	workflow: { id: 'workflow' },
	node: { id: 'node' } as INode,
} as ICheckProcessedContextData;

const ENTRIES: ICheckProcessedOptions = { mode: 'entries', maxEntries: 10_000 };

/**
 * A store that takes as long as a database, so that calls of two workers overlap; with `isBusy` some take ten times
 * as long as others.
 */
export function newDatabase({ isBusy = false } = {}) {
	const store = new ProcessedDataStore();
	Object.defineProperty(store, 'latencyMs', { get: () => (isBusy ? 2 + Math.random() * 20 : 5) });
	const helpers: ProcessedData = {
		checkProcessedAndRecord: async (items, scope, options) =>
			await store.checkProcessedAndRecord(items, scope, WORKFLOW, options),
		removeProcessed: async (items, scope, options) =>
			await store.removeProcessed(items, scope, WORKFLOW, options),
	};
	return {
		store,
		/** A worker; each execution on it has a guard of its own. */
		worker: () => {
			const keys = new NodeKeys();
			return { execution: () => new IdempotencyGuard(helpers, keys) };
		},
		/** What a late write of another worker does to a key. */
		undo: async (key: string) => await helpers.removeProcessed([key], 'node', ENTRIES),
		count: async () => await store.getProcessedDataCount('node', WORKFLOW),
		/** Keys as a worker that has just been started finds them. */
		isTaken: async (key: string) =>
			(await new IdempotencyGuard(helpers, new NodeKeys()).claim(key)) === undefined,
	};
}

export interface Sending {
	/** Messages at the same time; 0: no limit. */
	limit?: number;
	/** Time until the provider has answered. */
	sendMs?: number;
	/** Whether the provider refuses the message. */
	refuses?: (key: string) => boolean;
	/** Called when a message has been answered; the run ends when it gives true. */
	onAnswer?: (key: string) => unknown;
}

/** One execution with a message for each key, as SendRun does it; returns those that were accepted. */
export async function sendAll(
	guard: IdempotencyGuard,
	keys: string[],
	{ limit = 10, sendMs = 25, refuses = () => false, onAnswer = () => false }: Sending = {},
): Promise<string[]> {
	const accepted: string[] = [];
	const ahead = new ClaimsAhead(guard, keys, limit);
	const messages = keys.map((name, index) => ({ key: String(index), name }));
	await runPool(messages, limit, async ({ name }, { stop }) => {
		ahead.refill();
		const claim = await guard.claim(name);
		if (claim === undefined) return;
		await sleep(sendMs);
		if (refuses(name)) {
			void claim.giveBack();
		} else {
			accepted.push(name);
			claim.keep();
		}
		if (onAnswer(name) === true) stop();
	});
	await guard.confirm();
	return accepted;
}

const LONGEST_PLAY_MS = 120_000;

/** Lets jest's clock run, as fast as it can, until the work has ended; what does not end in two minutes never does. */
export async function played<T>(work: Promise<T>): Promise<T> {
	let isDone = false;
	const end = () => {
		isDone = true;
	};
	work.then(end, end);
	for (let playedMs = 0; !isDone; playedMs += 10) {
		if (playedMs > LONGEST_PLAY_MS) throw new Error('The work did not end');
		await jest.advanceTimersByTimeAsync(10);
	}
	return await work;
}
