/** Shorter values are too likely to occur by chance in ids and numbers. */
const SHORTEST_SECRET = 6;

/**
 * Looks for credential values in what a run left behind (the JSON that n8n would store and show, and the log).
 * Values the caller put into the input are no leak and are passed as `allowedIn`.
 * @throws naming the credential field and the place, never the value
 */
export function assertNoSecret(
	secrets: ReadonlyArray<{ name: string; value: string }>,
	places: Readonly<Record<string, unknown>>,
	allowedIn: unknown,
): void {
	const given = storedText(allowedIn);
	const looked = secrets.filter(({ value }) => value.length >= SHORTEST_SECRET && !given.includes(value));
	if (looked.length === 0) return;
	for (const [place, content] of Object.entries(places)) {
		const text = storedText(content);
		for (const { name, value } of looked) {
			const found = [value, encodeURIComponent(value)].find((form) => text.includes(form));
			if (!found) continue;
			const at = text.indexOf(found);
			const around = text.slice(Math.max(0, at - 80), at + 40).replaceAll(found, '…');
			throw new Error(`The secret ${name} shows up in the ${place}: …${around}…`);
		}
	}
}

/** Text of a value as n8n stores it: JSON, an object met again only marked. */
export function storedText(value: unknown): string {
	const seen = new WeakSet<object>();
	const text = JSON.stringify(value, (_key, entry: unknown) => {
		if (typeof entry === 'bigint') return String(entry);
		if (typeof entry !== 'object' || entry === null) return entry;
		if (seen.has(entry)) return '[again]';
		seen.add(entry);
		return entry;
	});
	return text ?? '';
}
