import { InvalidInputError } from '../errors';

const DAY_MS = 86_400_000;

/** Day number of a date written YYYY-MM-DD, 0 for 1970-01-01. Throws InvalidInputError under `field` when there is no such day. */
export function dayOfIsoDate(text: string, field: string): number {
	const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) / DAY_MS : NaN;
	// Date.parse takes February 30 for March 2.
	if (Number.isNaN(day) || isoDateOfDay(day) !== text) {
		throw new InvalidInputError(field, text, 'a date such as 2026-11-20');
	}
	return day;
}

/** The date of a day number as YYYY-MM-DD, for years 0 to 9999. */
export function isoDateOfDay(day: number): string {
	return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
