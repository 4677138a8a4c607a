/**
 * How long the keys are not asked for again. They are only when a call of the shop is signed with none of those that
 * are known; a longer pause than this would outlast the hour in which Woovi repeats a call.
 */
const PAUSE_MS = 60_000;
const MOST_KEYS = 10;
const MOST_ADDRESSES = 100;

/** By Base URL, because production and sandbox have keys of their own. */
const known = new Map<string, { keys: readonly string[]; askedAtMs: number }>();

/** Keys published to this process, also old ones: calls on their way may be signed with them. */
export function knownKeys(baseUrl: string): readonly string[] {
	return known.get(baseUrl)?.keys ?? [];
}

export function mayAskForKeys(baseUrl: string, nowMs: number): boolean {
	const askedAtMs = known.get(baseUrl)?.askedAtMs;
	return askedAtMs === undefined || nowMs - askedAtMs >= PAUSE_MS;
}

export function rememberKeys(baseUrl: string, keys: readonly string[], nowMs: number): void {
	const all = [...new Set([...keys, ...knownKeys(baseUrl)])].slice(0, MOST_KEYS);
	known.delete(baseUrl);
	known.set(baseUrl, { keys: all, askedAtMs: nowMs });
	for (const oldest of known.keys()) {
		if (known.size <= MOST_ADDRESSES) return;
		known.delete(oldest);
	}
}
