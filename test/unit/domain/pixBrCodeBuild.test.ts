import fc from 'fast-check';
import { InvalidInputError } from '../../../commerce/domain/errors';
import { MAX_AMOUNT_CENTS } from '../../../commerce/domain/money/money';
import {
	buildStaticBrCode,
	decodeBrCode,
	type StaticBrCodeInput,
} from '../../../commerce/domain/pix/pixBrCode';
import type { PixKeyType } from '../../../commerce/domain/pix/pixKey';
import { EXAMPLE_UUID } from '../../helpers/brCode';

const SHOP: StaticBrCodeInput = {
	key: EXAMPLE_UUID,
	keyType: 'EVP',
	merchantName: 'Fulano de Tal',
	merchantCity: 'BRASILIA',
};

describe('buildStaticBrCode', () => {
	it("writes the central bank's static example to the letter", () => {
		expect(buildStaticBrCode(SHOP)).toBe(
			'00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR' +
				'5913Fulano de Tal6008BRASILIA62070503***63041D3D',
		);
	});

	it('folds accents and cuts name and city to what fits', () => {
		const read = decodeBrCode(
			buildStaticBrCode({
				...SHOP,
				merchantName: 'Confeitaria São João & Irmãos Ltda.',
				merchantCity: 'São José dos Campos',
				info: 'Olá – “pedido” nº 42 🎂',
			}),
		);
		expect(read).toMatchObject({
			valid: true,
			merchantName: 'Confeitaria Sao Joao & Ir',
			merchantCity: 'Sao Jose dos Ca',
			info: 'Ola - "pedido" no 42',
		});
	});

	it('no transaction ID is three stars, however it is left out', () => {
		for (const txid of [undefined, '', '***']) {
			expect(decodeBrCode(buildStaticBrCode({ ...SHOP, txid })).txid).toBe('***');
		}
	});

	it('amounts go from one cent to the highest, and say so', () => {
		for (const amountCents of [1, MAX_AMOUNT_CENTS]) {
			expect(decodeBrCode(buildStaticBrCode({ ...SHOP, amountCents }))).toMatchObject({
				valid: true,
				amountCents,
			});
		}
		expect(() => buildStaticBrCode({ ...SHOP, amountCents: 0 })).toThrow(
			'whole cents, from 1 to 99999999999 (R$ 999.999.999,99)',
		);
	});

	it('any spaces are one space', () => {
		const merchantName = 'A   B\u2028C';
		expect(decodeBrCode(buildStaticBrCode({ ...SHOP, merchantName })).merchantName).toBe('A B C');
	});

	it('letters and marks without a plain form get one', () => {
		const merchantName = 'ßæÆœŒøØđĐłŁ‘’“”–—⁄';
		expect(decodeBrCode(buildStaticBrCode({ ...SHOP, merchantName })).merchantName).toBe(
			`ssaeAEoeOEoOdDlL''""--/`,
		);
	});

	it('leaves no space at the end of a cut', () => {
		const read = decodeBrCode(buildStaticBrCode({ ...SHOP, merchantCity: 'Santo Antônio de Jesus' }));
		expect(read.merchantCity).toBe('Santo Antonio d');
		expect(
			decodeBrCode(buildStaticBrCode({ ...SHOP, merchantCity: 'Catorze letras e mais' })).merchantCity,
		).toBe('Catorze letras');
	});

	it.each<[string, Partial<StaticBrCodeInput>]>([
		['PIX Key', { key: '12345678900', keyType: 'CPF' }],
		['PIX Key', { key: 'nothing' }],
		['Merchant Name', { merchantName: '  ' }],
		['Merchant Name', { merchantName: '店' }],
		['Merchant City', { merchantCity: '🎂' }],
		['Amount', { amountCents: 0 }],
		['Amount', { amountCents: -1 }],
		['Amount', { amountCents: 10.5 }],
		['Amount', { amountCents: NaN }],
		['Amount', { amountCents: MAX_AMOUNT_CENTS + 1 }],
		['Transaction ID', { txid: 'pedido-42' }],
		['Transaction ID', { txid: 'A'.repeat(26) }],
		['Transaction ID', { txid: 'pedido 42' }],
		['Info', { info: 'x'.repeat(38) }],
		['Info', { key: `${'a'.repeat(65)}@example.com`, keyType: 'EMAIL', info: 'x' }],
	])('refuses a wrong %s: %j', (field, change) => {
		expect(() => buildStaticBrCode({ ...SHOP, ...change })).toThrow(expect.objectContaining({ field }));
	});

	it('says how much room the key leaves for the info', () => {
		expect(() => buildStaticBrCode({ ...SHOP, info: 'x'.repeat(38) })).toThrow(
			'at most 37 characters with this key',
		);
		expect(decodeBrCode(buildStaticBrCode({ ...SHOP, info: 'x'.repeat(37) })).valid).toBe(true);
		const withKeyOf = (length: number) => () =>
			buildStaticBrCode({ ...SHOP, key: '@example.com'.padStart(length, 'a'), keyType: 'EMAIL', info: 'xx' });
		expect(withKeyOf(72)).toThrow('at most 1 characters with this key');
		for (const length of [73, 77]) expect(withKeyOf(length)).toThrow('nothing: this key leaves no room');
	});

	const key = fc.oneof(
		fc.constantFrom<[string, PixKeyType]>(
			['52998224725', 'CPF'],
			['12ABC34501DE35', 'CNPJ'],
			['39580525000189', 'CNPJ'],
			['+5511987654321', 'PHONE'],
			['loja@example.com', 'EMAIL'],
		),
		fc.uuid().map((uuid): [string, PixKeyType] => [uuid, 'EVP']),
	);
	const printable = (maxLength: number) =>
		fc
			.stringMatching(new RegExp(`^[!-~](?:[ -~]{0,${maxLength - 2}}[!-~])?$`))
			.map((text) => text.replace(/ +/g, ' '));

	it('is undone by decodeBrCode', () => {
		const input = fc.record(
			{
				key,
				merchantName: printable(25),
				merchantCity: printable(15),
				amountCents: fc.integer({ min: 1, max: MAX_AMOUNT_CENTS }),
				txid: fc.stringMatching(/^[A-Za-z0-9]{1,25}$/),
				info: printable(37),
			},
			{ requiredKeys: ['key', 'merchantName', 'merchantCity'] },
		);
		fc.assert(
			fc.property(input, ({ key: [value, keyType], ...rest }) => {
				const code = buildStaticBrCode({ key: value, keyType, ...rest });
				const { valid, kind, composite, code: read, problems, mcc, ...parts } = decodeBrCode(code);
				expect({ valid, kind, composite, read, problems, mcc }).toEqual({
					valid: true,
					kind: 'static',
					composite: false,
					read: code,
					problems: [],
					mcc: '0000',
				});
				expect(parts).toEqual({ txid: '***', key: value, keyType, ...rest });
			}),
			{ numRuns: 1000 },
		);
	});

	it('builds a valid code from any text or refuses it in words', () => {
		const text = fc.string({ unit: 'binary', maxLength: 60 });
		fc.assert(
			fc.property(text, text, text, (merchantName, merchantCity, info) => {
				let code: string;
				try {
					code = buildStaticBrCode({ ...SHOP, merchantName, merchantCity, info });
				} catch (error) {
					expect(error).toBeInstanceOf(InvalidInputError);
					return;
				}
				expect(decodeBrCode(code).problems).toEqual([]);
			}),
			{ numRuns: 1000 },
		);
	});
});
