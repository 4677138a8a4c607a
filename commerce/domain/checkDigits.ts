/*
 * Digits of Brazilian documents and boletos, read and checked. Every function takes a string of ASCII
 * digits (or, for `mod11Sum`, digits and capital letters) that its caller has already checked for characters
 * and length.
 */

const ZERO = 48;

/** The whole number written from `from` to `to`; at most 15 digits, so that it is exact. */
export function numberAt(digits: string, from: number, to: number): number {
	// Number(slice) costs several times as much, and boletos are read by the thousand.
	let value = 0;
	for (let at = from; at < to; at++) value = value * 10 + digits.charCodeAt(at) - ZERO;
	return value;
}

/** Whether the digit at a place is this one. */
export function hasDigit(digits: string, at: number, digit: number): boolean {
	return digits.charCodeAt(at) - ZERO === digit;
}

/**
 * Modulo 10 (Luhn) digit of the characters from `from` to `to`: weights 2, 1, 2 … from the right, digits of
 * each product summed. `skip` is the place of the check digit itself when it is among them.
 */
export function mod10CheckDigit(digits: string, from = 0, to = digits.length, skip = -1): number {
	let sum = 0;
	let weight = 2;
	for (let at = to - 1; at >= from; at--) {
		if (at === skip) continue;
		const product = (digits.charCodeAt(at) - ZERO) * weight;
		sum += product > 9 ? product - 9 : product;
		weight = 3 - weight;
	}
	return (10 - (sum % 10)) % 10;
}

/**
 * Weighted sum of modulo 11: weights 2, 3 … `lastWeight` from the right, starting over at 2. A letter counts
 * as its ASCII code minus 48 (A = 17), the rule of the alphanumeric CNPJ (IN RFB 2.229/2024). `skip` is the
 * place of the check digit itself when it is inside the text: it has no weight.
 */
export function mod11Sum(text: string, lastWeight: number, from = 0, to = text.length, skip = -1): number {
	let sum = 0;
	let weight = 2;
	for (let at = to - 1; at >= from; at--) {
		if (at === skip) continue;
		sum += (text.charCodeAt(at) - ZERO) * weight;
		weight = weight === lastWeight ? 2 : weight + 1;
	}
	return sum;
}

/** CPF and CNPJ: remainders 0 and 1 give 0, else 11 - remainder. Covers the first `to` characters. */
export function taxIdCheckDigit(text: string, lastWeight: number, to: number): number {
	const remainder = mod11Sum(text, lastWeight, 0, to) % 11;
	return remainder < 2 ? 0 : 11 - remainder;
}

/**
 * General digit of a bank boleto (Carta-Circular BCB 2.926/2000) over a barcode without the digit at `skip`:
 * 0, 10 and 11 become 1, so it is never 0.
 */
export function bankCheckDigit(barcode: string, skip: number): number {
	const digit = 11 - (mod11Sum(barcode, 9, 0, barcode.length, skip) % 11);
	return digit > 9 ? 1 : digit;
}

/** Modulo 11 digit of a utility boleto (FEBRABAN layout): remainders 0 and 1 give 0, 10 gives 1. */
export function utilityCheckDigit(digits: string, from = 0, to = digits.length, skip = -1): number {
	const remainder = mod11Sum(digits, 9, from, to, skip) % 11;
	return remainder < 2 ? 0 : 11 - remainder;
}
