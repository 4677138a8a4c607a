/**
 * What sending costs, against the simulator at 25 ms in a process of its own, in one run, each figure the
 * median of 5 rounds with min and max: npm run bench [-- --json] [-- --items 1000] [-- --rounds 5].
 * Exits non-zero when a target is missed. `--json` prints one JSON object as the last line.
 */
import { execFileSync } from 'node:child_process';
import { openActionBench } from './actionBench.mts';
import {
	bareHelperNode,
	EXPRESSIONS,
	orderBody,
	pooled,
	sendWithAxios,
	sequentially,
	shopItems,
} from './sendContestants.mts';
import { DATABASES } from './databases.mts';
import { figureOf, ratioOf, shown, type Figure } from './statistics.mts';

const LATENCY_MS = 25;
const { json, itemCount, rounds, httpRequestNode } = await openActionBench();
// These read the simulator's address when they are loaded.
const { runAction } = await import('../test/helpers/engine/runAction.ts');
const { simulator } = await import('../test/helpers/simulator.ts');
const { zApiCredential } = await import('../test/helpers/accounts.ts');
const { MAX_SEND_ONCE_VS_PLAIN, sendOnceVsPlain } = await import('./sendOnceVsPlain.mts');

const account = await simulator.createZApi({ latencyMs: LATENCY_MS });
const credentials = zApiCredential(account);
const sendOrderUrl = `${simulator.url}/instances/${account.instanceId}/token/${account.token}/send-order`;

const nodeTypes = {
	'bench.sequential': bareHelperNode(sequentially, { readsFields: false }),
	'bench.pool10': bareHelperNode(pooled(10), { readsFields: false }),
	'bench.pool10WithFields': bareHelperNode(pooled(10), { readsFields: true }),
	'n8n-nodes-base.httpRequest': httpRequestNode,
};

const ours = (maxConcurrentRequests?: number) => ({
	provider: 'zApi',
	operation: 'paymentRequest',
	...EXPRESSIONS,
	itemsSource: 'defineBelow',
	acceptPix: false,
	...(maxConcurrentRequests === undefined ? {} : { options: { maxConcurrentRequests } }),
});

const httpRequestParameters = {
	method: 'POST',
	url: sendOrderUrl,
	sendHeaders: true,
	headerParameters: { parameters: [{ name: 'Client-Token', value: account.clientToken }] },
	sendBody: true,
	specifyBody: 'json',
	// Braces apart: two in a row would end the expression.
	jsonBody: `={{ JSON.stringify(${JSON.stringify(orderBody('PHONE'))
		.replace('"PHONE"', '$json.phone')
		.replace(/\}(?=\})/g, '} ')}) }}`,
};

interface Cost {
	ms: number;
	cpuMs: number;
	peakHeapBytes: number;
}

/** Runs one node over the items and proves that each of them arrived. */
async function cost(parameters: object, count: number, type?: string): Promise<Cost> {
	await simulator.call('POST', '/reset', { account: account.account });
	await simulator.configure(account.account, { latencyMs: LATENCY_MS });
	globalThis.gc?.();
	const baseHeap = process.memoryUsage().heapUsed;
	let peakHeap = baseHeap;
	const watch = setInterval(() => (peakHeap = Math.max(peakHeap, process.memoryUsage().heapUsed)), 20);
	const items = shopItems(count);
	const cpuBefore = process.cpuUsage();
	const run = await runAction(parameters as never, items, {
		credentials,
		nodeTypes,
		...(type === undefined ? {} : { type, allowHiddenParameters: true }),
		...(type === 'n8n-nodes-base.httpRequest' ? { typeVersion: 4.2 } : {}),
	});
	const cpu = process.cpuUsage(cpuBefore);
	clearInterval(watch);
	const arrived = Object.keys(await simulator.recipients(account.account)).length;
	if (run.status !== 'success' || arrived !== count || run.items.length !== count) {
		throw new Error(
			`${type ?? 'our node'}: ${run.status}, ${arrived} of ${count} arrived: ${run.error?.message}`,
		);
	}
	return {
		ms: run.executionTimeMs,
		cpuMs: (cpu.user + cpu.system) / 1000,
		peakHeapBytes: peakHeap - baseHeap,
	};
}

async function axiosMs(count: number): Promise<number> {
	await simulator.call('POST', '/reset', { account: account.account });
	const startedAt = performance.now();
	await sendWithAxios(sendOrderUrl, account.clientToken, shopItems(count), 10);
	return performance.now() - startedAt;
}

function loadMs(): number {
	const script = `
		import { createRequire } from 'node:module';
		const require = createRequire(process.cwd() + '/package.json');
		require('n8n-workflow');
		const startedAt = performance.now();
		for (const file of require('./package.json').n8n.nodes) new (Object.values(require('./' + file))[0])();
		console.log(performance.now() - startedAt);`;
	return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }));
}

function tarballBytes(): number {
	const [{ size }] = JSON.parse(
		execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { encoding: 'utf8' }),
	);
	return size;
}

const series = {
	default: [] as number[],
	sequential: [] as number[],
	bare: [] as number[],
	bareWithFields: [] as number[],
	axios: [] as number[],
	unlimited: [] as Cost[],
	httpRequest: [] as Cost[],
	small: [] as number[],
	large: [] as Cost[],
	load: [] as number[],
};

