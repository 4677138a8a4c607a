import { bankName } from '../../../commerce/domain/boleto/bankNames';
import { readBoleto } from '../../../commerce/domain/boleto/boleto';
import { bankLine } from '../../helpers/boletoLine';

const TODAY = { referenceDate: '2026-11-20' };
const BANK_LINE = '00190000090114971860168524522114675860000102656';
const UTILITY_LINE = '846100000005246100291102005460339004695895061080';
const UTILITY_BARCODE = '84610000000246100291100054603390069589506108';

function rules(text: string): string[] {
	return readBoleto(text, TODAY).problems.map(({ rule }) => rule);
}

/** A utility boleto of our own: block and general digits worked out by plain long arithmetic. */
function utilityBarcode(segment: string, valueId: string, rest: string): string {
	const digits = `8${segment}${valueId}${rest}`;
	return `8${segment}${valueId}${longHandDigit(digits, valueId === '8' || valueId === '9')}${rest}`;
}

function longHandDigit(digits: string, modulo11: boolean): number {
	const fromRight = [...digits].reverse().map(Number);
	if (modulo11) {
		const sum = fromRight.reduce((total, digit, index) => total + digit * (2 + (index % 8)), 0);
		const remainder = sum % 11;
		return remainder === 0 || remainder === 1 ? 0 : remainder === 10 ? 1 : 11 - remainder;
	}
	const products = fromRight.map((digit, index) => digit * (index % 2 === 0 ? 2 : 1));
	const sum = [...products.join('')].map(Number).reduce((total, digit) => total + digit, 0);
	return (10 - (sum % 10)) % 10;
}

