import { decodeBrCode } from '../../../commerce/domain/pix/pixBrCode';
import { account, brCode, field, EXAMPLE_UUID, withCrc, type Fields } from '../../helpers/brCode';

const URL = 'pix.example.com/qr/v2/1234';
const CPF = field('01', '12345678909');
const DYNAMIC = account(field('25', URL));

function rules(code: string): string[] {
	return decodeBrCode(code).problems.map(({ rule }) => rule);
}

describe('decodeBrCode', () => {
	describe('accepts', () => {
		it.each<[string, Fields]>([
			['a static code', {}],
			['a dynamic code', { '26': DYNAMIC }],
			['the account at field 51', { '26': undefined, '51': account(CPF) }],
			['another scheme beside the account', { '27': field('00', 'BR.COM.OUTRO') + field('01', '0123') }],
			['other schemes in 02 to 25, whatever they hold', { '04': '12345678901234', '15': 'X' }],
			['the GUI in upper case', { '26': field('00', 'BR.GOV.BCB.PIX') + CPF }],
			['a GUI that is not the first sub-field', { '26': CPF + field('00', 'br.gov.bcb.pix') }],
			['initiation 11 with a URL', { '01': '11', '26': DYNAMIC }],
			['initiation 12 with a key', { '01': '12' }],
			['an amount without decimals', { '54': '98' }],
			['an amount with the dot and no decimals, as EMV prints it', { '54': '98.' }],
			['an amount with one decimal', { '54': '98.7' }],
			['an amount of 13 characters', { '54': '9999999999.99' }],
			['zero in a dynamic code, which payers ignore', { '26': DYNAMIC, '54': '0.00' }],
			['zero in a withdrawal code', { '26': account(CPF, field('03', '12345678')), '54': '0.00' }],
			['an ISPB with letters', { '26': account(CPF, field('03', '1234ABCD')) }],
			['a transaction id of 25', { '62': field('05', 'A'.repeat(25)) }],
			[
				'a transaction id in a dynamic code, which payers ignore',
				{ '26': DYNAMIC, '62': field('05', 'abc1') },
			],
			['other sub-fields beside the transaction id', { '62': field('01', '99') + field('05', '***') }],
			['a name of 25 and a city of 15', { '59': 'N'.repeat(25), '60': 'C'.repeat(15) }],
			['a postal code', { '61': '70074900' }],
			['a URL of 77', { '26': account(field('25', `pix.example.com/${'a'.repeat(61)}`)) }],
			['a URL with names of one letter', { '26': account(field('25', 'a.b.br/1')) }],
			['a URL without a path', { '26': account(field('25', 'pix.example.com')) }],
			['a URL with a port', { '26': account(field('25', 'pix.example.com:8443/a')) }],
			['a key of 77', { '26': account(field('01', `${'a'.repeat(65)}@example.com`)) }],
			['an alphanumeric CNPJ as key', { '26': account(field('01', '12ABC34501DE35')) }],
			['a phone as key', { '26': account(field('01', '+5561912345678')) }],
			['a random key of version 4', { '26': account(field('01', '71c7d9be-4b85-4e43-9f1c-1f3b8b4e9a2d')) }],
			['another scheme in 80 to 99', { '80': field('00', 'BR.COM.OUTRO') + field('01', '0123.ABCD') }],
		])('%s', (_what, changes) => {
			expect(decodeBrCode(brCode(changes))).toMatchObject({ valid: true, problems: [] });
		});

		it('fields in any order between 00 and 63', () => {
			const body =
				field('00', '01') +
				field('62', field('05', '***')) +
				field('60', 'BRASILIA') +
				field('59', 'Fulano') +
				field('58', 'BR') +
				field('53', '986') +
				field('52', '0000') +
				field('26', account(CPF));
			expect(rules(withCrc(body))).toEqual([]);
		});

		it('spaces and line breaks around the code, and gives the code without them', () => {
			const code = brCode();
			expect(decodeBrCode(`\n  ${code}\r\n`)).toMatchObject({ valid: true, code });
		});
	});

	describe('accepts what banks make and pay', () => {
		it('a CRC in lower case', () => {
			const code = brCode();
			const lower = code.slice(0, -4) + code.slice(-4).toLowerCase();
			expect(lower).not.toBe(code);
			expect(decodeBrCode(lower)).toMatchObject({ valid: true, problems: [], code: lower });
		});

		it('a hyphen in the transaction ID of a dynamic code (C6, BMG)', () => {
			const code = brCode({ '26': DYNAMIC, '62': field('05', 'QRS1-F5CMMUTDLOVWF8UBT7Q4') });
			expect(decodeBrCode(code)).toMatchObject({ valid: true, txid: 'QRS1-F5CMMUTDLOVWF8UBT7Q4' });
		});

		it.each(['Pedido nº 42, pão de açúcar', 'Café ☕ 😀'])(
			'accents in the text for the payer, with a warning: %s',
			(info) => {
				const code = brCode({ '26': account(CPF, field('02', info)) });
				const decoded = decodeBrCode(code);
				expect(decoded).toMatchObject({ valid: true, problems: [], info, key: '12345678909' });
				expect(decoded.warnings).toEqual([
					{ rule: 'pix.infoCharacters', message: expect.stringContaining(info) },
				]);
			},
		);

		it.each(['Pão', 'Preço: 5 €', 'Café 😀'])('lengths that count the bytes of UTF-8: %s', (info) => {
			const inBytes = (id: string, value: string) =>
				`${id}${String(Buffer.byteLength(value)).padStart(2, '0')}${value}`;
			const template = field('00', 'br.gov.bcb.pix') + CPF + inBytes('02', info);
			const body = `000201${inBytes('26', template)}52040000530398658${'02BR'}5906Fulano6008BRASILIA62070503***`;
			expect(decodeBrCode(withCrc(body))).toMatchObject({
				valid: true,
				info,
				merchantName: 'Fulano',
				warnings: [{ rule: 'pix.infoCharacters' }],
			});
		});

		it('says nothing of a text without accents', () => {
			expect(decodeBrCode(brCode({ '26': account(CPF, field('02', 'Pedido 42')) })).warnings).toBeUndefined();
		});
	});

	describe('refuses, naming the rule', () => {
		it.each<[string, Fields, string[]]>([
			['initiation 13', { '01': '13' }, ['pix.initiation']],
			['no account', { '26': undefined }, ['pix.account']],
			['an account of another scheme only', { '26': field('00', 'br.com.outro') + CPF }, ['pix.account']],
			['an account without GUI', { '26': CPF }, ['pix.account']],
			['two PIX accounts', { '27': account(CPF) }, ['pix.account']],
			['a PIX account outside 26 to 51', { '26': undefined, '25': account(CPF) }, ['pix.account']],
			['a key that is not a key', { '26': account(field('01', 'some-key')) }, ['pix.key']],
			['a masked CPF as key', { '26': account(field('01', '123.456.789-09')) }, ['pix.key']],
			['a CPF with wrong digits as key', { '26': account(field('01', '12345678900')) }, ['pix.key']],
			['a phone without +55 as key', { '26': account(field('01', '5511987654321')) }, ['pix.key']],
			['an e-mail in upper case as key', { '26': account(field('01', 'Fulano@example.com')) }, ['pix.key']],
			['a lower-case CNPJ as key', { '26': account(field('01', '12abc34501de35')) }, ['pix.key']],
			[
				'an upper-case random key',
				{ '26': account(field('01', '123E4567-E12B-12D1-A456-426655440000')) },
				['pix.key'],
			],
			['a key with a space before it', { '26': account(field('01', ' 12345678909')) }, ['pix.key']],
			[
				'a key of 78',
				{ '26': field('00', 'br.gov.bcb.pix') + field('01', `${'a'.repeat(66)}@example.com`) },
				['pix.structure'],
			],
			['a URL with scheme', { '26': account(field('25', 'https://pix.example.com/x')) }, ['pix.url']],
			['a URL with a space', { '26': account(field('25', 'pix example.com/x')) }, ['pix.url']],
			['a URL with a space in its path', { '26': account(field('25', 'pix.example.com/a b')) }, ['pix.url']],
			['a host without dot', { '26': account(field('25', 'localhost/x')) }, ['pix.url']],
			['a URL of 78', { '26': account(field('25', `pix.example.com/${'a'.repeat(62)}`)) }, ['pix.structure']],
			['an ISPB of 9', { '26': account(CPF, field('03', '123456789')) }, ['pix.fss']],
			['an ISPB beside a URL', { '26': account(field('25', URL), field('03', '12345678')) }, ['pix.fss']],
			['a key and a URL', { '26': account(CPF, field('25', URL)) }, ['pix.keyOrUrl']],
			['neither key nor URL', { '26': account() }, ['pix.keyOrUrl']],
			[
				'a recurrence alone',
				{ '26': undefined, '80': account(field('25', 'pix.example.com/rec/1')) },
				['pix.recurrenceOnly'],
			],
			['an ISPB of 7', { '26': account(CPF, field('03', '1234567')) }, ['pix.fss']],
			['a category of 3 digits', { '52': '581' }, ['pix.mcc']],
			['a category with a letter', { '52': '58a2' }, ['pix.mcc']],
			['a category of 5 digits', { '52': '58122' }, ['pix.mcc']],
			['no category', { '52': undefined }, ['pix.mcc']],
			['no currency', { '53': undefined }, ['pix.currency']],
			['no country', { '58': undefined }, ['pix.country']],
			['a country in lower case', { '58': 'br' }, ['pix.country']],
			['a name of 26', { '59': 'N'.repeat(26) }, ['pix.merchantName']],
			['a blank name', { '59': '   ' }, ['pix.merchantName']],
			['a city of 16', { '60': 'C'.repeat(16) }, ['pix.merchantCity']],
			['an amount with a comma', { '54': '98,73' }, ['pix.amount']],
			['an amount with three decimals', { '54': '98.735' }, ['pix.amount']],
			['an amount that starts with the dot', { '54': '.5' }, ['pix.amount']],
			['an amount with two dots', { '54': '9.8.7' }, ['pix.amount']],
			['an amount with a sign', { '54': '-1.00' }, ['pix.amount']],
			['an amount with an exponent', { '54': '1e3' }, ['pix.amount']],
			['an amount of 14 characters', { '54': '99999999999.99' }, ['pix.amount']],
			['zero in a static code', { '54': '0' }, ['pix.amount']],
			[
				'a transaction id with a space in a dynamic code',
				{ '26': DYNAMIC, '62': field('05', 'Um Id') },
				['pix.txid'],
			],
			['no transaction id in 62', { '62': field('01', '99') }, ['pix.txid']],
			['a transaction id of 26', { '62': field('05', 'A'.repeat(26)) }, ['pix.txid']],
			['two stars as transaction id', { '62': field('05', '**') }, ['pix.txid']],
			['a transaction id with a space', { '62': field('05', 'Um Id') }, ['pix.txid']],
			['an account that is not a TLV', { '26': 'XY' }, ['pix.structure', 'pix.account']],
			['another account that is not a TLV', { '27': '0199X' }, ['pix.structure']],
			['field 62 that is not a TLV', { '62': '9' }, ['pix.structure', 'pix.txid']],
			['a repeated sub-field', { '26': account(CPF, CPF) }, ['pix.structure']],
			['an empty sub-field', { '26': account(CPF) + '0200' }, ['pix.structure']],
			['a recurrence without URL', { '80': field('00', 'br.gov.bcb.pix') }, ['pix.recurrence']],
			[
				'a recurrence with a scheme',
				{ '80': account(field('25', 'https://pix.example.com/r')) },
				['pix.recurrence'],
			],
		])('%s', (_what, changes, expected) => {
			expect(rules(brCode(changes))).toEqual(expected);
		});

		it('a repeated field', () => {
			expect(rules(withCrc(`${brCode().slice(0, -8)}5802BR`))).toEqual(['pix.structure']);
		});

		it('a length of 00', () => {
			expect(rules(withCrc(`${brCode().slice(0, -8)}6100`))).toEqual(['pix.structure']);
		});

		it('a length that runs past the end', () => {
			expect(rules(withCrc('00020126990014br.gov.bcb.pix'))).toEqual(['pix.structure']);
		});

		it('a first field other than 00', () => {
			const rest = brCode().slice(6, -8);
			expect(rules(withCrc(`${rest}000201`))).toEqual(['pix.format']);
		});

		it('a field after the CRC', () => {
			const code = brCode();
			expect(rules(`${code}6108700749006304ABCD`)).toContain('pix.structure');
			const body = `${code.slice(0, -8)}630412346108`;
			// The text ends like a CRC with the right value, but it is the content of field 61.
			const open = `${body.slice(0, -4)}61086304`;
			const hidden = withCrc(open.slice(0, -4));
			expect(rules(hidden)).toEqual(['pix.crcPlace']);
		});

		it('a CRC that is not hexadecimal', () => {
			expect(rules(`${brCode().slice(0, -4)}ZZZZ`)).toEqual(['pix.crc']);
		});

		it.each<[string, Fields]>([
			['the city', { '60': 'São Paulo' }],
			['the name', { '59': 'Padaria Pão' }],
			['the name and the same text for the payer', { '26': account(CPF, field('02', 'Pão')), '59': 'Pão' }],
			['the key', { '26': account(field('01', 'joão@example.com')) }],
			['the transaction ID', { '62': field('05', 'Pão') }],
		])('accents in %s, even under a right CRC', (_what, changes) => {
			expect(rules(brCode(changes))).toContain('pix.characters');
			expect(decodeBrCode(brCode(changes)).warnings).toBeUndefined();
		});

		it.each<[string, string, string]>([
			['no end', brCode().slice(0, -8), 'the code does not end with 6304'],
			['another end', `${brCode().slice(0, -8)}6404ABCD`, 'the code does not end with 6304'],
			['no hexadecimal end', `${brCode().slice(0, -4)}ZZZZ`, 'the code does not end with 6304'],
			['a letter at the end', `${brCode().slice(0, -4)}ABCZ`, 'the code does not end with 6304'],
			['another CRC', `${brCode().slice(0, -4)}0000`, 'the CRC is 0000, expected'],
			['no category', brCode({ '52': undefined }), 'field 52 (category) is missing, expected'],
			['a short category', brCode({ '52': '581' }), 'field 52 (category) is "581", expected'],
			['no currency', brCode({ '53': undefined }), 'field 53 (currency) is missing, expected'],
			['no country', brCode({ '58': undefined }), 'field 58 (country) is missing, expected'],
			['another country', brCode({ '58': 'PT' }), 'field 58 (country) is "PT", expected BR'],
			['no name', brCode({ '59': undefined }), 'field 59 (merchant name) is missing'],
			['no city', brCode({ '60': undefined }), 'field 60 (merchant city) is missing'],
			['no field 62', brCode({ '62': undefined }), 'field 62 with the transaction ID'],
			['no ID in it', brCode({ '62': field('01', '9') }), 'the transaction ID (62-05) is missing'],
			['two accounts', brCode({ '27': account(CPF) }), '2 fields from 26 to 51 are PIX accounts'],
			['no account', brCode({ '26': undefined }), 'no field from 26 to 51 is a PIX account'],
			['key and URL', brCode({ '26': account(CPF, field('25', URL)) }), 'the PIX account has both'],
			[
				'a recurrence alone',
				brCode({ '26': undefined, '80': account(field('25', 'pix.example.com/rec/1')) }),
				'the code only carries a recurrence',
			],
			['neither', brCode({ '26': account() }), 'the PIX account has neither'],
			[
				'no URL',
				brCode({ '80': field('00', 'br.gov.bcb.pix') }),
				'the recurrence (fields 80 to 99) has no URL',
			],
		])('%s, in words', (_what, code, message) => {
			const { problems, composite } = decodeBrCode(code);
			expect(problems.map((problem) => problem.message.slice(0, message.length))).toContain(message);
			expect(problems).toHaveLength(1);
			expect(composite).toBe(code.includes('8018'));
		});

		it('512 characters are not too many', () => {
			const filler = (length: number) => field('00', 'br.com.um') + field('01', 'x'.repeat(length));
			const ids = ['27', '28', '29', '30'];
			const full = (last: number) =>
				brCode(Object.fromEntries(ids.map((id) => [id, filler(id === '30' ? last : 80)])));
			const room = 512 - full(1).length + 1;
			expect([full(room).length, rules(full(room)), rules(full(room + 1))]).toEqual([
				512,
				[],
				['pix.length'],
			]);
		});

		it.each([
			['a line break', 'a\nb'],
			['a zero-width space', 'a\u200bb'],
			['half an emoji', 'a\ud83db'],
		])('%s in the text for the payer', (_what, info) => {
			expect(rules(brCode({ '26': account(CPF, field('02', info)) }))).toContain('pix.characters');
		});

		it('a hyphen in the transaction ID of a static code', () => {
			expect(rules(brCode({ '62': field('05', 'QRS1-F5CM') }))).toEqual(['pix.txid']);
		});

		it('a line break inside the code', () => {
			expect(rules(brCode({ '59': 'Fulano\nde Tal' }))).toEqual(['pix.characters']);
		});

		it('more than 512 characters', () => {
			const filler = { '27': field('00', 'br.com.um') + field('01', 'x'.repeat(80)) };
			const long = brCode({
				'27': filler['27'],
				'28': filler['27'],
				'29': filler['27'],
				'30': filler['27'],
			});
			expect(long.length).toBeGreaterThan(512);
			expect(rules(long)).toEqual(['pix.length']);
		});

		it.each(['', ' ', '000201', '6304', '00020', 'pix copia e cola', '63041D3D'])('%j', (text) => {
			expect(decodeBrCode(text).valid).toBe(false);
		});
	});

	it('gives the parts of a code whose CRC is wrong', () => {
		const code = brCode({ '54': '149.90' }).slice(0, -4);
		expect(decodeBrCode(`${code}0000`)).toMatchObject({
			valid: false,
			kind: 'static',
			key: EXAMPLE_UUID,
			keyType: 'EVP',
			amountCents: 14990,
			merchantName: 'Fulano de Tal',
		});
	});

	it('gives account, recurrence and merchant parts', () => {
		const code = brCode({
			'01': '12',
			'26': account(CPF, field('02', 'Pedido 42')),
			'52': '7994',
			'61': '70074900',
			'62': field('05', 'PEDIDO42'),
			'80': account(field('25', 'pix.example.com/rec/1')),
		});
		expect(decodeBrCode(code)).toEqual({
			valid: true,
			problems: [],
			code,
			kind: 'static',
			composite: true,
			key: '12345678909',
			keyType: 'CPF',
			info: 'Pedido 42',
			merchantName: 'Fulano de Tal',
			merchantCity: 'BRASILIA',
			mcc: '7994',
			postalCode: '70074900',
			pointOfInitiation: '12',
			txid: 'PEDIDO42',
			recurrenceUrl: 'pix.example.com/rec/1',
		});
	});
});
