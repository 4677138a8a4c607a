import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData, NodeApiError } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { SendOutcome } from '../../providers/api/exchange';
import { storeError, toInputError, toSendError } from '../../shared/errors';
import { createRedact, type Redact } from '../../shared/redact';
import { ItemParameters } from '../../providers/itemParameters';
import type { PreparedSend } from '../../providers/operation';
import { BusyWatch } from './busyWatch';
import { keyTurnsOf } from './keyTurns';
import { Ledger } from './ledger';
import { acceptedItem, dryRunItem, failedItem, reasonFacts, skippedItem } from './outputItems';
import { runPool, type PoolControls } from './recipientPool';
import { sendMessage } from './sendMessage';
import { findSharedKeys } from './onceKey';
import { SendOnceGuard, type Claim } from './sendOnce';
import { readConcurrency } from './sendOptions';
import { messageOf, namesOf, planSend, type Plan, type SendRunSettings } from './sendPlan';
import { describeStoppedRun, type StoppedRun } from './stoppedRun';

interface Failure {
	error: NodeApiError | NodeOperationError;
	/** What the output item says about it. */
	details: IDataObject;
}

/**
 * Sends one message per item: checks every item before the first request leaves, then sends with limited
 * concurrency. Output keeps the order of the input. In stop mode the first failure ends the run, after the
 * requests under way have been heard, so that the ledger knows them all.
 */
export class SendRun {
	private readonly node: INode;

	private readonly results: Array<INodeExecutionData | undefined>;

	private readonly failures = new Map<number, Failure>();

	private readonly ledger: Ledger;

	private readonly guard: SendOnceGuard;

	private readonly busyWatch = new BusyWatch();

	private readonly cancel: AbortSignal | undefined;

