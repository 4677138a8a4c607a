/**
 * n8n in queue mode with this package, while its parts are killed and restarted: npm run test:queue
 * [-- --count 200 --seconds 20 --pairs 1000 --only calm,faults,main,two,pairs]
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { artifactsFolder } from '../lib/paths.mts';
import { waitFor } from '../lib/waitFor.mts';
import { type Cluster, openCluster } from './cluster.mts';
import { openShop, type Shop } from './shop.mts';
import { judge, settle, type Trace, traceAll, watchExecutions } from './traces.mts';
import { type Delivery, prepare, sendAll } from './traffic.mts';

const { values } = parseArgs({
	options: {
		count: { type: 'string', default: '200' },
		seconds: { type: 'string', default: '20' },
		pairs: { type: 'string', default: '1000' },
		only: { type: 'string', default: 'calm,faults,main,two,pairs' },
	},
});

interface Disturbance {
	name: string;
	/** Share of the deliveries that have been handed over when it begins. */
	at: number;
	run: (cluster: Cluster) => Promise<unknown>;
}

interface Run {
	title: string;
	processors: number;
	disturbances: Disturbance[];
	/** Pairs instead of the shop's day: how far apart. */
	gapsMs?: number[];
}

const RUNS: Record<string, Run> = {
	calm: { title: 'nothing disturbed', processors: 1, disturbances: [] },
	faults: {
		title: 'a worker killed, then Redis restarted, then PostgreSQL restarted',
		processors: 1,
		disturbances: [
			{ name: 'worker killed', at: 0.2, run: async ({ workers }) => await workers[0]?.killAndRestart() },
			{ name: 'Redis restarted', at: 0.45, run: async ({ redis }) => await redis.service.restart() },
			{
				name: 'PostgreSQL restarted',
				at: 0.7,
				run: async ({ postgres }) => await postgres.service.restart(),
			},
		],
	},
	main: {
		title: 'n8n main restarted',
		processors: 1,
		disturbances: [{ name: 'n8n main restarted', at: 0.25, run: async ({ main }) => await main.restart() }],
	},
	two: {
		title: 'two webhook processors, copies of an event at different ones',
		processors: 2,
		disturbances: [],
	},
	pairs: {
		title: 'pairs of executions with the same Send Once key, 0 to 250 ms apart, on two workers',
		processors: 1,
		disturbances: [],
		gapsMs: [0, 10, 25, 50, 100, 250],
	},
};

/** What two workers on two cores keep up with. */
const PAIRS_PER_SECOND = 5;

