/** WhatsApp opened in 2009; an earlier time, or one after 2100, is a wrong unit or a placeholder. */
const EARLIEST_MS = Date.UTC(2009, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);

/**
 * ISO 8601 time of an event's timestamp: Unix seconds or milliseconds (told apart by size, because providers
 * mix them), as number or text, or an ISO text. Null when it is none of these or not plausible.
 */
export function toIsoTime(value: unknown): string | null {
	const ms = candidates(value).find((time) => time >= EARLIEST_MS && time < LATEST_MS);
	return ms === undefined ? null : new Date(ms).toISOString();
}

function candidates(value: unknown): number[] {
	if (typeof value === 'string') {
		const text = value.trim();
		if (/^\d{1,17}(?:\.\d+)?$/.test(text)) return candidates(Number(text));
		return /^\d{4}-\d{2}-\d{2}/.test(text) ? [Date.parse(text)] : [];
	}
	return typeof value === 'number' ? [value, value * 1000] : [];
}
