import type { IdempotencyGuard } from './idempotencyGuard';

/**
 * Keys claimed ahead, which count as sent after a crash: few at first, twice as many each time that messages had to wait
 * for their claim, and never more than this.
 */
const FIRST_AHEAD = 50;
const MAX_AHEAD = 250;
/** Keys claimed together: a write for each would keep the database busy. */
const WAVE = 25;

/** Claims the keys of a run in waves: the next ones while the messages of the present one leave. */
export class ClaimsAhead {
	private next = 0;

	/** `keys` in the order in which their messages leave, at most `limit` at the same time (0 = no limit). */
	constructor(
		private readonly guard: IdempotencyGuard,
		private readonly keys: string[],
		private readonly limit: number,
	) {}

	/** To be called before each message: claims another wave once there is room for it. */
	refill(): void {
		const { wave, ahead } = this.sizes();
		while (this.next < this.keys.length && this.guard.countAhead() + wave <= ahead) {
			this.guard.claimAhead(this.keys.slice(this.next, this.next + wave));
			this.next += wave;
		}
	}

	/** As many messages as leave together need their keys together. */
	private sizes() {
		const atOnce = this.limit === 0 ? this.keys.length : this.limit;
		const ahead = Math.min(MAX_AHEAD, FIRST_AHEAD * 2 ** this.guard.countLate());
		return { wave: Math.max(WAVE, atOnce), ahead: Math.max(ahead, 2 * atOnce) };
	}
}
