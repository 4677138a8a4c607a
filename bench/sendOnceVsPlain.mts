import { openStage } from '../sandbox/lib/stage.mts';
import { type Database, openDatabase } from './databases.mts';
import { createSenders, sendingMs } from './guardedSends.mts';
import { type Figure, ratioOf } from './statistics.mts';

export const MAX_SEND_ONCE_VS_PLAIN = 1.3;

interface Settings {
	items: number;
	rounds: number;
	/** Answer time of the provider. */
	latencyMs: number;
	onRound: (round: number, plainMs: number, guardedMs: number) => void;
}

/** Time with Send Once Per over time without, in a real n8n on this database, in turns. */
export async function sendOnceVsPlain(
	database: Database,
	{ items, rounds, latencyMs, onRound }: Settings,
): Promise<Figure> {
	const { env, close } = await openDatabase(database);
	try {
		const stage = await openStage({ name: `bench-once-${database}`, env });
		try {
			await stage.control.configure(stage.hub.account, { latencyMs });
			const senders = await createSenders(stage);
			const times = { plain: [] as number[], guarded: [] as number[] };
			for (const sender of ['plain', 'guarded'] as const) await sendingMs(stage, senders[sender], items);
			for (let round = 1; round <= rounds; round++) {
				const order = ['plain', 'guarded'] as const;
				for (const sender of round % 2 ? order : [...order].reverse()) {
					times[sender].push(await sendingMs(stage, senders[sender], items));
				}
				onRound(round, times.plain.at(-1) ?? Number.NaN, times.guarded.at(-1) ?? Number.NaN);
			}
			return ratioOf(times.guarded, times.plain);
		} finally {
			await stage.close();
		}
	} finally {
		await close();
	}
}
