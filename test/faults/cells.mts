import type { INode } from 'n8n-workflow';
import type { FaultRow, Verdict } from './faultKinds.mts';
import type { Sender } from './senders.mts';

export type OnError = NonNullable<INode['onError']>;

/** One combination of the matrix. */
export interface Cell {
	row: FaultRow;
	sender: Sender;
	size: number;
	/** The item whose message the fault hits. */
	position: number;
	retryOnFail: boolean;
	onError: OnError;
	/** An agent calls the node as its tool, which n8n tries again in a loop of its own. */
	asTool: boolean;
}

const SIZES = [1, 3, 50];
const MODES: OnError[] = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'];
const TOOL_MODES: OnError[] = ['stopWorkflow', 'continueRegularOutput'];
export const N8N_TRIES = 3;
/** Tries that Options > Retry When Busy makes for one message. */
export const OWN_TRIES = 3;

/** First, middle and last item; a fault that hits all has one place only. */
function positions(size: number, row: FaultRow): number[] {
	if (row.network === 'noSuchHost') return [0];
	return [...new Set([0, Math.floor(size / 2), size - 1])];
}

export function cellsOf(row: FaultRow, senders: Sender[]): Cell[] {
	return [...nodeCells(row, senders), ...toolCells(row, senders)];
}

/** Whether a cell belongs to what each change is checked with; all of them run each night. */
export function isQuick({ size, position, onError, retryOnFail }: Cell): boolean {
	if (position !== Math.floor(size / 2)) return false;
	return size < 50 || (retryOnFail && onError === 'continueErrorOutput');
}

function nodeCells(row: FaultRow, senders: Sender[]): Cell[] {
	return senders.flatMap((sender) =>
		SIZES.flatMap((size) =>
			positions(size, row).flatMap((position) =>
				[false, true].flatMap((retryOnFail) =>
					MODES.map((onError) => ({ row, sender, size, position, retryOnFail, onError, asTool: false })),
				),
			),
		),
	);
}

/** A tool gets one item for each call and has no error output. */
function toolCells(row: FaultRow, senders: Sender[]): Cell[] {
	const cell = { row, size: 1, position: 0, asTool: true };
	return senders.flatMap((sender) =>
		[false, true].flatMap((retryOnFail) =>
			TOOL_MODES.map((onError) => ({ ...cell, sender, retryOnFail, onError })),
		),
	);
}

export function describeCell(cell: Cell): string {
	const { row, sender, size, position, retryOnFail, onError, asTool } = cell;
	const retry = retryOnFail ? `${N8N_TRIES} tries` : 'no retry';
	const how = asTool ? ', as a tool' : '';
	return `${row.name} (${row.lasts}), ${sender.provider}${how}, item ${position} of ${size}, ${retry}, ${onError}`;
}

/**
 * How often n8n runs the node when this try of it fails: it tries again after an error, and in the continue
 * settings only when the first output item is a failed one; a tool only after an error (n8n-core, measured).
 */
function n8nTries({ retryOnFail, onError, position, asTool }: Cell): number {
	if (asTool) return retryOnFail && onError === 'stopWorkflow' ? N8N_TRIES : 1;
	return retryOnFail && (onError === 'stopWorkflow' || position === 0) ? N8N_TRIES : 1;
}

/** What the user must read in the end about an item's message. */
export function expectedVerdict(cell: Cell, index: number): Verdict {
	const { row, position } = cell;
	// The way to the provider is shut for that message and all that leave after it.
	const isHit = row.network ? index >= position : index === position;
	if (!isHit) return 'accepted';
	if (row.class === 'accepted' || row.class === 'unknown') return row.class;
	const survives = row.lasts === 'once' && (row.class === 'busy' || n8nTries(cell) > 1);
	return survives ? 'accepted' : 'refused';
}

/** How many requests of that message the provider must have seen; undefined where requests never arrive. */
export function expectedRequests(cell: Cell): number | undefined {
	const { row } = cell;
	if (row.network) return undefined;
	if (row.class === 'accepted' || row.class === 'unknown') return 1;
	if (row.lasts === 'once') return row.class === 'busy' || n8nTries(cell) > 1 ? 2 : 1;
	return (row.class === 'busy' ? OWN_TRIES : 1) * n8nTries(cell);
}
