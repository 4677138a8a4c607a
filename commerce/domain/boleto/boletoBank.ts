import { bankName } from './bankNames';
import { boletoDueDate } from './boletoDueDate';
import type { Boleto } from './boletoReading';
import { bankCheckDigit, hasDigit, mod10CheckDigit, numberAt } from '../checkDigits';
import type { Problem } from '../problem';

/*
 * Bank slip. Line: AAABC.CCCCX DDDDD.DDDDDY EEEEE.EEEEEZ K UUUUVVVVVVVVVV
 * Barcode: AAAB K UUUU VVVVVVVVVV CCCCC DDDDDDDDDD EEEEEEEEEE
 * A bank, B currency, C D E free field, X Y Z check digits of the fields, K general digit, U due factor,
 * V cents. Source: Carta-Circular BCB 2.926/2000.
 */

/** Reads 47 digits as the line of a bank slip. */
export function readBankLine(line: string, referenceDate: string): Boleto {
	const barcode =
		line.slice(0, 4) + line.slice(32) + line.slice(4, 9) + line.slice(10, 20) + line.slice(21, 31);
	const problems: Problem[] = [];
	checkField(line, 1, 0, 9, problems);
	checkField(line, 2, 10, 20, problems);
	checkField(line, 3, 21, 31, problems);
	checkBarcode(barcode, problems);
	// A few banks have a code that starts with 8, so the length alone proves nothing.
	if (problems.length > 0 && line.startsWith('8')) problems.push(SHORT_UTILITY_LINE);
	return slip('line47', line, barcode, referenceDate, problems);
}

/** Reads 44 digits as the barcode of a bank slip; the line is worked out. */
export function readBankBarcode(barcode: string, referenceDate: string): Boleto {
	const problems: Problem[] = [];
	checkBarcode(barcode, problems);
	const fields = [barcode.slice(0, 4) + barcode.slice(19, 24), barcode.slice(24, 34), barcode.slice(34, 44)];
	const line = fields.map((field) => field + mod10CheckDigit(field)).join('') + barcode.slice(4, 19);
	return slip('barcode44', line, barcode, referenceDate, problems);
}

function slip(
	format: 'line47' | 'barcode44',
	digitableLine: string,
	barcode: string,
	referenceDate: string,
	problems: Problem[],
): Boleto {
	return {
		valid: problems.length === 0,
		problems,
		format,
		digitableLine,
		formattedLine: maskedLine(digitableLine),
		barcode,
		bank: barcode.slice(0, 3),
		bankName: bankName(barcode.slice(0, 3)),
		amountCents: numberAt(barcode, 9, 19),
		isReferenceValue: false,
		dueDate: boletoDueDate(numberAt(barcode, 5, 9), referenceDate),
	};
}

/** As printed on the slip (Carta-Circular BCB 2.926/2000): 00000.00000 00000.000000 00000.000000 0 and 14 digits. */
function maskedLine(line: string): string {
	return line.replace(/(\d{5})(\d{5})(\d{5})(\d{6})(\d{5})(\d{6})(\d)/, '$1.$2 $3.$4 $5.$6 $7 ');
}

const SHORT_UTILITY_LINE: Problem = {
	rule: 'boleto.length',
	message: 'a line that starts with 8 normally has 48 digits, this one has 47: a digit may be missing',
};

function checkField(line: string, field: number, from: number, check: number, problems: Problem[]): void {
	const expected = mod10CheckDigit(line, from, check);
	if (hasDigit(line, check, expected)) return;
	const message = `the check digit of field ${field} is ${line[check]}, expected ${expected}`;
	problems.push({ rule: 'boleto.fieldDigit', message });
}

function checkBarcode(barcode: string, problems: Problem[]): void {
	if (!hasDigit(barcode, 3, 9)) {
		const message = `the fourth digit (currency) is ${barcode[3]}, expected 9 (BRL)`;
		problems.push({ rule: 'boleto.currency', message });
	}
	const expected = bankCheckDigit(barcode, 4);
	if (!hasDigit(barcode, 4, expected)) {
		const message = `the general check digit is ${barcode[4]}, expected ${expected}`;
		problems.push({ rule: 'boleto.generalDigit', message });
	}
}
