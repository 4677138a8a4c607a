import type { FailureCause, FailureReason } from './exchange';
import { findMeaning, type MetaCodeEffect, type MetaCodeSource } from './metaErrorMeanings';

/** What a code means and what to do about it. */
export interface MetaCodeMeaning {
	what: string;
	next: string;
	cause?: FailureCause;
}

/** What a code means and what to do, in the words of who passed it on; undefined for codes we have no source for. */
export function explainMetaCode(code: string, source: MetaCodeSource = 'hub'): MetaCodeMeaning | undefined {
	const found = findMeaning(code);
	if (found === undefined || (found.only !== undefined && found.only !== source)) return undefined;
	const { what, next, cause } = found;
	return { what, next: typeof next === 'string' ? next : next[source], ...(cause && { cause }) };
}

/** What the code of an immediate reply says of the send; undefined: it was refused. */
export function effectOfMetaCode(code: string): MetaCodeEffect | undefined {
	return findMeaning(code)?.effect;
}

/**
 * The reason of a send whose outcome is unknown. Advice to send it again later, and the word that it was not sent, are
 * for messages that were refused: this one may have gone out.
 */
export function reasonOfUnknown(reason: FailureReason): FailureReason {
	const { cause } = findMeaning(reason.providerCode ?? '') ?? {};
	if (cause !== 'temporarily-unavailable' && cause !== 'rate-limited') return reason;
	return { ...reason, what: 'WhatsApp reported a temporary fault', next: '' };
}
