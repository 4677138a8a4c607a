import { readBankBarcode, readBankLine } from './boletoBank';
import type { Boleto } from './boletoReading';
import { readUtilityBarcode, readUtilityLine } from './boletoUtility';

export type { Boleto } from './boletoReading';

const DIGITS = /^\d*$/;
const MASK = /[\s.-]/g;

/**
 * Reads and checks a boleto: 47- or 48-digit line with or without mask, or 44-digit barcode. The parts are
 * given even when a check digit is wrong. `referenceDate` (YYYY-MM-DD, normally today) decides which cycle
 * the due date belongs to. Throws InvalidInputError only for a malformed reference date.
 * Sources: Carta-Circular BCB 2.926/2000 (bank), FEBRABAN layout v8 (utility).
 */
export function readBoleto(text: string, options: { referenceDate: string }): Boleto {
	const digits = DIGITS.test(text) ? text : text.replace(MASK, '');
	if (!DIGITS.test(digits)) {
		const message =
			'the boleto has letters or signs; expected digits, and only dots, dashes and spaces between';
		return { valid: false, problems: [{ rule: 'boleto.characters', message }] };
	}
	switch (digits.length) {
		case 47:
			return readBankLine(digits, options.referenceDate);
		case 48:
			return readUtilityLine(digits);
		case 44:
			// 8 is FEBRABAN's product code of utility and tax boletos.
			if (digits.startsWith('8')) return readUtilityBarcode(digits);
			return readBankBarcode(digits, options.referenceDate);
		default: {
			const message = `the boleto has ${digits.length} digits; expected a line of 47 or 48 or a barcode of 44`;
			return { valid: false, problems: [{ rule: 'boleto.length', message }] };
		}
	}
}
