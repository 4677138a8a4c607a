import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';

import { inputErrorsOf } from '../../../commerce/domain/readAll';
import { ItemParameters } from '../../providers/itemParameters';
import { BankDesk } from '../../shared/bank/bankDesk';
import { storeError, toInputError } from '../../shared/errors';
import { ClaimsAhead } from './claimsAhead';
import { IdempotencyGuard, type Claim } from './idempotencyGuard';
import { runPool, type PoolControls } from './keyedPool';
import { Ledger } from './ledger';
import { nodeKeysOf } from './nodeKeys';
import { findSharedKeys } from './onceKey';
import { dryRunItem, factsOf, skippedItem } from './outputItems';
import { PlanOutcomes } from './planOutcomes';
import { RetryBudget } from './retryBudget';
import { RunResults } from './runResults';
import { sendMessage } from './sendMessage';
import { readConcurrency } from './sendOptions';
import { messageOf, namesOf, planSend, type Plan, type SendRunSettings } from './sendPlan';

/** What became of a run. */
export interface RunResult {
	items: INodeExecutionData[];
	/** Every message that could be checked and built, and those of them that the provider took. */
	plans: Plan[];
	accepted: Plan[];
}

/**
 * Sends one message per item: checks every item before the first request leaves, then sends with limited
 * concurrency. Output keeps the order of the input. In stop mode the first failure ends the run, after the
 * requests under way have been heard, so that the ledger knows them all.
 */
export class SendRun {
	private readonly node: INode;

	private readonly results: RunResults;

	private readonly outcomes: PlanOutcomes;

	private readonly ledger: Ledger;

	private readonly guard: IdempotencyGuard;

	private readonly bank: BankDesk;

	private readonly retryBudget = new RetryBudget();