	private readonly keepGoing: boolean;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly itemCount: number,
		private readonly settings: SendRunSettings,
	) {
		this.node = context.getNode();
		this.results = new Array<INodeExecutionData | undefined>(itemCount);
		this.ledger = new Ledger(context);
		this.guard = new SendOnceGuard(context.helpers, keyTurnsOf(context));
		this.cancel = context.getExecutionCancelSignal?.();
		this.keepGoing = context.continueOnFail();
	}

	/** One output item per input item. Throws the first failure in stop mode. */
	async execute(): Promise<{ items: INodeExecutionData[]; prepared: PreparedSend[] }> {
		const plans = this.refuseSharedKeys(this.planAll());
		this.throwFirstError();
		const toSend = plans.filter((plan) => !this.settleWithoutSending(plan));
		if (!this.stopsOnError()) await this.sendAll(toSend);
		await this.guard.confirm();
		this.throwFirstError();
		if (!this.mayRunAgain()) this.ledger.forgetRun(this.itemCount);
		return {
			items: this.results.filter((item) => item !== undefined),
			prepared: plans.map((plan) => plan.prepared),
		};
	}

	private planAll(): Plan[] {
		const plans: Plan[] = [];
		for (let itemIndex = 0; itemIndex < this.itemCount; itemIndex++) {
			try {
				plans.push(planSend(this.settings, itemIndex));
			} catch (error) {
				const nodeError = toInputError(this.node, error, itemIndex);
				this.fail(itemIndex, nodeError, { outcome: 'notSent', ...namesOf(this.settings) });
				if (!this.keepGoing) break;
			}
		}
		return plans;
	}

	/** One key for two customers would hold back the message of one of them: none of them is sent. */
	private refuseSharedKeys(plans: Plan[]): Plan[] {
		const errors = findSharedKeys(plans);
		for (const { itemIndex, facts } of plans) {
			const error = errors.get(itemIndex);
			if (error === undefined) continue;
			const nodeError = toInputError(this.node, error, itemIndex);
			this.fail(itemIndex, nodeError, { outcome: 'notSent', ...facts });
		}
		return plans.filter(({ itemIndex }) => !errors.has(itemIndex));
	}

	/** Answers a dry run, and an item that an earlier try of this execution has sent. True when settled. */
	private settleWithoutSending(plan: Plan): boolean {
		if (plan.options.dryRun) {
			this.results[plan.itemIndex] = dryRunItem(plan.itemIndex, plan.facts, plan.prepared);
			return true;
		}
		const known = this.ledger.find(messageOf(plan));
		if (known === undefined) return false;
		this.settle(plan, known);
		return true;
	}

	private async sendAll(plans: Plan[]): Promise<void> {
		if (plans.length === 0) return;
		let limit: number;
		let redact: Redact;
		try {
			limit = readConcurrency(new ItemParameters(this.settings.parameters, plans[0].itemIndex).options);
			redact = await createRedact(this.context, this.settings.provider.credential);
		} catch (error) {
			// A fault of the whole node. Thrown in a "continue" setting, n8n would pass the input on as if it were sent.
			for (const { itemIndex, facts } of plans) {
				this.fail(itemIndex, toInputError(this.node, error, itemIndex), { outcome: 'notSent', ...facts });
			}
			return;
		}
		await runPool(plans, limit, async (plan, controls) => {
			if (!this.mustNotStart()) await this.sendOne(plan, controls, redact);
			if (this.mustNotStart()) controls.stop();
		});
		if (this.cancel?.aborted) this.failUnsent(plans);
	}

	private async sendOne(plan: Plan, controls: PoolControls, redact: Redact): Promise<void> {
		const { itemIndex, options, prepared, facts } = plan;
		// An earlier item of this run with the same content may have ended unknown meanwhile.
		const known = this.ledger.findUnknown(messageOf(plan));
		if (known !== undefined) {
			this.settle(plan, known);
			return;
		}
		let claim: Claim | undefined;
		if (options.onceKey !== undefined) {
			try {
				claim = await this.guard.claim(options.onceKey.stored);
			} catch {
				this.fail(itemIndex, storeError(this.node, itemIndex), { outcome: 'notSent', ...facts });
				return;
			}
			if (claim === undefined) {
				this.results[itemIndex] = skippedItem(itemIndex, facts, prepared);
				return;
			}
			// The store takes its time; what is not under way yet stays here.
			if (this.mustNotStart()) {
				await claim.giveBack();
				return;
			}
		}
		const outcome = await sendMessage(this.context, this.settings.provider, prepared, {
			timeoutMs: options.timeoutMs,
			retryWhenBusy: options.retryWhenBusy,
			redact,
			busyWatch: this.busyWatch,
			onRateLimit: controls.narrow,
		});
		if (outcome.outcome === 'refused') await claim?.giveBack();
		else claim?.keep();
		this.settle(plan, outcome);
	}

	private settle(plan: Plan, outcome: SendOutcome): void {
		const { itemIndex, facts, prepared } = plan;
		if (outcome.outcome === 'accepted') {
			const fields = outcome.fields as IDataObject;
			this.ledger.record(messageOf(plan), { outcome: 'accepted', meaning: outcome.meaning, fields });
			this.results[itemIndex] = acceptedItem(itemIndex, facts, prepared, outcome.meaning, fields);
			return;
		}
		if (outcome.outcome === 'unknown') {
			this.ledger.record(messageOf(plan), { outcome: 'unknown', reason: outcome.reason });
		}
		const error = toSendError(
			this.node,
			{
				outcome: outcome.outcome,
				reason: outcome.reason,
				...(outcome.outcome === 'refused' ? { retryAfterMs: outcome.retryAfterMs } : {}),
				recipient: prepared.recipient,
				referenceId: prepared.referenceId,
			},
			itemIndex,
		);
		this.fail(itemIndex, error, { outcome: outcome.outcome, ...facts, ...reasonFacts(outcome.reason) });
	}

	private fail(itemIndex: number, error: NodeApiError | NodeOperationError, details: IDataObject): void {
		this.failures.set(itemIndex, { error, details });
		this.results[itemIndex] = failedItem(itemIndex, error, details);
	}

	private failUnsent(plans: Plan[]): void {
		for (const { itemIndex, facts } of plans) {
			if (this.results[itemIndex] !== undefined) continue;
			const message = `The execution was canceled before this message was sent [item ${itemIndex}]`;
			const error = new NodeOperationError(this.node, message, { itemIndex });
			this.fail(itemIndex, error, { outcome: 'notSent', ...facts });
		}
	}

	/** n8n runs a node again after a failure, when told to; what it will not run again need not be kept. */
	private mayRunAgain(): boolean {
		return this.failures.size > 0 && this.node.retryOnFail === true;
	}

	private mustNotStart(): boolean {
		return this.stopsOnError() || this.cancel?.aborted === true;
	}

	private stopsOnError(): boolean {
		return !this.keepGoing && this.failures.size > 0;
	}

	private throwFirstError(): void {
		if (!this.stopsOnError()) return;
		const [firstIndex] = [...this.failures.keys()].sort((a, b) => a - b);
		const { error } = this.failures.get(firstIndex)!;
		error.description = [error.description, describeStoppedRun(this.stoppedRun())].filter(Boolean).join(' ');
		throw error;
	}

	private stoppedRun(): StoppedRun {
		const run: StoppedRun = { itemCount: this.itemCount, sent: 0, skipped: 0, failed: [] };
		for (let itemIndex = 0; itemIndex < this.itemCount; itemIndex++) {
			const details = this.failures.get(itemIndex)?.details;
			// An earlier try of the node may know more than this one, which may have stopped before it got there.
			const known = details?.outcome ?? this.ledger.outcomeOf(itemIndex);
			if (known === 'accepted') run.sent++;
			else if (known !== undefined) run.failed.push({ itemIndex, ...details, outcome: String(known) });
			else if (this.results[itemIndex] !== undefined) run.skipped++;
		}
		return run;
	}
}
