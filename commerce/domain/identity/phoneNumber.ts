import { AREA_CODE } from './areaCodes';
import type { Problem } from '../problem';

/** The country of a number that names none: Brazil, or none, which refuses it instead of guessing. */
export const DEFAULT_COUNTRIES = ['BR', 'none'] as const;
export type DefaultCountry = (typeof DEFAULT_COUNTRIES)[number];

const SUCH_AS = 'such as 5511999999999';
const SUCH_AS_PLUS = 'such as +5511999999999';
export const NUMBER = `a number with country code ${SUCH_AS}`;

// Marks people and address books put in numbers, among them the invisible direction marks that come
// along when a number is copied from a phone.
const MASK = /[\s().\-\u2010-\u2015\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** The digits with country code, or what is expected instead. */
export type Reading = { digits: string; warning?: Problem } | { expected: string };

/** A number as people write it, with or without country code. */
export function readNumber(text: string, defaultCountry: DefaultCountry): Reading {
	const bare = text.replace(MASK, '').replace(CARRIER_PLACEHOLDER, '0');
	const [, prefix, digits] = /^(\+|00)?(\d+)$/.exec(bare) ?? [];
	if (digits === undefined) return { expected: `${NUMBER}, digits only` };
	if (prefix !== undefined) return readInternational(digits);
	const national = brazilianNational(digits);
	const expected = whyNotBrackets(text, digits, national);
	if (expected !== undefined) return { expected };
	if (national === undefined) return readUnmarked(digits, defaultCountry);
	if (defaultCountry === 'BR') return readBrazilian(national, digits);
	return { expected: `the country code too: ${bothReadings(national, digits)}` };
}

/**
 * What is expected instead when the brackets at the beginning of a number without `+` contradict its reading:
 * `(31) 98765-43210` is a slip in a Brazilian number and none of the Netherlands, `(415) 555-2671` none of
 * Curitiba. Undefined when they agree with it.
 */
function whyNotBrackets(text: string, digits: string, national: string | undefined): string | undefined {
	const inside = BRACKETS.exec(text.replace(UNSEEN, ''))?.[1].replace(CARRIER_PLACEHOLDER, '');
	if (inside === undefined || TRUNK_PREFIX.test(inside)) return undefined;
	const area = BRACKETED_AREA_CODE.exec(inside)?.[1];
	if (area === undefined) return national === undefined ? undefined : NO_COUNTRY_CODE;
	const isOfArea = national?.startsWith(area) ?? digits.startsWith('55');
	return isOfArea ? undefined : BAD_NATIONAL;
}

/** No `+`, no `00`, and no Brazilian number without 55: a country code must be in it. */
function readUnmarked(digits: string, defaultCountry: DefaultCountry): Reading {
	// An area code is missing. As an international number it would be one of a few small islands.
	if (defaultCountry === 'BR' && BRAZILIAN_SUBSCRIBER.test(digits)) return { expected: NO_AREA_CODE };
	return readInternational(digits);
}

function readBrazilian(national: string, digits: string): Reading {
	const reading = readInternational(`55${national}`);
	if ('expected' in readInternational(digits)) return reading;
	const message = `${digits} was read as a Brazilian number: 55 was added; write +${digits} for another country`;
	return { ...reading, warning: { rule: 'phone.countryAdded', message } };
}

/** What a number without country code can be, for whoever has to decide. */
function bothReadings(national: string, digits: string): string {
	const brazilian = `+55${national} if the number is Brazilian`;
	return 'expected' in readInternational(digits)
		? `write ${brazilian}`
		: `write ${brazilian}, or +${digits} if it is of another country`;
}

/** Digits that have their country code. */
export function readInternational(digits: string): Reading {
	// "+55 (0)11 …": the zero is dialed within Brazil only.
	const international = digits.replace(/^550(?=\d{10,11}$)/, '55');
	if (international.length < 8 || international.length > 15) {
		return { expected: `8 to 15 digits with country code, ${SUCH_AS}` };
	}
	const expected = whyNotInternational(international);
	return expected === undefined ? { digits: international } : { expected };
}

// Area code and a mobile number of nine digits that starts with 9, or eight digits, of a landline (2-5) or of
// a mobile as it was before 2016 (6-9), which WhatsApp still knows. 0800 numbers have no area code.
const BRAZILIAN = new RegExp(`^(?:${AREA_CODE}(?:9\\d{8}|[2-9]\\d{7})|800\\d{7})$`);
const HAS_AREA_CODE = new RegExp(`^${AREA_CODE}`);
const BRAZILIAN_SUBSCRIBER = /^[2-9]\d{7}$/;

// Dialed between area codes: 0, the two digits of a carrier, area code and number. Address books also keep
// it as it is printed, 0xx11.
const CARRIER_PLACEHOLDER = /^0xx(?=\d)/i;

const UNSEEN = /[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const BRACKETS = /^\(([^()]*)\)/;
const BRACKETED_AREA_CODE = new RegExp(`^(?:0(?:\\d{2})?)?(${AREA_CODE})$`);
/** Belongs to no area: the zero before an area code, and 0800. */
const TRUNK_PREFIX = /^(?:0|0?800)$/;
const BAD_NATIONAL = `a Brazilian number, because an area code is in brackets: eight digits after it, or nine that start with 9; or + and the country code, ${SUCH_AS_PLUS}`;
const NO_COUNTRY_CODE = `the country code too, because what is in brackets is not a Brazilian area code, ${SUCH_AS_PLUS}`;

/** Area code and number of a Brazilian number without 55; undefined for other digits. */
function brazilianNational(digits: string): string | undefined {
	const candidates = digits.startsWith('0') ? [digits.slice(1), digits.slice(3)] : [digits];
	return candidates.find((candidate) => BRAZILIAN.test(candidate));
}

// Country codes nobody has (ITU-T E.164 list of assigned codes): 210, 214, 215, 219, 28x, 693-699, 83x, 89x, 999.
const UNASSIGNED_COUNTRY_CODE = /^(?:21[0459]|28|69[3-9]|83|89|999)/;

const NO_AREA_CODE = `the country and area codes too, ${SUCH_AS}`;

/** Why digits cannot be an international number, or undefined when they can. Only certain cases. */
function whyNotInternational(digits: string): string | undefined {
	if (digits.startsWith('0')) return `the country code in front instead of zeros, ${SUCH_AS}`;
	if (digits.startsWith('55')) return whyNotBrazilian(digits.slice(2));
	// Mobile numbers under the country codes that start with 9 have 10 digits or more.
	if (/^9\d{7,8}$/.test(digits)) return NO_AREA_CODE;
	// Country code 1 always has 11 digits, and its area codes never look like 1xx or x9x (NANP).
	const northAmerican = /^1[2-9][0-8]\d{8}$/.test(digits);
	if ((digits.startsWith('1') && !northAmerican) || UNASSIGNED_COUNTRY_CODE.test(digits)) {
		return `a country code that exists, ${SUCH_AS}`;
	}
	return undefined;
}

function whyNotBrazilian(national: string): string | undefined {
	if (BRAZILIAN.test(national)) return undefined;
	if (national.length !== 10 && national.length !== 11) {
		return `a Brazilian number of 12 or 13 digits (55, area code and number), not of ${national.length + 2}`;
	}
	if (!HAS_AREA_CODE.test(national)) {
		return `a Brazilian area code after 55; ${national.slice(0, 2)} is not one`;
	}
	return national.length === 11
		? 'a Brazilian mobile number: nine digits after the area code start with 9'
		: 'a Brazilian number: eight digits after the area code start with 2 to 9';
}
