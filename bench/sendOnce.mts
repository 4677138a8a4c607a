/**
 * What Send Once Per costs: messages with it beside messages without, in turns, in one real n8n on SQLite and one on
 * PostgreSQL: npm run bench:once [-- --json] [-- --items 1000] [-- --rounds 5] [-- --latency 25] [-- --database sqlite]
 * Fails when the messages with it take more than 1.3 times as long. `--json` prints the numbers as the last line.
 */
import { parseArgs } from 'node:util';
import { openDatabase, type Database } from './databases.mts';
import { createSenders, sendingMs } from './guardedSends.mts';
import { openStage } from '../sandbox/lib/stage.mts';
import { ratioOf, shown, type Figure } from './statistics.mts';

const MAX_RATIO = 1.3;

const { values } = parseArgs({
	options: {
		json: { type: 'boolean', default: false },
		items: { type: 'string', default: '1000' },
		rounds: { type: 'string', default: '5' },
		latency: { type: 'string', default: '25' },
		database: { type: 'string', multiple: true, default: ['sqlite', 'postgresql'] },
	},
});

async function measure(database: Database): Promise<Figure> {
	const { env, close } = await openDatabase(database);
	try {
		const stage = await openStage({ name: `bench-once-${database}`, env });
		try {
			await stage.control.configure(stage.hub.account, { latencyMs: Number(values.latency) });
			const senders = await createSenders(stage);
			const [guarded, plain]: number[][] = [[], []];
			// The first round warms up.
			for (let round = 0; round <= Number(values.rounds); round++) {
				const times = { plain: 0, guarded: 0 };
				for (const sender of round % 2 ? (['guarded', 'plain'] as const) : (['plain', 'guarded'] as const)) {
					times[sender] = await sendingMs(stage, senders[sender], Number(values.items));
				}
				console.log(
					`${database} round ${round}: plain ${times.plain} ms, with Send Once Per ${times.guarded} ms`,
				);
				if (round === 0) continue;
				guarded.push(times.guarded);
				plain.push(times.plain);
			}
			return ratioOf(guarded, plain);
		} finally {
			await stage.close();
		}
	} finally {
		await close();
	}
}

const figures: Record<string, Figure> = {};
for (const database of values.database as Database[]) figures[database] = await measure(database);
for (const [database, figure] of Object.entries(figures)) {
	const word = figure.median > MAX_RATIO ? 'MISSED' : 'ok    ';
	console.log(`${word} sendOnceVsPlain on ${database}: ${shown(figure)}  (target: at most ${MAX_RATIO})`);
}
if (values.json) {
	const medians = Object.fromEntries(Object.entries(figures).map(([name, { median }]) => [name, median]));
	console.log(JSON.stringify({ sendOnceVsPlain: medians, items: Number(values.items), spread: figures }));
}
process.exit(Object.values(figures).some(({ median }) => median > MAX_RATIO) ? 1 : 0);
