import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './cluster.mts';

/** Something that goes wrong while messages are under way. */
export interface Disturbance {
	name: string;
	/** Share of the parcels that have been handed over when it begins. */
	at: number;
	run: (cluster: Cluster) => Promise<unknown>;
}

export const WORKER_KILLED: Disturbance = {
	name: 'worker killed (SIGKILL) and started again',
	at: 0.2,
	run: async ({ workers }) => await workers[0]?.killAndRestart(),
};

export const REDIS_RESTARTED: Disturbance = {
	name: 'Redis restarted',
	at: 0.45,
	run: async ({ redis }) => await redis.service.restart(),
};

export const POSTGRES_RESTARTED: Disturbance = {
	name: 'PostgreSQL restarted',
	at: 0.7,
	run: async ({ postgres }) => await postgres.service.restart(),
};

export const MAIN_RESTARTED: Disturbance = {
	name: 'n8n main restarted',
	at: 0.25,
	run: async ({ main }) => await main.restart(),
};

/** While a disturbance takes longer than planned, senders wait this long before each parcel. */
const DRIP_MS = 2000;

/** Runs one disturbance after the other, each when its share of the work is done. */
export class Disturber {
	private share = 0;

	/** Work beyond this share is slowed down until the present disturbance is over. */
	private nextAt = Number.POSITIVE_INFINITY;

	private readonly running: Promise<void>;

	constructor(cluster: Cluster, disturbances: readonly Disturbance[], say: (text: string) => void) {
		this.running = this.runAll(cluster, disturbances, say);
		// Thrown where it is waited for.
		this.running.catch(() => undefined);
	}

	/** Takes note of the share of work done; answers how long to wait before more, so that some is left. */
	progress(share: number): number {
		this.share = share;
		return share >= this.nextAt ? DRIP_MS : 0;
	}

	/** Waits until all that was disturbed runs again. */
	async done(): Promise<void> {
		this.share = 1;
		await this.running;
	}

	private async runAll(
		cluster: Cluster,
		disturbances: readonly Disturbance[],
		say: (text: string) => void,
	): Promise<void> {
		for (const [index, { name, at, run }] of disturbances.entries()) {
			while (this.share < at) await sleep(50);
			const from = performance.now();
			this.nextAt = disturbances[index + 1]?.at ?? 0.95;
			await run(cluster);
			this.nextAt = Number.POSITIVE_INFINITY;
			say(`${name} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
		}
		await Promise.all(cluster.processes().map(async (n8n) => await n8n.settled()));
	}
}
