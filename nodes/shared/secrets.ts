import { createHash, timingSafeEqual } from 'crypto';

/**
 * A secret from a field, trimmed. Empty for what is no text: an expression may give an object, and "[object Object]" is
 * a secret that anybody guesses.
 */
export function secretText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** SHA-256 of a secret, to compare with and not to keep it. */
export function digest(text: string): Uint8Array {
	return createHash('sha256').update(text).digest();
}

/** Constant time, whatever the lengths. */
export function isSame(text: string, expected: Uint8Array): boolean {
	return timingSafeEqual(digest(text), expected);
}
