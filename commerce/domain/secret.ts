import { createHash, timingSafeEqual } from 'crypto';

/** SHA-256 of a secret: to compare with later without keeping the secret itself. */
export function secretDigest(secret: string): Uint8Array {
	return createHash('sha256').update(secret).digest();
}

/**
 * Whether a text is the expected one, which is given itself or as its secretDigest; in constant time whatever the
 * lengths. An empty text is never the same as anything: it is no proof.
 */
export function isSameText(given: unknown, expected: string | Uint8Array): boolean {
	if (typeof given !== 'string' || given === '') return false;
	return timingSafeEqual(
		secretDigest(given),
		typeof expected === 'string' ? secretDigest(expected) : expected,
	);
}

/**
 * A secret from a field, trimmed. Empty for what is no text: an expression may give an object, and "[object Object]" is
 * a secret that anybody guesses.
 */
export function secretText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
