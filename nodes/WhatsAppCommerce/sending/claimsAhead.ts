import type { IdempotencyGuard } from './idempotencyGuard';

/** What leaves while the next wave is claimed, and no more: after a crash these keys count as sent. */
const WAVE = 50;

/** Claims the keys of a run in waves: the next one while the messages of the present one leave. */
export class ClaimsAhead {
	private next = 0;

	/** `keys` in the order in which their messages leave, at most `limit` at the same time (0 = no limit). */
	constructor(
		private readonly guard: IdempotencyGuard,
		private readonly keys: string[],
		private readonly limit: number,
	) {}

	/** To be called before each message: claims another wave once there is none but the present one. */
	refill(): void {
		const size = this.limit === 0 ? this.keys.length : Math.max(WAVE, this.limit);
		while (this.next < this.keys.length && this.guard.countAhead() <= size) {
			this.guard.claimAhead(this.keys.slice(this.next, this.next + size));
			this.next += size;
		}
	}
}
