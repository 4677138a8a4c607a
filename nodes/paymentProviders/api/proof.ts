import { createHash, timingSafeEqual } from 'crypto';

/** Whether two texts are the same, in constant time whatever their lengths. An empty text is the same as none. */
export function isSameText(given: unknown, expected: string): boolean {
	if (typeof given !== 'string' || expected === '') return false;
	return timingSafeEqual(sha256(given), sha256(expected));
}

function sha256(text: string): Uint8Array {
	return createHash('sha256').update(text).digest();
}

/** The single text of a header or query member; undefined for none, for several and for an empty one. */
export function single(values: { readonly [name: string]: unknown }, name: string): string | undefined {
	const value = Object.prototype.hasOwnProperty.call(values, name) ? values[name] : undefined;
	return typeof value === 'string' && value !== '' ? value : undefined;
}
