import type { IDataObject, INode, NodeApiError } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { compact } from '../../../commerce/domain/looseJson';
import type { FailureReason, SendOutcome } from '../../providers/api/exchange';
import { withField } from '../../providers/api/fieldNamed';
import { toSendError } from '../../shared/errors';
import type { Ledger } from './ledger';
import { acceptedItem, factsOf, type FailedStatus } from './outputItems';
import type { RunResults } from './runResults';
import { knownOf, messageOf, type Plan } from './sendPlan';

/** Notes what became of each message: for the output, and where it counts for a later try of the node. */
export class PlanOutcomes {
	/** Those that the provider took. */
	readonly accepted: Plan[] = [];

	constructor(
		private readonly node: INode,
		private readonly results: RunResults,
		private readonly ledger: Ledger,
	) {}

	/** What the provider made of a message, now or in an earlier try of this execution. */
	settle(plan: Plan, outcome: SendOutcome): void {
		const { itemIndex, facts, prepared } = plan;
		if (outcome.outcome === 'accepted') {
			const fields = outcome.fields as IDataObject;
			this.ledger.record(messageOf(plan), { outcome: 'accepted', meaning: outcome.meaning, fields });
			this.accepted.push(plan);
			this.results.put(itemIndex, acceptedItem(itemIndex, facts, prepared, outcome.meaning, fields));
			return;
		}
		if (outcome.outcome === 'unknown') {
			this.ledger.record(messageOf(plan), { outcome: 'unknown', reason: outcome.reason });
		}
		const about = { recipient: plan.recipient, referenceId: prepared.referenceId };
		const failure =
			outcome.outcome === 'refused'
				? { ...outcome, reason: withField(outcome.reason, prepared.fieldNames) }
				: outcome;
		const error = toSendError(this.node, { ...failure, ...about }, itemIndex);
		this.fail(plan, error, outcome.outcome, outcome.reason);
	}

	/** A message that was not taken; `reason` is the provider's. */
	fail(
		plan: Plan,
		error: NodeApiError | NodeOperationError,
		status: FailedStatus = 'notSent',
		reason?: FailureReason,
	): void {
		const { provider, operation, testPhone, customerPhone } = plan.facts;
		const names = compact({ testPhone, customerPhone, provider, operation });
		const facts = factsOf(status, names, knownOf(plan), reason);
		this.results.fail(plan.itemIndex, { error, facts });
	}

	/** Those that a canceled execution did not get to. */
	failUnsent(plans: Plan[]): void {
		for (const plan of plans) {
			const { itemIndex } = plan;
			if (this.results.has(itemIndex)) continue;
			const message = `The execution was canceled before this message was sent [item ${itemIndex}]`;
			this.fail(plan, new NodeOperationError(this.node, message, { itemIndex }));
		}
	}
}
