/** A provider that has taken no message for this long is not waited for any more. */
const MAX_BUSY_MS = 60_000;

/**
 * Bounds what a run of many items waits for a busy provider in all: waiting is worth it while messages get
 * through, not a few seconds for each of a thousand items when none does.
 */
export class RetryBudget {
	private busySince: number | undefined;

	constructor(private readonly now: () => number = Date.now) {}

	/** A message got through. */
	served(): void {
		this.busySince = undefined;
	}

	/** The provider was not reached or asked to come back later. True when it may be waited for. */
	canWait(): boolean {
		this.busySince ??= this.now();
		return this.now() - this.busySince < MAX_BUSY_MS;
	}
}
