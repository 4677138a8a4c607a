import fc from 'fast-check';
import { checkCnpj, checkCpf, isValidCnpj, isValidCpf } from '../../../commerce/domain/identity/taxId';

function rules(result: { problems: Array<{ rule: string }> }): string[] {
	return result.problems.map(({ rule }) => rule);
}

describe('checkCpf', () => {
	it.each(['529.982.247-25', ' 52998224725 ', '529 982 247 25'])('accepts the mask of %j', (text) => {
		expect(checkCpf(text)).toEqual({ valid: true, problems: [] });
	});

	it('names the check digits it expected', () => {
		expect(checkCpf('12345678900')).toEqual({
			valid: false,
			problems: [{ rule: 'cpf.checkDigits', message: 'the check digits of this CPF are 00, expected 09' }],
		});
		// A wrong first digit must not lead the second one astray.
		expect(checkCpf('52998224795').problems[0].message).toContain('expected 25');
	});

	it.each([
		['', 'cpf.format'],
		['5299822472', 'cpf.format'],
		['529982247250', 'cpf.format'],
		['5299822472a', 'cpf.format'],
		['５２９９８２２４７２５', 'cpf.format'],
		['abc529.982.247-25', 'cpf.format'],
		['00000000000', 'cpf.repeated'],
		['99999999999', 'cpf.repeated'],
	])('refuses %j as %s', (text, rule) => {
		expect(rules(checkCpf(text))).toEqual([rule]);
		expect(isValidCpf(text)).toBe(false);
	});
});

it.each([
	['12', '2 characters', '2 characters'],
	['12a', 'a character that is not a digit', '3 characters'],
	['a12', 'a character that is not a digit', '3 characters'],
	['12#', 'a character that is not a digit', 'other characters'],
	['abc', 'a character that is not a digit', '3 characters'],
	['#12', 'a character that is not a digit', 'other characters'],
])('%s is no tax ID: what it has is named', (text, inCpf, inCnpj) => {
	expect(checkCpf(text).problems[0].message).toMatch(new RegExp(`this one has ${inCpf}$`));
	expect(checkCnpj(text).problems[0].message).toMatch(new RegExp(`this one has ${inCnpj}$`));
});

describe('checkCnpj', () => {
	it.each(['11.222.333/0001-81', '12.ABC.345/01DE-35', '12abc34501de35', ' 11222333000181'])(
		'accepts %j',
		(text) => {
			expect(checkCnpj(text)).toEqual({ valid: true, problems: [] });
		},
	);

	it('names the check digits it expected', () => {
		expect(checkCnpj('12ABC34501DE99').problems).toEqual([
			{ rule: 'cnpj.checkDigits', message: 'the check digits of this CNPJ are 99, expected 35' },
		]);
	});

	it.each([
		['', 'cnpj.format'],
		['1122233300018', 'cnpj.format'],
		['112223330001811', 'cnpj.format'],
		['12ABC34501DE3A', 'cnpj.format'],
		['1122233300018Ç', 'cnpj.format'],
		['11222333#00181', 'cnpj.format'],
		['00000000000000', 'cnpj.repeated'],
	])('refuses %j as %s', (text, rule) => {
		expect(rules(checkCnpj(text))).toEqual([rule]);
		expect(isValidCnpj(text)).toBe(false);
	});

	it('accepts exactly one pair of check digits for every base', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[0-9A-Z]{12}$/), (base) => {
				fc.pre(!/^0+$/.test(base));
				const pairs = Array.from({ length: 100 }, (_, pair) => String(pair).padStart(2, '0'));
				expect(pairs.filter((pair) => isValidCnpj(base + pair))).toHaveLength(1);
			}),
		);
	});
});
