import fc from 'fast-check';
import {
	inspectPaymentCode,
	looksLikeBoleto,
	looksLikePix,
} from '../../../commerce/domain/payment/paymentCode';
import { brCode, field } from '../../helpers/brCode';

const TODAY = { referenceDate: '2026-11-20' };

describe('inspectPaymentCode', () => {
	it('reads a static PIX code with its parts', () => {
		const code = brCode({ '54': '149.90' });
		expect(inspectPaymentCode(` ${code}\n`, TODAY)).toMatchObject({
			kind: 'pix',
			pixType: 'static',
			valid: true,
			problems: [],
			code,
			keyType: 'EVP',
			merchantName: 'Fulano de Tal',
			merchantCity: 'BRASILIA',
			txid: '***',
			amountCents: 14990,
			dueDate: null,
		});
	});

	it('reads a bank slip with amount and due date', () => {
		expect(inspectPaymentCode('10492.00650 61000.100042 00997.263900 9 89810000021403', TODAY)).toMatchObject(
			{
				kind: 'boleto',
				valid: true,
				format: 'line47',
				bank: '104',
				bankName: 'Caixa Econômica Federal',
				formattedLine: '10492.00650 61000.100042 00997.263900 9 89810000021403',
				amountCents: 21403,
				dueDate: '2022-05-10',
			},
		);
	});

	it('reads a utility boleto, which has no due date', () => {
		expect(inspectPaymentCode('84660000000440000641000136458343492507845972', TODAY)).toMatchObject({
			kind: 'boleto',
			valid: true,
			segmentName: 'telecom',
			formattedLine: '84660000000-0 44000064100-9 01364583434-5 92507845972-2',
			digitableLine: '846600000000440000641009013645834345925078459722',
			amountCents: 4400,
			dueDate: null,
		});
	});

	it.each([
		['a PIX code cut at the end', brCode().slice(0, -20), 'pix'],
		['a PIX code cut at the start', brCode().slice(10), 'pix'],
		['a PIX code of another scheme', brCode({ '26': field('00', 'br.com.outro') }), 'pix'],
		['a line with a digit missing', '0019000009011497186016852452211467586000010265', 'boleto'],
		['a line with O for 0', 'OO190000090114971860168524522114675860000102656', 'boleto'],
		['a text', 'pague por aqui', 'unknown'],
		['a link', 'https://pay.example.com/42', 'unknown'],
		['a phone number', '+55 11 99999-9999', 'unknown'],
		['a key', '39580525000189', 'unknown'],
		['nothing', ' \n', 'unknown'],
	])('says what %s was meant to be, and that it is not valid', (_what, text, kind) => {
		const report = inspectPaymentCode(text, TODAY);
		expect(report).toMatchObject({ kind, valid: false });
		expect(report.problems.length).toBeGreaterThan(0);
		for (const problem of report.problems) {
			expect(problem).toEqual({
				rule: expect.stringMatching(/^[a-z]+\.[A-Za-z]+$/),
				message: expect.any(String),
			});
		}
	});

	it('says of no code that it is empty, of others what a code looks like', () => {
		const messageOf = (text: string) => inspectPaymentCode(text, TODAY).problems[0].message;
		expect(messageOf(' \n')).toBe('the code is empty');
		expect(messageOf('x')).toContain('neither a PIX code');
	});

	it.each([
		['1'.repeat(40), true],
		['1'.repeat(39), false],
		[`${'1'.repeat(40)}OOOO`, true],
		[`${'1'.repeat(40)}OOOOO`, false],
	])('%s was meant to be a boleto: %p', (text, isBoleto) => expect(looksLikeBoleto(text)).toBe(isBoleto));

	it.each([
		['  000201', true],
		['x000201', false],
		['0002x1', false],
		['00020x', false],
		['x br.gov.bcb.pix x', true],
		['x6304ABCD  ', true],
		['x6304abcd', true],
		['6304ABC', false],
		['6304ABCDx', false],
		['6304wxyz', false],
	])('%j was meant to be a PIX code: %p', (text, isPix) => expect(looksLikePix(text)).toBe(isPix));

	it('never throws, and is valid only without problems', () => {
		const near = fc
			.tuple(
				fc.constantFrom(brCode(), '846600000000440000641009013645834345925078459722'),
				fc.nat(),
				fc.string(),
			)
			.map(([text, at, insert]) => text.slice(0, at % text.length) + insert + text.slice(at % text.length));
		fc.assert(
			fc.property(
				fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9]{44,48}$/), near),
				(text) => {
					const report = inspectPaymentCode(text, TODAY);
					expect(report.valid).toBe(report.problems.length === 0);
					if (report.amountCents !== null) expect(Number.isSafeInteger(report.amountCents)).toBe(true);
					expect(() => JSON.stringify(report)).not.toThrow();
				},
			),
			{ numRuns: 3000 },
		);
	});

	it('takes a lone surrogate and very long text in its stride', () => {
		expect(inspectPaymentCode('000201\ud8006304ABCD', TODAY).valid).toBe(false);
		expect(inspectPaymentCode(`000201${'9'.repeat(1_000_000)}`, TODAY).valid).toBe(false);
		expect(inspectPaymentCode(`br.gov.bcb.pix${' '.repeat(100_000)}`, TODAY).valid).toBe(false);
	});
});