await cost(ours(0), 100);
await cost(httpRequestParameters, 100, 'n8n-nodes-base.httpRequest');
await cost({}, 100, 'bench.pool10');
await cost(EXPRESSIONS, 100, 'bench.pool10WithFields');
await axiosMs(100);
for (let round = 1; round <= rounds; round++) {
	console.log(`Round ${round} of ${rounds} ...`);
	series.default.push((await cost(ours(), itemCount)).ms);
	series.bareWithFields.push((await cost(EXPRESSIONS, itemCount, 'bench.pool10WithFields')).ms);
	series.bare.push((await cost({}, itemCount, 'bench.pool10')).ms);
	series.axios.push(await axiosMs(itemCount));
	series.unlimited.push(await cost(ours(0), itemCount));
	series.httpRequest.push(await cost(httpRequestParameters, itemCount, 'n8n-nodes-base.httpRequest'));
	series.sequential.push((await cost({}, itemCount, 'bench.sequential')).ms);
	series.small.push((await cost(ours(), 100)).ms);
	series.large.push(await cost(ours(), 10_000));
	series.load.push(loadMs());
}

const ms = (costs: Cost[]) => costs.map((each) => each.ms);
const cpu = (costs: Cost[]) => costs.map((each) => each.cpuMs);
const LARGE_OVER_SMALL = 10_000 / 100;

interface Row {
	key: string;
	figure: Figure;
	what: string;
	missed: boolean;
}

function row(
	key: string,
	what: string,
	figure: Figure,
	target: { atLeast?: number; atMost?: number } = {},
): Row {
	const { atLeast = -Infinity, atMost = Infinity } = target;
	return { key, what, figure, missed: figure.median < atLeast || figure.median > atMost };
}

const rows = [
	row(
		'sendDefaultVsSequential',
		'throughput against one message at a time (target: at least 8)',
		ratioOf(series.sequential, series.default),
		{ atLeast: 8 },
	),
	row(
		'sendVsAxios',
		'time over raw axios with keep-alive, both 10 wide (what any node pays: the next row times expressionsVsNone)',
		ratioOf(series.default, series.axios),
	),
	row(
		'bareHelperVsAxios',
		"the part of it that is n8n's own request helper",
		ratioOf(series.bare, series.axios),
	),
	row(
		'sendVsBareHelper',
		'time over a node that only pools that helper and reads the same two expressions (target: at most 1.05)',
		ratioOf(series.default, series.bareWithFields),
		{ atMost: 1.05 },
	),
	row(
		'expressionsVsNone',
		"time of that node over the same without fields: what n8n's expressions cost any node",
		ratioOf(series.bareWithFields, series.bare),
	),
	row(
		'sendUnlimitedVsHttpRequest',
		"items per second over n8n's HTTP Request node (target: at least 0.9)",
		ratioOf(ms(series.httpRequest), ms(series.unlimited)),
		{ atLeast: 0.9 },
	),
	row(
		'cpuPerItemVsHttpRequest',
		'CPU per item over the HTTP Request node (target: at most 1.5)',
		ratioOf(cpu(series.unlimited), cpu(series.httpRequest)),
		{ atMost: 1.5 },
	),
	row(
		'growth10000Over100',
		'time per item, 10,000 over 100 items (target: at most 1.2)',
		ratioOf(
			ms(series.large),
			series.small.map((value) => value * LARGE_OVER_SMALL),
		),
		{ atMost: 1.2 },
	),
	row(
		'peakMemoryPerItemBytes',
		'peak heap per item at 10,000 items',
		figureOf(series.large.map(({ peakHeapBytes }) => peakHeapBytes / 10_000)),
	),
	row('loadMs', 'loading all nodes in a fresh process (target: at most 60 ms)', figureOf(series.load), {
		atMost: 60,
	}),
	row('tarballBytes', 'size of the package (target: at most 160 kB)', figureOf([tarballBytes()]), {
		atMost: 160_000,
	}),
];
for (const database of DATABASES) {
	console.log(`Send Once Per in a real n8n on ${database} ...`);
	const figure = await sendOnceVsPlain(database, {
		items: itemCount,
		rounds,
		latencyMs: LATENCY_MS,
		onRound: () => {},
	});
	const key = database === 'sqlite' ? 'sendOnceVsPlain' : 'sendOnceVsPlainPostgres';
	const target = { atMost: MAX_SEND_ONCE_VS_PLAIN };
	const what = `time with Send Once Per over time without, n8n on ${database} (target: at most 1.3)`;
	rows.push(row(key, what, figure, target));
}
for (const { key, what, figure, missed } of rows) {
	console.log(`${missed ? 'MISSED' : 'ok    '} ${key}: ${shown(figure)}  ${what}`);
}
process.exitCode = rows.some(({ missed }) => missed) ? 1 : 0;
if (json) {
	const medians = Object.fromEntries(rows.map(({ key, figure }) => [key, figure.median]));
	const spread = Object.fromEntries(rows.map(({ key, figure }) => [key, figure]));
	console.log(JSON.stringify({ ...medians, items: itemCount, rounds, spread }));
}
// n8n's modules keep timers; nothing is left to wait for.
process.exit();
