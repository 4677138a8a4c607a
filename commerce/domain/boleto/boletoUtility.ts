import type { Boleto } from './boletoReading';
import { hasDigit, mod10CheckDigit, numberAt, utilityCheckDigit } from '../checkDigits';
import type { Problem } from '../problem';

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

const BLOCKS = 4;
const BLOCK_LENGTH = 11;

/** Reads 48 digits as the line of a utility boleto. */
export function readUtilityLine(line: string): Boleto {
	const problems: Problem[] = [];
	const checkDigit = checkDigitRule(line[2]);
	for (let block = 0; block < BLOCKS; block++) {
		const from = block * (BLOCK_LENGTH + 1);
		const check = from + BLOCK_LENGTH;
		const expected = checkDigit(line, from, check);
		if (hasDigit(line, check, expected)) continue;
		const message = `the check digit of block ${block + 1} is ${line[check]}, expected ${expected}`;
		problems.push({ rule: 'boleto.blockDigit', message });
	}
	const barcode = line.slice(0, 11) + line.slice(12, 23) + line.slice(24, 35) + line.slice(36, 47);
	return bill('line48', line, barcode, problems);
}

/** Reads 44 digits as the barcode of a utility boleto; the line is worked out. */
export function readUtilityBarcode(barcode: string): Boleto {
	const checkDigit = checkDigitRule(barcode[2]);
	let line = '';
	for (let from = 0; from < BLOCKS * BLOCK_LENGTH; from += BLOCK_LENGTH) {
		line += barcode.slice(from, from + BLOCK_LENGTH) + checkDigit(barcode, from, from + BLOCK_LENGTH);
	}
	return bill('barcode44', line, barcode, []);
}

function bill(
	format: 'line48' | 'barcode44',
	digitableLine: string,
	barcode: string,
	problems: Problem[],
): Boleto {
	checkBarcode(barcode, problems);
	const segment = barcode[1];
	// Value ids 7 and 9 carry a quantity that the biller converts, not BRL.
	const isReferenceValue = barcode[2] === '7' || barcode[2] === '9';
	return {
		valid: problems.length === 0,
		problems,
		format,
		digitableLine,
		formattedLine: maskedLine(digitableLine),
		barcode,
		segment,
		segmentName: SEGMENT_NAMES.get(segment),
		company: segment === '6' ? barcode.slice(15, 23) : barcode.slice(15, 19),
		amountCents: isReferenceValue ? undefined : numberAt(barcode, 4, 15),
		isReferenceValue,
	};
}

/** As printed on the bill (FEBRABAN layout): four blocks of eleven digits, each with a dash and its check digit. */
function maskedLine(line: string): string {
	return line.replace(/(\d{11})(\d)/g, '$1-$2 ').trim();
}

function checkBarcode(barcode: string, problems: Problem[]): void {
	if (barcode[0] !== '8') {
		const message = `a line of 48 digits starts with 8, this one starts with ${barcode[0]}`;
		problems.push({ rule: 'boleto.product', message });
	}
	if (!SEGMENT_NAMES.has(barcode[1])) {
		const message = `the second digit (segment) is ${barcode[1]}, expected 1 to 7 or 9`;
		problems.push({ rule: 'boleto.segment', message });
	}
	if (barcode[2] < '6') {
		const message = `the third digit (value ID) is ${barcode[2]}, expected 6, 7, 8 or 9`;
		problems.push({ rule: 'boleto.valueId', message });
	}
	const expected = checkDigitRule(barcode[2])(barcode, 0, barcode.length, 3);
	if (!hasDigit(barcode, 3, expected)) {
		const message = `the general check digit (fourth digit) is ${barcode[3]}, expected ${expected}`;
		problems.push({ rule: 'boleto.generalDigit', message });
	}
}

/** Value ids 8 and 9 say modulo 11; 6 and 7, and any digit that is already a problem, modulo 10. */
function checkDigitRule(valueId: string): typeof mod10CheckDigit {
	return valueId === '8' || valueId === '9' ? utilityCheckDigit : mod10CheckDigit;
}