const startedAt = performance.now();
function say(text: string): void {
	console.log(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${text}`);
}

/** Plays one run; returns its deliveries and how many were doubled or lost. */
async function play(cluster: Cluster, shop: Shop, name: string, run: number) {
	const { title, processors, disturbances, gapsMs } = RUNS[name] ?? RUNS.calm!;
	say(`Run ${run}: ${title}`);
	const count = Number(gapsMs === undefined ? values.count : values.pairs);
	const seconds = gapsMs === undefined ? Number(values.seconds) : count / PAIRS_PER_SECOND;
	const plan = { run, count, seconds, processors, gapsMs };
	const deliveries = await prepare(cluster, shop, plan);
	const due = [...disturbances];
	let disturbing: Promise<void> | undefined;
	const disturb = async ({ name: what, run: begin }: Disturbance) => {
		await begin(cluster);
		say(what);
		disturbing = undefined;
	};
	await sendAll(deliveries, plan, async (share) => {
		// One at a time: some deliveries are kept for each, so that messages under way meet it.
		while (disturbing && share >= (due[0]?.at ?? 0.95)) await disturbing;
		const next = due[0];
		if (!disturbing && next && share >= next.at) disturbing = disturb(due.shift() ?? next);
	});
	await disturbing;
	await Promise.all(cluster.processes().map(async (n8n) => await n8n.settled()));
	await settle(cluster, shop);
	const traces = await traceAll(cluster, shop, deliveries);
	return { deliveries, ...(await report(name, traces, disturbances.length === 0)) };
}

/** Prints what was found; everything about what did not go out exactly once is kept in artifacts/queue-<name>.json. */
async function report(name: string, traces: Trace[], isCalm: boolean) {
	const judged = traces.map((trace) => ({ finding: judge(trace, isCalm), ...trace }));
	const count = (finding: string) => judged.filter((one) => one.finding === finding).length;
	const counts = ['once', 'doubled', 'lost', 'limit', 'reported', 'n8n'].map(
		(word) => `${word} ${count(word)}`,
	);
	say(`${traces.length} recipients: ${counts.join(', ')}`);
	const odd = judged.filter(({ finding }) => finding !== 'once');
	await writeFile(join(artifactsFolder, `queue-${name}.json`), JSON.stringify(odd, null, '\t'));
	// Pairs are there to look for this one.
	const doubled = count('doubled') + (RUNS[name]?.gapsMs === undefined ? 0 : count('limit'));
	return { doubled, lost: count('lost') };
}

/**
 * What a person does after a bad day: opens the executions that n8n gave up and clicks Retry, in the workflow that
 * has Send Once Per. Some of their messages had left, some had not. Returns how many recipients have two now.
 */
async function retryByHand(cluster: Cluster, shop: Shop, deliveries: Delivery[]): Promise<number> {
	const guarded = deliveries.filter(({ flow }) => flow === 'guarded');
	// n8n looks for executions that no worker has any more when main starts, and every three hours.
	await cluster.main.restart();
	const open = `select id from execution_entity where status in ('new', 'running') limit 1`;
	const noneOpen = async () => (await cluster.postgres.query(open)).length === 0;
	await waitFor('n8n to find dead executions', noneOpen, { intervalMs: 500 }).catch(() => undefined);
	const before = await traceAll(cluster, shop, guarded);
	const failed = before.flatMap(({ executions }) =>
		executions.filter(({ status }) => status === 'crashed' || status === 'error'),
	);
	let retried = 0;
	for (const { id } of failed) {
		const path = `/rest/executions/${id}/retry`;
		await cluster.api.session.request('POST', path, { loadWorkflow: false }).then(
			() => (retried += 1),
			() => undefined,
		);
	}
	await settle(cluster, shop);
	const messagesBefore = new Map(before.map(({ phone, messages }) => [phone, messages.length]));
	const after = await traceAll(cluster, shop, guarded);
	const doubled = after.filter(
		({ phone, messages }) => messages.length > 1 && messages.length > (messagesBefore.get(phone) ?? 0),
	);
	say(
		`Retried by hand: ${retried} of ${failed.length} executions; ${doubled.length} recipients got a second message`,
	);
	return doubled.length;
}

// Servers end with the process that started them, which a signal alone would not bring about.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

const names = values.only.split(',');
let cluster: Cluster | undefined;
let failed = true;
try {
	const unknown = names.find((name) => !(name in RUNS));
	if (unknown) throw new Error(`No run is called ${unknown}; there are ${Object.keys(RUNS).join(', ')}`);
	cluster = await openCluster(names.includes('two') ? 2 : 1, say);
	const shop = await openShop(cluster);
	await watchExecutions(cluster);
	let [doubled, lost] = [0, 0];
	const deliveries: Delivery[] = [];
	for (const [index, name] of names.entries()) {
		const run = await play(cluster, shop, name, index + 1);
		doubled += run.doubled;
		lost += run.lost;
		deliveries.push(...run.deliveries);
	}
	doubled += await retryByHand(cluster, shop, deliveries);
	failed = doubled + lost > 0;
	console.log(`doubled ${doubled}, lost ${lost}`);
} catch (error) {
	console.error(error);
} finally {
	await cluster?.close();
}
process.exit(failed ? 1 : 0);
