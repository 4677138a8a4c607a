/**
 * n8n in queue mode with this package, while its parts are killed and restarted: npm run test:queue
 * [-- --events 500 --charges 500 --seconds 40 --pairs 20 --only calm,faults,main,two]
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { artifactsFolder } from '../lib/paths.mts';
import { type Cluster, openCluster } from './cluster.mts';
import {
	type Disturbance,
	Disturber,
	MAIN_RESTARTED,
	POSTGRES_RESTARTED,
	REDIS_RESTARTED,
	WORKER_KILLED,
} from './disturbances.mts';
import { type LimitRow, measureLimits, printLimits } from './limits.mts';
import { settle, traceAll, watchExecutions } from './records.mts';
import { describeRun, printReports, type RunReport, takeCrashes } from './report.mts';
import { printRetries, retryByHand } from './retries.mts';
import { openShop, type Shop } from './shop.mts';
import { type Copy, type Parcel, prepare, sendAll } from './traffic.mts';
import { judge, type Trace } from './verdict.mts';

const { values } = parseArgs({
	options: {
		events: { type: 'string', default: '500' },
		charges: { type: 'string', default: '500' },
		/** Each run lasts at least this long, so that what is disturbed comes back while messages are under way. */
		seconds: { type: 'string', default: '40' },
		/** Pairs of copies for each gap, where the limits are measured. */
		pairs: { type: 'string', default: '20' },
		only: { type: 'string', default: 'calm,faults,main,two' },
	},
});

interface Scenario {
	title: string;
	copies: Copy[];
	disturbances: Disturbance[];
	route: (index: number) => number;
}

const one = () => 0;
const SCENARIOS: Record<string, Scenario> = {
	calm: { title: 'nothing disturbed', copies: ['sameInstant', 'later'], disturbances: [], route: one },
	faults: {
		title: 'a worker killed, then Redis restarted, then PostgreSQL restarted',
		copies: ['sameInstant', 'later'],
		disturbances: [WORKER_KILLED, REDIS_RESTARTED, POSTGRES_RESTARTED],
		route: one,
	},
	main: {
		title: 'n8n main restarted',
		copies: ['sameInstant', 'later'],
		disturbances: [MAIN_RESTARTED],
		route: one,
	},
	two: {
		title: 'two webhook processors in turn, copies of an event at different ones',
		copies: ['otherProcessorAtOnce', 'otherProcessorLater'],
		disturbances: [],
		route: (index) => index % 2,
	},
};

const startedAt = performance.now();
function say(text: string): void {
	console.log(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${text}`);
}

async function play(
	cluster: Cluster,
	shop: Shop,
	scenario: Scenario,
	run: number,
): Promise<RunReport & { parcels: Parcel[] }> {
	const { title, copies, disturbances, route } = scenario;
	const plan = { run, events: Number(values.events), charges: Number(values.charges), copies, route };
	say(`Run ${run}: ${title}`);
	takeCrashes(cluster);
	const parcels = await prepare(cluster, shop, plan);
	const disturber = new Disturber(cluster, disturbances, say);
	const seconds = Number(values.seconds);
	await sendAll(parcels, { route, seconds }, (share) => disturber.progress(share));
	await disturber.done();
	say('All was handed over; waiting for n8n to finish');
	await settle(cluster, shop);
	const traces = await traceAll(cluster, shop, parcels);
	const isCalm = disturbances.length === 0;
	await keepTraces(run, traces, isCalm);
	return { parcels, ...describeRun(title, traces, { crashes: takeCrashes(cluster), isCalm }) };
}

/** Everything known about what did not go out exactly once, to look into: artifacts/queue-run-<n>.json. */
async function keepTraces(run: number, traces: Trace[], isCalm: boolean): Promise<void> {
	const odd = traces
		.map((trace) => ({ finding: judge(trace, isCalm), ...trace }))
		.filter(
			({ finding, executions }) =>
				finding !== 'once' || executions.some(({ status }) => status !== 'success'),
		);
	await writeFile(join(artifactsFolder, `queue-run-${run}.json`), JSON.stringify(odd, null, '\t'));
}

// Servers end with the process that started them, which a signal alone would not bring about.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

const names = values.only.split(',');
let cluster: Cluster | undefined;
let failed = true;
try {
	cluster = await openCluster(names.includes('two') ? 2 : 1, say);
	const shop = await openShop(cluster);
	await watchExecutions(cluster);
	say('The shop is open: three workflows are active');
	const reports: RunReport[] = [];
	const parcels: Parcel[] = [];
	for (const [index, name] of names.entries()) {
		const scenario = SCENARIOS[name];
		if (!scenario)
			throw new Error(`No run is called ${name}; there are ${Object.keys(SCENARIOS).join(', ')}`);
		const report = await play(cluster, shop, scenario, index + 1);
		reports.push(report);
		parcels.push(...report.parcels);
	}
	let limits: LimitRow[] = [];
	if (names.includes('two')) {
		say('Measuring how close copies must follow each other to pass');
		limits = await measureLimits(cluster, shop, { run: names.length + 1, pairs: Number(values.pairs) });
	}
	say('Running again by hand what n8n gave up');
	const retries = await retryByHand(cluster, shop, parcels);
	printReports(reports);
	if (limits.length > 0) printLimits(limits);
	printRetries(retries);
	const total = (key: 'doubled' | 'lost') => reports.reduce((sum, report) => sum + report.tally[key], 0);
	const doubled = total('doubled') + retries.doubled;
	failed = doubled + total('lost') > 0;
	await cluster.close();
	say('Everything is stopped');
	console.log(`doubled ${doubled}, lost ${total('lost')}`);
} catch (error) {
	console.error(error instanceof Error ? error.stack : String(error));
} finally {
	await cluster?.close();
}
process.exit(failed ? 1 : 0);
