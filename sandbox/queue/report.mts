import type { Cluster } from './cluster.mts';
import type { Flow } from './shop.mts';
import { type Finding, saysTriggerTook, type Tally, tally, type Trace } from './verdict.mts';

export interface RunReport {
	title: string;
	rows: Array<[string, number]>;
	tally: Tally;
	/** What failed nodes said, and how often. */
	failures: Map<string, number>;
}

/** Counts of one run, in the order they are printed. */
export function describeRun(
	title: string,
	traces: readonly Trace[],
	{ crashes, isCalm }: { crashes: number; isCalm: boolean },
): RunReport {
	const result = tally(traces, isCalm);
	const of = (flow: Flow) => traces.filter((trace) => trace.flow === flow);
	const sum = (list: readonly Trace[], count: (trace: Trace) => number) =>
		list.reduce((total, trace) => total + count(trace), 0);
	const executions = traces.flatMap((trace) => trace.executions.map((row) => ({ ...row, trace })));
	const crashed = executions.filter(({ status }) => !['success', 'error'].includes(status));
	const sent = ({ id, trace }: (typeof executions)[number]) => trace.messages.includes(id);
	const rows: RunReport['rows'] = [
		['order events, each an order of its own', of('follow').length],
		['  deliveries to the trigger, copies and resends included', sum(of('follow'), deliveries)],
		['  answered "accepted"', sum(of('follow'), answered('accepted'))],
		['  answered "duplicate"', sum(of('follow'), answered('duplicate'))],
		['  not answered with a 2xx, sent again by the provider', sum(of('follow'), refused)],
		['  executions that they started', sum(of('follow'), runs)],
		['payment requests asked for, half of them guarded', of('plain').length + of('guarded').length],
		['  posts of the shop, copies and resends included', sum([...of('plain'), ...of('guarded')], deliveries)],
		['  executions that they started', sum([...of('plain'), ...of('guarded')], runs)],
		['recipients', traces.length],
		['  got exactly one message', traces.filter(({ messages }) => messages.length === 1).length],
		['  got two or more', traces.filter(({ messages }) => messages.length > 1).length],
		['  got none', traces.filter(({ messages }) => messages.length === 0).length],
		['n8n: executions it gave up (crashed, or left open)', crashed.length],
		['  of these, message had left before', crashed.filter(sent).length],
		['  of these, no message left', crashed.filter((row) => !sent(row)).length],
		[
			'n8n: executions that a worker began twice',
			executions.filter(({ startedBy }) => startedBy.length > 1).length,
		],
		['n8n: processes that ended by themselves', crashes],
	];
	return { title, rows, tally: result, failures: countFailures(traces) };
}

function countFailures(traces: readonly Trace[]): Map<string, number> {
	const failures = new Map<string, number>();
	for (const { failure } of traces.flatMap((trace) => trace.executions)) {
		if (failure !== undefined) failures.set(failure, (failures.get(failure) ?? 0) + 1);
	}
	return failures;
}

const deliveries = (trace: Trace) => trace.deliveries.length;
const runs = (trace: Trace) => trace.executions.length;
const refused = (trace: Trace) =>
	trace.deliveries.filter(({ status }) => status < 200 || status > 299).length;
const answered = (word: 'accepted' | 'duplicate') => (trace: Trace) =>
	trace.deliveries.filter((delivery) => saysTriggerTook(delivery, word)).length;

const LABEL_WIDTH = 66;

/** All runs side by side, then what became of what did not go out exactly once. */
export function printReports(reports: readonly RunReport[]): void {
	const line = (label: string, cells: Array<string | number>) =>
		console.log(label.padEnd(LABEL_WIDTH) + cells.map((cell) => String(cell).padStart(9)).join(''));
	console.log('');
	for (const [index, { title }] of reports.entries()) console.log(`${'abcdefgh'[index]}) ${title}`);
	line(
		'\n',
		reports.map((_, index) => `${'abcdefgh'[index]})`),
	);
	for (const [index, [label]] of (reports[0]?.rows ?? []).entries()) {
		line(
			label,
			reports.map(({ rows }) => rows[index]?.[1] ?? 0),
		);
	}
	const found = new Set(reports.flatMap((report) => [...report.tally.findings.keys()]));
	found.delete('once');
	console.log('\nWhat was not exactly one message, and whose it is');
	if (found.size === 0) console.log('  nothing');
	for (const finding of [...found].sort()) {
		line(
			`  ${finding}`,
			reports.map((report) => report.tally.findings.get(finding as Finding) ?? 0),
		);
	}
	printFailures(reports);
}

/** What failed executions said, in any run. */
function printFailures(reports: readonly RunReport[]): void {
	const failures = reports.flatMap((report) =>
		[...report.failures].map((row) => [report.title, ...row] as const),
	);
	if (failures.length === 0) return;
	console.log('\nWhat executions that failed said');
	for (const [title, failure, count] of failures)
		console.log(`${String(count).padStart(6)}  ${failure}  (${title})`);
}

/** Processes that nobody ended since the counters were last read. */
export function takeCrashes(cluster: Cluster): number {
	let crashes = 0;
	for (const n8n of cluster.processes()) {
		crashes += n8n.crashes;
		n8n.crashes = 0;
	}
	return crashes;
}
