import type { BoletoParts } from './boletoParts';
import { boletoDueDate } from './boletoDueDate';
import { bankCheckDigit, mod10CheckDigit } from './checkDigits';
import type { Problem } from './problem';

/*
 * Bank slip. Line: AAABC.CCCCX DDDDD.DDDDDY EEEEE.EEEEEZ K UUUUVVVVVVVVVV
 * Barcode: AAAB K UUUU VVVVVVVVVV CCCCC DDDDDDDDDD EEEEEEEEEE
 * A bank, B currency, C D E free field, X Y Z check digits of the fields, K general digit, U due factor,
 * V cents. Source: Carta-Circular BCB 2.926/2000.
 */

const FIELDS = [
	{ from: 0, check: 9 },
	{ from: 10, check: 20 },
	{ from: 21, check: 31 },
];

/** Barcode of a 47-digit line. */
export function bankBarcode(line: string): string {
	return line.slice(0, 4) + line.slice(32) + line.slice(4, 9) + line.slice(10, 20) + line.slice(21, 31);
}

/** Line of a 44-digit barcode, field digits worked out. */
export function bankLine(barcode: string): string {
	const fields = [barcode.slice(0, 4) + barcode.slice(19, 24), barcode.slice(24, 34), barcode.slice(34, 44)];
	return fields.map((field) => field + mod10CheckDigit(field)).join('') + barcode.slice(4, 19);
}

/** Adds the wrong check digits of the three fields of a line. */
export function checkBankLine(line: string, problems: Problem[]): void {
	FIELDS.forEach(({ from, check }, index) => {
		const expected = mod10CheckDigit(line, from, check);
		if (line[check] === String(expected)) return;
		const message = `the check digit of field ${index + 1} is ${line[check]}, expected ${expected}`;
		problems.push({ rule: 'boleto.fieldDigit', message });
	});
}

/** Adds a wrong currency digit and a wrong general digit. */
export function checkBankBarcode(barcode: string, problems: Problem[]): void {
	if (barcode[3] !== '9') {
		const message = `the fourth digit (currency) is ${barcode[3]}, expected 9 (BRL)`;
		problems.push({ rule: 'boleto.currency', message });
	}
	const expected = bankCheckDigit(barcode.slice(0, 4) + barcode.slice(5));
	if (barcode[4] !== String(expected)) {
		const message = `the general check digit is ${barcode[4]}, expected ${expected}`;
		problems.push({ rule: 'boleto.generalDigit', message });
	}
}

/** Bank, amount and due date of a barcode. */
export function bankParts(barcode: string, referenceDate: string): BoletoParts {
	return {
		bank: barcode.slice(0, 3),
		amountCents: Number(barcode.slice(9, 19)),
		isReferenceValue: false,
		dueDate: boletoDueDate(Number(barcode.slice(5, 9)), referenceDate),
	};
}
