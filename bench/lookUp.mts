/**
 * What looking charges up costs: 1,000 dynamic codes, against n8n's HTTP Request node that fetches the same URLs and
 * verifies nothing, at a simulated bank that answers in 25 ms over TLS: npm run bench:lookUp [-- --json]
 * [-- --items 1000] [-- --rounds 5]. Exits non-zero when a target is missed.
 */
import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { ensureN8n } from '../sandbox/lib/install.mts';
import { CURRENT_N8N } from '../sandbox/lib/n8nReleases.mts';
import startSimulator from '../test/helpers/startSimulator.mjs';
import stopSimulator from '../test/helpers/stopSimulator.mjs';
import { pooled } from './sendContestants.mts';
import { ratioOf, shown } from './statistics.mts';

const LATENCY_MS = 25;
const HTTP_REQUEST = 'n8n-nodes-base.httpRequest';
const { values: flags } = parseArgs({
	options: {
		json: { type: 'boolean', default: false },
		items: { type: 'string', default: '1000' },
		rounds: { type: 'string', default: '5' },
	},
});
const itemCount = Number(flags.items);
const rounds = Number(flags.rounds);

execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
const { folder } = await ensureN8n(CURRENT_N8N);
await startSimulator();
// Also when a round throws.
process.on('exit', stopSimulator);
// These read the simulator's address when they are loaded.
const { runAction } = await import('../test/helpers/engine/runAction.ts');
const { simulator } = await import('../test/helpers/simulator.ts');
const { bankHost, codeOf, lookUpParameters, openBanks } = await import('../test/helpers/bank.ts');

await openBanks();
await simulator.openBank({ latencyMs: LATENCY_MS });
const requireFromN8n = createRequire(realpathSync(`${folder}/node_modules/n8n/package.json`));
const { HttpRequest } = requireFromN8n('n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js');
const nodeTypes = { [HTTP_REQUEST]: new HttpRequest() };

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

const fetchWith = async (items: Items, batch: object) =>
	await cost(
		{ url: '={{ $json.url }}', options: { ...batch, response: { response: { responseFormat: 'text' } } } },
		items,
		{ nodeTypes, type: HTTP_REQUEST, typeVersion: 4.2, allowHiddenParameters: true },
		(item) => /^[\w-]+\.[\w-]+\.[\w-]+$/.test((item as { data: string }).data),
	);

const ours: Cost[] = [];
const httpRequest: Cost[] = [];
await lookUp(await newItems());
for (let round = 1; round <= rounds; round++) {
	console.log(`Round ${round} of ${rounds} ...`);
	const items = await newItems();
	const contestants = [
		async () => void ours.push(await lookUp(items)),
		async () => void httpRequest.push(await fetchWith(items, {})),
	];
	if (round % 2 === 0) contestants.reverse();
	for (const contestant of contestants) await contestant();
}

const times = ratioOf(
	ours.map(({ ms }) => ms),
	httpRequest.map(({ ms }) => ms),
);
const cpu = ratioOf(
	ours.map(({ cpuMs }) => cpuMs),
	httpRequest.map(({ cpuMs }) => cpuMs),
);
const missed = times.median > 1;
console.log(
	`${missed ? 'MISSED' : 'ok    '} lookUpVsHttpRequest: ${shown(times)}  time over the HTTP Request node (target: at most 1)`,
);
console.log(`       lookUpCpuVsHttpRequest: ${shown(cpu)}  CPU over the HTTP Request node`);
process.exitCode = missed ? 1 : 0;
if (flags.json)
	console.log(
		JSON.stringify({
			lookUpVsHttpRequest: times.median,
			lookUpCpuVsHttpRequest: cpu.median,
			items: itemCount,
			rounds,
		}),
	);
await stopSimulator();
// n8n's modules keep timers; nothing is left to wait for.
process.exit();
