import fc from 'fast-check';
import { dayOfIsoDate, isoDateOfDay } from '../../../commerce/domain/time/calendarDay';
import { InvalidInputError } from '../../../commerce/domain/errors';

const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(1, 0, 1) / DAY_MS - 365 * 1900;
const LAST_DAY = Date.UTC(9999, 11, 31) / DAY_MS;

describe('calendar days', () => {
	it('agree with Date on every day from the first boleto factor to the end of the second cycle', () => {
		const first = Date.UTC(1997, 9, 7) / DAY_MS;
		const days = Array.from(
			{ length: Date.UTC(2049, 11, 31) / DAY_MS - first + 1 },
			(_, index) => first + index,
		);
		const wrong = days.filter((day) => {
			const iso = new Date(day * DAY_MS).toISOString().slice(0, 10);
			return isoDateOfDay(day) !== iso || dayOfIsoDate(iso, 'Date') !== day;
		});
		expect(wrong).toEqual([]);
	});

	it('agree with Date on any day of four-digit years', () => {
		fc.assert(
			fc.property(fc.integer({ min: FIRST_DAY, max: LAST_DAY }), (day) => {
				const iso = new Date(day * DAY_MS).toISOString().slice(0, 10);
				expect(isoDateOfDay(day)).toBe(iso);
				expect(dayOfIsoDate(iso, 'Date')).toBe(day);
			}),
			{ numRuns: 1000 },
		);
	});

	it.each(['2024-02-29', '2000-02-29', '2026-12-31', '2026-01-01'])('%s exists', (iso) => {
		expect(isoDateOfDay(dayOfIsoDate(iso, 'Date'))).toBe(iso);
	});

	it.each([
		'2026-02-29',
		'1900-02-29',
		'2026-04-31',
		'2026-01-32',
		'2026-01-00',
		'2026-00-10',
		'2026-13-10',
		'2026-1-1',
		'26-01-01',
		'2026/01/01',
		' 2026-01-01',
		'',
	])('%j does not', (text) => {
		expect(() => dayOfIsoDate(text, 'Date')).toThrow(InvalidInputError);
	});
});
