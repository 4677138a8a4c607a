import type { Flow } from './shop.mts';
import type { Copy, Delivery } from './traffic.mts';

export interface ExecutionRow {
	id: string;
	status: string;
	/** Set when somebody ran a failed execution again by hand. */
	retryOf: string | null;
	/** How often a worker began it. */
	starts: number;
	/** What the failed node or n8n said, for an execution that did not end well. */
	failure?: string;
}

/** Everything that is known about one order event, or one order that was to be charged. */
export interface Trace {
	flow: Flow;
	phone: string;
	copy?: Copy;
	deliveries: Delivery[];
	executions: ExecutionRow[];
	/** Execution that sent each message its recipient got. */
	messages: string[];
}

/**
 * What became of it. `ours` are faults of our nodes and fail the run; `limit` are the races that README names;
 * `n8n` is what n8n did when one of its parts went away; `told` are failures that somebody was told of.
 */
export type Finding =
	| 'once'
	| 'ours: event ran twice'
	| 'ours: guarded message sent twice'
	| 'ours: one execution sent twice'
	| 'ours: event taken, never run'
	| 'ours: told as sent, never sent'
	| 'limit: event ran twice, copies at once on two processors'
	| 'limit: guarded message sent twice, copies at once'
	| 'n8n: stored it and answered that it had not'
	| 'n8n: ran one execution twice'
	| 'n8n: dropped it'
	| 'told: outcome unknown'
	| 'told: failed'
	| 'told: sender never got a yes';

/** Copies count as "at once" when they were sent within this time. */
const AT_ONCE_MS = 1000;

export function judge(trace: Trace): Finding {
	const { messages } = trace;
	if (messages.length === 1) return 'once';
	return messages.length === 0 ? judgeMissing(trace) : judgeDoubled(trace);
}

function judgeDoubled(trace: Trace): Finding {
	const { flow, messages, executions } = trace;
	const twice = messages.find((id, index) => messages.indexOf(id) !== index);
	if (twice !== undefined) {
		const { starts } = executions.find(({ id }) => id === twice) ?? { starts: 0 };
		return starts > 1 ? 'n8n: ran one execution twice' : 'ours: one execution sent twice';
	}
	if (flow === 'guarded') {
		return trace.copy === 'sameInstant' || trace.copy === 'otherProcessorAtOnce'
			? 'limit: guarded message sent twice, copies at once'
			: 'ours: guarded message sent twice';
	}
	return flow === 'follow' ? judgeTwoRuns(trace) : 'n8n: stored it and answered that it had not';
}

/** Two executions of one event: the trigger let both in, or n8n answered the first with a failure. */
function judgeTwoRuns({ copy, deliveries }: Trace): Finding {
	const accepted = deliveries.filter((delivery) => saysTriggerTook(delivery, 'accepted'));
	if (accepted.length < 2) return 'n8n: stored it and answered that it had not';
	const [first, second] = accepted as [Delivery, Delivery];
	const atOnce = Math.abs(second.at - first.at) < AT_ONCE_MS && first.processor !== second.processor;
	return copy === 'otherProcessorAtOnce' && atOnce
		? 'limit: event ran twice, copies at once on two processors'
		: 'ours: event ran twice';
}

function judgeMissing(trace: Trace): Finding {
	const { flow, deliveries, executions } = trace;
	if (executions.length === 0) {
		if (deliveries.every(({ status }) => status < 200 || status > 299)) return 'told: sender never got a yes';
		// n8n's Webhook node says yes by itself; for events our trigger does.
		return flow === 'follow' ? 'ours: event taken, never run' : 'n8n: dropped it';
	}
	const failed = executions.find(({ failure }) => failure !== undefined && !isN8nFailure(failure));
	if (failed?.failure !== undefined) {
		return /unknown/i.test(failed.failure) ? 'told: outcome unknown' : 'told: failed';
	}
	const isHalfDone = executions.some(({ status }) => status !== 'success');
	return isHalfDone ? 'n8n: dropped it' : 'ours: told as sent, never sent';
}

export function saysTriggerTook({ status, body }: Delivery, word: 'accepted' | 'duplicate'): boolean {
	return status === 200 && body.includes(`"status":"${word}"`);
}

/** Words of n8n about an execution that one of its own parts gave up. */
function isN8nFailure(failure: string): boolean {
	return /stalled|crash|possible out-of-memory|connection terminated|ECONN|database|failed to find/i.test(
		failure,
	);
}

export interface Tally {
	findings: Map<Finding, number>;
	doubled: number;
	lost: number;
}

const LOST: readonly Finding[] = ['ours: event taken, never run', 'ours: told as sent, never sent'];

/** Counts findings; `doubled` and `lost` are what our nodes caused. */
export function tally(traces: readonly Trace[]): Tally {
	const findings = new Map<Finding, number>();
	for (const trace of traces) {
		const finding = judge(trace);
		findings.set(finding, (findings.get(finding) ?? 0) + 1);
	}
	const ours = [...findings].filter(([finding]) => finding.startsWith('ours:'));
	const sum = (rows: Array<[Finding, number]>) => rows.reduce((total, [, count]) => total + count, 0);
	const lost = sum(ours.filter(([finding]) => LOST.includes(finding)));
	return { findings, lost, doubled: sum(ours) - lost };
}
