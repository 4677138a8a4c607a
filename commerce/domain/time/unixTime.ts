/** WhatsApp opened in 2009; an earlier time, or one after 2100, is a wrong unit, a placeholder or no time at all. */
const EARLIEST_MS = Date.UTC(2009, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);

/** Unix times below this are taken as seconds, from it on as milliseconds: 1e11 s is the year 5138. */
const MIN_MS = 100_000_000_000;

/** Unix milliseconds of a Unix time in seconds or milliseconds, which are distinguished by size. */
export function unixMs(secondsOrMs: number): number {
	return secondsOrMs >= MIN_MS ? secondsOrMs : secondsOrMs * 1000;
}

/** Whether a time in Unix milliseconds can be that of a message or a payment: from 2009 on, before 2100. */
export function isPlausibleMs(ms: number): boolean {
	return ms >= EARLIEST_MS && ms < LATEST_MS;
}
