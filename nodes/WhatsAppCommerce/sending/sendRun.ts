import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { FailureReason, SendOutcome } from '../../../commerce/providers/provider';
import { toInputError, toSendError } from '../../shared/errors';
import { createRedact, type Redact } from '../../shared/redact';
import { ItemParameters, type RunParameters } from '../actions/itemParameters';
import type { PreparedSend, SendOperation } from '../actions/operation';
import { Ledger } from './ledger';
import { acceptedItem, dryRunItem, failedItem, skippedItem, type MessageFacts } from './outputItems';
import { runPool, type PoolControls } from './recipientPool';
import { sendMessage } from './sendMessage';
import { SendOnceGuard } from './sendOnce';
import { readConcurrency, readSendOptions, type SendOptions } from './sendOptions';

interface Plan {
	itemIndex: number;
	lane: string;
	prepared: PreparedSend;
	options: SendOptions;
	facts: MessageFacts;
	/** Names the message in the ledger. */
	purpose: string;
}

export interface SendRunSettings {
	operation: SendOperation;
	provider: string;
	operationName: string;
	parameters: RunParameters;
}

/**
 * Sends one message per item: checks every item before the first request leaves, then sends with limited
 * concurrency. Output keeps the order of the input. In stop mode the first failure ends the run, after the
 * requests under way have been heard, so that the ledger knows them all.
 */
export class SendRun {
	private readonly node: INode;

	private readonly results: Array<INodeExecutionData | undefined>;

	private readonly errors = new Map<number, NodeApiError | NodeOperationError>();

	private readonly ledger: Ledger;

	private readonly guard: SendOnceGuard;

	private readonly keepGoing: boolean;

