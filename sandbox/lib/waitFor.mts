import { setTimeout as sleep } from 'node:timers/promises';

export interface WaitOptions {
	/** Default 30 seconds. */
	timeoutMs?: number;
	/** Default 100 milliseconds. */
	intervalMs?: number;
	/** Ends the wait early with an error, e.g. because the process that should answer has died. */
	giveUp?: () => Error | undefined;
}

/**
 * Asks `probe` until it gives a value other than undefined, false or null, and returns that value.
 * An exception of the probe counts as "not yet". Throws when the time is over, naming `what` and the
 * last exception.
 */
export async function waitFor<T>(
	what: string,
	probe: () => Promise<T | undefined | false | null> | T | undefined | false | null,
	{ timeoutMs = 30_000, intervalMs = 100, giveUp }: WaitOptions = {},
): Promise<T> {
	const deadline = Date.now() + timeoutMs;
	let lastError: unknown;
	for (;;) {
		const fatal = giveUp?.();
		if (fatal) throw fatal;
		try {
			const value = await probe();
			if (value !== undefined && value !== false && value !== null) return value;
		} catch (error) {
			lastError = error;
		}
		if (Date.now() >= deadline) {
			const reason = lastError instanceof Error ? ` (${lastError.message})` : '';
			throw new Error(`Waited ${Math.round(timeoutMs / 1000)} s for ${what}${reason}`);
		}
		await sleep(intervalMs);
	}
}