describe('readBoleto', () => {
	it.each([
		'00190.00009 01149.718601 68524.522114 6 75860000102656',
		'0019000009 01149.718601 68524.522114 6 75860000102656',
		`\n${BANK_LINE}\u00a0`,
		'00190-00009-01149-718601-68524-522114-6-75860000102656',
	])('reads a bank line through the mask of %j', (text) => {
		expect(readBoleto(text, TODAY)).toEqual({
			valid: true,
			problems: [],
			format: 'line47',
			digitableLine: BANK_LINE,
			barcode: '00196758600001026560000001149718606852452211',
			bank: '001',
			bankName: 'Banco do Brasil',
			formattedLine: '00190.00009 01149.718601 68524.522114 6 75860000102656',
			amountCents: 102656,
			isReferenceValue: false,
			dueDate: '2018-07-15',
		});
	});

	it('reads a utility line through its mask', () => {
		expect(readBoleto('84610000000-5 24610029110-2 00546033900-4 69589506108-0', TODAY)).toEqual({
			valid: true,
			problems: [],
			format: 'line48',
			formattedLine: '84610000000-5 24610029110-2 00546033900-4 69589506108-0',
			digitableLine: UTILITY_LINE,
			barcode: UTILITY_BARCODE,
			segment: '4',
			segmentName: 'telecom',
			company: '0029',
			amountCents: 2461,
			isReferenceValue: false,
		});
	});

	it.each([
		['1', 'city hall'],
		['2', 'sanitation'],
		['3', 'energy and gas'],
		['4', 'telecom'],
		['5', 'government agency'],
		['6', 'company identified by CNPJ'],
		['7', 'traffic fines'],
		['9', 'bank use'],
	])('names segment %s %s', (segment, name) => {
		const read = readBoleto(
			utilityBarcode(segment, '6', '00000012345' + '12345678000000000000000000000'.slice(0, 29)),
			TODAY,
		);
		expect(read).toMatchObject({ valid: true, segmentName: name, amountCents: 12345 });
		expect(read.company).toBe(segment === '6' ? '12345678' : '1234');
	});

	it.each(['0', '8'])('refuses segment %s', (segment) => {
		expect(rules(utilityBarcode(segment, '6', '0'.repeat(40)))).toEqual(['boleto.segment']);
	});

	it.each(['0', '1', '2', '3', '4', '5'])('refuses value id %s', (valueId) => {
		expect(rules(utilityBarcode('4', valueId, '0'.repeat(40)))).toEqual(['boleto.valueId']);
	});

	it.each(['7', '9'])('gives no amount for value id %s, which carries a quantity', (valueId) => {
		const read = readBoleto(utilityBarcode('5', valueId, `00000004402${'7'.repeat(29)}`), TODAY);
		expect(read.valid).toBe(true);
		expect(read.isReferenceValue).toBe(true);
		expect(read.amountCents).toBeUndefined();
		expect(readBoleto(read.digitableLine ?? '', TODAY)).toMatchObject({
			valid: true,
			isReferenceValue: true,
		});
	});

	it('agrees with long arithmetic on every remainder of modulo 11', () => {
		for (let value = 0; value < 200; value++) {
			const barcode = utilityBarcode('4', '8', `${String(value).padStart(11, '0')}${'3'.repeat(29)}`);
			expect(rules(barcode)).toEqual([]);
			expect(rules(readBoleto(barcode, TODAY).digitableLine ?? '')).toEqual([]);
		}
	});

	it('gives a bank slip without due date and without amount', () => {
		const read = readBoleto('23794150099001980167035000211405700000000000000', TODAY);
		expect(read).toMatchObject({ valid: true, bank: '237', amountCents: 0 });
		expect(read.dueDate).toBeUndefined();
	});

	it.each([
		['a field digit', '00190000020114971860168524522114675860000102656', ['boleto.fieldDigit']],
		['the general digit', '00190000090114971860168524522114975860000102656', ['boleto.generalDigit']],
		['the currency', '00170000010114971860168524522114275860000102656', ['boleto.currency']],
		['a block digit', '846100000009246100291102005460339004695895061080', ['boleto.blockDigit']],
		[
			'the general digit of a utility line',
			'846700000009440000641009013645834345925078459722',
			['boleto.generalDigit'],
		],
		['a letter', BANK_LINE.replace('9', 'O'), ['boleto.characters']],
		['a full-width digit', BANK_LINE.replace('9', '９'), ['boleto.characters']],
		['46 digits', BANK_LINE.slice(1), ['boleto.length']],
		['49 digits', `${UTILITY_LINE}0`, ['boleto.length']],
		['50 digits', `${BANK_LINE}999`, ['boleto.length']],
		['nothing', '', ['boleto.length']],
		['a slip line of 48', `${BANK_LINE}0`, expect.arrayContaining(['boleto.product'])],
	])('refuses %s', (_what, text, expected) => {
		expect(rules(text)).toEqual(expected);
	});

	it('hints at a missing digit when a line of 47 starts with 8', () => {
		const { problems } = readBoleto('84610000000524610029110200546033900469589506109', TODAY);
		expect(problems[problems.length - 1]).toMatchObject({ rule: 'boleto.length' });
		expect(readBoleto(bankLine({ amountCents: 1, bank: '801' }), TODAY)).toMatchObject({ valid: true });
	});

	it('names each wrong digit and the one it expected', () => {
		expect(readBoleto('00190000020114971860168524522114975860000102656', TODAY).problems).toEqual([
			{ rule: 'boleto.fieldDigit', message: 'the check digit of field 1 is 2, expected 9' },
			{ rule: 'boleto.generalDigit', message: 'the general check digit is 9, expected 6' },
		]);
		expect(readBoleto(UTILITY_LINE.replace(/.$/, '9'), TODAY).problems).toEqual([
			{ rule: 'boleto.blockDigit', message: 'the check digit of block 4 is 9, expected 0' },
		]);
	});
});

describe('the name of the bank', () => {
	it.each([
		['001', 'Banco do Brasil'],
		['033', 'Santander'],
		['077', 'Banco Inter'],
		['104', 'Caixa Econômica Federal'],
		['237', 'Bradesco'],
		['260', 'Nu Pagamentos (Nubank)'],
		['341', 'Itaú Unibanco'],
		['461', 'Asaas'],
		['748', 'Sicredi'],
		['756', 'Sicoob'],
	])('%s is %s', (code, name) => expect(bankName(code)).toBe(name));

	it('is not given for a code that the list does not have', () => {
		expect(bankName('999')).toBeUndefined();
		expect(bankName('')).toBeUndefined();
	});

	it('is given for 147 codes, each once', () => {
		const codes = Array.from({ length: 1000 }, (_, code) => String(code).padStart(3, '0'));
		expect(codes.filter((code) => bankName(code) !== undefined)).toHaveLength(147);
	});
});
