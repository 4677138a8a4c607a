import { failureOf, readExecution } from '../lib/n8nExecution.mts';
import { waitFor } from '../lib/waitFor.mts';
import { type Cluster, QUICK_STALL_MS } from './cluster.mts';
import { EXECUTION_IN_MESSAGE, type Flow, PHONE_PATTERN, type Shop } from './shop.mts';
import { type Attempt, type Delivery, isTaken } from './traffic.mts';

interface ExecutionRow {
	id: string;
	status: string;
	/** Set when somebody ran a failed execution again by hand. */
	retryOf: string | null;
	/** Names of the workers that began it, one for each time. */
	startedBy: string[];
	startedAt: number;
	/** What the failed node or n8n said, for an execution that did not end well. */
	failure?: string;
}

/** Everything that is known about one order event, or one order that was to be charged. */
export interface Trace {
	flow: Flow;
	phone: string;
	attempts: Attempt[];
	executions: ExecutionRow[];
	/** Execution that sent each message its recipient got. */
	messages: string[];
}

/**
 * Has the database note which recipient each execution is for, when it is stored: after a crash n8n overwrites
 * an execution's data with what its own log knows.
 */
export async function watchExecutions({ postgres }: Cluster): Promise<void> {
	await postgres.run(`
		create table queue_test_execution (id integer primary key, phone text);
		create function note_execution() returns trigger language plpgsql as $$ begin
			insert into queue_test_execution
				values (new."executionId", substring(new.data from '${PHONE_PATTERN}')) on conflict do nothing;
			return new;
		end $$;
		create trigger note_execution after insert on execution_data
			for each row execute function note_execution();`);
}

/** Waits until n8n has no execution under way; one that it has not touched for longer than its stall time is forgotten. */
export async function settle({ postgres, control }: Cluster, shop: Shop): Promise<void> {
	let open = '';
	let since = Date.now();
	const isOver = async () => {
		const sql = `select id from execution_entity where status in ('new', 'running', 'waiting') order by id`;
		const now = (await postgres.query<{ id: number }>(sql)).map(({ id }) => id).join();
		if (now !== open) since = Date.now();
		open = now;
		return now === '' || Date.now() - since > QUICK_STALL_MS + 10_000;
	};
	await waitFor('executions to end', isOver, { timeoutMs: 300_000, intervalMs: 500 });
	for (const { account } of [shop.events, shop.plain, shop.guarded]) await control.settle(account, 10_000);
}

/** Puts what n8n's database, the workers' logs and the simulator know to each delivery. */
export async function traceAll(cluster: Cluster, shop: Shop, deliveries: Delivery[]): Promise<Trace[]> {
	const executions = await executionsByPhone(cluster);
	const messages = new Map<string, string[]>();
	for (const { account } of [shop.events, shop.plain, shop.guarded]) {
		for (const { recipient, body } of await cluster.control.messages(account)) {
			const [, execution = '?'] = EXECUTION_IN_MESSAGE.exec(JSON.stringify(body)) ?? [];
			messages.set(recipient, [...(messages.get(recipient) ?? []), execution]);
		}
	}
	return deliveries.map(({ flow, phone, attempts }) => ({
		flow,
		phone,
		attempts,
		executions: executions.get(phone) ?? [],
		messages: messages.get(phone) ?? [],
	}));
}

async function executionsByPhone({ postgres, workers }: Cluster): Promise<Map<string, ExecutionRow[]>> {
	type Row = Omit<ExecutionRow, 'startedBy' | 'startedAt'> & {
		startedAt: string;
		phone: string;
		data: string | null;
	};
	// The data of those that went well is long and not needed.
	const rows = await postgres.query<Row>(
		`select t.id::text, t.phone, coalesce(e.status, 'deleted') as status, e."retryOf",
			e."startedAt" at time zone 'UTC' as "startedAt",
			case when e.status in ('error', 'crashed') then d.data end as data
		from queue_test_execution t left join execution_entity e on e.id = t.id
		left join execution_data d on d."executionId" = t.id where t.phone is not null`,
	);
	const starts = workers.flatMap((worker) =>
		[...worker.logs().matchAll(/Worker started execution (\d+)/g)].map(([, id]) => ({
			id,
			name: worker.name,
		})),
	);
	const byPhone = new Map<string, ExecutionRow[]>();
	for (const { phone, data, startedAt, ...row } of rows) {
		const startedBy = starts.filter(({ id }) => id === row.id).map(({ name }) => name);
		const failure = data === null ? undefined : failureIn(data);
		const known = byPhone.get(phone) ?? [];
		byPhone.set(phone, [...known, { ...row, startedBy, startedAt: Date.parse(startedAt), failure }]);
	}
	return byPhone;
}

