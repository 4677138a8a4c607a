/** What a boleto says. Money in cents, dates as YYYY-MM-DD. */
export interface BoletoParts {
	/** Three-digit bank code of a bank slip. */
	bank?: string;
	/** Segment digit of a utility or tax boleto. */
	segment?: string;
	segmentName?: string;
	/** FEBRABAN's code of the company, or the first 8 of its CNPJ (segment 6). */
	company?: string;
	/** Zero means that the payer decides; undefined when the number is no amount in BRL. */
	amountCents?: number;
	/** True when the value is a quantity to be converted, not BRL (value id 7 or 9). */
	isReferenceValue?: boolean;
	/** Undefined when the boleto carries none. */
	dueDate?: string;
}
