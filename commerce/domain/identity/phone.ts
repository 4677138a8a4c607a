import { InvalidInputError } from '../errors';

/** Which recipients an operation can reach besides phone numbers, and under which name others are refused. */
export interface RecipientOptions {
	/** Label for the refusal, e.g. "Recipient Phone". */
	field: string;
	/** Accept group ids: `120363019502650977-group` and the older `5511999999999-1623281429`. */
	allowGroup?: boolean;
	/** Accept hidden numbers: `…@lid`. */
	allowLid?: boolean;
	/** Accept channels: `…@newsletter`. */
	allowNewsletter?: boolean;
}

// The older group id is the creator's number, a dash and ten digits of Unix time: 18 digits or more, so
// it cannot be a masked phone number, which has 15 at most (E.164).
const GROUP_ID = /^(?:\d{10,25}-group|\d{8,15}-\d{10})$/;
const LID = /^\d{5,20}@lid$/;
const NEWSLETTER = /^\d{5,25}@newsletter$/;

// Marks people and address books put in numbers, among them the invisible direction marks that come
// along when a number is copied from a phone.
const MASK = /[\s().\-\u2010-\u2015\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/**
 * The recipient as the providers take it: digits with country code, or WhatsApp's own id of a group,
 * channel or hidden number where the options allow it. Only marks are taken off; digits are never added,
 * dropped or reordered, because WhatsApp knows old Brazilian numbers with and without the ninth digit.
 * Throws InvalidInputError under `options.field`.
 */
export function cleanRecipient(input: unknown, options: RecipientOptions): string {
	const text = recipientText(input, options.field);
	const id = knownId(text, options);
	if (id !== undefined) return id;
	const digits = text.replace(MASK, '').replace(/^\+/, '');
	if (!/^\d+$/.test(digits)) {
		throw new InvalidInputError(options.field, input, `${NUMBER}, digits only`);
	}
	if (digits.length < 8 || digits.length > 15) {
		throw new InvalidInputError(options.field, input, `8 to 15 digits with country code, ${SUCH_AS}`);
	}
	const missing = whyNotInternational(digits);
	if (missing !== undefined) throw new InvalidInputError(options.field, input, missing);
	return digits;
}

const SUCH_AS = 'such as 5511999999999';
const NUMBER = `a number with country code ${SUCH_AS}`;

function recipientText(input: unknown, field: string): string {
	if (typeof input === 'number' && Number.isSafeInteger(input) && input > 0) return String(input);
	if (typeof input !== 'string' || input.trim() === '') throw new InvalidInputError(field, input, NUMBER);
	return input.trim();
}

/** The text itself when it is a WhatsApp id that is allowed here; undefined when it is no such id. */
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

// Country codes nobody has (ITU-T E.164 list of assigned codes): 210, 214, 215, 219, 28x, 693-699, 83x, 89x, 999.
const UNASSIGNED_COUNTRY_CODE = /^(?:21[0459]|28|69[3-9]|83|89|999)/;

/**
 * Tells why digits cannot be an international number, or undefined when they can. Only certain cases:
 * most Brazilian numbers written without 55 are also well-formed numbers of another country (51 9… is
 * Porto Alegre or Peru), and guessing would send a charge to a stranger.
 */
function whyNotInternational(digits: string): string | undefined {
	if (digits.startsWith('0')) return `the country code in front instead of zeros, ${SUCH_AS}`;
	if (digits.startsWith('55') && digits.length !== 12 && digits.length !== 13) {
		return `a Brazilian number of 12 or 13 digits (55, area code and number), not of ${digits.length}`;
	}
	// Mobile numbers under the country codes that start with 9 have 10 digits or more.
	if (/^9\d{7,8}$/.test(digits)) return `the country and area codes too, ${SUCH_AS}`;
	if (digits.length !== 10 && digits.length !== 11) return undefined;
	// Country code 1 always has 11 digits, and its area codes never look like 1xx or x9x (NANP).
	const northAmerican = /^1[2-9][0-8]\d{8}$/.test(digits);
	if ((digits.startsWith('1') && !northAmerican) || UNASSIGNED_COUNTRY_CODE.test(digits)) {
		return `the country code too: add 55 in front (55${digits}) if the number is Brazilian`;
	}
	return undefined;
}

/**
 * Whether two recipients are the same WhatsApp contact: equal once masks are off, or Brazilian mobiles that
 * differ only by the ninth digit. That digit counts as optional only before 6-9, the mobile series that
 * existed when it was introduced, so a landline never matches a mobile.
 */
export function samePhone(a: string, b: string): boolean {
	const left = comparable(a);
	return left !== '' && left === comparable(b);
}

function comparable(phone: string): string {
	const text = phone.trim();
	if (GROUP_ID.test(text)) return text;
	const bare = text.replace(MASK, '').replace(/^\+/, '');
	return bare.replace(/^(55[1-9][1-9])9([6-9]\d{7})$/, '$1$2');
}