function failureIn(data: string): string | undefined {
	try {
		return failureOf(readExecution({ data } as Parameters<typeof readExecution>[0]));
	} catch {
		return undefined;
	}
}

/**
 * What became of it. `doubled` and `lost` are faults of our nodes and fail the run. `limit`: a race that README
 * names. `reported`: a failure that was reported to somebody. `n8n`: what n8n did when one of its parts went away.
 */
export type Finding = 'once' | 'doubled' | 'lost' | 'limit' | 'reported' | 'n8n';

/** `isCalm` when nothing was disturbed meanwhile: then a failure is our fault. */
export function judge(trace: Trace, isCalm: boolean): Finding {
	const finding = judgeCounts(trace);
	return isCalm && finding === 'reported' ? 'lost' : finding;
}

function judgeCounts(trace: Trace): Finding {
	const { flow, messages, executions } = trace;
	if (messages.length === 0) return judgeMissing(trace);
	const twice = messages.find((id, index) => messages.indexOf(id) !== index);
	if (twice !== undefined) {
		// Send Once Per holds against n8n's own repetitions too.
		const starts = executions.find(({ id }) => id === twice)?.startedBy.length ?? 0;
		return flow !== 'guarded' && starts > 1 ? 'n8n' : 'doubled';
	}
	// An event that ran twice is a fault also when the second run failed to send.
	const runs = executions.filter(({ retryOf }) => retryOf === null);
	if (flow === 'follow' && runs.length > 1) return judgeTwoRuns(trace);
	if (messages.length > 1) return flow === 'guarded' ? judgeTwoGuarded(trace) : 'n8n';
	const { failure } = executions.find(({ id }) => messages.includes(id)) ?? {};
	if (failure === undefined || isN8nFailure(failure)) return 'once';
	return saysUnknown(failure) ? 'reported' : 'doubled';
}

/** Two workers without a lock between them; executions of one worker wait for each other. */
function judgeTwoGuarded({ executions, messages }: Trace): Finding {
	const senders = executions.filter(({ id }) => messages.includes(id));
	const workers = new Set(senders.flatMap(({ startedBy }) => startedBy));
	const times = senders.map(({ startedAt }) => startedAt);
	const atOnce = Math.max(...times) - Math.min(...times) < 500;
	return senders.length === 2 && workers.size === 2 && atOnce ? 'limit' : 'doubled';
}

/** Two executions of one event: the trigger let both in, or n8n answered the first with a failure. */
function judgeTwoRuns({ attempts, executions }: Trace): Finding {
	const accepted = attempts.filter(
		(attempt) => isTaken(attempt) && attempt.body.includes('"status":"accepted"'),
	);
	if (accepted.length < executions.length) return 'n8n';
	const [first, second] = accepted.sort((a, b) => a.at - b.at) as [Attempt, Attempt];
	const overlap = second.at < first.answeredAt && first.processor !== second.processor;
	return accepted.length === 2 && overlap ? 'limit' : 'doubled';
}

function judgeMissing({ flow, attempts, executions }: Trace): Finding {
	if (executions.length === 0) {
		if (!attempts.some(isTaken)) return 'reported';
		// n8n's Webhook node says yes by itself; for events our trigger does.
		return flow === 'follow' ? 'lost' : 'n8n';
	}
	const failures = executions.flatMap(({ failure }) => failure ?? []);
	if (failures.some((failure) => !isN8nFailure(failure))) return 'reported';
	return executions.some(({ status }) => status !== 'success') ? 'n8n' : 'lost';
}

const saysUnknown = (failure: string) => /unknown|may or may not/i.test(failure);

/** Words of n8n about an execution that one of its own parts gave up; our nodes' failures name their node first. */
function isN8nFailure(failure: string): boolean {
	if (/^(Mark as Paid|Payment Request): /.test(failure)) return false;
	return /stalled|crash|processed too many times|possible out-of-memory|connection terminated|ECONN|database|failed to find/i.test(
		failure,
	);
}
