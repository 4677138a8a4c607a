/** A bank slip as a bank would issue it. */
export interface BankSlip {
	amountCents: number;
	/** YYYY-MM-DD from 2025-02-22 on, when factors began anew; undefined for a slip without due date. */
	dueDate?: string;
	/** Three digits. */
	bank?: string;
	/** 25 digits that each bank fills in its own way. */
	freeField?: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The 47-digit line of a bank slip, with check digits worked out here and not by the code under test. */
export function bankLine({
	amountCents,
	dueDate,
	bank = '001',
	freeField = '0149718606852452211000017',
}: BankSlip): string {
	const free = freeField.padEnd(25, '0');
	const tail = dueFactor(dueDate) + String(amountCents).padStart(10, '0');
	const general = modulo11(`${bank}9${tail}${free}`);
	const fields = [`${bank}9${free.slice(0, 5)}`, free.slice(5, 15), free.slice(15)];
	return fields.map((field) => field + modulo10(field)).join('') + general + tail;
}

/** The mask that banks print: `AAABC.CCCCX DDDDD.DDDDDY EEEEE.EEEEEZ K UUUUVVVVVVVVVV`. */
export function maskedBankLine(line: string): string {
	return line.replace(/^(.{5})(.{5})(.{5})(.{6})(.{5})(.{6})(.)(.{14})$/, '$1.$2 $3.$4 $5.$6 $7 $8');
}

/** The 44 digits of the barcode of a bank slip. */
export function bankBarcode(line: string): string {
	return line.slice(0, 4) + line.slice(32) + line.slice(4, 9) + line.slice(10, 20) + line.slice(21, 31);
}

/**
 * The 48-digit line of a telecom bill. Value id 6: the amount in cents; 7: a quantity that the biller converts.
 * Both have modulo 10 check digits.
 */
export function billLine(value: number, valueId: '6' | '7' = '6'): string {
	const head = `84${valueId}`;
	const tail = String(value).padStart(11, '0') + '00641000136458343492507845972';
	const barcode = head + modulo10(head + tail) + tail;
	return barcode.replace(/.{11}/g, (block) => block + modulo10(block));
}

function dueFactor(dueDate: string | undefined): string {
	if (dueDate === undefined) return '0000';
	const days = (Date.parse(dueDate) - Date.parse('2025-02-22')) / DAY_MS;
	return String(1000 + days);
}

const fromRight = (digits: string) => [...digits].reverse().map(Number);

function modulo10(digits: string): number {
	const products = fromRight(digits).map((digit, index) => digit * (index % 2 === 0 ? 2 : 1));
	const sum = products.reduce((total, product) => total + Math.floor(product / 10) + (product % 10), 0);
	return (10 - (sum % 10)) % 10;
}

function modulo11(digits: string): number {
	const sum = fromRight(digits).reduce((total, digit, index) => total + digit * (2 + (index % 8)), 0);
	const check = 11 - (sum % 11);
	return check > 9 ? 1 : check;
}
