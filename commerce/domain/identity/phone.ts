import { AREA_CODE } from './areaCodes';
import { InvalidInputError } from '../errors';
import type { Problem } from '../problem';

/** The country of a number that names none: Brazil, or none, which refuses it instead of guessing. */
export const DEFAULT_COUNTRIES = ['BR', 'none'] as const;
export type DefaultCountry = (typeof DEFAULT_COUNTRIES)[number];

/**
 * How a recipient is read, which ones an operation can reach besides phone numbers, and how refusals name the
 * field.
 */
export interface RecipientOptions {
	/** Label for the refusal, e.g. "Recipient Phone". */
	field: string;
	/** Brazil when absent. */
	defaultCountry?: DefaultCountry;
	/** Accept group ids: `120363019502650977-group` and the older `5511999999999-1623281429`. */
	allowGroup?: boolean;
	/** Accept hidden numbers: `…@lid`. */
	allowLid?: boolean;
	/** Accept channels: `…@newsletter`. */
	allowNewsletter?: boolean;
}

/** A recipient as the providers take it, and what the workflow builder should know about the reading. */
export interface Recipient {
	/** Digits with country code, or WhatsApp's id of a group, channel or hidden number. */
	recipient: string;
	warnings: Problem[];
}

// The older group id is the creator's number, a dash and ten digits of Unix time: 18 digits or more, so
// it cannot be a masked phone number, which has 15 at most (E.164).
const GROUP_ID = /^(?:\d{10,25}-group|\d{8,15}-\d{10})$/;
const LID = /^\d{5,20}@lid$/;
const NEWSLETTER = /^\d{5,25}@newsletter$/;

// WhatsApp's own id of a person, as libraries and other providers give it; `:12` is a device of that person.
const WHATSAPP_ID = /^\+?(\d+)(?::\d{1,3})?@(?:c\.us|s\.whatsapp\.net)$/i;
const WHATSAPP_SCHEME = /^whatsapp:/i;

// Sheets and data frames keep phones as decimal numbers; with its zero, one of Minas Gerais would be Dutch.
const DECIMALS_OF_SHEETS = /^(\d+)\.00?$/;

