import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Cell } from './cells.mts';
import type { Verdict } from './faultKinds.mts';
import type { Played } from './playCell.mts';

/** What the user reads about one item. */
export interface Reported {
	verdict: Verdict | 'notSent';
	/** Message and description together. */
	text: string;
	messageId?: string;
}

/** The account n8n gives of a run: by item where there are items, in numbers where the node stopped. */
export interface Account {
	byItem: Map<number, Reported>;
	/** From the words of a stopped run of several items. */
	tally?: { sent: number; failed: number; notTried: number };
	/** Shapes that no user could make sense of. */
	faults: string[];
}

const UNKNOWN = /^The message may or may not have been sent/;
/** What Z-API, the Hub and Meta call a message that they took in. */
const TAKEN = ['queued', 'enqueued', 'accepted'];
/** As a reader sees it: a word with a space of no width in it is the word. */
const seen = (text: string) => text.replaceAll('\u200b', '');
const TALLY = /Of (\d+) items: (?:(\d+) sent|none was sent), (\d+) failed, (\d+) not tried\./;

export function accountOf(cell: Cell, played: Played): Account {
	return played.run.status === 'error' ? stoppedRun(cell, played) : finishedRun(cell, played);
}

function stoppedRun(cell: Cell, { run, items }: Played): Account {
	const account: Account = { byItem: new Map(), faults: [] };
	if (cell.onError !== 'stopWorkflow') account.faults.push('the workflow stopped in a continue setting');
	if (run.branches.some((branch) => branch.length > 0)) account.faults.push('a stopped node has output');
	const { message = '', description = '', itemIndex } = run.error ?? {};
	if (itemIndex === undefined) {
		account.faults.push(`the error has no item index: ${message}`);
		return account;
	}
	if (!message.includes(`[item ${itemIndex}]`)) account.faults.push(`the message names no item: ${message}`);
	const verdict = UNKNOWN.test(message) ? 'unknown' : 'refused';
	account.byItem.set(itemIndex, { verdict, text: seen(`${message} ${description}`) });
	const tally = TALLY.exec(description);
	if (tally) {
		const [total, sent, failed, notTried] = tally.slice(1).map((digits) => Number(digits ?? 0));
		if (total !== items.length) account.faults.push(`the tally speaks of ${total} items`);
		account.tally = { sent, failed, notTried };
	} else if (items.length > 1) {
		account.faults.push('a stopped run of several items says not how many were sent');
	}
	return account;
}

function finishedRun(cell: Cell, { run, items }: Played): Account {
	const account: Account = { byItem: new Map(), faults: [] };
	if (run.status !== 'success') account.faults.push(`the run ended as ${run.status}`);
	if (run.actionError) account.faults.push('an error comes with output that looks like success');
	const [regular = [], errors = []] = run.branches;
	for (const branch of [regular, errors]) {
		let last = -1;
		for (const item of branch) {
			const index = pairedIndex(item);
			if (index === undefined || index >= items.length) {
				account.faults.push('an output item belongs to no input item');
				continue;
			}
			if (account.byItem.has(index)) account.faults.push(`item ${index} comes out twice`);
			if (index < last) account.faults.push(`item ${index} comes out after item ${last}`);
			last = index;
			account.byItem.set(index, reportedItem(item.json, index, items[index], account.faults));
		}
	}
	for (const item of regular) {
		if (item.json.error !== undefined && cell.onError === 'continueErrorOutput') {
			account.faults.push('a failed item on the success output');
		}
	}
	for (const item of errors) {
		if (item.json.error === undefined) account.faults.push('an accepted item on the error output');
		if (item.json.row !== pairedIndex(item)) account.faults.push('a failed item lost its input');
	}
	if (account.byItem.size !== items.length) {
		account.faults.push(`${items.length} items went in, ${account.byItem.size} came out`);
	}
	return account;
}

function pairedIndex({ pairedItem }: INodeExecutionData): number | undefined {
	if (typeof pairedItem === 'number') return pairedItem;
	return Array.isArray(pairedItem) ? undefined : pairedItem?.item;
}

function reportedItem(json: IDataObject, index: number, input: IDataObject, faults: string[]): Reported {
	const { error, details, sendStatus, phone, messageId } = json;
	if (error === undefined) {
		if (phone !== input.phone) faults.push(`item ${index} speaks of another recipient`);
		if (!TAKEN.includes(String(sendStatus))) {
			faults.push(`item ${index} has no error and is ${String(sendStatus)}`);
		}
		return { verdict: 'accepted', text: '', messageId: String(messageId) };
	}
	const { sendStatus: outcome, description } = (details ?? {}) as IDataObject;
	const message = String(error);
	if (!message.includes(`[item ${index}]`)) faults.push(`the message names not item ${index}: ${message}`);
	if (UNKNOWN.test(message) !== (outcome === 'unknown')) {
		faults.push(`item ${index}: outcome ${String(outcome)}, but its message says: ${message}`);
	}
	const text = seen(`${message} ${String(description ?? '')}`);
	return { verdict: outcome as Reported['verdict'], text };
}
