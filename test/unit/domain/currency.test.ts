import { readCurrency } from '../../../commerce/domain/money/currency';

test.each([
	['BRL', 'BRL'],
	[' brl ', 'BRL'],
	['Usd', 'USD'],
	['', undefined],
	['  ', undefined],
	[null, undefined],
	[undefined, undefined],
])('%j is the currency %j', (given, currency) => {
	expect(readCurrency(given, 'Currency')).toBe(currency);
});

test.each([123, 986, '986', 'R$', 'REAL', 'BR', 'B R L', 'ÀRL', ['BRL'], { code: 'BRL' }, true])(
	'%j is refused by name, not sent as given',
	(given) => {
		expect(() => readCurrency(given, 'Currency')).toThrow(
			expect.objectContaining({
				name: 'InvalidInputError',
				field: 'Currency',
				expected: 'a currency code of three letters such as BRL',
			}),
		);
	},
);
