import fc from 'fast-check';
import { boletoDueDate } from '../../../commerce/domain/boleto/boletoDueDate';
import { InvalidInputError } from '../../../commerce/domain/errors';

function daysAfter(iso: string, days: number): string {
	return new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

describe('boletoDueDate', () => {
	it.each([
		[1000, '2000-07-03', '2000-07-03'],
		[9999, '2025-02-21', '2025-02-21'],
		[1000, '2025-02-22', '2025-02-22'],
		[1000, '2026-11-20', '2025-02-22'],
		[1636, '2026-11-20', '2026-11-20'],
		[9999, '2049-10-13', '2049-10-13'],
	])('factor %d read on %s is %s', (factor, referenceDate, dueDate) => {
		expect(boletoDueDate(factor, referenceDate)).toBe(dueDate);
	});

	it.each([0, 1, 999])('factor %d means no date', (factor) => {
		expect(boletoDueDate(factor, '2026-11-20')).toBeUndefined();
	});

	it('takes the date from 3000 days before the day of reading to 5500 after', () => {
		// Factor 1636 is 2026-11-20 and, a cycle earlier, 2002-03-31.
		const later = '2026-11-20';
		const earlier = '2002-03-31';
		expect(boletoDueDate(1636, daysAfter(later, 3000))).toBe(later);
		expect(boletoDueDate(1636, daysAfter(later, -5500))).toBe(later);
		expect(boletoDueDate(1636, daysAfter(earlier, 3000))).toBe(earlier);
	});

	it('takes the nearer date in the 499 days that no window covers', () => {
		const earlier = '2002-03-31';
		// 3001 days after the earlier date the later one is still 5999 days away.
		expect(boletoDueDate(1636, daysAfter(earlier, 3001))).toBe(earlier);
		expect(boletoDueDate(1636, daysAfter(earlier, 3499))).toBe(earlier);
		expect(boletoDueDate(1636, daysAfter(earlier, 3500))).toBe('2026-11-20');
		expect(boletoDueDate(1636, daysAfter('2026-11-20', 3500))).toBe(daysAfter('2026-11-20', 9000));
	});

	it('never gives a date before the first cycle', () => {
		expect(boletoDueDate(9999, '1999-01-01')).toBe('2025-02-21');
	});

	it('resolves every due date within the window back to itself', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 17_999 }),
				fc.integer({ min: -3000, max: 5500 }),
				(offset, distance) => {
					const dueDate = daysAfter('2000-07-03', offset);
					const factor = 1000 + (offset % 9000);
					expect(boletoDueDate(factor, daysAfter(dueDate, -distance))).toBe(dueDate);
				},
			),
			{ numRuns: 1000 },
		);
	});

	it.each(['', '20/11/2026', '2026-13-01', 'today', '2026-11-20T00:00:00Z'])(
		'refuses %j as the day of reading',
		(referenceDate) => {
			expect(() => boletoDueDate(1636, referenceDate)).toThrow(InvalidInputError);
		},
	);
});
