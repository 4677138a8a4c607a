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
	// Zero stands in codes whose amount is asked at the URL or typed in by the payer.
	const amountCents = decoded.amountCents === 0 ? undefined : decoded.amountCents;
	const differs = amountWarning('pix', 'PIX code', amountCents, charge.totalCents, settings);
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
	// A line that cannot be read leaves as it was given, but for its mask: dropping letters would make another.
	return { digitableLine: boleto.digitableLine ?? charge.line.replace(/[\s.-]/g, ''), warnings };
}

/**
 * Checks that a payment link can open on a customer's phone: an absolute http(s) address on a public host
 * name. Returns it trimmed. Throws InvalidInputError.
 */
export function checkPaymentLink(link: string, field: string): string {
	const text = link.trim();
	const why = whyNotALink(text);
	if (why !== undefined) throw new InvalidInputError(field, link, `${LINK_EXPECTED}${why}`);
	return text;
}

const LINK_EXPECTED = 'a full web address such as https://pay.example.com/order-123';
const UNSEEN = /[\s\p{Cc}\p{Cf}]/u;
const MAX_PORT = 65_535;

/** What is wrong with a link, as the end of a sentence; undefined when nothing is. */
function whyNotALink(text: string): string | undefined {
	if (UNSEEN.test(text)) return ', without spaces, line breaks or invisible characters';
	const match = /^https?:\/\/([^/?#]+)(?:[/?#].*)?$/iu.exec(text);
	if (match === null) return '';
	if (match[1].includes('@')) return ', without user or password';
	const [, host, port] = /^(.*?)(?::(\d{1,5}))?$/u.exec(match[1])!;
	if (isPublicHost(host.toLowerCase()) && Number(port ?? 0) <= MAX_PORT) return undefined;
	return ": the customer's phone cannot open this host";
}

const IPV4 = /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){3}$/;
// Networks that are no single public address: private, shared, link-local, loopback, multicast (RFC 6890).
const SPECIAL_IPV4 =
	/^(?:0|10|127|22[4-9]|2[3-5]\d|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
// Unicode names are allowed; a top-level domain never starts with a digit. Underscores do open.
const HOST_NAME =
	/^(?:[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_-]*[\p{L}\p{M}\p{N}_])?\.)+\p{L}[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}]\.?$/u;
// Names that public DNS never has (RFC 2606, 6762, 8375, ICANN) or that only local networks use.
const LOCAL_NAME = /\.(?:example|home|home\.arpa|internal|invalid|lan|local|localdomain|localhost|test)\.?$/;

function isPublicHost(host: string): boolean {
	if (!IPV4.test(host)) return HOST_NAME.test(host) && !LOCAL_NAME.test(host);
	return host.split('.').every((part) => Number(part) <= 255) && !SPECIAL_IPV4.test(host);
}

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
		message: `The ${name} carries ${amount}, but the total of the message is ${formatBrl(totalCents)}`,
	};
}
