import type { IExecuteFunctions, INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { adviseAgent } from '../../shared/errors';
import { isTool } from './isTool';
import type { Ledger } from './ledger';
import { alignFirst, failedItem, type FailedFacts } from './outputItems';
import { describeStoppedRun, type StoppedRun } from './stoppedRun';

/** Why an item failed. */
export interface Failure {
	error: NodeApiError | NodeOperationError;
	facts: FailedFacts;
	/** Labels of the fields that are wrong, for an item that failed before anything was sent. */
	fields?: string[];
}

/** What became of the items of one run, in the order of the input. */
export class RunResults {
	private readonly items: Array<INodeExecutionData | undefined>;

	private readonly failures = new Map<number, Failure>();

	private readonly keepsGoing: boolean;

	private readonly hasErrorOutput: boolean;

	private readonly isTool: boolean;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly itemCount: number,
		private readonly ledger: Ledger,
	) {
		this.items = new Array<INodeExecutionData | undefined>(itemCount);
		this.keepsGoing = context.continueOnFail();
		this.hasErrorOutput = context.getNode().onError === 'continueErrorOutput';
		this.isTool = isTool(context);
	}

	put(itemIndex: number, item: INodeExecutionData): void {
		this.items[itemIndex] = item;
	}

	fail(itemIndex: number, failure: Failure): void {
		if (this.isTool) adviseAgent(failure.error);
		this.failures.set(itemIndex, failure);
		const input = this.context.getInputData()[itemIndex]?.json ?? {};
		const errorOutput = this.hasErrorOutput ? { input } : undefined;
		this.items[itemIndex] = failedItem(itemIndex, failure.error, failure.facts, errorOutput);
	}

	has(itemIndex: number): boolean {
		return this.items[itemIndex] !== undefined;
	}

	get anyFailed(): boolean {
		return this.failures.size > 0;
	}

	/** Whether the run ends with an error: an item failed, and On Error is Stop Workflow. */
	get stops(): boolean {
		return this.anyFailed && !this.keepsGoing;
	}

	/** The items of the output. */
	output(): INodeExecutionData[] {
		const items = this.items.filter((item) => item !== undefined);
		alignFirst(items);
		return items;
	}

	/** Throws the failure of the first item that failed, in stop mode, with what became of the others. */
	throwFirst(): void {
		if (!this.stops) return;
		const [firstIndex] = [...this.failures.keys()].sort((a, b) => a - b);
		const { error } = this.failures.get(firstIndex)!;
		error.description = [error.description, describeStoppedRun(this.stoppedRun())].filter(Boolean).join(' ');
		throw error;
	}

	private stoppedRun(): StoppedRun {
		const run: StoppedRun = { itemCount: this.itemCount, sent: 0, skipped: 0, failed: [] };
		for (let itemIndex = 0; itemIndex < this.itemCount; itemIndex++) {
			const failure = this.failures.get(itemIndex);
			// An earlier try of the node may know more than this one, which may have stopped before it got there.
			const known = failure?.facts.sendStatus ?? this.ledger.outcomeOf(itemIndex);
			if (known === 'accepted') run.sent++;
			else if (known !== undefined) {
				run.failed.push({ itemIndex, ...failure?.facts, sendStatus: known, fields: failure?.fields });
			} else if (this.has(itemIndex)) run.skipped++;
		}
		return run;
	}
}
