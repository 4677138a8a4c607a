import { readBoleto } from './boleto';
import { InvalidInputError, type CommerceWarning } from './errors';
import { formatBrl } from './money';
import { decodeBrCode } from './pixBrCode';
import type { Problem } from './problem';

/** How strictly a code or line is held against the charge that carries it. */
export interface PaymentCheckSettings {
	/** True: a code that breaks a rule is refused. False: it only warns. */
	refuseInvalid: boolean;
	/** What an amount that differs from the total does. */
	onAmountMismatch: 'warn' | 'stop';
}

export interface PixCharge {
	/** Label of the field that holds the code. */
	field: string;
	code: string;
	totalCents: number;
	/** The key that is shown beside the code, as the DICT keeps it. */
	key: string;
}

/**
 * Checks a PIX code against the charge it is sent with. Returns the code as it may be sent and the warnings.
 * A broken code is refused; another amount or another key only warns, because no standard forbids them
 * (brazil-payments, A3). Throws InvalidInputError.
 */
export function checkPixCharge(
	charge: PixCharge,
	settings: PaymentCheckSettings,
): { code: string; warnings: CommerceWarning[] } {
	const decoded = decodeBrCode(charge.code);
	const warnings = judgeProblems(charge.field, decoded.code, decoded.problems, 'a valid PIX code', settings);
	const differs = amountWarning('pix', 'PIX code', decoded.amountCents, charge.totalCents, settings);
	if (differs) warnings.push(differs);
	if (decoded.key !== undefined && decoded.key !== charge.key) {
		warnings.push({
			rule: 'pix.keyDiffers',
			message: `The PIX code pays to the key ${decoded.key}, but PIX Key says ${charge.key}; the code decides who is paid`,
		});
	}
	return { code: decoded.code, warnings };
}

export interface BoletoCharge {
	field: string;
	line: string;
	totalCents: number;
	/** Today in Brazil, YYYY-MM-DD. */
	today: string;
}

/**
 * Checks a boleto line (or barcode) against the charge it is sent with. Returns the line as digits and the
 * warnings: another amount, or a due date that has passed. Throws InvalidInputError.
 */
export function checkBoletoCharge(
	charge: BoletoCharge,
	settings: PaymentCheckSettings,
): { digitableLine: string; warnings: CommerceWarning[] } {
	const boleto = readBoleto(charge.line, { referenceDate: charge.today });
	const expected = 'a valid boleto line of 47 or 48 digits';
	const warnings = judgeProblems(charge.field, charge.line, boleto.problems, expected, settings);
	// Zero means that the line carries no amount: the payer types it in.
	const amountCents = boleto.amountCents === 0 ? undefined : boleto.amountCents;
	const differs = amountWarning('boleto', 'boleto line', amountCents, charge.totalCents, settings);
	if (differs) warnings.push(differs);
	if (boleto.dueDate !== undefined && boleto.dueDate < charge.today) {
		warnings.push({
			rule: 'boleto.expired',
			message: `The boleto was due on ${boleto.dueDate}; banks may refuse it or add interest`,
		});
	}
	return { digitableLine: boleto.digitableLine ?? charge.line.replace(/\D/g, ''), warnings };
}

/**
 * Checks that a payment link can open on a customer's phone: an absolute http(s) address on a public host
 * name. Returns it trimmed. Throws InvalidInputError.
 */
export function checkPaymentLink(link: string, field: string): string {
	const text = link.trim();
	const expected = 'a full web address such as https://pay.example.com/order-123';
	const match = /^(https?):\/\/([^\s/?#]+)(?:[/?#]\S*)?$/i.exec(text);
	if (match === null) throw new InvalidInputError(field, link, expected);
	const authority = match[2];
	if (authority.includes('@'))
		throw new InvalidInputError(field, link, `${expected}, without user or password`);
	const host = authority.replace(/:\d{1,5}$/, '');
	if (!HOST_NAME.test(host) || PRIVATE_HOST.test(host)) {
		throw new InvalidInputError(field, link, `${expected}: the customer's phone cannot open this host`);
	}
	return text;
}

const HOST_NAME =
	/^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}$|^\d{1,3}(?:\.\d{1,3}){3}$/u;
const PRIVATE_HOST =
	/^(?:127|10|0|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\.|\.(?:local|localhost|internal|test|invalid)$/i;

function judgeProblems(
	field: string,
	found: string,
	problems: Problem[],
	expected: string,
	{ refuseInvalid }: PaymentCheckSettings,
): CommerceWarning[] {
	if (problems.length === 0) return [];
	const list = problems.map(({ message }) => message).join('; ');
	if (refuseInvalid) throw new InvalidInputError(field, found, `${expected}: ${list}`);
	return problems.map(({ rule, message }) => ({ rule, message: `${field}: ${message}` }));
}

function amountWarning(
	kind: 'pix' | 'boleto',
	name: string,
	amountCents: number | undefined,
	totalCents: number,
	{ onAmountMismatch }: PaymentCheckSettings,
): CommerceWarning | undefined {
	if (amountCents === undefined || amountCents === totalCents) return undefined;
	const amount = formatBrl(amountCents);
	if (onAmountMismatch === 'stop') {
		throw new InvalidInputError(
			'Total',
			formatBrl(totalCents),
			`${amount}, the amount inside the ${name} (Options > On Amount Mismatch is Stop)`,
		);
	}
	return {
		rule: `${kind}.amountDiffers`,
		message: `The ${name} charges ${amount}, but the total of the message is ${formatBrl(totalCents)}`,
	};
}
