import { dayOfIsoDate, isoDateOfDay } from '../time/calendarDay';

// Factor 0 would be 1997-10-07; 9999 was 2025-02-21, and 1000 came again the day after: one cycle is 9000
// days. Source: FEBRABAN rule as printed in the banks' collection manuals.
const BASE_DAY = dayOfIsoDate('1997-10-07', 'Base Date');
const CYCLE_DAYS = 9000;
const FIRST_FACTOR = 1000;

// Safety window around the day of reading, from 3000 days before to 5500 after: a date in it is the date meant.
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
	// Where the later day is further away than that, the earlier one is in the window, or the nearer of the two.
	return isoDateOfDay(later - reference <= DAYS_AFTER ? later : earlier);
}
