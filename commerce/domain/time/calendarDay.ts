import { numberAt } from '../checkDigits';
import { InvalidInputError } from '../errors';

/*
 * Calendar days as numbers, without time zones and without Date: day 0 is 1970-01-01. The arithmetic counts
 * years from March, so that the leap day is the last of its year (the proleptic Gregorian calendar in eras of
 * 400 years and 146097 days; H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
 */

const DAYS_PER_ERA = 146_097;
/** Days from 0000-03-01, where eras start, to 1970-01-01. */
const EPOCH_OFFSET = 719_468;

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Day number of a date written YYYY-MM-DD. Throws InvalidInputError under `field` when there is no such day. */
export function dayOfIsoDate(text: string, field: string): number {
	const month = ISO_DATE.test(text) ? numberAt(text, 5, 7) : 0;
	if (month >= 1 && month <= 12) {
		const dayOfMonth = numberAt(text, 8, 10);
		const day = dayNumber(numberAt(text, 0, 4), month, dayOfMonth);
		// Every month has days 1 to 28; a later one that it lacks counts on and comes back as another date.
		if (dayOfMonth >= 1 && (dayOfMonth <= 28 || isoDateOfDay(day) === text)) return day;
	}
	throw new InvalidInputError(field, text, 'a date such as 2026-11-20');
}

function dayNumber(year: number, month: number, day: number): number {
	const marchYear = month > 2 ? year : year - 1;
	const era = Math.floor(marchYear / 400);
	const yearOfEra = marchYear - era * 400;
	const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
	const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
	return era * DAYS_PER_ERA + dayOfEra - EPOCH_OFFSET;
}

/** The date of a day number as YYYY-MM-DD, for years 0 to 9999. */
export function isoDateOfDay(day: number): string {
	const shifted = day + EPOCH_OFFSET;
	const era = Math.floor(shifted / DAYS_PER_ERA);
	const dayOfEra = shifted - era * DAYS_PER_ERA;
	const leapDays =
		Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
	const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
	const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
	const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
	const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
	const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
	return `${year < 1000 ? String(year).padStart(4, '0') : year}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`;
}

function twoDigits(value: number): string {
	return value < 10 ? `0${value}` : String(value);
}
