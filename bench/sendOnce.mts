/**
 * What Send Once Per costs: 1,000 messages with it beside 1,000 without, in turns, in a real n8n on SQLite and one on
 * PostgreSQL: npm run bench:once [-- --json] [-- --items 1000] [-- --rounds 5] [-- --latency 25] [-- --database sqlite]
 * Fails when messages take more than 1.3 times as long with it. `--json` prints the numbers as the last line.
 */
import { parseArgs } from 'node:util';
import { DATABASES } from './databases.mts';
import { MAX_SEND_ONCE_VS_PLAIN, sendOnceVsPlain } from './sendOnceVsPlain.mts';
import { type Figure, shown } from './statistics.mts';

const { values } = parseArgs({
	options: {
		json: { type: 'boolean', default: false },
		items: { type: 'string', default: '1000' },
		rounds: { type: 'string', default: '5' },
		latency: { type: 'string', default: '25' },
		database: { type: 'string', multiple: true, default: [...DATABASES] },
	},
});

const figures: Record<string, Figure> = {};
for (const database of DATABASES.filter((name) => values.database.includes(name))) {
	figures[database] = await sendOnceVsPlain(database, {
		items: Number(values.items),
		rounds: Number(values.rounds),
		latencyMs: Number(values.latency),
		onRound: (round, plainMs, guardedMs) =>
			console.log(`${database} round ${round}: plain ${plainMs} ms, with Send Once Per ${guardedMs} ms`),
	});
}
const isMissed = ({ median }: Figure) => median > MAX_SEND_ONCE_VS_PLAIN;
for (const [database, figure] of Object.entries(figures)) {
	const word = isMissed(figure) ? 'MISSED' : 'ok    ';
	console.log(`${word} sendOnceVsPlain on ${database}: ${shown(figure)} (at most ${MAX_SEND_ONCE_VS_PLAIN})`);
}
if (values.json) {
	const medians = Object.fromEntries(Object.entries(figures).map(([name, { median }]) => [name, median]));
	console.log(JSON.stringify({ sendOnceVsPlain: medians, items: Number(values.items), spread: figures }));
}
process.exit(Object.values(figures).some(isMissed) ? 1 : 0);
