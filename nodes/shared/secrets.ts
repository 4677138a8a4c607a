import { createHash, timingSafeEqual } from 'crypto';

/** SHA-256 of a secret, to compare with and not to keep it. */
export function digest(text: string): Uint8Array {
	return createHash('sha256').update(text).digest();
}

/** Constant time, whatever the lengths. */
export function isSame(text: string, expected: Uint8Array): boolean {
	return timingSafeEqual(digest(text), expected);
}
