/*
 * Check digits of Brazilian documents and boletos. Every function takes a string of ASCII digits (or, for
 * `mod11Sum`, digits and capital letters) that its caller has already checked for characters and length.
 */

const ZERO = 48;

/** Modulo 10 (Luhn) digit: weights 2, 1, 2 … from the right, digits of each product summed. */
export function mod10CheckDigit(digits: string, from = 0, to = digits.length): number {
	let sum = 0;
	let weight = 2;
	for (let at = to - 1; at >= from; at--) {
		const product = (digits.charCodeAt(at) - ZERO) * weight;
		sum += product > 9 ? product - 9 : product;
		weight = 3 - weight;
	}
	return (10 - (sum % 10)) % 10;
}

/**
 * Weighted sum of modulo 11: weights 2, 3 … `lastWeight` from the right, starting over at 2. A letter counts
 * as its ASCII code minus 48 (A = 17), the rule of the alphanumeric CNPJ (IN RFB 2.229/2024).
 */
export function mod11Sum(text: string, lastWeight: number, from = 0, to = text.length): number {
	let sum = 0;
	let weight = 2;
	for (let at = to - 1; at >= from; at--) {
		sum += (text.charCodeAt(at) - ZERO) * weight;
		weight = weight === lastWeight ? 2 : weight + 1;
	}
	return sum;
}

/** CPF and CNPJ: remainders 0 and 1 give 0, else 11 - remainder. */
export function taxIdCheckDigit(text: string, lastWeight: number, to: number): number {
	const remainder = mod11Sum(text, lastWeight, 0, to) % 11;
	return remainder < 2 ? 0 : 11 - remainder;
}

/** General digit of a bank boleto (Carta-Circular BCB 2.926/2000): 0, 10 and 11 become 1, so it is never 0. */
export function bankCheckDigit(digits: string): number {
	const digit = 11 - (mod11Sum(digits, 9) % 11);
	return digit > 9 ? 1 : digit;
}

/** Modulo 11 digit of a utility boleto (FEBRABAN layout): remainders 0 and 1 give 0, 10 gives 1. */
export function utilityCheckDigit(digits: string): number {
	const remainder = mod11Sum(digits, 9) % 11;
	return remainder < 2 ? 0 : 11 - remainder;
}
