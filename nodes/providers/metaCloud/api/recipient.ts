import { InvalidInputError } from '../../../../commerce/domain/errors';

// ISO country, dot, up to 128 letters and digits; the ID that a parent portfolio knows has ENT in between
// (Meta, business-scoped-user-ids).
const USER_ID = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;

/** Whether a text is a business-scoped user ID, e.g. `BR.1502576394655843`. */
export function isUserId(text: string): boolean {
	return USER_ID.test(text);
}

/**
 * The user ID that somebody typed or an event gave, unchanged; undefined for what is meant as a phone number.
 * Throws InvalidInputError under `field` for what looks like a user ID and is none.
 */
export function readUserId(input: unknown, field: string): string | undefined {
	const text = typeof input === 'string' ? input.trim() : '';
	if (isUserId(text)) return text;
	if (!/^[a-z]{2}\./i.test(text)) return undefined;
	throw new InvalidInputError(field, text, `a user ID exactly as the event gives it, ${SUCH_AS}`);
}

const SUCH_AS = 'such as BR.1502576394655843: two capitals, a dot, letters and digits';

/**
 * Whom a message goes to, as the member of the body that names them: `to` for a phone number, `recipient` for a
 * business-scoped user ID. A user ID in `to` is accepted and never delivered, so the two are never mixed up.
 */
export function recipientMember(recipient: string): { to: string } | { recipient: string } {
	return isUserId(recipient) ? { recipient } : { to: recipient };
}
