import type { Problem } from '../problem';

/** What a boleto is and says, and every rule it breaks. Money in cents, dates as YYYY-MM-DD. */
export interface Boleto {
	valid: boolean;
	problems: Problem[];
	/** line47: bank slip; line48: utility or tax; barcode44: either. Undefined when it has no such length. */
	format?: 'line47' | 'line48' | 'barcode44';
	/** The line as digits, worked out when a barcode was given. */
	digitableLine?: string;
	/** The line as people read it, with dots and spaces (bank slip) or dashes and spaces (utility). */
	formattedLine?: string;
	/** The 44 digits of the barcode, worked out when a line was given. */
	barcode?: string;
	/** Three-digit bank code of a bank slip. */
	bank?: string;
	/** Undefined when the code is not in our list of banks. */
	bankName?: string;
	/** Segment digit of a utility or tax boleto. */
	segment?: string;
	segmentName?: string;
	/** FEBRABAN's code of the company, or the first 8 of its CNPJ (segment 6). */
	company?: string;
	/** Zero means that the payer decides; undefined when the number is not an amount in BRL. */
	amountCents?: number;
	/** True when the value is a quantity to be converted, not BRL (value id 7 or 9). */
	isReferenceValue?: boolean;
	/** Undefined when the boleto carries none. */
	dueDate?: string;
}