	private acceptedCount = 0;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly itemCount: number,
		private readonly settings: SendRunSettings,
	) {
		this.node = context.getNode();
		this.results = new Array<INodeExecutionData | undefined>(itemCount);
		this.ledger = new Ledger(context);
		this.guard = new SendOnceGuard(context);
		this.keepGoing = context.continueOnFail();
	}

	/** One output item per input item. Throws the first failure in stop mode. */
	async execute(): Promise<{ items: INodeExecutionData[]; prepared: PreparedSend[] }> {
		const plans = this.planAll();
		this.throwFirstError();
		const toSend = plans.filter((plan) => !this.settleWithoutSending(plan));
		if (!this.stopsOnError()) await this.sendAll(toSend);
		this.throwFirstError();
		if (this.errors.size === 0) this.ledger.forgetRun(this.itemCount);
		return {
			items: this.results.filter((item) => item !== undefined),
			prepared: plans.map((plan) => plan.prepared),
		};
	}

	private planAll(): Plan[] {
		const plans: Plan[] = [];
		for (let itemIndex = 0; itemIndex < this.itemCount; itemIndex++) {
			try {
				plans.push(this.plan(itemIndex));
			} catch (error) {
				const nodeError = toInputError(this.node, error, itemIndex);
				this.fail(itemIndex, nodeError, { outcome: 'notSent', ...this.names() });
				if (!this.keepGoing) break;
			}
		}
		return plans;
	}

	private plan(itemIndex: number): Plan {
		const params = new ItemParameters(this.settings.parameters, itemIndex);
		const prepared = this.settings.operation.prepare(params);
		const facts: MessageFacts = {
			...this.names(),
			phone: prepared.recipient,
			...(prepared.referenceId === undefined ? {} : { referenceId: prepared.referenceId }),
		};
		return {
			itemIndex,
			lane: prepared.recipient,
			prepared,
			options: readSendOptions(params.options, prepared),
			facts,
			purpose: `${facts.provider}|${facts.operation}|${facts.phone}`,
		};
	}

	private names() {
		return { provider: this.settings.provider, operation: this.settings.operationName };
	}

	/** Answers a dry run, and an item that an earlier try of this execution has sent. True when settled. */
	private settleWithoutSending(plan: Plan): boolean {
		if (plan.options.dryRun) {
			this.results[plan.itemIndex] = dryRunItem(plan.itemIndex, plan.facts, plan.prepared);
			return true;
		}
		const known = this.ledger.find(plan.itemIndex, plan.purpose);
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
			redact = await createRedact(this.context, this.settings.operation.credentialType);
		} catch (error) {
			// A fault of the whole node. Thrown in a "continue" setting, n8n would pass the input on as if it were sent.
			for (const { itemIndex, facts } of plans) {
				this.fail(itemIndex, toInputError(this.node, error, itemIndex), { outcome: 'notSent', ...facts });
			}
			return;
		}
		const cancel = this.context.getExecutionCancelSignal?.();
		await runPool(plans, limit, async (plan, controls) => {
			if (cancel?.aborted) {
				controls.stop();
				return;
			}
			await this.sendOne(plan, controls, redact);
			if (this.stopsOnError() || cancel?.aborted) controls.stop();
		});
		if (cancel?.aborted) this.failUnsent(plans);
	}

	private async sendOne(plan: Plan, controls: PoolControls, redact: Redact): Promise<void> {
		const { options, prepared } = plan;
		try {
			if (options.onceKey !== undefined && !(await this.guard.claim(options.onceKey))) {
				this.results[plan.itemIndex] = skippedItem(plan.itemIndex, plan.facts, prepared);
				return;
			}
		} catch {
			const message = `Send Once Per: n8n's store of processed data did not answer [item ${plan.itemIndex}]`;
			const description = 'Nothing was sent for this item. Run it again, or switch Send Once Per off.';
			const error = new NodeOperationError(this.node, message, { itemIndex: plan.itemIndex, description });
			this.fail(plan.itemIndex, error, { outcome: 'notSent', ...plan.facts });
			return;
		}
		const outcome = await sendMessage(this.context, this.settings.operation, prepared, {
			timeoutMs: options.timeoutMs,
			retryWhenBusy: options.retryWhenBusy,
			redact,
			onRateLimit: controls.narrow,
		}).catch(unexpectedFault);
		if (outcome.outcome === 'refused' && options.onceKey !== undefined) await this.giveBack(options.onceKey);
		this.settle(plan, outcome);
	}

	/** A key that cannot be freed only means that this message counts as sent: the refusal is the news. */
	private async giveBack(key: string): Promise<void> {
		await this.guard.giveBack(key).catch(() => undefined);
	}

	private settle(plan: Plan, outcome: SendOutcome): void {
		const { itemIndex, facts, prepared, purpose } = plan;
		if (outcome.outcome === 'accepted') {
			const fields = outcome.fields as IDataObject;
			this.ledger.record(itemIndex, purpose, { outcome: 'accepted', meaning: outcome.meaning, fields });
			this.results[itemIndex] = acceptedItem(itemIndex, facts, prepared, outcome.meaning, fields);
			this.acceptedCount++;
			return;
		}
		if (outcome.outcome === 'unknown') {
			this.ledger.record(itemIndex, purpose, { outcome: 'unknown', reason: outcome.reason });
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
		this.errors.set(itemIndex, error);
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

	private stopsOnError(): boolean {
		return !this.keepGoing && this.errors.size > 0;
	}

	private throwFirstError(): void {
		if (!this.stopsOnError()) return;
		const [firstIndex] = [...this.errors.keys()].sort((a, b) => a - b);
		const error = this.errors.get(firstIndex)!;
		if (this.itemCount > 1) {
			const pending = this.results.filter((item) => item === undefined).length;
			error.description = [error.description, this.tally(pending)].filter(Boolean).join(' ');
		}
		throw error;
	}

	private tally(pending: number): string {
		const failed = this.errors.size;
		const sent = this.acceptedCount === 0 ? 'none was sent' : `${this.acceptedCount} sent`;
		return `Of ${this.itemCount} items: ${sent}, ${failed} failed, ${pending} not tried. A retry of this node does not send again what was sent.`;
	}
}

/** A fault of our own with a request perhaps under way: the honest outcome is unknown. */
function unexpectedFault(): SendOutcome {
	return {
		outcome: 'unknown',
		reason: { what: 'This node met an unexpected fault while sending', next: 'Please report it.' },
	};
}

function reasonFacts(reason: FailureReason): IDataObject {
	return {
		...(reason.statusCode === undefined ? {} : { statusCode: reason.statusCode }),
		...(reason.providerMessage === undefined ? {} : { providerMessage: reason.providerMessage }),
		...(reason.providerCode === undefined ? {} : { providerCode: reason.providerCode }),
	};
}
