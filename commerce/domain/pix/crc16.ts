const UTF8 = new TextEncoder();
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
	for (const byte of UTF8.encode(text.slice(0, length))) {
		crc = ((crc << 8) & 0xffff) ^ TABLE[(crc >> 8) ^ byte];
	}
	return crc.toString(16).toUpperCase().padStart(4, '0');
}
