import { InvalidInputError } from './errors';

const DAY_MS = 86_400_000;

// Factor 0 would be 1997-10-07; 9999 was 2025-02-21, and 1000 came again the day after: one cycle is 9000
// days. Source: FEBRABAN rule as printed in the banks' collection manuals.
const BASE_DAY = Date.UTC(1997, 9, 7) / DAY_MS;
const CYCLE_DAYS = 9000;
const FIRST_FACTOR = 1000;

// FEBRABAN's safety window around the day of reading: what lies in it is the date meant.
const DAYS_BEFORE = 3000;
const DAYS_AFTER = 5500;

/**
 * Due date (YYYY-MM-DD) of a boleto's four-digit factor, or undefined below 1000, which means no date.
 * Every factor names one day per cycle and no rule prints which cycle; the day from 3000 days before to 5500
 * after the reference date is taken, and where neither cycle falls in that window, the nearer one.
 * `referenceDate` is YYYY-MM-DD; anything else throws InvalidInputError.
 */
export function boletoDueDate(factor: number, referenceDate: string): string | undefined {
	const reference = dayNumber(referenceDate);
	if (factor < FIRST_FACTOR) return undefined;
	const first = BASE_DAY + factor;
	const cycle = Math.max(0, Math.floor((reference - first) / CYCLE_DAYS));
	const earlier = first + cycle * CYCLE_DAYS;
	const later = earlier + CYCLE_DAYS;
	const inWindow = [earlier, later].find(
		(day) => day >= reference - DAYS_BEFORE && day <= reference + DAYS_AFTER,
	);
	const nearer = Math.abs(later - reference) < Math.abs(earlier - reference) ? later : earlier;
	return new Date((inWindow ?? nearer) * DAY_MS).toISOString().slice(0, 10);
}

function dayNumber(isoDate: string): number {
	const time = /^\d{4}-\d{2}-\d{2}$/.test(isoDate) ? Date.parse(`${isoDate}T00:00:00Z`) : NaN;
	if (Number.isNaN(time)) throw new InvalidInputError('Reference Date', isoDate, 'a date such as 2026-11-20');
	return time / DAY_MS;
}
