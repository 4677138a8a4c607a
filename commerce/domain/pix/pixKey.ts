import { AREA_CODE } from '../identity/areaCodes';
import { InvalidInputError } from '../errors';
import { bareTaxId, checkCnpj, checkCpf, isValidCnpj, isValidCpf } from '../identity/taxId';

/** Key types as the DICT, the Hub and Z-API's PIX button spell them. */
export const PIX_KEY_TYPES = ['CPF', 'CNPJ', 'EMAIL', 'PHONE', 'EVP'] as const;
export type PixKeyType = (typeof PIX_KEY_TYPES)[number];

const MAX_KEY_LENGTH = 77;

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
 * with check digits, `+` and digits, lower-case e-mail or UUID. Undefined when it is no such form.
 */
export function canonicalPixKeyType(key: string): PixKeyType | undefined {
	if (key.length > MAX_KEY_LENGTH) return undefined;
	if (key.length === 36 && EVP.test(key)) return 'EVP';
	if (key.length === 11 && /^\d+$/.test(key) && isValidCpf(key)) return 'CPF';
	if (key.length === 14 && /^[0-9A-Z]+$/.test(key) && isValidCnpj(key)) return 'CNPJ';
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
	const text = typeof key === 'number' && Number.isSafeInteger(key) ? String(key) : key;
	if (typeof text !== 'string' || text.trim() === '') {
		throw new InvalidInputError(field, key, `a PIX key of type ${type}`);
	}
	const outcome = normalize(text.trim(), type);
	if ('key' in outcome) return outcome.key;
	const fits = detectPixKeyTypes(text);
	const otherType =
		fits.length > 0
			? ` (as it stands it is a valid key of type ${fits.join(' or ')}: check PIX Key Type)`
			: '';
	throw new InvalidInputError(field, key, outcome.expected + otherType);
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
	const international = /^(?:\+55|55(?=\d{11}$))(\d+)$/.exec(bare);
	const national = international === null ? bare : international[1];
	if (MOBILE.test(national)) return { key: `+55${national}` };
	return { expected: 'a Brazilian mobile number such as +5511999999999 (area code, 9 and eight digits)' };
}