	private readonly cancel: AbortSignal | undefined;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly itemCount: number,
		private readonly settings: SendRunSettings,
	) {
		this.node = context.getNode();
		this.ledger = new Ledger(context);
		this.results = new RunResults(context, itemCount, this.ledger);
		this.outcomes = new PlanOutcomes(this.node, this.results, this.ledger);
		this.guard = new IdempotencyGuard(context.helpers, nodeKeysOf(context));
		this.bank = new BankDesk(context);
		this.cancel = context.getExecutionCancelSignal?.();
	}

	/** One output item per input item. Throws the first failure in stop mode. */
	async execute(): Promise<RunResult> {
		const plans = this.refuseSharedKeys(this.planAll());
		this.results.throwFirst();
		const toSend = plans.filter((plan) => !this.settleWithoutSending(plan));
		try {
			if (!this.results.stops) await this.sendAll(toSend);
		} finally {
			await this.guard.confirm();
		}
		this.results.throwFirst();
		if (!this.mayRunAgain()) this.ledger.forgetRun(this.itemCount);
		return { items: this.results.output(), plans, accepted: this.outcomes.accepted };
	}

	/** Checks every item, also after one that is wrong: a user sees at once all that has to be corrected. */
	private planAll(): Plan[] {
		const plans: Plan[] = [];
		for (let itemIndex = 0; itemIndex < this.itemCount; itemIndex++) {
			const params = new ItemParameters(this.settings.parameters, itemIndex);
			try {
				// Without it nobody knows what the credential has for empty fields, nor whether there is a test phone.
				if (this.settings.account.error !== undefined) throw this.settings.account.error;
				plans.push(planSend(this.settings, params));
			} catch (error) {
				this.results.fail(itemIndex, {
					error: toInputError(this.node, error, itemIndex),
					facts: factsOf('notSent', namesOf(this.settings), params.known),
					fields: inputErrorsOf(error)?.map(({ field }) => field),
				});
			}
		}
		return plans;
	}

	/** With one key for two customers, one of them would get nothing: neither is sent. */
	private refuseSharedKeys(plans: Plan[]): Plan[] {
		const errors = findSharedKeys(plans);
		for (const plan of plans) {
			const error = errors.get(plan.itemIndex);
			if (error !== undefined) this.outcomes.fail(plan, toInputError(this.node, error, plan.itemIndex));
		}
		return plans.filter(({ itemIndex }) => !errors.has(itemIndex));
	}

	/** Answers a dry run, and an item that an earlier try of this execution has sent. True when settled. */
	private settleWithoutSending(plan: Plan): boolean {
		if (plan.options.dryRun) {
			this.results.put(plan.itemIndex, dryRunItem(plan.itemIndex, plan.facts, plan.prepared));
			return true;
		}
		const known = this.ledger.find(messageOf(plan));
		if (known === undefined) return false;
		this.outcomes.settle(plan, known);
		return true;
	}

	private async sendAll(plans: Plan[]): Promise<void> {
		if (plans.length === 0) return;
		let limit: number;
		try {
			limit = readConcurrency(new ItemParameters(this.settings.parameters, plans[0].itemIndex).options);
		} catch (error) {
			// A fault of the whole node. Thrown in a "continue" setting, n8n would pass the input on as if it were sent.
			for (const plan of plans) this.outcomes.fail(plan, toInputError(this.node, error, plan.itemIndex));
			return;
		}
		const ahead = new ClaimsAhead(this.guard, keysOf(plans), limit);
		await runPool(plans, limit, async (plan, controls) => {
			if (!this.mustNotStart()) {
				ahead.refill();
				await this.sendOne(plan, controls);
			}
			if (this.mustNotStart()) controls.stop();
		});
		if (this.cancel?.aborted) this.outcomes.failUnsent(plans);
	}

	private async sendOne(plan: Plan, controls: PoolControls): Promise<void> {
		const { itemIndex, options, prepared, facts } = plan;
		// An earlier item of this run with the same content may have ended unknown meanwhile.
		const known = this.ledger.findUnknown(messageOf(plan));
		if (known !== undefined) {
			this.outcomes.settle(plan, known);
			return;
		}
		let claim: Claim | undefined;
		const key = keyOf(plan);
		if (key !== undefined) {
			try {
				claim = await this.guard.claim(key);
			} catch {
				this.outcomes.fail(plan, storeError(this.node, itemIndex));
				return;
			}
			if (claim === undefined) {
				this.results.put(itemIndex, skippedItem(itemIndex, facts, prepared));
				return;
			}
			// The store takes its time; what is not under way yet stays here.
			if (this.mustNotStart()) {
				void claim.giveBack();
				return;
			}
		}
		if (!(await this.mayLeave(plan))) {
			await claim?.giveBack();
			return;
		}
		const outcome = await sendMessage(this.context, this.settings.provider, plan.request, {
			timeoutMs: options.timeoutMs,
			retryWhenBusy: options.retryWhenBusy,
			redact: this.settings.account.redact,
			retryBudget: this.retryBudget,
			onRateLimit: controls.reduceConcurrency,
		});
		if (outcome.outcome === 'refused') void claim?.giveBack();
		else claim?.keep();
		this.outcomes.settle(plan, outcome);
	}

	/** What the bank of its PIX code says, where the user wants to know. False: the message stays here. */
	private async mayLeave(plan: Plan): Promise<boolean> {
		const { askBank, warnings } = plan.prepared;
		if (askBank === undefined) return true;
		try {
			warnings.push(...(await askBank(this.bank)));
			return !this.mustNotStart();
		} catch (error) {
			this.outcomes.fail(plan, toInputError(this.node, error, plan.itemIndex));
			return false;
		}
	}

	/** n8n runs a node again after a failure only if Retry On Fail is on; otherwise nothing need be kept. */
	private mayRunAgain(): boolean {
		return this.results.anyFailed && this.node.retryOnFail === true;
	}

	private mustNotStart(): boolean {
		return this.results.stops || this.cancel?.aborted === true;
	}
}

/** The key that Send Once Per claims. What the test phone gets, the customer has not got. */
function keyOf({ options, isToTestPhone }: Plan): string | undefined {
	return isToTestPhone ? undefined : options.onceKey?.stored;
}

function keysOf(plans: Plan[]): string[] {
	return plans.map(keyOf).filter((key) => key !== undefined);
}
