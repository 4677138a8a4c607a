/**
 * Hours of running: npm run soak [-- --minutes 30] [-- --rate 0.5]
 * A real n8n, with the trigger receiving and the action sending through a simulator that fails now and then. Draws
 * artifacts/soak.svg, writes the table artifacts/soak.md, and fails when something grew, slowed down, doubled or got lost.
 */
import { rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import express from 'express';
import { Checks } from '../lib/checks.mts';
import { artifactsFolder, root } from '../lib/paths.mts';
import { openStage, type Stage } from '../lib/stage.mts';
import { waitFor } from '../lib/waitFor.mts';
import { chartOf } from './chart.mts';
import { judgeMeasured, judgeMessages, type Report } from './judge.mts';
import { type Measured, panelsOf, readSamples, rowsOf, tableOf } from './samples.mts';
import { openShop, type Shop } from './shop.mts';
import { play, type Traffic } from './traffic.mts';

const { values } = parseArgs({
	options: { minutes: { type: 'string', default: '30' }, rate: { type: 'string', default: '0.5' } },
});
const minutes = Number(values.minutes);
const SAMPLES = 120;
const everyMs = Math.max(1000, (minutes * 60_000) / SAMPLES);
const samplesFile = join(artifactsFolder, 'soak.jsonl');

/** Collects what the workflows tell of their messages. */
async function listen(reports: Map<string, Report[]>): Promise<{ url: string; close: () => void }> {
	const app = express().use(express.json());
	app.post('/report', ({ body }, response) => {
		const report = body as Report;
		reports.set(report.phone ?? '', [...(reports.get(report.phone ?? '') ?? []), report]);
		response.json({});
	});
	const server = app.listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}/report`, close: () => server.close() };
}

async function staticDataBytes({ api }: Stage, { workflowIds }: Shop): Promise<number> {
	const { staticData } = await api.workflow(workflowIds.follow);
	return JSON.stringify(staticData ?? null).length;
}

/** Messages by recipient, and how long each charge of its own took. */
async function readMessages({ control, zApi, hub }: Stage, { postedAt }: Traffic) {
	const messages = [...(await control.messages(zApi.account)), ...(await control.messages(hub.account))];
	const counts = new Map<string, number>();
	for (const { recipient } of messages) counts.set(recipient, (counts.get(recipient) ?? 0) + 1);
	const timings = messages.flatMap(({ recipient, at }) => {
		const from = postedAt.get(recipient);
		return from === undefined ? [] : [{ at, ms: at - from }];
	});
	return { counts, timings };
}

const checks = new Checks();
const reports = new Map<string, Report[]>();
const sink = await listen(reports);
await rm(samplesFile, { force: true });
const stage = await openStage({
	name: 'soak',
	env: {
		NODE_OPTIONS: `--require ${join(root, 'sandbox', 'soak', 'probe.cjs')}`,
		SOAK_FILE: samplesFile,
		SOAK_EVERY_MS: String(everyMs),
		SOAK_PACKAGE: 'n8n-nodes-whatsapp-commerce',
		EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none',
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
	},
	onStep: (text) => console.log(text),
});
try {
	// The trigger remembers events for a tenth of the run, so that what it remembers stops growing then; but
	// duplicates come later on a busy machine.
	const shop = await openShop(stage, sink.url, Math.max(1, minutes / 10) / 60);
	const staticData: Measured['staticData'] = [];
	const startedAt = Date.now();
	let isPlaying = true;
	const watching = (async () => {
		while (isPlaying) {
			await staticDataBytes(stage, shop).then(
				(bytes) => staticData.push({ at: Date.now(), bytes }),
				() => undefined,
			);
			await sleep(everyMs);
		}
	})();
	console.log(`Running for ${minutes} minutes ...`);
	const traffic = await play(stage, shop, minutes * 60, Number(values.rate));
	const endedAt = Date.now();
	isPlaying = false;
	await watching;
	const isTold = () => [...traffic.expected].every((phone) => reports.has(phone));
	await waitFor('every message to be told of', isTold, { timeoutMs: 60_000 }).catch(() => undefined);
	const { counts, timings: messages } = await readMessages(stage, traffic);
	const samples = (await readSamples(samplesFile)).filter(({ at }) => at >= startedAt && at <= endedAt);
	const measured: Measured = { startedAt, endedAt, samples, staticData, answers: traffic.answers, messages };

	const found = judgeMessages(traffic, counts, reports);
	const table = tableOf(rowsOf(measured));
	const told = `${JSON.stringify(traffic.counts)}\n\n${JSON.stringify(found)}`;
	await writeFile(join(artifactsFolder, 'soak.svg'), chartOf(panelsOf(measured)));
	await writeFile(join(artifactsFolder, 'soak.md'), `# ${minutes} minutes\n\n${table}\n\n${told}\n`);
	console.log(`${table}\n\n${told}\n`);
	const expect = (name: string, isMet: boolean, words: string) =>
		isMet ? checks.pass(`${name}: ${words}`) : checks.fail(`${name}: ${words}`);
	expect('messages went out', found.once > 0, String(found.once));
	for (const what of ['doubled', 'lost', 'misreported', 'forged'] as const) {
		expect(`none ${what}`, found[what] === 0, String(found[what]));
	}
	for (const { name, isMet, words } of judgeMeasured(measured)) expect(name, isMet, words);
} catch (error) {
	checks.fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
} finally {
	await stage.close();
	sink.close();
}
checks.end();
