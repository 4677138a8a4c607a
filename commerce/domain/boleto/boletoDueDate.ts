import { dayOfIsoDate, isoDateOfDay } from '../time/calendarDay';

// Factor 0 would be 1997-10-07; 9999 was 2025-02-21, and 1000 came again the day after: one cycle is 9000
// days. Source: FEBRABAN rule as printed in the banks' collection manuals.
const BASE_DAY = dayOfIsoDate('1997-10-07', 'Base Date');
const CYCLE_DAYS = 9000;
const FIRST_FACTOR = 1000;

// Safety window around the day of reading: a date in it is the date meant.
const DAYS_BEFORE = 3000;
const DAYS_AFTER = 5500;

/**
 * Due date (YYYY-MM-DD) of a boleto's four-digit factor, or undefined below 1000, which means no date.
 * Every factor names one day per cycle and no rule prints which cycle; the day from 3000 days before to 5500
 * after the reference date is taken, and where neither cycle falls in that window, the nearer one.
 * `referenceDate` is YYYY-MM-DD; anything else throws InvalidInputError.
 */
export function boletoDueDate(factor: number, referenceDate: string): string | undefined {
	const reference = dayOfIsoDate(referenceDate, 'Reference Date');
	if (factor < FIRST_FACTOR) return undefined;
	const first = BASE_DAY + factor;
	const cycle = Math.max(0, Math.floor((reference - first) / CYCLE_DAYS));
	const earlier = first + cycle * CYCLE_DAYS;
	const later = earlier + CYCLE_DAYS;
	// The window is shorter than a cycle, so at most one of the two days is in it.
	if (reference - earlier <= DAYS_BEFORE) return isoDateOfDay(earlier);
	if (later - reference <= DAYS_AFTER) return isoDateOfDay(later);
	return isoDateOfDay(reference - earlier <= later - reference ? earlier : later);
}
