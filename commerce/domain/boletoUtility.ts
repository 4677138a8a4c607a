import type { BoletoParts } from './boletoParts';
import { mod10CheckDigit, utilityCheckDigit } from './checkDigits';
import type { Problem } from './problem';

/*
 * Utility, tax and other collection boletos (arrecadação). Barcode: 8, segment, value id, general digit,
 * value (11), company and free field. The line is the barcode in four blocks of 11, each with a check digit.
 * Source: FEBRABAN, Layout Padrão de Arrecadação, v8.
 */

const SEGMENT_NAMES: ReadonlyMap<string, string> = new Map([
	['1', 'city hall'],
	['2', 'sanitation'],
	['3', 'energy and gas'],
	['4', 'telecom'],
	['5', 'government agency'],
	['6', 'company identified by CNPJ'],
	['7', 'traffic fines'],
	['9', 'bank use'],
]);

const BLOCKS = [0, 1, 2, 3];

/** Barcode of a 48-digit line. */
export function utilityBarcode(line: string): string {
	return line.slice(0, 11) + line.slice(12, 23) + line.slice(24, 35) + line.slice(36, 47);
}

/** Line of a 44-digit barcode, block digits worked out. */
export function utilityLine(barcode: string): string {
	const checkDigit = checkDigitRule(barcode[2]);
	return BLOCKS.map((block) => {
		const digits = barcode.slice(block * 11, block * 11 + 11);
		return digits + checkDigit(digits);
	}).join('');
}

/** Adds the wrong check digits of the four blocks of a line. */
export function checkUtilityLine(line: string, problems: Problem[]): void {
	const checkDigit = checkDigitRule(line[2]);
	for (const block of BLOCKS) {
		const expected = checkDigit(line.slice(block * 12, block * 12 + 11));
		const found = line[block * 12 + 11];
		if (found === String(expected)) continue;
		const message = `the check digit of block ${block + 1} is ${found}, expected ${expected}`;
		problems.push({ rule: 'boleto.blockDigit', message });
	}
}

/** Adds a wrong product, segment, value id or general digit. */
export function checkUtilityBarcode(barcode: string, problems: Problem[]): void {
	if (barcode[0] !== '8') {
		const message = `a line of 48 digits starts with 8, this one starts with ${barcode[0]}`;
		problems.push({ rule: 'boleto.product', message });
	}
	if (!SEGMENT_NAMES.has(barcode[1])) {
		const message = `the second digit (segment) is ${barcode[1]}, expected 1 to 7 or 9`;
		problems.push({ rule: 'boleto.segment', message });
	}
	if (!/[6-9]/.test(barcode[2])) {
		const message = `the third digit (value id) is ${barcode[2]}, expected 6, 7, 8 or 9`;
		problems.push({ rule: 'boleto.valueId', message });
	}
	const expected = checkDigitRule(barcode[2])(barcode.slice(0, 3) + barcode.slice(4));
	if (barcode[3] !== String(expected)) {
		const message = `the general check digit (fourth digit) is ${barcode[3]}, expected ${expected}`;
		problems.push({ rule: 'boleto.generalDigit', message });
	}
}

/** Value ids 8 and 9 say modulo 11; 6 and 7, and any digit that is already a problem, modulo 10. */
function checkDigitRule(valueId: string): (digits: string) => number {
	return valueId === '8' || valueId === '9' ? utilityCheckDigit : mod10CheckDigit;
}

/** Segment, company and amount of a barcode; value ids 7 and 9 carry a quantity instead of BRL. */
export function utilityParts(barcode: string): BoletoParts {
	const isReferenceValue = barcode[2] === '7' || barcode[2] === '9';
	return {
		segment: barcode[1],
		segmentName: SEGMENT_NAMES.get(barcode[1]),
		company: barcode[1] === '6' ? barcode.slice(15, 23) : barcode.slice(15, 19),
		amountCents: isReferenceValue ? undefined : Number(barcode.slice(4, 15)),
		isReferenceValue,
	};
}
