import { AREA_CODE } from '../identity/areaCodes';
import { InvalidInputError } from '../errors';
import { bareTaxId, checkCnpj, checkCpf, isValidCnpj, isValidCpf } from '../identity/taxId';

/** Key types as the DICT, the Hub and Z-API's PIX button spell them. */
export const PIX_KEY_TYPES = ['CPF', 'CNPJ', 'EMAIL', 'PHONE', 'EVP'] as const;
export type PixKeyType = (typeof PIX_KEY_TYPES)[number];

const MAX_KEY_LENGTH = 77;
/** With the mask and spaces of whoever wrote it. Longer texts cannot be keys, and need no reading. */
const MAX_WRITTEN_LENGTH = 500;

// DICT API 2.12: e-mail and random key. The version digit of the UUID is free: the central bank's own
// examples are version 1.
const EMAIL =
	/^[a-z0-9.!#$'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;
const EVP = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DICT_PHONE = /^\+[1-9]\d{2,15}$/;

// A key is registered for a mobile number only (Manual de Padrões para Iniciação do Pix): one of the 67
// area codes, 9 and eight digits.
const MOBILE = new RegExp(`^${AREA_CODE}9\\d{8}$`);

/**
 * The type of a key written exactly as the DICT keeps it (and a BR Code must carry it): 11 or 14 characters
 * with check digits, `+` and digits, lower-case e-mail or UUID. Undefined in any other form.
 */
export function canonicalPixKeyType(key: string): PixKeyType | undefined {
	if (key.length > MAX_KEY_LENGTH) return undefined;
	if (EVP.test(key)) return 'EVP';
	if (/^\d{11}$/.test(key) && isValidCpf(key)) return 'CPF';
	if (/^[0-9A-Z]{14}$/.test(key) && isValidCnpj(key)) return 'CNPJ';
	if (key.startsWith('+')) return DICT_PHONE.test(key) ? 'PHONE' : undefined;
	return EMAIL.test(key) ? 'EMAIL' : undefined;
}

/**
 * Every type a key can be, masks allowed: `51998259765` is a valid CPF and a mobile number at once, so only
 * the declared type decides. Empty when it can be none.
 */
export function detectPixKeyTypes(key: string): PixKeyType[] {
	return PIX_KEY_TYPES.filter((type) => 'key' in normalize(key.trim(), type));
}

/**
 * The key as the DICT keeps it, for the type the shop declared: CPF 11 digits, CNPJ 14 characters in upper
 * case, PHONE `+55` with area code and mobile number, EMAIL and EVP in lower case; masks are taken off.
 * Throws InvalidInputError under `field`, telling the type the key does fit when there is one.
 */
export function normalizePixKey(key: unknown, type: PixKeyType, field: string): string {
	const text = Number.isSafeInteger(key) ? String(key) : key;
	if (typeof text !== 'string' || text.trim() === '') {
		throw new InvalidInputError(field, key, `a PIX key of type ${type}`);
	}
	if (text.length > MAX_WRITTEN_LENGTH) {
		throw new InvalidInputError(
			field,
			key,
			`a PIX key of type ${type}, of at most ${MAX_KEY_LENGTH} characters`,
		);
	}
	const outcome = normalize(text.trim(), type);
	if ('key' in outcome) return outcome.key;
	const fits = detectPixKeyTypes(text);
	const otherType =
		fits.length > 0 ? ` (as written it is a valid key of type ${fits.join(' or ')}: check PIX Key Type)` : '';
	throw new InvalidInputError(field, key, outcome.expected + otherType);
}

/** A key as the DICT keeps it, and which type it is. */
export interface PixKey {
	key: string;
	keyType: PixKeyType;
}

const ANY_KEY =
	'a PIX key: a CPF, a CNPJ, an email address, a mobile number written with +55, or a random key';

/**
 * The key as the DICT keeps it, with the type that its form shows. Eleven bare digits are a CPF or a mobile number,
 * and money for the one must not go to the other: where a mobile number has these digits they are refused, with
 * how to write both. Throws InvalidInputError under `field`.
 */
export function detectPixKey(key: unknown, field: string): PixKey {
	const text = Number.isSafeInteger(key) ? String(key) : key;
	const keyType = typeof text === 'string' ? typeByForm(text.trim()) : undefined;
	if (keyType === undefined) throw new InvalidInputError(field, key, ANY_KEY);
	const found = String(text).trim();
	const outcome = MOBILE.test(found) ? { expected: whichOfBoth(found) } : normalize(found, keyType);
	if ('key' in outcome) return { key: outcome.key, keyType };
	throw new InvalidInputError(field, key, outcome.expected);
}

// A separator after the area code or before the last four digits: no mask of a CPF has one there.
const WRITTEN_AS_PHONE = /^\d{2}(?:[\s.-]9[\s.-]?\d{4}[\s.-]?|9[\s.-]?\d{4}[\s.-])\d{4}$/;

/** The one type that a text of this form can be, valid or not; undefined when it has the form of none. */
function typeByForm(text: string): PixKeyType | undefined {
	if (text.includes('@')) return 'EMAIL';
	if (/^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(text)) return 'EVP';
	if (/^[+(]|^55\d{11}$/.test(text) || WRITTEN_AS_PHONE.test(text)) return 'PHONE';
	if (/^\d{3}[.\s]?\d{3}[.\s]?\d{3}[-.\s]?\d{2}$/.test(text)) return 'CPF';
	return /^[0-9A-Z]{14}$/.test(bareTaxId(text)) ? 'CNPJ' : undefined;
}

function whichOfBoth(digits: string): string {
	const phone = `a key of one type: write +55${digits} if it is a mobile number`;
	if (!isValidCpf(digits)) return `${phone}; the check digits of a CPF would be others`;
	return `${phone}, ${digits.replace(/(...)(...)(...)(..)/, '$1.$2.$3-$4')} if it is a CPF`;
}

type Normalized = { key: string } | { expected: string };

function normalize(text: string, type: PixKeyType): Normalized {
	switch (type) {
		case 'CPF': {
			const { valid, problems } = checkCpf(text);
			return valid ? { key: bareTaxId(text) } : { expected: `a valid CPF: ${problems[0].message}` };
		}
		case 'CNPJ': {
			const { valid, problems } = checkCnpj(text);
			return valid ? { key: bareTaxId(text) } : { expected: `a valid CNPJ: ${problems[0].message}` };
		}
		case 'PHONE':
			return normalizePhone(text);
		case 'EMAIL': {
			const email = text.toLowerCase();
			if (email.length <= MAX_KEY_LENGTH && EMAIL.test(email)) return { key: email };
			return { expected: `an email address of at most ${MAX_KEY_LENGTH} characters` };
		}
		case 'EVP': {
			const uuid = text.toLowerCase();
			if (EVP.test(uuid)) return { key: uuid };
			return { expected: 'a random key such as 123e4567-e12b-12d1-a456-426655440000' };
		}
	}
}

/** With or without +55: the DICT has Brazilian mobiles, so the country code cannot be another one. */
function normalizePhone(text: string): Normalized {
	const bare = text.replace(/[\s().-]/g, '');
	const national = bare.replace(/^(?:\+55|55(?=\d{11}))/, '');
	if (MOBILE.test(national)) return { key: `+55${national}` };
	return { expected: 'a Brazilian mobile number such as +5511999999999 (area code, 9 and eight digits)' };
}
