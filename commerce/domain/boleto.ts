import { bankBarcode, bankLine, bankParts, checkBankBarcode, checkBankLine } from './boletoBank';
import type { BoletoParts } from './boletoParts';
import {
	checkUtilityBarcode,
	checkUtilityLine,
	utilityBarcode,
	utilityLine,
	utilityParts,
} from './boletoUtility';
import type { Problem } from './problem';

/** What a boleto is and says, and every rule it breaks. */
export interface Boleto extends BoletoParts {
	valid: boolean;
	problems: Problem[];
	/** line47: bank slip; line48: utility or tax; barcode44: either. Undefined when it has no such length. */
	format?: 'line47' | 'line48' | 'barcode44';
	/** The line as digits, worked out when a barcode was given. */
	digitableLine?: string;
	/** The 44 digits of the barcode, worked out when a line was given. */
	barcode?: string;
}

/**
 * Reads and checks a boleto: 47- or 48-digit line with or without mask, or 44-digit barcode. The parts are
 * told even when a check digit is wrong. `referenceDate` (YYYY-MM-DD, normally today) decides which cycle
 * the due date belongs to. Throws InvalidInputError only for a malformed reference date.
 * Sources: Carta-Circular BCB 2.926/2000 (bank), FEBRABAN layout v8 (utility).
 */
export function readBoleto(text: string, options: { referenceDate: string }): Boleto {
	const digits = text.replace(/[\s.-]/g, '');
	const problems: Problem[] = [];
	const read = readDigits(digits, options.referenceDate, problems);
	return { valid: problems.length === 0, problems, ...read };
}

function readDigits(
	digits: string,
	referenceDate: string,
	problems: Problem[],
): Omit<Boleto, 'valid' | 'problems'> {
	if (!/^\d*$/.test(digits)) {
		const message =
			'the boleto has letters or signs; expected digits, and only dots, dashes and spaces between';
		problems.push({ rule: 'boleto.characters', message });
		return {};
	}
	switch (digits.length) {
		case 47: {
			checkBankLine(digits, problems);
			const barcode = bankBarcode(digits);
			checkBankBarcode(barcode, problems);
			if (problems.length > 0 && digits.startsWith('8')) problems.push(SHORT_UTILITY_LINE);
			return { format: 'line47', digitableLine: digits, barcode, ...bankParts(barcode, referenceDate) };
		}
		case 48: {
			checkUtilityLine(digits, problems);
			const barcode = utilityBarcode(digits);
			checkUtilityBarcode(barcode, problems);
			return { format: 'line48', digitableLine: digits, barcode, ...utilityParts(barcode) };
		}
		case 44:
			return { format: 'barcode44', barcode: digits, ...readBarcode(digits, referenceDate, problems) };
		default: {
			const message = `the boleto has ${digits.length} digits; expected a line of 47 or 48 or a barcode of 44`;
			problems.push({ rule: 'boleto.length', message });
			return {};
		}
	}
}

const SHORT_UTILITY_LINE: Problem = {
	rule: 'boleto.length',
	message: 'a line that starts with 8 normally has 48 digits, this one has 47: a digit may be missing',
};

/** A barcode that starts with 8 is a utility or tax boleto: the digit is FEBRABAN's product code. */
function readBarcode(
	barcode: string,
	referenceDate: string,
	problems: Problem[],
): BoletoParts & { digitableLine: string } {
	if (barcode.startsWith('8')) {
		checkUtilityBarcode(barcode, problems);
		return { digitableLine: utilityLine(barcode), ...utilityParts(barcode) };
	}
	checkBankBarcode(barcode, problems);
	return { digitableLine: bankLine(barcode), ...bankParts(barcode, referenceDate) };
}
