import fc from 'fast-check';
import { cleanRecipient, samePhone } from '../../../commerce/domain/identity/phone';

const PHONE = { field: 'Phone' };
const GROUP = '120363019502650977-group';
const OLD_GROUP = '5511999999999-1623281429';
const LID = '81896604192873@lid';
const CHANNEL = '120363166555745933@newsletter';

describe('cleanRecipient', () => {
	it.each<[unknown, string]>([
		['554499999999', '554499999999'],
		['551199999999', '551199999999'],
		['5511999999999', '5511999999999'],
		[5511999999999, '5511999999999'],
		['+55 (11) 99999-9999', '5511999999999'],
		['(+55) 11 99999.9999', '5511999999999'],
		['\u202a+55\u00a011\u00a099999\u20119999\u202c', '5511999999999'],
		[' 5511999999999\n', '5511999999999'],
		['558001234567', '558001234567'],
		['+1 (555) 123-4567', '15551234567'],
		['351912345678', '351912345678'],
		['59899123456', '59899123456'],
		['51987654321', '51987654321'],
		['442071838750', '442071838750'],
	])('reads %j as %s', (input, digits) => {
		expect(cleanRecipient(input, PHONE)).toBe(digits);
	});

	it.each([
		'11987654321',
		'1133334444',
		'12 98765-4321',
		'(19) 3333-4444',
		'21987654321',
		'83987654321',
		'99987654321',
	])('refuses %j, which no country has, and tells about 55', (input) => {
		expect(() => cleanRecipient(input, PHONE)).toThrow('add 55 in front');
	});

	it.each(['55119999999', '5511999999', '55119999999999', '551199999999999'])(
		'refuses %j, which has 55 but not the length of a Brazilian number',
		(input) => {
			expect(() => cleanRecipient(input, PHONE)).toThrow('12 or 13 digits');
		},
	);

	it.each(['98765-4321', '987654321', '98765432'])('refuses %j, which lacks the area code too', (input) => {
		expect(() => cleanRecipient(input, PHONE)).toThrow('country and area codes');
	});

	it.each(['011999999999', '005511999999999'])('refuses %j, which starts with zero', (input) => {
		expect(() => cleanRecipient(input, PHONE)).toThrow(
			'expected the country code in front instead of zeros, such as 5511999999999',
		);
	});

	it.each([
		'',
		'  ',
		'abc',
		'5511x99999999',
		'5511999999999@c.us',
		'tel:5511999999999',
		'5511+999999999',
		'++5511999999999',
		'5511999999999,5511888888888',
		'1234567',
		'1234567890123456',
		'1624901640-broadcast',
		'120363019502650977@g.us',
		'１１９９９９９９９９９',
		null,
		undefined,
		true,
		{},
		['5511999999999'],
		5.5,
		-5511999999999,
		0,
		NaN,
		1e21,
	])('refuses %j', (input) => {
		expect(() => cleanRecipient(input, PHONE)).toThrow(expect.objectContaining({ field: 'Phone' }));
	});

	it.each([
		[GROUP, { allowGroup: true }],
		[OLD_GROUP, { allowGroup: true }],
		[LID, { allowLid: true }],
		[CHANNEL, { allowNewsletter: true }],
	])('passes %s untouched where it is allowed', (id, options) => {
		expect(cleanRecipient(id, { field: 'Phone', ...options })).toBe(id);
		expect(cleanRecipient(` ${id} `, { field: 'Phone', ...options })).toBe(id);
	});

	it.each([
		[GROUP, 'a group'],
		[OLD_GROUP, 'a group'],
		[LID, 'a hidden number'],
		[CHANNEL, 'a channel'],
	])('refuses %s in words where it is not allowed', (id, what) => {
		expect(() => cleanRecipient(id, PHONE)).toThrow(`${what}`);
	});

	it('never changes, adds or drops a digit', () => {
		const mark = fc.constantFrom('', '', '', ' ', '-', '.', '(', ')', '\u00a0');
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), mark), { maxLength: 16 }), (parts) => {
				const digits = parts.map(([digit]) => digit).join('');
				const text = `+${parts.map(([digit, after]) => `${digit}${after}`).join('')}`;
				try {
					expect(cleanRecipient(text, PHONE)).toBe(digits);
				} catch (error) {
					expect(error).toHaveProperty('field', 'Phone');
				}
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('samePhone', () => {
	it.each([
		['5511987654321', '5511987654321'],
		['5511987654321', '551187654321'],
		['551187654321', '+55 (11) 98765-4321'],
		['5544999999999', '554499999999'],
		['15551234567', '+1 555 123 4567'],
		[GROUP, GROUP],
		[LID, LID],
	])('%s and %s are the same contact', (a, b) => {
		expect(samePhone(a, b)).toBe(true);
		expect(samePhone(b, a)).toBe(true);
	});

	it.each([
		['5511987654321', '5511987654322'],
		['5511987654321', '5521987654321'],
		// 3333-4444 is a landline: the mobile 93333-4444 is somebody else.
		['5511933334444', '551133334444'],
		['5511987654321', '11987654321'],
		['351912345678', '35112345678'],
		['5511999999999', OLD_GROUP],
		[LID, '81896604192873'],
		['', ''],
		['', '5511999999999'],
	])('%s and %s are not', (a, b) => {
		expect(samePhone(a, b)).toBe(false);
		expect(samePhone(b, a)).toBe(false);
	});
});
