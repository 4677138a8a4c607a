import { dayOfIsoDate } from './calendarDay';
import { InvalidInputError } from '../errors';
import { isPlausibleMs, unixMs } from './unixTime';

const EXPECTED = 'a date such as 2026-11-20T14:30:00-03:00, or Unix time in seconds';

/** ISO 8601 and RFC 3339, with the space and the short offset of databases (`2026-11-20 14:30:00-03`). */
const ISO_MOMENT =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,]\d+)?)? ?(Z|([+-]\d{2})(?::?(\d{2}))?)?)?$/i;

/**
 * Unix seconds of a moment between 2009 and 2100: a number or digits (seconds or milliseconds, distinguished by
 * size), ISO text, or anything with toISO / toISOString (Luxon, Date). Text that names no time zone, as
 * n8n's date picker gives it, is Brasília time. Throws InvalidInputError under `field`.
 */
export function toUnixSeconds(value: unknown, field: string): number {
	const plain = isoOf(value);
	const text = typeof plain === 'string' ? plain.trim() : plain;
	const isIso = typeof text === 'string' && !/^\d+$/.test(text);
	const seconds = isIso ? secondsOfIso(text, field) : secondsOfNumber(text);
	if (seconds === undefined) throw new InvalidInputError(field, value, EXPECTED);
	// Any other number is something else: a date written as digits (20261120), the day number of a spreadsheet.
	if (!isPlausibleMs(seconds * 1000)) {
		throw new InvalidInputError(field, value, `${EXPECTED}, between 2009 and 2100`);
	}
	return seconds;
}

function secondsOfNumber(value: unknown): number | undefined {
	const number = typeof value === 'string' ? Number(value) : value;
	if (typeof number !== 'number' || !Number.isFinite(number)) return undefined;
	return Math.floor(unixMs(number) / 1000);
}

/** Dates only in the form that says year, month, day in this order: 03/04/2026 has two readings. */
function secondsOfIso(text: string, field: string): number | undefined {
	const match = ISO_MOMENT.exec(text);
	if (match === null) return undefined;
	const [, date, time = '00:00', second = '00', zone, hours, minutes = '00'] = match;
	// Date.parse takes February 30 for March 2.
	dayOfIsoDate(date, field);
	const offset = hours === undefined ? (zone ?? BRASILIA_OFFSET) : `${hours}:${minutes}`;
	const ms = Date.parse(`${date}T${time}:${second}${offset}`);
	return Number.isNaN(ms) ? undefined : ms / 1000;
}

function isoOf(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	const moment = value as { toISO?: () => unknown; toISOString?: () => unknown };
	if (typeof moment.toISO === 'function') return moment.toISO();
	// The number of an invalid Date is NaN, and its toISOString throws.
	if (typeof moment.toISOString === 'function' && !Number.isNaN(Number(value))) return moment.toISOString();
	return undefined;
}

/** Brazil's main time zone has had no daylight saving since 2019 (decree 9.772/2019). */
const BRASILIA_OFFSET = '-03:00';
const BRASILIA_OFFSET_MS = 3 * 60 * 60 * 1000;

/** The date in Brasília, YYYY-MM-DD, for a clock in Unix milliseconds. */
export function todayInBrazil(nowMs: number): string {
	return new Date(nowMs - BRASILIA_OFFSET_MS).toISOString().slice(0, 10);
}
