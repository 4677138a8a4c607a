const TABLE = buildTable();

function buildTable(): Uint16Array {
	const table = new Uint16Array(256);
	for (let byte = 0; byte < 256; byte++) {
		let crc = byte << 8;
		for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
		table[byte] = crc;
	}
	return table;
}

/**
 * CRC-16/CCITT-FALSE (polynomial 0x1021, start 0xFFFF, no reflection, no final xor) of the first `length`
 * characters, as four upper-case hexadecimal digits. Characters outside ASCII count as their UTF-8 bytes.
 * `crc16('123456789')` is `29B1`. Source: Manual do BR Code, field 63.
 */
export function crc16(text: string, length = text.length): string {
	let crc = 0xffff;
	for (let at = 0; at < length; at++) {
		const code = text.charCodeAt(at);
		if (code > 0x7f) return hex(crcOfBytes(utf8Bytes(text.slice(0, length))));
		crc = ((crc << 8) & 0xffff) ^ TABLE[(crc >> 8) ^ code];
	}
	return hex(crc);
}

function crcOfBytes(bytes: readonly number[]): number {
	let crc = 0xffff;
	for (const byte of bytes) crc = ((crc << 8) & 0xffff) ^ TABLE[(crc >> 8) ^ byte];
	return crc;
}

/** UTF-8 by hand: encodeURIComponent throws on a lone surrogate, and a check must not. */
function utf8Bytes(text: string): number[] {
	const bytes: number[] = [];
	for (const character of text) {
		const point = character.codePointAt(0) ?? 0;
		if (point < 0x80) bytes.push(point);
		else if (point < 0x800) bytes.push(0xc0 | (point >> 6), tail(point));
		else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), tail(point >> 6), tail(point));
		else bytes.push(0xf0 | (point >> 18), tail(point >> 12), tail(point >> 6), tail(point));
	}
	return bytes;
}

function tail(bits: number): number {
	return 0x80 | (bits & 0x3f);
}

function hex(crc: number): string {
	return crc.toString(16).toUpperCase().padStart(4, '0');
}
