import { isPlausibleMs, unixMs } from './unixTime';

/**
 * ISO 8601 time of an event's timestamp: Unix seconds or milliseconds (providers mix them), as number or text,
 * or an ISO text. Null for anything else, and for an implausible time.
 */
export function toIsoTime(value: unknown): string | null {
	const ms = msOf(value);
	return isPlausibleMs(ms) ? new Date(ms).toISOString() : null;
}

function msOf(value: unknown): number {
	if (typeof value === 'number') return unixMs(value);
	if (typeof value !== 'string') return NaN;
	const text = value.trim();
	if (/^\d{1,17}(?:\.\d+)?$/.test(text)) return unixMs(Number(text));
	return /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : NaN;
}
