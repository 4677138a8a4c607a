import type { IdempotencyGuard } from './idempotencyGuard';

/** Keys claimed ahead at most: after a crash they count as sent. More once messages had to wait for their claims. */
const AHEAD = { atFirst: 50, onceLate: 200 };
/** Keys claimed together: a write for each would keep the database busy. */
const WAVE = { atFirst: 25, onceLate: 50 };

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
		const speed = this.guard.wasLate ? 'onceLate' : 'atFirst';
		return { wave: Math.max(WAVE[speed], atOnce), ahead: Math.max(AHEAD[speed], 2 * atOnce) };
	}
}
