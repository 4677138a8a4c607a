import fc from 'fast-check';
import {
	cleanEventRecipient,
	cleanRecipient,
	samePhone,
	withoutNinthDigit,
} from '../../../commerce/domain/identity/phone';
import type { RecipientOptions } from '../../../commerce/domain/identity/phone';

const PHONE = { field: 'Phone' };
const NO_COUNTRY = { ...PHONE, defaultCountry: 'none' } as const;
const GROUP = '120363019502650977-group';
const OLD_GROUP = '5511999999999-1623281429';
const escaped = (text: string) => text.replace(/[()]/g, '\\$&');
const LID = '81896604192873@lid';
const CHANNEL = '120363166555745933@newsletter';

// Anatel's 67, written out: the product builds them from ranges.
const AREA_CODES = (
	'11 12 13 14 15 16 17 18 19 21 22 24 27 28 31 32 33 34 35 37 38 41 42 43 44 45 46 47 48 49 51 53 54 55 ' +
	'61 62 63 64 65 66 67 68 69 71 73 74 75 77 79 81 82 83 84 85 86 87 88 89 91 92 93 94 95 96 97 98 99'
).split(' ');

const read = (input: unknown, options: RecipientOptions = PHONE) => cleanRecipient(input, options).recipient;

describe('cleanRecipient', () => {
	it.each<[unknown, string]>([
		['554499999999', '554499999999'],
		['551199999999', '551199999999'],
		['5511999999999', '5511999999999'],
		[5511999999999, '5511999999999'],
		['+55 (11) 99999-9999', '5511999999999'],
		['(+55) 11 99999.9999', '5511999999999'],
		['+55 (0)11 99999-9999', '5511999999999'],
		['\u202a+55\u00a011\u00a099999\u20119999\u202c', '5511999999999'],
		[' 5511999999999\n', '5511999999999'],
		['005511999999999', '5511999999999'],
		['558001234567', '558001234567'],
		['+1 (555) 123-4567', '15551234567'],
		['14155552671', '14155552671'],
		['351912345678', '351912345678'],
		['59899123456', '59899123456'],
		['+51 987 654 321', '51987654321'],
		['+31 98765 4321', '31987654321'],
		['0031987654321', '31987654321'],
		['31612345678', '31612345678'],
		['442071838750', '442071838750'],
		['+445501234567890', '445501234567890'],
		['+31 20 624.11.00', '31206241100'],
		['49 (89) 1234567', '49891234567'],
		['+692 625 1234', '6926251234'],
	])('takes %j as it is: %s', (input, digits) => {
		expect(cleanRecipient(input, PHONE)).toStrictEqual({ recipient: digits, warnings: [] });
		expect(cleanRecipient(input, NO_COUNTRY)).toEqual({ recipient: digits, warnings: [] });
	});

	it.each<[unknown, string]>([
		['11987654321', '5511987654321'],
		['1133334444', '551133334444'],
		['12 98765-4321', '5512987654321'],
		['(19) 3333-4444', '551933334444'],
		[21987654321, '5521987654321'],
		['55987654321', '5555987654321'],
		['5533334444', '555533334444'],
		['031 98765-4321', '5531987654321'],
		['0 31 3333-4444', '553133334444'],
		['0 21 31 98765-4321', '5531987654321'],
		['(0xx31) 98765-4321', '5531987654321'],
		['0XX31 3333-4444', '553133334444'],
		['0800 123 4567', '558001234567'],
		['(0800) 123 4567', '558001234567'],
		['(0)31 98765-4321', '5531987654321'],
		['(015 31) 98765-4321', '5531987654321'],
	])('adds 55 to %j, which can only be Brazilian: %s', (input, digits) => {
		expect(cleanRecipient(input, PHONE)).toEqual({ recipient: digits, warnings: [] });
	});

	it.each<[string, string, string]>([
		['(31) 98765-4321', '5531987654321', '31987654321'],
		['51987654321', '5551987654321', '51987654321'],
		['47 9123-4567', '554791234567', '4791234567'],
		['(800) 123 4567', '558001234567', '8001234567'],
	])('adds 55 to %s, and says how to write the number of another country', (input, digits, foreign) => {
		const { recipient, warnings } = cleanRecipient(input, PHONE);
		expect(recipient).toBe(digits);
		expect(warnings).toEqual([
			{
				rule: 'phone.countryAdded',
				message: `${foreign} was read as a Brazilian number: 55 was added; write +${foreign} for another country`,
			},
		]);
	});

	it('sends no Brazilian number abroad, whatever its area code and however it is written', () => {
		const marks = fc.constantFrom<(area: string, number: string) => string>(
			(area, number) => `${area}${number}`,
			(area, number) => `(${area}) ${number.slice(0, -4)}-${number.slice(-4)}`,
			(area, number) => `0${area}${number}`,
			(area, number) => `0xx${area} ${number}`,
			(area, number) => `015 ${area} ${number}`,
			(area, number) => `55${area}${number}`,
			(area, number) => `+55 ${area} ${number}`,
			(area, number) => `0055${area}${number}`,
			(area, number) => `55${area}${number}@c.us`,
		);
		const numbers = fc.oneof(fc.stringMatching(/^9\d{8}$/), fc.stringMatching(/^[2-9]\d{7}$/));
		fc.assert(
			fc.property(fc.constantFrom(...AREA_CODES), numbers, marks, (area, number, write) => {
				expect(read(write(area, number))).toBe(`55${area}${number}`);
			}),
			{ numRuns: 2000 },
		);
		expect(AREA_CODES).toHaveLength(67);
	});

	it.each<[string, Array<string | RegExp>]>([
		['(31) 98765-4321', ['+5531987654321', '+31987654321']],
		['11987654321', ['+5511987654321']],
		['031 98765-4321', ['+5531987654321']],
		// Nobody has the country code 219.
		['21987654321', [/write \+5521987654321 if the number is Brazilian$/]],
	])('without a default country refuses %s, with what it can be', (input, readings) => {
		for (const reading of readings) expect(() => read(input, NO_COUNTRY)).toThrow(reading);
	});

	it.each([
		['31987654321.0', '5531987654321'],
		['3187654321.0', '553187654321'],
		['5531987654321.00', '5531987654321'],
		['31612345678.0', '31612345678'],
		['31612345678.05', '3161234567805'],
	])('takes %s of a sheet without its decimals', (input, digits) => {
		expect(read(input)).toBe(digits);
	});

	it.each([
		'(31) 98765-43210',
		'(31) 88765-4321',
		'(61) 29876-5432',
		'(44) 7911 123456',
		'( 031 ) 98765-43210',
	])('never takes the area code in brackets of %s for a country', (input) => {
		expect(() => read(input)).toThrow('an area code is in brackets');
		expect(() => read(input, NO_COUNTRY)).toThrow('an area code is in brackets');
	});

	it.each([
		['+1234567', '8 to 15 digits with country code'],
		['+4412345678901234', '8 to 15 digits with country code'],
		['+550119876543210', 'a Brazilian number of 12 or 13 digits (55, area code and number), not of 15'],
		['+912345678', 'the country and area codes too'],
		['+1112025550123', 'a country code that exists'],
		['+693 625 1234', 'a country code that exists'],
		['', 'a number with country code such as 5511999999999'],
		[' ', 'a number with country code such as 5511999999999'],
		[0, 'a number with country code such as 5511999999999'],
		[5.5, 'a number with country code such as 5511999999999'],
		['x', 'a number with country code such as 5511999999999, digits only'],
	])('says of %j what is missing', (input, expected) => {
		expect(() => read(input)).toThrow(
			expect.objectContaining({
				expected: expect.stringMatching(new RegExp(`^${escaped(expected)}(, such as \\d+)?$`)),
			}),
		);
	});

	it('eight digits are a number of another country when nothing is said of Brazil', () => {
		expect(read('31234567', NO_COUNTRY)).toBe('31234567');
		expect(read('+9112345678')).toBe('9112345678');
	});

	it.each(['(415) 555-2671', '(212) 555-0123', '(9) 98765-4321', '(1190) 765-4321'])(
		'never takes %s for a Brazilian number, because of its brackets',
		(input) => {
			expect(() => read(input)).toThrow('what is in brackets is not a Brazilian area code');
		},
	);

	it.each([
		['(55) 31 98765-4321', '5531987654321'],
		['(55 31) 98765-4321', '5531987654321'],
		['(55) 98765-4321', '5555987654321'],
		['(351) 912 345 678', '351912345678'],
	])('takes %s as its brackets say: %s', (input, digits) => {
		expect(read(input)).toBe(digits);
	});

	it.each(['5520987654321', '5523987654321', '551012345678', '+55 52 98765-4321', '558098765432'])(
		'refuses %j, whose area code does not exist',
		(input) => {
			expect(() => read(input)).toThrow(/a Brazilian area code after 55; \d\d is not one/);
		},
	);

	it('takes exactly the 67 area codes of Brazil', () => {
		const all = Array.from({ length: 90 }, (_, index) => String(index + 10));
		const taken = all.filter((area) => {
			try {
				return read(`55${area}987654321`) !== '';
			} catch {
				return false;
			}
		});
		expect(taken).toEqual(AREA_CODES);
	});

	it.each(['5511812345678', '+55 11 23456-7890'])(
		'refuses %j: nine digits that do not start with 9',
		(input) => {
			expect(() => read(input)).toThrow('nine digits after the area code start with 9');
		},
	);

	it.each(['551102345678', '551112345678'])('refuses %j: eight digits that no telephone has', (input) => {
		expect(() => read(input)).toThrow('eight digits after the area code start with 2 to 9');
	});

	it.each(['55119999999', '5511999999', '55119999999999', '551199999999999'])(
		'refuses %j, which has 55 but not the length of a Brazilian number',
		(input) => {
			expect(() => read(input)).toThrow('12 or 13 digits');
		},
	);

	it.each(['98765-4321', '987654321', '98765432', '3333-4444'])(
		'refuses %j, which lacks the area code too',
		(input) => {
			expect(() => read(input)).toThrow('country and area codes');
		},
	);

	it.each(['0612345678', '+0 11 98765-4321', '000'])('refuses %j, which starts with zero', (input) => {
		expect(() => read(input)).toThrow(/expected .* such as 5511999999999/);
	});

	it.each([
		['5531987654321@c.us', '5531987654321'],
		['5531987654321@s.whatsapp.net', '5531987654321'],
		['5531987654321:12@s.whatsapp.net', '5531987654321'],
		['553187654321@C.US', '553187654321'],
		['whatsapp:+5531987654321', '5531987654321'],
		['WhatsApp:+31612345678', '31612345678'],
		['31987654321@s.whatsapp.net', '31987654321'],
	])('understands %s, the form of another tool', (input, digits) => {
		expect(cleanRecipient(input, PHONE)).toEqual({ recipient: digits, warnings: [] });
		expect(read(input, { ...PHONE, allowLid: true, allowGroup: true })).toBe(digits);
	});

	it.each([
		'',
		'  ',
		'abc',
		'5511x99999999',
		'5511999999999@example.com',
		'5511999999999@g.us',
		'5511999999999@hosted',
		'@c.us',
		'5511999999999:@s.whatsapp.net',
		'81896604192873:3@lid',
		'whatsapp:',
		'tel:5511999999999',
		'5511+999999999',
		'++5511999999999',
		'5531whatsapp:987654321',
		'98 7650xx4321',
		'5511999999999,5511888888888',
		'1234567',
		'1234567890123456',
		'1624901640-broadcast',
		'120363019502650977@g.us',
		'1531987654321',
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
		expect(() => read(input)).toThrow(expect.objectContaining({ field: 'Phone' }));
	});

	it.each([
		[GROUP, { allowGroup: true }],
		[OLD_GROUP, { allowGroup: true }],
		[LID, { allowLid: true }],
		[CHANNEL, { allowNewsletter: true }],
	])('passes %s untouched where it is allowed', (id, options) => {
		expect(read(id, { field: 'Phone', ...options })).toBe(id);
		expect(cleanRecipient(` ${id} `, { field: 'Phone', ...options })).toEqual({
			recipient: id,
			warnings: [],
		});
		expect(withoutNinthDigit(id)).toBe(id);
	});

	it.each([GROUP, OLD_GROUP, LID, CHANNEL, '5531987654321@c.us', 'whatsapp:+5531987654321'])(
		'refuses %s with a letter before or behind it',
		(id) => {
			const all = { ...PHONE, allowGroup: true, allowLid: true, allowNewsletter: true };
			for (const text of [`x${id}`, `${id}x`]) expect(() => read(text, all)).toThrow('Phone: found');
		},
	);

	it.each([
		[GROUP, 'a group'],
		[OLD_GROUP, 'a group'],
		[LID, 'a hidden number'],
		[CHANNEL, 'a channel'],
	])('refuses %s in words where it is not allowed', (id, what) => {
		expect(() => read(id)).toThrow(`${what}`);
	});

	it('never changes, adds or drops a digit of a number with +, but the zero that is dialed within Brazil', () => {
		const mark = fc.constantFrom('', '', '', ' ', '-', '.', '(', ')', '\u00a0');
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), mark), { maxLength: 16 }), (parts) => {
				const digits = parts.map(([digit]) => digit).join('');
				const text = `+${parts.map(([digit, after]) => `${digit}${after}`).join('')}`;
				try {
					expect(read(text)).toBe(digits.replace(/^550/, '55'));
				} catch (error) {
					expect(error).toHaveProperty('field', 'Phone');
				}
			}),
			{ numRuns: 1000 },
		);
	});

	it('gives a form that it takes again unchanged with +', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[0-9+() @:.a-z-]{0,20}$/), (text) => {
				let recipient: string;
				try {
					recipient = read(text);
				} catch (error) {
					expect(error).toHaveProperty('field', 'Phone');
					return;
				}
				expect(read(`+${recipient}`)).toBe(recipient);
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('cleanEventRecipient', () => {
	it.each([
		['31987654321', '31987654321'],
		[31987654321, '31987654321'],
		['5531987654321', '5531987654321'],
		['31987654321@c.us', '31987654321'],
	])('leaves %j of an event in its country', (input, digits) => {
		expect(cleanEventRecipient(input, PHONE)).toEqual({ recipient: digits, warnings: [] });
	});

	it('reads a number that a person wrote into a stored order as a person writes it', () => {
		for (const written of ['(31) 98765-4321', '31 98765-4321']) {
			expect(cleanEventRecipient(written, PHONE).recipient).toBe('5531987654321');
		}
		expect(() => cleanEventRecipient('(31) 98765-4321', NO_COUNTRY)).toThrow('+31987654321');
	});

	it.each(['031987654321', '5520987654321', 'abc', undefined])('refuses %j', (input) => {
		expect(() => cleanEventRecipient(input, PHONE)).toThrow(expect.objectContaining({ field: 'Phone' }));
	});
});

describe('samePhone', () => {
	it.each([
		['5511987654321', '5511987654321'],
		['5511987654321', '551187654321'],
		['551187654321', '+55 (11) 98765-4321'],
		['5544999999999', '554499999999'],
		['15551234567', '+1 555 123 4567'],
		['5511987654321', '11987654321'],
		['5531987654321@c.us', '(31) 98765-4321'],
		['whatsapp:+553187654321', '5531987654321:4@s.whatsapp.net'],
		[GROUP, GROUP],
		[LID, LID],
		[GROUP, ` ${GROUP} `],
		['5511987654321-1623281429', '5511987654321-1623281429'],
	])('%s and %s are the same contact', (a, b) => {
		expect(samePhone(a, b)).toBe(true);
		expect(samePhone(b, a)).toBe(true);
	});

	it.each([
		['5511987654321', '5511987654322'],
		['5511987654321', '5521987654321'],
		// 3333-4444 is a landline: the mobile 93333-4444 is somebody else.
		['5511933334444', '551133334444'],
		['31612345678', '5531612345678'],
		['351912345678', '35112345678'],
		['5511999999999', OLD_GROUP],
		[LID, '81896604192873'],
		['445511987654321', '44551187654321'],
		['5511987654321-1623281429', '551187654321-1623281429'],
		['', ''],
		['', '5511999999999'],
	])('%s and %s are not', (a, b) => {
		expect(samePhone(a, b)).toBe(false);
		expect(samePhone(b, a)).toBe(false);
	});
});
