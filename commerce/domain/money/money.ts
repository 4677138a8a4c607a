import { readAmountDigits, type DecimalMark } from './amountText';
import { InvalidInputError, InWords } from '../errors';
import { decimalTextOf } from './numberText';

/**
 * R$ 999.999.999,99. The widest amount every format here can carry: eleven digits of cents in a utility
 * boleto (FEBRABAN layout), and 12 of the 13 characters of BR Code field 54. It also keeps line totals
 * far inside the safe integers.
 */
export const MAX_AMOUNT_CENTS = 99_999_999_999;

/** How an amount is read, and under which name it is refused. */
export interface AmountOptions {
	/** Label for the refusal; "Amount" when absent. */
	field?: string;
	/** Which mark separates decimals in text; `auto` (default) refuses text with two readings. */
	decimalMark?: DecimalMark;
	/** `currency` (default): reais with up to two decimals. `cents`: an integer number of cents. */
	unit?: 'currency' | 'cents';
}

/** Longer texts are no amounts, and need no reading. */
const MAX_TEXT = 500;

/**
 * Integer cents of an amount as people and shops give it: 149.9, "149,90", "1.499,90", "R$ 1 499,90", "149.9000",
 * "149.90 BRL". A number is read from its shortest decimal text, never by multiplying, and loses the noise of
 * binary fractions first (0.1 + 0.2). Zero is allowed.
 * Throws InvalidInputError for anything negative, ambiguous ("1.499"), finer than a cent, above
 * MAX_AMOUNT_CENTS or not an amount.
 */
export function parseAmountCents(input: unknown, options: AmountOptions = {}): number {
	const { field = 'Amount', decimalMark = 'auto', unit = 'currency' } = options;
	const text = amountText(input, field, unit);
	if (unit === 'cents') {
		if (!/^\d+$/.test(text))
			throw new InvalidInputError(field, input, 'a whole number of cents such as 14990');
		return withinLimit(Number(text), input, field);
	}
	// A number's own text always uses the dot, whatever mark the shop's texts use.
	const mark = typeof input === 'number' ? 'dot' : decimalMark;
	const { whole, fraction } = readAmountDigits(text, field, mark);
	return withinLimit(Number(whole + fraction.padEnd(2, '0')), input, field);
}

/** The input as bare text: number checked and printed, currency sign and spaces around it taken off. */
function amountText(input: unknown, field: string, unit: 'currency' | 'cents'): string {
	const example =
		unit === 'cents' ? 'a whole number of cents such as 14990' : 'an amount such as 149.90 or 1.499,90';
	if (typeof input === 'number') {
		// NaN, Infinity and 1e21 are not amounts anybody wrote.
		const text = decimalTextOf(input, unit === 'cents' ? 0 : 2);
		if (text === undefined && input < 0) throw negative(field, String(input));
		if (text === undefined) throw new InvalidInputError(field, String(input), example);
		if (text.startsWith('-')) throw negative(field, String(input));
		return text;
	}
	if (typeof input !== 'string' || input.length > MAX_TEXT)
		throw new InvalidInputError(field, input, example);
	// "R$ 14990" said to be cents contradicts itself.
	const bare = unit === 'cents' ? input.trim() : withoutCurrency(input.trim());
	if (bare === '') throw new InvalidInputError(field, input.trim(), example);
	if (/^[-\u2212\u2013(]|-$/.test(bare)) throw negative(field, input);
	return bare;
}

/** "R$ 149,90", "149.90 BRL" and, as shops print both, "R$ 149,90 BRL". */
function withoutCurrency(text: string): string {
	return text.replace(/^(?:R\$|BRL(?![A-Z]))\s*/i, '').replace(/(?<=\d)\s*(?:R\$|BRL)$/i, '');
}

function negative(field: string, found: string): InvalidInputError {
	return new InvalidInputError(field, found, 'an amount that is not negative');
}

/** "R$ 1.499,90" from integer cents; a minus sign goes before "R$". Throws InvalidInputError if not an integer. */
export function formatBrl(cents: number): string {
	const [whole, fraction] = centsToDecimalText(Math.abs(cents)).split('.');
	return `${cents < 0 ? '-' : ''}R$ ${whole.replace(/\B(?=(?:\d{3})+$)/g, '.')},${fraction}`;
}

/** "1499.90" from integer cents: always two decimals and a dot. Throws InvalidInputError if not an integer. */
export function centsToDecimalText(cents: number): string {
	if (!Number.isSafeInteger(cents)) throw new InvalidInputError('Amount', cents, 'a whole number of cents');
	const digits = String(Math.abs(cents)).padStart(3, '0');
	return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * Reais as the JSON number whose shortest text is the amount (149990 -> 1499.9), for APIs that take
 * decimals. Exact in text: up to MAX_AMOUNT_CENTS there are at most 11 significant digits.
 */
export function centsToReais(cents: number): number {
	return Number(centsToDecimalText(cents));
}

/** Line total in cents. Throws InvalidInputError when a factor is not a whole number or the limit is passed. */
export function multiplyCents(unitCents: number, quantity: number, field = 'Amount'): number {
	assertCents(unitCents, field);
	if (!Number.isSafeInteger(quantity) || quantity < 0) {
		throw new InvalidInputError(field, quantity, 'a whole quantity');
	}
	const product = unitCents * quantity;
	if (product > MAX_AMOUNT_CENTS) {
		throw aboveLimit(new InWords(`${formatBrl(unitCents)} × ${quantity}`), field);
	}
	return product;
}

/** Sum in cents. Throws InvalidInputError when a value is not a whole number of cents or the limit is passed. */
export function sumCents(values: readonly number[], field = 'Amount'): number {
	let sum = 0;
	for (const value of values) {
		assertCents(value, field);
		sum += value;
		if (sum > MAX_AMOUNT_CENTS) throw aboveLimit(new InWords(`a sum of ${values.length} amounts`), field);
	}
	return sum;
}

function assertCents(cents: number, field: string): void {
	if (!Number.isSafeInteger(cents) || cents < 0) {
		throw new InvalidInputError(field, cents, 'a whole number of cents, zero or more');
	}
}

function withinLimit(cents: number, found: unknown, field: string): number {
	if (cents > MAX_AMOUNT_CENTS) throw aboveLimit(found, field);
	return cents;
}

function aboveLimit(found: unknown, field: string): InvalidInputError {
	return new InvalidInputError(field, found, `at most ${formatBrl(MAX_AMOUNT_CENTS)}`);
}
