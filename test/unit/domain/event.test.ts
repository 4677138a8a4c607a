import { addWarnings, type CommerceEvent } from '../../../commerce/domain/event';
import { readContactName } from '../../../commerce/domain/identity/contactName';
import { toIsoTime } from '../../../commerce/domain/time/eventTime';

/** What an event says of its time, its contact and itself. */

it.each<[unknown, string | null]>([
	[1795195800, '2026-11-20T17:30:00.000Z'],
	[1795195800123, '2026-11-20T17:30:00.123Z'],
	[' 1795195800 ', '2026-11-20T17:30:00.000Z'],
	['1795195800.25', '2026-11-20T17:30:00.250Z'],
	['2026-11-20T17:30:00Z', '2026-11-20T17:30:00.000Z'],
	['2026-11-20', '2026-11-20T00:00:00.000Z'],
	[Date.UTC(2009, 0, 1), '2009-01-01T00:00:00.000Z'],
	[Date.UTC(2009, 0, 1) - 1, null],
	[Date.UTC(2100, 0, 1) - 1, '2099-12-31T23:59:59.999Z'],
	[Date.UTC(2100, 0, 1), null],
	['x1795195800', null],
	['1795195800x', null],
	['1795195800.', null],
	['1795195800.x', null],
	['x2026-11-20', null],
	['Fri 2026-11-20', null],
	['x2026-11-20T17:30:00Z', null],
	['26-11-20', null],
	['2026-1-20', null],
	['2026-11-2', null],
	['20 Nov 2026', null],
	[[1795195800], null],
	[null, null],
])('the time %j is %s', (value, time) => expect(toIsoTime(value)).toBe(time));

it.each<[unknown, string | undefined]>([
	[' Ana ', 'Ana'],
	['Loja 24', 'Loja 24'],
	['1234567', '1234567'],
	['12345678 Ltda', '12345678 Ltda'],
	['Loja 12345678', 'Loja 12345678'],
	['12345678', undefined],
	['5511999999999', undefined],
	['+55 (11) 99999-9999', undefined],
	['+55\u00a011\u00a099999\u20119999', undefined],
	['81896604192873@lid', undefined],
	['120363019502650977-group', undefined],
	['120363166555745933@newsletter', undefined],
	['12345678@1', '12345678@1'],
	[' ', undefined],
	[null, undefined],
])('the name %j is %s', (value, name) => expect(readContactName(value)).toBe(name));

it('warnings are added to those that are there', () => {
	const [one, other] = ['a', 'b'].map((rule) => ({ rule, message: rule }));
	const event = {} as CommerceEvent;
	addWarnings(event, []);
	expect(event).toEqual({});
	addWarnings(event, [one]);
	addWarnings(event, [other]);
	expect(event.warnings).toEqual([one, other]);
});
