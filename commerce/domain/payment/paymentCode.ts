import { readBoleto, type Boleto } from '../boleto/boleto';
import { decodeBrCode, type BrCode } from '../pix/pixBrCode';
import type { Problem } from '../problem';

interface ReportHead {
	valid: boolean;
	problems: Problem[];
	/** Integer cents; null when the code names no amount in BRL. */
	amountCents: number | null;
	/** YYYY-MM-DD; null when the code carries none. */
	dueDate: string | null;
}

type PixReport = ReportHead & { kind: 'pix'; pixType?: BrCode['kind'] } & Omit<
		BrCode,
		'kind' | 'amountCents' | 'valid' | 'problems'
	>;
type BoletoReport = ReportHead & { kind: 'boleto' } & Omit<
		Boleto,
		'amountCents' | 'dueDate' | 'valid' | 'problems'
	>;

/** What a payment code is. `pixType` says static or dynamic; the other parts are those of BrCode and Boleto. */
export type PaymentCodeReport = PixReport | BoletoReport | (ReportHead & { kind: 'unknown' });

// A check of kind, not of correctness: broken codes must still show what they were meant to be.
const LOOKS_LIKE_PIX = /^\s*0002\d\d|br\.gov\.bcb\.pix|6304[0-9a-f]{4}\s*$/i;
const MIN_BOLETO_DIGITS = 40;
const MAX_STRAY_CHARACTERS = 4;

/**
 * Says what a text is, BR Code or boleto, and everything that is wrong with it; money in cents.
 * `referenceDate` (YYYY-MM-DD) settles the due date of a boleto. Never throws for any text.
 */
export function inspectPaymentCode(text: string, options: { referenceDate: string }): PaymentCodeReport {
	if (looksLikeBoleto(text)) {
		const { amountCents = null, dueDate = null, ...rest } = readBoleto(text, options);
		return { kind: 'boleto', ...rest, amountCents, dueDate };
	}
	if (looksLikePix(text)) {
		const { kind: pixType, amountCents = null, ...rest } = decodeBrCode(text);
		return { kind: 'pix', pixType, ...rest, amountCents, dueDate: null };
	}
	const message =
		text.trim() === ''
			? 'the code is empty'
			: 'this is neither a PIX code (which starts with 000201) nor a boleto (44, 47 or 48 digits)';
	const problems = [{ rule: 'code.unknown', message }];
	return { kind: 'unknown', valid: false, problems, amountCents: null, dueDate: null };
}

/** Whether a text was meant to be a BR Code, valid or not. */
export function looksLikePix(text: string): boolean {
	return LOOKS_LIKE_PIX.test(text);
}

/** Whether a text was meant to be a boleto: about as many digits, a few misread characters (O for 0) allowed. */
export function looksLikeBoleto(text: string): boolean {
	const bare = text.replace(/[\s.-]/g, '');
	const digits = bare.replace(/\D/g, '').length;
	return digits >= MIN_BOLETO_DIGITS && bare.length - digits <= MAX_STRAY_CHARACTERS;
}
