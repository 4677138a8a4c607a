import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './cluster.mts';
import { settle, traceAll } from './records.mts';
import type { Shop } from './shop.mts';
import { type Parcel, prepare, untilTaken } from './traffic.mts';
import type { Trace } from './verdict.mts';

/** Time between two copies, in milliseconds. */
const GAPS = [0, 10, 25, 50, 100, 250] as const;
/** Between two pairs, so that one pair's work is no load for the next. */
const PAUSE_MS = 60;

export interface LimitRow {
	gapMs: number;
	pairs: number;
	/** Events that started two executions, their copies at different webhook processors. */
	ranTwice: number;
	/** Guarded messages that left twice, their executions at whatever workers took them. */
	sentTwice: number;
}

/** How close two copies must follow each other for both to pass, where n8n offers no lock between processes. */
export async function measureLimits(
	cluster: Cluster,
	shop: Shop,
	{ run, pairs }: { run: number; pairs: number },
): Promise<LimitRow[]> {
	const count = GAPS.length * pairs;
	const plan = { run, events: count, charges: 2 * count, copies: [], route: () => 0 };
	const parcels = (await prepare(cluster, shop, plan)).filter(({ flow }) => flow !== 'plain');
	const events = parcels.filter(({ flow }) => flow === 'follow');
	const guarded = parcels.filter(({ flow }) => flow === 'guarded');
	const gapOf = (index: number) => GAPS[index % GAPS.length] ?? 0;
	for (const [index, event] of events.entries()) await sendPair(event, gapOf(index), 1);
	for (const [index, charge] of guarded.entries()) await sendPair(charge, gapOf(index), 0);
	await settle(cluster, shop);
	const traces = await traceAll(cluster, shop, parcels);
	const of = (flow: Trace['flow']) => traces.filter((trace) => trace.flow === flow);
	return GAPS.map((gapMs) => {
		const atGap = (flow: Trace['flow']) => of(flow).filter((_, index) => gapOf(index) === gapMs);
		return {
			gapMs,
			pairs,
			ranTwice: atGap('follow').filter(({ executions }) => executions.length > 1).length,
			sentTwice: atGap('guarded').filter(({ messages }) => messages.length > 1).length,
		};
	});
}

async function sendPair(parcel: Parcel, gapMs: number, secondProcessor: number): Promise<void> {
	const later = async () => {
		await sleep(gapMs);
		await untilTaken(parcel, secondProcessor);
	};
	await Promise.all([untilTaken(parcel, 0), later()]);
	await sleep(PAUSE_MS);
}

export function printLimits(rows: readonly LimitRow[]): void {
	console.log('\nWhere the limits are: two copies, so many milliseconds apart');
	const line = (label: string, values: Array<string | number>) =>
		console.log(`  ${label.padEnd(64)}${values.map((value) => String(value).padStart(7)).join('')}`);
	line(
		'',
		rows.map(({ gapMs }) => `${gapMs} ms`),
	);
	line(
		'pairs each',
		rows.map(({ pairs }) => pairs),
	);
	line(
		'events that ran twice, copies at two webhook processors',
		rows.map(({ ranTwice }) => ranTwice),
	);
	line(
		'guarded messages that left twice, on two workers',
		rows.map(({ sentTwice }) => sentTwice),
	);
}
