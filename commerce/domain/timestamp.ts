import { InvalidInputError } from './errors';

/** Unix times below this are taken as seconds, above as milliseconds: 1e11 s is the year 5138. */
const MAX_SECONDS = 100_000_000_000;

/**
 * Unix seconds of a moment: a number or digits (seconds or milliseconds, told apart by size), ISO text, or
 * anything with toISO / toISOString (Luxon, Date). Throws InvalidInputError under `field`.
 */
export function toUnixSeconds(value: unknown, field: string): number {
	const expected = 'a date such as 2026-11-20T14:30:00-03:00, or Unix time in seconds';
	const plain = isoOf(value);
	if (typeof plain === 'number' || (typeof plain === 'string' && /^\d+$/.test(plain.trim()))) {
		const number = Number(plain);
		if (!Number.isFinite(number) || number <= 0) throw new InvalidInputError(field, value, expected);
		return Math.floor(number >= MAX_SECONDS ? number / 1000 : number);
	}
	// Dates only in the form that says year, month, day in this order: 03/04/2026 has two readings.
	if (typeof plain !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(plain.trim())) {
		throw new InvalidInputError(field, value, expected);
	}
	const ms = Date.parse(plain.trim());
	if (Number.isNaN(ms)) throw new InvalidInputError(field, value, expected);
	return Math.floor(ms / 1000);
}

function isoOf(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	const moment = value as { toISO?: () => unknown; toISOString?: () => unknown };
	if (typeof moment.toISO === 'function') return moment.toISO();
	if (typeof moment.toISOString === 'function') return moment.toISOString();
	return value;
}

/** Brazil's main time zone has had no daylight saving since 2019 (decree 9.772/2019). */
const BRASILIA_OFFSET_MS = 3 * 60 * 60 * 1000;

/** The date in Brasília, YYYY-MM-DD, for a clock in Unix milliseconds. */
export function todayInBrazil(nowMs: number): string {
	return new Date(nowMs - BRASILIA_OFFSET_MS).toISOString().slice(0, 10);
}
