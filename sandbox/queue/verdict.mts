import type { Flow } from './shop.mts';
import type { Copy, Delivery } from './traffic.mts';

export interface ExecutionRow {
	id: string;
	status: string;
	/** Set when somebody ran a failed execution again by hand. */
	retryOf: string | null;
	/** Names of the workers that began it, one for each time. */
	startedBy: string[];
	/** Milliseconds since 1970; undefined for one that never began. */
	startedAt?: number;
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
	| 'ours: told as not sent, was sent'
	| 'ours: failed with nothing disturbed'
	| 'limit: event ran twice, copies under way at two processors'
	| 'limit: guarded message sent twice, two workers at once'
	| 'n8n: stored it and answered that it had not'
	| 'n8n: ran one execution twice'
	| 'n8n: dropped it'
	| 'told: outcome unknown'
	| 'told: failed'
	| 'told: sender never got a yes';

/** Two executions of one guarded message are "at once" when they began within this time. */
const AT_ONCE_MS = 500;

/** `isCalm` when nothing was disturbed while the parcel was under way: then a failure is our fault. */
export function judge(trace: Trace, isCalm: boolean): Finding {
	const finding = judgeCounts(trace);
	return isCalm && finding.startsWith('told:') ? 'ours: failed with nothing disturbed' : finding;
}

function judgeCounts(trace: Trace): Finding {
	const { flow, messages, executions } = trace;
	if (messages.length === 0) return judgeMissing(trace);
	const twice = messages.find((id, index) => messages.indexOf(id) !== index);
	if (twice !== undefined) return judgeTwiceInOne(trace, twice);
	// An event that ran twice is a fault also when the second run failed to send.
	const runs = executions.filter(({ retryOf }) => retryOf === null);
	if (flow === 'follow' && runs.length > 1) return judgeTwoRuns(trace);
	if (messages.length === 1) return judgeWords(trace);
	return flow === 'guarded' ? judgeTwoGuarded(trace) : 'n8n: stored it and answered that it had not';
}

/** Send Once Per holds against n8n's own repetitions too. */
function judgeTwiceInOne({ flow, executions }: Trace, id: string): Finding {
	if (flow === 'guarded') return 'ours: guarded message sent twice';
	const { startedBy } = executions.find((execution) => execution.id === id) ?? { startedBy: [] };
	return startedBy.length > 1 ? 'n8n: ran one execution twice' : 'ours: one execution sent twice';
}

/** Two workers without a lock between them; executions of one worker wait for each other. */
function judgeTwoGuarded({ executions, messages }: Trace): Finding {
	const senders = executions.filter(({ id }) => messages.includes(id));
	const workers = new Set(senders.flatMap(({ startedBy }) => startedBy));
	const times = senders.map(({ startedAt }) => startedAt ?? 0);
	const atOnce = Math.max(...times) - Math.min(...times) < AT_ONCE_MS;
	return senders.length === 2 && workers.size === 2 && atOnce
		? 'limit: guarded message sent twice, two workers at once'
		: 'ours: guarded message sent twice';
}

/** Two executions of one event: the trigger let both in, or n8n answered the first with a failure. */
function judgeTwoRuns({ deliveries, executions }: Trace): Finding {
	const accepted = deliveries.filter((delivery) => saysTriggerTook(delivery, 'accepted'));
	if (accepted.length < executions.length) return 'n8n: stored it and answered that it had not';
	const [first, second] = accepted.sort((a, b) => a.at - b.at) as [Delivery, Delivery];
	const overlap = second.at < first.answeredAt && first.processor !== second.processor;
	return accepted.length === 2 && overlap
		? 'limit: event ran twice, copies under way at two processors'
		: 'ours: event ran twice';
}

/** One message went out: does its execution say so? */
function judgeWords({ executions, messages }: Trace): Finding {
	const sender = executions.find(({ id }) => messages.includes(id));
	if (sender?.failure === undefined || isN8nFailure(sender.failure)) return 'once';
	return saysUnknown(sender.failure) ? 'told: outcome unknown' : 'ours: told as not sent, was sent';
}

function judgeMissing(trace: Trace): Finding {
	const { flow, deliveries, executions } = trace;
	if (executions.length === 0) {
		if (deliveries.every(({ status }) => status < 200 || status > 299)) return 'told: sender never got a yes';
		// n8n's Webhook node says yes by itself; for events our trigger does.
		return flow === 'follow' ? 'ours: event taken, never run' : 'n8n: dropped it';
	}
	const failed = executions.find(({ failure }) => failure !== undefined && !isN8nFailure(failure));
	if (failed?.failure !== undefined)
		return saysUnknown(failed.failure) ? 'told: outcome unknown' : 'told: failed';
	const isHalfDone = executions.some(({ status }) => status !== 'success');
	return isHalfDone ? 'n8n: dropped it' : 'ours: told as sent, never sent';
}

const saysUnknown = (failure: string) => /unknown/i.test(failure);

export function saysTriggerTook({ status, body }: Delivery, word: 'accepted' | 'duplicate'): boolean {
	return status === 200 && body.includes(`"status":"${word}"`);
}

/** Words of n8n about an execution that one of its own parts gave up; our nodes' failures name their node first. */
function isN8nFailure(failure: string): boolean {
	if (/^(Mark as Paid|Payment Request): /.test(failure)) return false;
	return /stalled|crash|processed too many times|possible out-of-memory|connection terminated|ECONN|database|failed to find/i.test(
		failure,
	);
}

export interface Tally {
	findings: Map<Finding, number>;
	doubled: number;
	lost: number;
}

const LOST: readonly Finding[] = [
	'ours: event taken, never run',
	'ours: told as sent, never sent',
	'ours: failed with nothing disturbed',
];

/** Counts findings; `doubled` and `lost` are what our nodes caused. */
export function tally(traces: readonly Trace[], isCalm: boolean): Tally {
	const findings = new Map<Finding, number>();
	for (const trace of traces) {
		const finding = judge(trace, isCalm);
		findings.set(finding, (findings.get(finding) ?? 0) + 1);
	}
	const ours = [...findings].filter(([finding]) => finding.startsWith('ours:'));
	const sum = (rows: Array<[Finding, number]>) => rows.reduce((total, [, count]) => total + count, 0);
	const lost = sum(ours.filter(([finding]) => LOST.includes(finding)));
	return { findings, lost, doubled: sum(ours) - lost };
}
