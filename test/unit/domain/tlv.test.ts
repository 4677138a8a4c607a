import { readTlv, tlvField } from '../../../commerce/domain/pix/tlv';

const defectOf = (text: string, unit?: 'characters' | 'utf8Bytes') => readTlv(text, unit).defect;

it.each([
	['26', 'field 26 has no length from 01 to 99'],
	['2600', 'field 26 has no length from 01 to 99'],
	['0002012', 'no field ID at position 7'],
	...['/1', ':1', '1/', '1:', 'x1', '1x'].map((id) => [`000201${id}01A`, 'no field ID at position 7']),
	...['/1', ':1', '1/', '1:'].map((length) => [`26${length}A`, 'field 26 has no length from 01 to 99']),
	['0002012603AB', 'field 26 says 3 characters, only 2 are left'],
	['000201000202', 'field 00 appears twice'],
])('%s: %s', (text, defect) => expect(defectOf(text)).toBe(defect));

it('gives what came before a defect, and the last field', () => {
	expect(readTlv('0002019903A')).toMatchObject({ values: new Map([['00', '01']]), lastId: '00' });
	expect(readTlv('00020126019')).toMatchObject({ lastId: '26', defect: undefined });
	expect(readTlv('0002éé').values.get('00')).toBe('éé');
	expect(readTlv('')).toEqual({ values: new Map(), lastId: undefined, defect: undefined });
});

it.each([
	['\x7f', 1],
	['\x80', 2],
	['\u07ff', 2],
	['\u0800', 3],
	['\ud7ff', 3],
	['\ue000', 3],
	['\u{10000}', 4],
	['\u{10ffff}', 4],
])('%j counts %d bytes', (character, bytes) => {
	const field = (length: number) => `000${length}${character}2601A`;
	expect([...readTlv(field(bytes), 'utf8Bytes').values]).toEqual([
		['00', character],
		['26', 'A'],
	]);
	expect(defectOf(`000${bytes}${character}`, 'utf8Bytes')).toBeUndefined();
	expect(defectOf(`000${bytes + 1}${character}`, 'utf8Bytes')).toMatch(/^field 00 says/);
});

it('one field holds 1 to 99 characters', () => {
	expect([tlvField('02', 'A'), tlvField('02', 'A'.repeat(99))]).toEqual(['0201A', `0299${'A'.repeat(99)}`]);
	for (const length of [0, 100]) expect(() => tlvField('02', 'A'.repeat(length))).toThrow(RangeError);
});
