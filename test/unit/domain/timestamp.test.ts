import fc from 'fast-check';
import { todayInBrazil, toUnixSeconds } from '../../../commerce/domain/time/timestamp';

/** 2026-11-20T17:30:00Z, which is 14:30 in Brasília. */
const MOMENT = 1795195800;

const read = (value: unknown) => toUnixSeconds(value, 'Payment Captured At');
const refusal = (found: string) =>
	expect.objectContaining({
		...{ name: 'InvalidInputError', field: 'Payment Captured At', found },
		expected: expect.not.stringContaining('between'),
	});

describe('toUnixSeconds', () => {
	it.each<[string, unknown]>([
		['seconds', MOMENT],
		['seconds as text', ` ${MOMENT} `],
		['seconds with a fraction', MOMENT + 0.9],
		['milliseconds', MOMENT * 1000 + 999],
		['milliseconds as text', `${MOMENT}000`],
		['ISO text in UTC', '2026-11-20T17:30:00Z'],
		['ISO text with fraction and small letters', '2026-11-20t17:30:00.123456z'],
		['ISO text with a comma before the fraction', '2026-11-20T17:30:00,5Z'],
		['ISO text with an offset', '2026-11-20T14:30:00-03:00'],
		['ISO text with an offset without colon', '2026-11-20T14:30:00-0300'],
		['a time of a database', '2026-11-20 14:30:00-03'],
		['a space before the offset', '2026-11-20 14:30:00 -03:00'],
		['another offset', '2026-11-20T23:00:00+05:30'],
		['a Date', new Date(MOMENT * 1000)],
		['a Luxon DateTime', { toISO: () => '2026-11-20T14:30:00.000-03:00' }],
		['a Moment', { toISOString: () => '2026-11-20T17:30:00.000Z', valueOf: () => MOMENT * 1000 }],
	])('reads %s', (_what, value) => {
		expect(read(value)).toBe(MOMENT);
	});

	it.each([
		['2026-11-20T14:30:00', MOMENT],
		['2026-11-20T14:30', MOMENT],
		['2026-11-20 14:30:00', MOMENT],
		// A bare date is the midnight that a shop in Brazil means, not that of Greenwich on the day before.
		['2026-11-20', Date.parse('2026-11-20T00:00:00-03:00') / 1000],
	])('reads %s, which names no time zone, as Brasília time on any server', (text, seconds) => {
		expect(read(text)).toBe(seconds);
	});

	it('takes a Date by its time, however small', () => {
		// Milliseconds that would be a plausible number of seconds.
		expect(() => read(new Date(MOMENT))).toThrow('found "1970-01-21T18:39:55.800Z"');
	});

	it.each<[unknown, string]>([
		[undefined, 'nothing'],
		[null, 'nothing'],
		['', 'nothing'],
		['  ', '"  "'],
		[true, 'true'],
		[NaN, 'NaN'],
		[Infinity, 'Infinity'],
		[[], '[]'],
		[{}, '{}'],
		[new Date(NaN), 'null'],
		[{ toISO: () => null }, '{}'],
		['now', '"now"'],
		['20/11/2026', '"20/11/2026"'],
		['11/20/2026 14:30', '"11/20/2026 14:30"'],
		['Fri Nov 20 2026 14:30:00 GMT-0300', '"Fri Nov 20 2026 14:30:00 GMT-0300"'],
		['2026-11-20 (paid)', '"2026-11-20 (paid)"'],
		['on 2026-11-20', '"on 2026-11-20"'],
		[[MOMENT], `[${MOMENT}]`],
		['2026-11-20T25:00:00Z', '"2026-11-20T25:00:00Z"'],
		['2026-11-20T10:60:00Z', '"2026-11-20T10:60:00Z"'],
		['2026-11-20T10:00:00+99:00', '"2026-11-20T10:00:00+99:00"'],
		// Date.parse takes these for March 2 and May 1.
		['2026-02-30', '"2026-02-30"'],
		['2026-04-31T10:00:00Z', '"2026-04-31"'],
		['2026-13-01', '"2026-13-01"'],
	])('refuses %j', (value, found) => {
		expect(() => read(value)).toThrow(refusal(found));
	});

	it.each<[string, unknown]>([
		['a date written as digits', '20261120'],
		['a date and time written as digits', 20261120143000],
		['the day number of a spreadsheet', 46345],
		['microseconds', MOMENT * 1e6],
		['seconds before 1970', -MOMENT],
		['zero', 0],
		['a year', 2026],
		['a placeholder', '0001-01-01T00:00:00Z'],
		['a date before WhatsApp', '2008-12-31T23:59:59Z'],
		['a date after 2099', '2100-01-01T00:00:00Z'],
	])('refuses %s instead of telling the customer 1970', (_what, value) => {
		expect(() => read(value)).toThrow(/between 2009 and 2100$/);
	});

	it('takes leap days of leap years only', () => {
		expect(read('2028-02-29T00:00:00Z')).toBe(Date.UTC(2028, 1, 29) / 1000);
		expect(() => read('2026-02-29T00:00:00Z')).toThrow(refusal('"2026-02-29"'));
	});

	const moments = fc.integer({ min: Date.UTC(2009, 0, 1), max: Date.UTC(2100, 0, 1) - 1 });

	it('reads every moment the same in each of its spellings', () => {
		fc.assert(
			fc.property(moments, (ms) => {
				const seconds = Math.floor(ms / 1000);
				const utc = new Date(ms).toISOString();
				const brasilia = new Date(ms - 3 * 3600 * 1000).toISOString().slice(0, 19);
				expect(read(ms)).toBe(seconds);
				expect(read(String(ms))).toBe(seconds);
				expect(read(seconds)).toBe(seconds);
				expect(read(utc)).toBe(seconds);
				expect(read(new Date(ms))).toBe(seconds);
				expect(read(brasilia)).toBe(seconds);
				expect(read(`${brasilia.replace('T', ' ')}-03`)).toBe(seconds);
			}),
		);
	});

	it('gives whole seconds or a refusal for anything at all', () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.anything(), fc.string(), fc.double(), fc.date({ noInvalidDate: false })),
				(value) => {
					try {
						expect(Number.isSafeInteger(read(value))).toBe(true);
					} catch (error) {
						expect(error).toMatchObject({ name: 'InvalidInputError', field: 'Payment Captured At' });
					}
				},
			),
			{ numRuns: 2000 },
		);
	});
});

describe('todayInBrazil', () => {
	it('turns at midnight in Brasília, three hours after Greenwich', () => {
		expect(todayInBrazil(Date.parse('2026-11-21T02:59:59.999Z'))).toBe('2026-11-20');
		expect(todayInBrazil(Date.parse('2026-11-21T03:00:00Z'))).toBe('2026-11-21');
		expect(todayInBrazil(Date.parse('2027-01-01T00:00:00Z'))).toBe('2026-12-31');
	});

	it("agrees with the time zone database since Brazil's last daylight saving", () => {
		const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/Sao_Paulo' });
		const since = fc.integer({ min: Date.UTC(2019, 2, 1), max: Date.UTC(2060, 0, 1) });
		fc.assert(fc.property(since, (ms) => expect(todayInBrazil(ms)).toBe(calendar.format(ms))));
	});
});
