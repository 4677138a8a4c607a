import { taxIdCheckDigit } from '../checkDigits';
import type { CheckResult, Problem } from '../problem';

const BARE = /^[0-9A-Z]*$/;
const MASK = /[\s./-]/g;

/**
 * Checks a CPF, with or without its mask: 11 digits, not all equal, both check digits (weights 10..2 and
 * 11..2). Never throws; `problems` names every broken rule.
 */
export function checkCpf(text: string): CheckResult {
	return result(cpfProblems(bareTaxId(text)));
}

/**
 * Checks a CNPJ, numeric or alphanumeric (IN RFB 2.229/2024, issued since July 2026), in any case, with or
 * without its mask: 12 letters or digits and two check digits, not 14 equal digits. Never throws.
 */
export function checkCnpj(text: string): CheckResult {
	return result(cnpjProblems(bareTaxId(text)));
}

/** Whether `checkCpf` finds nothing wrong. */
export function isValidCpf(text: string): boolean {
	return cpfProblems(bareTaxId(text)).length === 0;
}

/** Whether `checkCnpj` finds nothing wrong. */
export function isValidCnpj(text: string): boolean {
	return cnpjProblems(bareTaxId(text)).length === 0;
}

/** A tax id without its mask (dots, slash, dash, spaces) and in upper case. */
export function bareTaxId(text: string): string {
	return BARE.test(text) ? text : text.replace(MASK, '').toUpperCase();
}

function cpfProblems(cpf: string): Problem[] {
	if (!/^\d{11}$/.test(cpf)) {
		return [
			problem(
				'cpf.format',
				`a CPF has 11 digits, this one has ${describe(cpf, /^\d*$/, 'a character that is not a digit')}`,
			),
		];
	}
	if (isRepeated(cpf)) return [problem('cpf.repeated', 'a CPF never has 11 equal digits')];
	return checkDigitProblems('cpf', cpf, 9, 11);
}

function cnpjProblems(cnpj: string): Problem[] {
	if (!/^[0-9A-Z]{12}\d{2}$/.test(cnpj)) {
		const found = describe(cnpj, /^[0-9A-Z]*$/, 'other characters');
		const form = 'a CNPJ has 12 letters or digits and then 2 check digits';
		return [problem('cnpj.format', `${form}, this one has ${found}`)];
	}
	if (isRepeated(cnpj)) return [problem('cnpj.repeated', 'a CNPJ never has 14 equal digits')];
	return checkDigitProblems('cnpj', cnpj, 12, 9);
}

/** `length` characters before the two check digits; the second digit also covers the first. */
function checkDigitProblems(
	kind: 'cpf' | 'cnpj',
	text: string,
	length: number,
	lastWeight: number,
): Problem[] {
	const first = taxIdCheckDigit(text, lastWeight, length);
	// The second is computed over what the first should have been.
	const second = taxIdCheckDigit(text.slice(0, length) + first, lastWeight, length + 1);
	const found = text.slice(length);
	const expected = `${first}${second}`;
	if (found === expected) return [];
	return [
		problem(
			`${kind}.checkDigits`,
			`the check digits of this ${kind.toUpperCase()} are ${found}, expected ${expected}`,
		),
	];
}

function isRepeated(text: string): boolean {
	for (let at = 1; at < text.length; at++) if (text.charCodeAt(at) !== text.charCodeAt(0)) return false;
	return true;
}

function describe(text: string, allowed: RegExp, otherwise: string): string {
	return allowed.test(text) ? `${text.length} characters` : otherwise;
}

function problem(rule: string, message: string): Problem {
	return { rule, message };
}

function result(problems: Problem[]): CheckResult {
	return { valid: problems.length === 0, problems };
}
