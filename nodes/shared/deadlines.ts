import { sleep } from 'n8n-workflow';

const TICK_MS = 100;

export interface Deadline {
	/** Resolves once the time is over; never when `stop` came first. */
	reached: Promise<'deadline'>;
	stop(): void;
}

interface Pending {
	dueAt: number;
	expire: () => void;
}

/**
 * Deadlines of many requests with one clock between them: a timer for each request was measured at 1 to 3 %
 * of the time of sending. A deadline is met up to a tenth of a second late. The clock stops while
 * nothing is pending.
 */
export class Deadlines {
	private readonly pending = new Set<Pending>();

	private ticking = false;

	/** A deadline `ms` milliseconds from now. */
	start(ms: number): Deadline {
		let expire = () => {};
		const reached = new Promise<'deadline'>((resolve) => {
			expire = () => resolve('deadline');
		});
		const pending = { dueAt: performance.now() + ms, expire };
		this.pending.add(pending);
		if (!this.ticking) void this.tick();
		return { reached, stop: () => this.pending.delete(pending) };
	}

	private async tick(): Promise<void> {
		this.ticking = true;
		while (this.pending.size > 0) {
			await sleep(TICK_MS);
			const now = performance.now();
			for (const pending of this.pending) {
				if (pending.dueAt > now) continue;
				this.pending.delete(pending);
				pending.expire();
			}
		}
		this.ticking = false;
	}
}
