/**
 * The trigger beside n8n's own Webhook node, in one n8n server and in turns:
 * node scripts/run.mjs bench/trigger.mts [--json] [--rounds 5] [--events 200] [--env NAME=VALUE ...]
 * Beside them a bare trigger, which shows what n8n makes any trigger pay that runs each event once. Fails when ours takes
 * more than 1.10 times its median answer time, or gets less than 0.9 times its events through. `--json` prints the
 * numbers as the last line; `--env` changes n8n's settings.
 */
import { parseArgs } from 'node:util';
import { openStage, type Stage } from '../sandbox/lib/stage.mts';
import { compareEntrances } from './triggerRounds.mts';
import type { Entrance } from './triggerRounds.mts';
import { BARE_NODE, createEntrances } from './triggerWorkflows.mts';

const MAX_P50_RATIO = 1.1;
const MIN_EVENTS_RATIO = 0.9;

const { values } = parseArgs({
	options: {
		json: { type: 'boolean', default: false },
		rounds: { type: 'string', default: '5' },
		events: { type: 'string', default: '200' },
		env: { type: 'string', multiple: true, default: [] },
	},
});
const env = Object.fromEntries(values.env.map((pair) => pair.split(/=(.*)/s).slice(0, 2)));

function show(name: string, entrance: Entrance, stats: Record<string, number>): void {
	const cells = Object.entries(stats).map(
		([key, value]) => `${key} ${value.toFixed(key === 'events' ? 0 : 1)}`,
	);
	console.log(`${name.padEnd(10)} ${entrance.padEnd(8)} ${cells.join('   ')}`);
}

let stage: Stage | undefined;
try {
	stage = await openStage({
		name: 'bench-trigger',
		env: { ...BARE_NODE, ...env },
		onStep: (text) => console.log(text),
	});
	const entrances = await createEntrances(stage);
	const result = await compareEntrances(stage.api, entrances, {
		rounds: Number(values.rounds),
		events: Number(values.events),
		onRound: (round, entrance, { p50Ms, p99Ms, eventsPerSecond }) =>
			show(`round ${round}`, entrance, { 'p50 ms': p50Ms, 'p99 ms': p99Ms, 'events/s': eventsPerSecond }),
	});
	const { ratios } = result;
	for (const [name, { median, min, max }] of Object.entries(ratios)) {
		console.log(`${name.padEnd(28)} ${median.toFixed(2)}   (${min.toFixed(2)} to ${max.toFixed(2)})`);
	}
	if (values.json) {
		const medians = Object.fromEntries(Object.entries(ratios).map(([name, { median }]) => [name, median]));
		console.log(JSON.stringify({ ...medians, ranges: ratios, rounds: result.rounds }));
	}
	const isSlow = ratios.triggerP50VsBare.median > MAX_P50_RATIO;
	const isNarrow = ratios.triggerEventsVsBare.median < MIN_EVENTS_RATIO;
	if (isSlow) console.error(`The trigger takes more than ${MAX_P50_RATIO} times as long to answer`);
	if (isNarrow) console.error(`The trigger gets less than ${MIN_EVENTS_RATIO} times as many events through`);
	process.exitCode = isSlow || isNarrow ? 1 : 0;
} finally {
	await stage?.close();
}
process.exit();
