import { InvalidInputError } from '../../../commerce/domain/errors';
import {
	canonicalPixKeyType,
	detectPixKey,
	detectPixKeyTypes,
	normalizePixKey,
	PIX_KEY_TYPES,
	type PixKeyType,
} from '../../../commerce/domain/pix/pixKey';
import { EXAMPLE_UUID } from '../../helpers/brCode';

describe('normalizePixKey', () => {
	it.each<[unknown, PixKeyType, string]>([
		['123.456.789-09', 'CPF', '12345678909'],
		['12345678909', 'CPF', '12345678909'],
		[12345678909, 'CPF', '12345678909'],
		['39.580.525/0001-89', 'CNPJ', '39580525000189'],
		['12.abc.345/01de-35', 'CNPJ', '12ABC34501DE35'],
		['  Loja@Example.COM ', 'EMAIL', 'loja@example.com'],
		['a{b}@example.com', 'EMAIL', 'a{b}@example.com'],
		['pix@localhost', 'EMAIL', 'pix@localhost'],
		['pix@loja.b.br', 'EMAIL', 'pix@loja.b.br'],
		['+55 (11) 98765-4321', 'PHONE', '+5511987654321'],
		['5511987654321', 'PHONE', '+5511987654321'],
		['11987654321', 'PHONE', '+5511987654321'],
		['55987654321', 'PHONE', '+5555987654321'],
		['+5555987654321', 'PHONE', '+5555987654321'],
		[5511987654321, 'PHONE', '+5511987654321'],
		['51998259765', 'PHONE', '+5551998259765'],
		['51998259765', 'CPF', '51998259765'],
		[EXAMPLE_UUID, 'EVP', EXAMPLE_UUID],
		[` ${EXAMPLE_UUID.toUpperCase()}\n`, 'EVP', EXAMPLE_UUID],
		['71c7d9be-4b85-4e43-9f1c-1f3b8b4e9a2d', 'EVP', '71c7d9be-4b85-4e43-9f1c-1f3b8b4e9a2d'],
		['00000000-0000-7000-0000-000000000000', 'EVP', '00000000-0000-7000-0000-000000000000'],
	])('writes %j of type %s as %s', (key, type, expected) => {
		expect(normalizePixKey(key, type, 'PIX Key')).toBe(expected);
		expect(canonicalPixKeyType(expected)).toBe(type);
	});

	it.each<[unknown, PixKeyType]>([
		['12345678901', 'CPF'],
		['11111111111', 'CPF'],
		['1234567890', 'CPF'],
		['39580525000188', 'CNPJ'],
		['12ABC34501DE3A', 'CNPJ'],
		['1133334444', 'PHONE'],
		['1187654321', 'PHONE'],
		['+5511888888888', 'PHONE'],
		['+15551234567', 'PHONE'],
		['20987654321', 'PHONE'],
		['011987654321', 'PHONE'],
		['x5511987654321', 'PHONE'],
		['+5511987654321x', 'PHONE'],
		['11+55987654321', 'PHONE'],
		['loja@', 'EMAIL'],
		['loja.example.com', 'EMAIL'],
		['lo&ja@example.com', 'EMAIL'],
		['lo ja@example.com', 'EMAIL'],
		['loja@exam_ple.com', 'EMAIL'],
		['joão@example.com', 'EMAIL'],
		[`${'a'.repeat(66)}@example.com`, 'EMAIL'],
		['123e4567e12b12d1a456426655440000', 'EVP'],
		['123e4567-e12b-12d1-a456-42665544000g', 'EVP'],
		['{123e4567-e12b-12d1-a456-426655440000}', 'EVP'],
		['x123e4567-e12b-12d1-a456-426655440000', 'EVP'],
		['123e4567-e12b-12d1-a456-4266554400000', 'EVP'],
		['', 'EVP'],
		['  ', 'CPF'],
		[null, 'CPF'],
		[undefined, 'EMAIL'],
		[{}, 'CNPJ'],
		[1.5, 'CPF'],
	])('refuses %j as %s', (key, type) => {
		expect(() => normalizePixKey(key, type, 'PIX Key')).toThrow(InvalidInputError);
	});

	it('names the type a key does fit', () => {
		expect(() => normalizePixKey('loja@example.com', 'CPF', 'PIX Key')).toThrow(
			'(as written it is a valid key of type EMAIL: check PIX Key Type)',
		);
		expect(() => normalizePixKey('51998259765', 'CNPJ', 'PIX Key')).toThrow(
			'type CPF or PHONE: check PIX Key Type)',
		);
		expect(() => normalizePixKey('nothing', 'EMAIL', 'PIX Key')).toThrow(
			/an email address of at most 77 characters$/,
		);
	});
});

describe('detectPixKeyTypes', () => {
	it.each<[string, PixKeyType[]]>([
		['51998259765', ['CPF', 'PHONE']],
		['11912345684', ['CPF', 'PHONE']],
		['12345678909', ['CPF']],
		['+5551998259765', ['PHONE']],
		['39.580.525/0001-89', ['CNPJ']],
		['loja@example.com', ['EMAIL']],
		[EXAMPLE_UUID, ['EVP']],
		[' 12345678909 ', ['CPF']],
		[' loja@example.com\n', ['EMAIL']],
		['nothing', []],
		['', []],
	])('%j can be %j', (key, types) => {
		expect(detectPixKeyTypes(key)).toEqual(types);
	});
});

