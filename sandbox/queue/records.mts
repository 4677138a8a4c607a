import { failureOf, readExecution } from '../lib/n8nExecution.mts';
import { waitFor } from '../lib/waitFor.mts';
import { type Cluster, QUICK_STALL_MS } from './cluster.mts';
import { EXECUTION_IN_MESSAGE, PHONE_PATTERN, type Shop } from './shop.mts';
import type { Parcel } from './traffic.mts';
import type { ExecutionRow, Trace } from './verdict.mts';

/** Statuses of an execution that n8n may still do something about. */
const OPEN = `('new', 'running', 'waiting')`;

/** n8n that has not touched an open execution for longer than its lock and stall times has forgotten it. */
const UNTOUCHED_MS = QUICK_STALL_MS + 10_000;
const SETTLE_MS = 300_000;

interface DatabaseRow {
	id: number;
	status: string;
	retryOf: string | null;
	startedAt: string | null;
	phone: string;
	data: string | null;
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

/** Executions that n8n forgot in earlier runs; they stay open. */
const forgotten = new Set<number>();

/** Waits until n8n has no execution under way; those it forgot are left open. */
export async function settle({ postgres, control }: Cluster, shop: Shop): Promise<void> {
	let open: number[] = [];
	let since = Date.now();
	const isOver = async () => {
		const rows = await postgres.query<{ id: number }>(
			`select id from execution_entity where status in ${OPEN} order by id`,
		);
		const now = rows.map(({ id }) => id).filter((id) => !forgotten.has(id));
		if (now.join() !== open.join()) since = Date.now();
		open = now;
		return now.length === 0 || Date.now() - since > UNTOUCHED_MS;
	};
	await waitFor('executions to end', isOver, { timeoutMs: SETTLE_MS, intervalMs: 500 });
	for (const id of open) forgotten.add(id);
	for (const { account } of [shop.events, shop.plain, shop.guarded]) await control.settle(account, 10_000);
}

/** Puts what n8n's database, the workers' logs and the simulator know to each parcel. */
export async function traceAll(cluster: Cluster, shop: Shop, parcels: Parcel[]): Promise<Trace[]> {
	const executions = await executionsByPhone(cluster);
	const messages = await messagesByPhone(cluster, shop);
	return parcels.map(({ flow, phone, copy, deliveries }) => ({
		flow,
		phone,
		copy,
		deliveries,
		executions: executions.get(phone) ?? [],
		messages: messages.get(phone) ?? [],
	}));
}

async function executionsByPhone({ postgres, workers }: Cluster): Promise<Map<string, ExecutionRow[]>> {
	// The data of those that went well is long and not needed.
	const rows = await postgres.query<DatabaseRow>(
		`select t.id, t.phone, coalesce(e.status, 'deleted') as status, e."retryOf",
			e."startedAt" at time zone 'UTC' as "startedAt",
			case when e.status in ('error', 'crashed') then d.data end as data
		from queue_test_execution t left join execution_entity e on e.id = t.id
		left join execution_data d on d."executionId" = t.id where t.phone is not null`,
	);
	const startedBy = new Map<string, string[]>();
	for (const worker of workers) {
		for (const [, id = ''] of worker.logs().matchAll(/Worker started execution (\d+)/g)) {
			startedBy.set(id, [...(startedBy.get(id) ?? []), worker.name]);
		}
	}
	const byPhone = new Map<string, ExecutionRow[]>();
	for (const { id, status, retryOf, startedAt, phone, data } of rows) {
		const row: ExecutionRow = {
			id: String(id),
			status,
			retryOf,
			startedBy: startedBy.get(String(id)) ?? [],
			startedAt: startedAt === null ? undefined : Date.parse(startedAt),
		};
		if (data) row.failure = failureIn(row, data);
		byPhone.set(phone, [...(byPhone.get(phone) ?? []), row]);
	}
	return byPhone;
}

function failureIn({ id, status }: ExecutionRow, data: string): string | undefined {
	const summary = { id, status, workflowId: '', mode: '', startedAt: null, stoppedAt: null, data };
	try {
		return failureOf(readExecution(summary as Parameters<typeof readExecution>[0]));
	} catch {
		return undefined;
	}
}

async function messagesByPhone({ control }: Cluster, shop: Shop): Promise<Map<string, string[]>> {
	const byPhone = new Map<string, string[]>();
	for (const { account } of [shop.events, shop.plain, shop.guarded]) {
		for (const { recipient, body } of await control.messages(account)) {
			const [, execution = '?'] = EXECUTION_IN_MESSAGE.exec(JSON.stringify(body)) ?? [];
			byPhone.set(recipient, [...(byPhone.get(recipient) ?? []), execution]);
		}
	}
	return byPhone;
}
