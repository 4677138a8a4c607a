/**
 * What looking charges up costs: 1,000 dynamic codes, ten at a time, against n8n's HTTP Request node that fetches the same
 * URLs and verifies nothing, at a simulated bank that answers in 25 ms over TLS: npm run bench:lookUp [-- --json]
 * [-- --items 1000] [-- --rounds 5]. The HTTP Request node has no width of its own: it gets ten items at a time, as a
 * loop over items gives them, and once all 1,000 together. Exits non-zero when a target is missed.
 */
import { openActionBench } from './actionBench.mts';
import { pooled } from './sendContestants.mts';
import { ratioOf, shown } from './statistics.mts';

const LATENCY_MS = 25;
const WIDTH = 10;
const HTTP_REQUEST = 'n8n-nodes-base.httpRequest';
const { json, itemCount, rounds, httpRequestNode } = await openActionBench();
// These read the simulator's address when they are loaded.
const { runAction } = await import('../test/helpers/engine/runAction.ts');
const { simulator } = await import('../test/helpers/simulator.ts');
const { bankHost, codeOf, lookUpParameters, openBanks } = await import('../test/helpers/bank.ts');

await openBanks();
await simulator.openBank({ latencyMs: LATENCY_MS });
const nodeTypes = { [HTTP_REQUEST]: httpRequestNode };

interface Cost {
	ms: number;
	cpuMs: number;
}

type Items = Array<{ code: string; url: string }>;

/** Charges that nobody has asked about: an answer is remembered for ten seconds. */
async function newItems(): Promise<Items> {
	const host = bankHost();
	const charges = await pooled(20)(async () => {
		const { location } = await simulator.createCharge({ host });
		return { code: codeOf({ location }), url: `https://${location}` };
	}, itemCount);
	return charges as Items;
}

async function cost(
	parameters: object,
	items: Items,
	more: object,
	isRight: (item: object) => boolean,
): Promise<Cost> {
	const cpuBefore = process.cpuUsage();
	const run = await runAction(parameters as never, items as never, more);
	const cpu = process.cpuUsage(cpuBefore);
	if (run.status !== 'success' || run.items.length !== items.length || !run.items.every(isRight)) {
		throw new Error(`${run.status}: ${run.error?.message}`);
	}
	return { ms: run.executionTimeMs, cpuMs: (cpu.user + cpu.system) / 1000 };
}

const lookUp = async (items: Items) =>
	await cost(lookUpParameters(), items, {}, (item) => {
		const { charge, signature } = item as { charge: { status: string }; signature: { verified: boolean } };
		return charge.status === 'active' && signature.verified;
	});

const fetchAll = async (items: Items) =>
	await cost(
		{ url: '={{ $json.url }}', options: { response: { response: { responseFormat: 'text' } } } },
		items,
		{ nodeTypes, type: HTTP_REQUEST, typeVersion: 4.2, allowHiddenParameters: true },
		(item) => /^[\w-]+\.[\w-]+\.[\w-]+$/.test((item as { data: string }).data),
	);

/** Counts the time of the node alone, without that of the loop around it. */
async function fetchTenWide(items: Items): Promise<Cost> {
	const total = { ms: 0, cpuMs: 0 };
	for (let from = 0; from < items.length; from += WIDTH) {
		const { ms, cpuMs } = await fetchAll(items.slice(from, from + WIDTH));
		total.ms += ms;
		total.cpuMs += cpuMs;
	}
	return total;
}

const ours: Cost[] = [];
const tenWide: Cost[] = [];
const atOnce: Cost[] = [];
await lookUp(await newItems());
for (let round = 1; round <= rounds; round++) {
	console.log(`Round ${round} of ${rounds} ...`);
	const items = await newItems();
	const contestants = [
		async () => void ours.push(await lookUp(items)),
		async () => void tenWide.push(await fetchTenWide(items)),
		async () => void atOnce.push(await fetchAll(items)),
	];
	if (round % 2 === 0) contestants.reverse();
	for (const contestant of contestants) await contestant();
}

const msOf = (costs: Cost[]) => costs.map(({ ms }) => ms);
const cpuOf = (costs: Cost[]) => costs.map(({ cpuMs }) => cpuMs);
const times = ratioOf(msOf(ours), msOf(tenWide));
const timesAtOnce = ratioOf(msOf(ours), msOf(atOnce));
const cpu = ratioOf(cpuOf(ours), cpuOf(atOnce));
const missed = times.median > 1;
const word = missed ? 'MISSED' : 'ok    ';
console.log(
	`${word} lookUpVsHttpRequest: ${shown(times)}  time over the HTTP Request node, both ten wide (at most 1)`,
);
console.log(
	`       lookUpVsHttpRequestAtOnce: ${shown(timesAtOnce)}  over the HTTP Request node with all at once`,
);
console.log(`       lookUpCpuVsHttpRequest: ${shown(cpu)}  CPU over the HTTP Request node with all at once`);
process.exitCode = missed ? 1 : 0;
if (json) {
	const figures = {
		lookUpVsHttpRequest: times.median,
		lookUpVsHttpRequestAtOnce: timesAtOnce.median,
		lookUpCpuVsHttpRequest: cpu.median,
	};
	console.log(JSON.stringify({ ...figures, items: itemCount, rounds }));
}
// n8n's modules keep timers; nothing is left to wait for.
process.exit();