describe('detectPixKey', () => {
	it.each<[unknown, PixKeyType, string]>([
		['123.456.789-09', 'CPF', '12345678909'],
		[' 123.456.789-09\n', 'CPF', '12345678909'],
		[12345678909, 'CPF', '12345678909'],
		['519.982.597-65', 'CPF', '51998259765'],
		['519982597-65', 'CPF', '51998259765'],
		['39.580.525/0001-89', 'CNPJ', '39580525000189'],
		[39580525000189, 'CNPJ', '39580525000189'],
		['12abc34501de35', 'CNPJ', '12ABC34501DE35'],
		[' Loja@Example.COM ', 'EMAIL', 'loja@example.com'],
		['+5511987654321', 'PHONE', '+5511987654321'],
		['5511987654321', 'PHONE', '+5511987654321'],
		['(51) 99825-9765', 'PHONE', '+5551998259765'],
		['51 99825-9765', 'PHONE', '+5551998259765'],
		...[
			'51 998259765',
			'51.9.9825.9765',
			'51-9-9825-9765',
			'5199825-9765',
			'519 9825 9765',
			'519-9825.9765',
		].map((written): [string, PixKeyType, string] => [written, 'PHONE', '+5551998259765']),
		[EXAMPLE_UUID.toUpperCase(), 'EVP', EXAMPLE_UUID],
		['123 456 789 09', 'CPF', '12345678909'],
	])('takes %j for a key of type %s', (key, keyType, expected) => {
		expect(detectPixKey(key, 'PIX Key')).toEqual({ key: expected, keyType });
	});

	it.each<[unknown, RegExp]>([
		['51998259765', /write \+5551998259765 if it is a mobile number, 519\.982\.597-65 if it is a CPF$/],
		[
			'11987654321',
			/write \+5511987654321 if it is a mobile number; the check digits of a CPF would be others$/,
		],
		['12345678901', /a valid CPF: the check digits/],
		['39580525000188', /a valid CNPJ: the check digits/],
		['loja@', /an email address/],
		['123e4567-e12b', /a PIX key: a CPF, a CNPJ/],
		['123e4567-e12b-12d1-a456', /a random key such as/],
		['(11) 3333-4444', /a Brazilian mobile number/],
		['+15551234567', /a Brazilian mobile number/],
		['x51 998259765', /a PIX key: a CPF, a CNPJ/],
		['51 9982597650', /a PIX key: a CPF, a CNPJ/],
		['x123e4567-e12b-', /a PIX key: a CPF, a CNPJ/],
		['x(11) 98765-4321', /a PIX key: a CPF, a CNPJ/],
		['055511987654321', /a PIX key: a CPF, a CNPJ/],
		['55119876543210', /a valid CNPJ: the check digits/],
		[1.5, /a PIX key: a CPF, a CNPJ/],
		['51998259-765', /a PIX key: a CPF, a CNPJ/],
		['1133334444', /a PIX key: a CPF, a CNPJ/],
		['PASTE-YOUR-PIX-KEY', /a PIX key: a CPF, a CNPJ/],
		['', /a PIX key: a CPF, a CNPJ/],
		[undefined, /a PIX key: a CPF, a CNPJ/],
		[{}, /a PIX key: a CPF, a CNPJ/],
	])('refuses %j with what to write', (key, expected) => {
		expect(() => detectPixKey(key, 'PIX Key')).toThrow(expected);
	});
});

it('a key is a text or a whole number, of 500 characters at most with what is around it', () => {
	for (const key of [' ', 1.5, {}]) {
		expect(() => normalizePixKey(key, 'CPF', 'PIX Key')).toThrow(/expected a PIX key of type CPF$/);
	}
	const padded = (length: number) => '12345678909'.padStart(length);
	expect(normalizePixKey(padded(500), 'CPF', 'PIX Key')).toBe('12345678909');
	expect(() => normalizePixKey(padded(501), 'CPF', 'PIX Key')).toThrow('of at most 77 characters');
});

it('refuses a text that is too long for a key before it looks at it', () => {
	for (const type of PIX_KEY_TYPES) {
		expect(() => normalizePixKey('x1 '.repeat(400_000), type, 'PIX Key')).toThrow('of at most 77 characters');
	}
});

it.each([
	`${'a'.repeat(66)}@example.com`,
	'123456789090',
	'x2345678909',
	'1234567890x',
	'395805250001890',
	' 12345678909',
	'12345678909 ',
	' 39580525000189',
	'39580525000189 ',
	'++5511987654321',
	' 123e4567-e12b-12d1-a456-426655440000',
	'123e4567-e12b-12d1-a456-426655440000 ',
	'+55119876543210000',
	'x+5511987654321',
])('%j is no key as the DICT keeps it', (key) => expect(canonicalPixKeyType(key)).toBeUndefined());
