import { crc16ccitt } from 'crc';

/** One EMV field. The length is counted, never given. */
export function field(id: string, value: string): string {
	return `${id}${String(value.length).padStart(2, '0')}${value}`;
}

/** Closes a BR Code body with a correct CRC, computed by the crc package and not by the code under test. */
export function withCrc(body: string): string {
	const open = `${body}6304`;
	return open + crc16ccitt(open).toString(16).toUpperCase().padStart(4, '0');
}

const GUI = field('00', 'br.gov.bcb.pix');

/** The random key of the central bank's examples. */
export const EXAMPLE_UUID = '123e4567-e12b-12d1-a456-426655440000';

/** Fields of a valid static code; pass a replacement, or undefined to leave a field out. */
export interface Fields {
	[id: string]: string | undefined;
}

const STATIC: Fields = {
	'00': '01',
	'26': GUI + field('01', EXAMPLE_UUID),
	'52': '0000',
	'53': '986',
	'58': 'BR',
	'59': 'Fulano de Tal',
	'60': 'BRASILIA',
	'62': field('05', '***'),
};

/** A code with a right CRC and fields in ascending order, so that only the changed field can be wrong. */
export function brCode(changes: Fields = {}): string {
	const fields = { ...STATIC, ...changes };
	const ids = Object.keys(fields).sort();
	return withCrc(ids.map((id) => (fields[id] === undefined ? '' : field(id, fields[id]))).join(''));
}

/** The PIX account template with the given sub-fields. */
export function account(...subFields: string[]): string {
	return GUI + subFields.join('');
}