// Marks people and address books put in numbers, among them the invisible direction marks that come
// along when a number is copied from a phone.
const MASK = /[\s().\-\u2010-\u2015\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/**
 * The recipient as the providers take it: digits with country code, or WhatsApp's own id of a group,
 * channel or hidden number where the options allow it. A number with `+` or `00` is taken as it is; ten or
 * eleven digits that form a Brazilian number get 55 when the default country is Brazil, with a warning where
 * they are also a number of another country, and are refused when it is None. The ninth digit is never added or
 * dropped, because WhatsApp knows old Brazilian numbers with and without it.
 * Throws InvalidInputError under `options.field`.
 */
export function cleanRecipient(input: unknown, options: RecipientOptions): Recipient {
	return recipientOf(input, options, (text) => readNumber(text, options.defaultCountry ?? 'BR'));
}

/**
 * The recipient as a provider's event gives it: bare digits have their country code there, so that a Dutch
 * number is not taken for one of Minas Gerais. A number with marks was written by a person and is read as
 * cleanRecipient does. Throws InvalidInputError under `options.field`.
 */
export function cleanEventRecipient(input: unknown, options: RecipientOptions): Recipient {
	return recipientOf(input, options, (text) =>
		/^\d+$/.test(text) ? readInternational(text) : readNumber(text, options.defaultCountry ?? 'BR'),
	);
}

function recipientOf(input: unknown, options: RecipientOptions, read: (text: string) => Reading): Recipient {
	const text = recipientText(input, options.field);
	const id = knownId(text, options);
	if (id !== undefined) return { recipient: id, warnings: [] };
	const reading = readWhatsAppId(text) ?? read(text.replace(WHATSAPP_SCHEME, ''));
	if ('expected' in reading) throw new InvalidInputError(options.field, input, reading.expected);
	const { digits, warning } = reading;
	return { recipient: digits, warnings: warning === undefined ? [] : [warning] };
}

const SUCH_AS = 'such as 5511999999999';
const SUCH_AS_PLUS = 'such as +5511999999999';
const NUMBER = `a number with country code ${SUCH_AS}`;

function recipientText(input: unknown, field: string): string {
	if (typeof input === 'number' && Number.isSafeInteger(input) && input > 0) return String(input);
	if (typeof input !== 'string' || input.trim() === '') throw new InvalidInputError(field, input, NUMBER);
	return input.trim().replace(DECIMALS_OF_SHEETS, '$1');
}

/** The text itself when it is a WhatsApp id that is allowed here; undefined when it is not. */
function knownId(text: string, options: RecipientOptions): string | undefined {
	const kinds = [
		{ pattern: GROUP_ID, allowed: options.allowGroup, name: 'a group' },
		{ pattern: LID, allowed: options.allowLid, name: 'a hidden number (@lid)' },
		{ pattern: NEWSLETTER, allowed: options.allowNewsletter, name: 'a channel' },
	];
	const kind = kinds.find(({ pattern }) => pattern.test(text));
	if (kind === undefined) return undefined;
	if (!kind.allowed) {
		throw new InvalidInputError(options.field, text, `${NUMBER}: ${kind.name} cannot receive this message`);
	}
	return text;
}

/** WhatsApp's id of a person, which always has the country code; undefined for any other text. */
function readWhatsAppId(text: string): Reading | undefined {
	const digits = WHATSAPP_ID.exec(text)?.[1];
	return digits === undefined ? undefined : readInternational(digits);
}

type Reading = { digits: string; warning?: Problem } | { expected: string };

/** A number as people write it, with or without country code. */
function readNumber(text: string, defaultCountry: DefaultCountry): Reading {
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
	const inside = BRACKETS.exec(text.replace(UNSEEN, ''))?.[1].replace(CARRIER_PLACEHOLDER, '0');
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
	if ('expected' in reading || 'expected' in readInternational(digits)) return reading;
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
function readInternational(digits: string): Reading {
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
const BRAZILIAN_SUBSCRIBER = /^(?:9\d{8}|[2-9]\d{7})$/;

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

/** Area code and number of a Brazilian number without 55; undefined when the digits are none. */
function brazilianNational(digits: string): string | undefined {
	const candidates = digits.startsWith('0') ? [digits.slice(1), digits.slice(3)] : [digits];
	return candidates.find((candidate) => BRAZILIAN.test(candidate));
}

// Country codes nobody has (ITU-T E.164 list of assigned codes): 210, 214, 215, 219, 28x, 693-699, 83x, 89x, 999.
const UNASSIGNED_COUNTRY_CODE = /^(?:21[0459]|28|69[3-9]|83|89|999)/;

const NO_AREA_CODE = `the country and area codes too, ${SUCH_AS}`;

/** Tells why digits cannot be an international number, or undefined when they can. Only certain cases. */
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

/**
 * Whether two recipients are the same WhatsApp contact: equal once cleaned (Brazil is the default country),
 * or Brazilian mobiles that differ only by the ninth digit. That digit counts as optional only before 6-9,
 * the mobile series that existed when it was introduced, so a landline never matches a mobile.
 */
export function samePhone(a: string, b: string): boolean {
	const left = comparable(a);
	return left !== '' && left === comparable(b);
}

function comparable(phone: string): string {
	const text = phone.trim();
	if ([GROUP_ID, LID, NEWSLETTER].some((pattern) => pattern.test(text))) return text;
	const reading = readWhatsAppId(text) ?? readNumber(text.replace(WHATSAPP_SCHEME, ''), 'BR');
	if ('expected' in reading) return text;
	return withoutNinthDigit(reading.digits);
}

/**
 * A recipient as cleanRecipient gives it, a Brazilian mobile without its ninth digit: the same text for the two
 * forms that WhatsApp knows one person by. Only to compare with, never to send to.
 */
export function withoutNinthDigit(recipient: string): string {
	return recipient.replace(/^(55[1-9][1-9])9([6-9]\d{7})$/, '$1$2');
}
