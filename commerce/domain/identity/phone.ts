import { InvalidInputError } from '../errors';
import type { Problem } from '../problem';
import { type DefaultCountry, NUMBER, type Reading, readInternational, readNumber } from './phoneNumber';

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
