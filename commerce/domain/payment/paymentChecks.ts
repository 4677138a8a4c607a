import { readBoleto } from '../boleto/boleto';
import { InvalidInputError } from '../errors';
import { formatBrl } from '../money/money';
import { looksLikeBoleto, looksLikePix } from './paymentCode';
import { decodeBrCode } from '../pix/pixBrCode';
import type { PixKey } from '../pix/pixKey';
import type { Problem } from '../problem';

/** How strictly a code or line is held against the charge that carries it. */
export interface PaymentCheckSettings {
	/** True: a code that breaks a rule is refused. False: it only warns. */
	refuseInvalid: boolean;
	/** What an amount that differs from the total does. */
	onAmountMismatch: 'warn' | 'stop';
}

/** A PIX code and the charge that it is sent with; money in integer cents. */
export interface PixCharge {
	/** Label of the field that holds the code. */
	field: string;
	code: string;
	/** Undefined when it is not known: then no amount is compared. */
	totalCents: number | undefined;
	/** The key that is shown beside the code, as the DICT keeps it; absent when that is the code's own. */
	key?: string;
}

/** Who is paid, as far as a PIX code says it: a dynamic one names no key. */
export interface PixPayee {
	pixKey?: PixKey;
	merchantName?: string;
}

/**
 * Checks a PIX code against the charge it is sent with. Returns the code as it may be sent, who it pays, and the
 * warnings.
 * A broken code is refused; another amount does what `onAmountMismatch` says; another key only warns, because no
 * standard forbids it.
 * Throws InvalidInputError.
 */
export function checkPixCharge(
	charge: PixCharge,
	settings: PaymentCheckSettings,
): { code: string; warnings: Problem[]; payee: PixPayee } {
	const decoded = decodeBrCode(charge.code);
	const warnings = judgeProblems(charge.field, decoded.code, decoded.problems, wantedPix, settings);
	// Codes have zero when the amount comes from the URL or the payer types it in.
	const amountCents = decoded.amountCents === 0 ? undefined : decoded.amountCents;
	for (const { rule, message } of decoded.warnings ?? []) {
		warnings.push({ rule, message: `${charge.field}: ${message}` });
	}
	const differs = amountWarning('pix', 'PIX code', amountCents, charge.totalCents, settings);
	if (differs) warnings.push(differs);
	const { key, keyType, merchantName } = decoded;
	if (key !== undefined && charge.key !== undefined && key !== charge.key) {
		warnings.push({
			rule: 'pix.keyDiffers',
			message: `The PIX code pays to the key ${key}, but PIX Key says ${charge.key}; the code decides who is paid`,
		});
	}
	const pixKey = key === undefined || keyType === undefined ? undefined : { key, keyType };
	return { code: decoded.code, warnings, payee: { pixKey, merchantName } };
}

/** A boleto line and the charge that it is sent with; money in integer cents. */
export interface BoletoCharge {
	field: string;
	line: string;
	/** Undefined when it is not known: then no amount is compared. */
	totalCents: number | undefined;
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
): { digitableLine: string; warnings: Problem[] } {
	const boleto = readBoleto(charge.line, { referenceDate: charge.today });
	const warnings = judgeProblems(charge.field, charge.line, boleto.problems, wantedBoleto, settings);
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
	// A line that cannot be read leaves as it was given, but for its mask: dropping letters would make another.
	return { digitableLine: boleto.digitableLine ?? charge.line.replace(/[\s.-]/g, ''), warnings };
}

/** What a field expects, with all that is wrong, or only that it got the other kind of code. */
type Wanted = (found: string, problems: string) => string;

const wantedPix: Wanted = (found, problems) =>
	looksLikeBoleto(found)
		? 'a PIX code: this is a boleto, which belongs to Payment Method Boleto'
		: `a valid PIX code: ${problems}`;

const wantedBoleto: Wanted = (found, problems) =>
	looksLikePix(found) && !looksLikeBoleto(found)
		? 'a boleto line: this is a PIX code, which belongs to Payment Method PIX'
		: `a valid boleto line of 47 or 48 digits: ${problems}`;

function judgeProblems(
	field: string,
	found: string,
	problems: Problem[],
	wanted: Wanted,
	{ refuseInvalid }: PaymentCheckSettings,
): Problem[] {
	if (problems.length === 0) return [];
	const list = problems.map(({ message }) => message).join('; ');
	if (refuseInvalid) throw new InvalidInputError(field, found, wanted(found, list));
	return problems.map(({ rule, message }) => ({ rule, message: `${field}: ${message}` }));
}

function amountWarning(
	kind: 'pix' | 'boleto',
	name: string,
	amountCents: number | undefined,
	totalCents: number | undefined,
	{ onAmountMismatch }: PaymentCheckSettings,
): Problem | undefined {
	if (amountCents === undefined || totalCents === undefined || amountCents === totalCents) return undefined;
	const amount = formatBrl(amountCents);
	if (onAmountMismatch === 'stop') {
		throw new InvalidInputError(
			'Total',
			formatBrl(totalCents),
			`${amount}, the amount inside the ${name}; to send it anyway, set Options > On Amount Mismatch to Warn`,
		);
	}
	return {
		rule: `${kind}.amountDiffers`,
		message: `The ${name} carries ${amount}, but the total of the message is ${formatBrl(totalCents)}`,
	};
}
