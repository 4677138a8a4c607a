/** Fields of one TLV level in their order, by id, until the first defect. */
export interface TlvFields {
	values: Map<string, string>;
	/** Last id that was read; undefined when there is none. */
	lastId: string | undefined;
	/** What stopped the reading or repeats, in words; undefined when the text is well-formed. */
	defect: string | undefined;
}

/** What the two digits of a length count. They differ for accents only, and writers do not agree. */
export type LengthUnit = 'characters' | 'utf8Bytes';

const ZERO = 48;

/**
 * Reads EMV tag-length-value text: two digits of id, two of length (01 to 99), then the value. Stops at the
 * first field that is malformed or runs past the end; a repeated id is a defect too. `unit` is what lengths
 * count. Never throws.
 */
export function readTlv(text: string, unit: LengthUnit = 'characters'): TlvFields {
	const values = new Map<string, string>();
	let lastId: string | undefined;
	let at = 0;
	while (at < text.length) {
		const id = text.slice(at, at + 2);
		const length = twoDigits(text, at + 2);
		if (twoDigits(text, at) < 0) return { values, lastId, defect: `no field ID at position ${at + 1}` };
		if (length < 1) return { values, lastId, defect: `field ${id} has no length from 01 to 99` };
		const end = unit === 'characters' ? at + 4 + length : endOfBytes(text, at + 4, length);
		if (end > text.length) {
			const left = text.length - at - 4;
			return { values, lastId, defect: `field ${id} says ${length} characters, only ${left} are left` };
		}
		if (values.has(id)) return { values, lastId, defect: `field ${id} appears twice` };
		values.set(id, text.slice(at + 4, end));
		lastId = id;
		at = end;
	}
	return { values, lastId, defect: undefined };
}

/** Where so many bytes of UTF-8 end; past the end of the text when it has fewer. */
function endOfBytes(text: string, from: number, bytes: number): number {
	let at = from;
	for (let left = bytes; left > 0; at++) {
		if (at >= text.length) return text.length + 1;
		const code = text.charCodeAt(at);
		// Each half of a surrogate pair counts two of the pair's four bytes.
		if (code < 0x80) left -= 1;
		else left -= code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 2 : 3;
	}
	return at;
}

/** Number made of two ASCII digits, or -1 when they are not both there. */
function twoDigits(text: string, at: number): number {
	const tens = text.charCodeAt(at) - ZERO;
	const ones = text.charCodeAt(at + 1) - ZERO;
	// Past the end charCodeAt is NaN, which fails every comparison.
	return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** One field as text. The caller keeps values between 1 and 99 characters; others throw a RangeError. */
export function tlvField(id: string, value: string): string {
	if (value.length < 1 || value.length > 99)
		throw new RangeError(`field ${id} cannot hold ${value.length} characters`);
	return `${id}${String(value.length).padStart(2, '0')}${value}`;
}
