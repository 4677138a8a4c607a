import * as brazilianUtils from '@brazilian-utils/brazilian-utils';
import fc from 'fast-check';
import { InvalidInputError } from '../../../commerce/domain/errors';
import { formatBrl } from '../../../commerce/domain/money/money';
import {
	checkBoletoCharge,
	checkPixCharge,
	type PaymentCheckSettings,
} from '../../../commerce/domain/payment/paymentChecks';
import { bankBarcode, bankLine, billLine, maskedBankLine } from '../../helpers/boletoLine';
import { account, brCode, EXAMPLE_UUID, field } from '../../helpers/brCode';

const WARN: PaymentCheckSettings = { refuseInvalid: true, onAmountMismatch: 'warn' };
const STOP: PaymentCheckSettings = { refuseInvalid: true, onAmountMismatch: 'stop' };
const LENIENT: PaymentCheckSettings = { refuseInvalid: false, onAmountMismatch: 'warn' };

const refusalOf = (task: () => unknown): InvalidInputError => {
	try {
		task();
	} catch (error) {
		expect(error).toBeInstanceOf(InvalidInputError);
		return error as InvalidInputError;
	}
	throw new Error('nothing was refused');
};

const decimals = (cents: number) => (cents / 100).toFixed(2);
const amounts = fc.integer({ min: 1, max: 9_999_999_999 });

describe('checkPixCharge', () => {
	const check = (code: string, settings = WARN, totalCents = 4980, key = EXAMPLE_UUID) => {
		const charge = { field: 'PIX Code', code, totalCents, key };
		const { code: checked, warnings } = checkPixCharge(charge, settings);
		return { code: checked, warnings };
	};
	const dynamic = (amount?: string) =>
		brCode({ '26': account(field('25', 'pix.example.com/1')), '54': amount });

	it.each([
		['of the same amount', brCode({ '54': '49.80' })],
		['of the same amount, written short', brCode({ '54': '49.8' })],
		['without amount', brCode()],
		['that leaves the amount to its URL', dynamic()],
		['that leaves the amount to its URL with a zero', dynamic('0.00')],
	])('has nothing to say about a code %s', (_what, code) => {
		expect(check(code)).toEqual({ code, warnings: [] });
		expect(check(code, STOP)).toEqual({ code, warnings: [] });
	});

	it('compares no amount where no total is known, and names all that is wrong', () => {
		const code = brCode({ '54': '49.80' });
		expect(checkPixCharge({ field: 'PIX Code', code, totalCents: undefined }, STOP).warnings).toEqual([]);
		expect(() => check(brCode({ '53': undefined, '58': undefined }), STOP)).toThrow(/986 \(BRL\); field 58/);
	});

	it('passes on what banks pay although the standard forbids it', () => {
		const code = brCode({ '26': account(field('01', EXAMPLE_UUID), field('02', 'Pão')) });
		expect(check(code, STOP)).toEqual({
			code,
			warnings: [{ rule: 'pix.infoCharacters', message: expect.stringMatching(/^PIX Code: .*"Pão"/) }],
		});
	});

	it('takes off what was pasted around the code', () => {
		expect(check(`\n ${brCode()}\r\n`)).toEqual({ code: brCode(), warnings: [] });
	});

	it.each([
		['a code with a key', brCode(), { key: EXAMPLE_UUID, keyType: 'EVP' }],
		['a code with a URL, which names no key', dynamic(), undefined],
		['a code with a key of no known form', brCode({ '26': account(field('01', '5299822')) }), undefined],
	])('says who is paid by %s, and has no other key to compare it with', (_what, code, pixKey) => {
		const { payee, warnings } = checkPixCharge({ field: 'PIX Code', code, totalCents: 4980 }, LENIENT);
		expect(payee).toEqual({ pixKey, merchantName: 'Fulano de Tal' });
		expect(warnings.map(({ rule }) => rule)).not.toContain('pix.keyDiffers');
	});

	it('compares no key where the code has a URL', () => {
		expect(check(dynamic('49.80'), WARN, 4980, '39580525000189').warnings).toEqual([]);
	});

	it('warns when the code pays to another key, and names both', () => {
		const { code, warnings } = check(brCode(), WARN, 4980, '39580525000189');
		expect(code).toBe(brCode());
		expect(warnings).toEqual([
			{
				rule: 'pix.keyDiffers',
				message: `The PIX code pays to the key ${EXAMPLE_UUID}, but PIX Key says 39580525000189; the code decides who is paid`,
			},
		]);
	});

	it('warns of another amount if and only if there is one, and stops exactly then when asked to', () => {
		const pairs = fc.tuple(amounts, fc.oneof(amounts, fc.constant(0)));
		fc.assert(
			fc.property(pairs, fc.boolean(), ([inCode, shift], useUrl) => {
				const code = useUrl ? dynamic(decimals(inCode)) : brCode({ '54': decimals(inCode) });
				const totalCents = shift === 0 ? inCode : shift;
				const { warnings } = check(code, WARN, totalCents);
				if (totalCents === inCode) {
					expect(warnings).toEqual([]);
					expect(check(code, STOP, totalCents).code).toBe(code);
					return;
				}
				const both = [formatBrl(inCode), formatBrl(totalCents)];
				expect(warnings.map(({ rule }) => rule)).toEqual(['pix.amountDiffers']);
				for (const amount of both) expect(warnings[0].message).toContain(amount);
				const refusal = refusalOf(() => check(code, STOP, totalCents));
				expect(refusal.field).toBe('Total');
				for (const amount of both) expect(refusal.message).toContain(amount);
				expect(refusal.message).toContain('On Amount Mismatch');
			}),
		);
	});

	it('reports another amount and another key together', () => {
		const { warnings } = check(brCode({ '54': '1.00' }), WARN, 4980, 'shop@example.com');
		expect(warnings.map(({ rule }) => rule)).toEqual(['pix.amountDiffers', 'pix.keyDiffers']);
	});

	it('refuses every code that the library of the field refuses, and names the field and what is wrong', () => {
		const code = brCode({ '54': '49.80' });
		const spoilt = fc
			.tuple(fc.nat({ max: code.length - 1 }), fc.stringMatching(/^[\x20-\x7e]?$/))
			.map(([at, put]) => code.slice(0, at) + put + code.slice(at + 1))
			.filter(
				(text) => text.trim().toUpperCase() !== code.toUpperCase() && !brazilianUtils.isValidPixPayload(text),
			);
		fc.assert(
			fc.property(spoilt, (text) => {
				const refusal = refusalOf(() => check(text));
				expect(refusal.field).toBe('PIX Code');
				expect(refusal.expected).toMatch(/^a valid PIX code: \S/);
			}),
			{ numRuns: 300 },
		);
	});

	it.each([
		['a line', '846600000000440000641009013645834345925078459722'],
		['a line with a mask', maskedBankLine(bankLine({ amountCents: 4980 }))],
		['a line with a digit missing', '84660000000044000064100901364583434592507845972'],
	])('says that %s is a boleto and no PIX code', (_what, text) => {
		expect(refusalOf(() => check(text)).expected).toBe(
			'a PIX code: this is a boleto, which belongs to Payment Method Boleto',
		);
		expect(check(text, LENIENT).warnings.length).toBeGreaterThan(0);
	});

	it('only warns of a broken code when asked to, and sends it as it was given', () => {
		const broken = brCode({ '53': '840', '54': '49.80' });
		expect(check(` ${broken}`, LENIENT)).toEqual({
			code: broken,
			warnings: [
				{ rule: 'pix.currency', message: 'PIX Code: field 53 (currency) is "840", expected 986 (BRL)' },
			],
		});
		expect(() => check(broken)).toThrow(InvalidInputError);
	});

	it('still stops for another amount in a broken code', () => {
		const broken = brCode({ '53': '840', '54': '49.81' });
		expect(() => check(broken, { refuseInvalid: false, onAmountMismatch: 'stop' })).toThrow(/49,81/);
	});

	it('gives the code without the space around it, or a refusal, for any text', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constant(brCode())), (text) => {
				expect(check(text, LENIENT).code).toBe(text.trim());
				const problems = check(text, LENIENT).warnings.filter(({ rule }) => rule !== 'pix.keyDiffers');
				if (problems.length === 0) expect(check(text).code).toBe(text.trim());
				else expect(() => check(text)).toThrow(InvalidInputError);
			}),
			{ numRuns: 300 },
		);
	});
});

describe('checkBoletoCharge', () => {
	const TODAY = '2026-11-20';
	const check = (line: string, settings = WARN, totalCents = 4980, today = TODAY) =>
		checkBoletoCharge({ field: 'Digitable Line', line, totalCents, today }, settings);
	const DOCUMENTED = '846600000000440000641009013645834345925078459722';

	it('gives the line as digits, from a mask and from a barcode', () => {
		const line = bankLine({ amountCents: 4980, dueDate: '2026-11-30' });
		expect(brazilianUtils.isValidBoleto(line)).toBe(true);
		const asDigits = { digitableLine: line, warnings: [] };
		expect(check(line)).toEqual(asDigits);
		expect(check(maskedBankLine(line))).toEqual(asDigits);
		expect(check(`${line}\n`)).toEqual(asDigits);
		expect(check(bankBarcode(line))).toEqual(asDigits);
	});

	it("warns that the documents' line carries R$ 44.00 and not R$ 100.00", () => {
		expect(check(DOCUMENTED, WARN, 10000)).toEqual({
			digitableLine: DOCUMENTED,
			warnings: [
				{
					rule: 'boleto.amountDiffers',
					message: 'The boleto line carries R$ 44,00, but the total of the message is R$ 100,00',
				},
			],
		});
		expect(billLine(4400)).toBe(DOCUMENTED);
		expect(check(DOCUMENTED, STOP, 4400).warnings).toEqual([]);
	});

	it('compares no amount where the payer types it in or it is a quantity', () => {
		const open = bankLine({ amountCents: 0, dueDate: '2026-11-30' });
		expect(check(open, STOP).warnings).toEqual([]);
		const quantity = billLine(123, '7');
		expect(brazilianUtils.isValidBoleto(quantity)).toBe(true);
		expect(check(quantity, STOP)).toEqual({ digitableLine: quantity, warnings: [] });
	});

	it('warns of another amount if and only if there is one, and stops exactly then when asked to', () => {
		fc.assert(
			fc.property(amounts, fc.oneof(amounts, fc.constant(0)), (inLine, other) => {
				const line = bankLine({ amountCents: inLine });
				const totalCents = other === 0 ? inLine : other;
				const { warnings } = check(line, WARN, totalCents);
				if (totalCents === inLine) {
					expect(warnings).toEqual([]);
					expect(check(line, STOP, totalCents).digitableLine).toBe(line);
					return;
				}
				expect(warnings.map(({ rule }) => rule)).toEqual(['boleto.amountDiffers']);
				const refusal = refusalOf(() => check(line, STOP, totalCents));
				for (const amount of [formatBrl(inLine), formatBrl(totalCents)]) {
					expect(warnings[0].message).toContain(amount);
					expect(refusal.message).toContain(amount);
				}
			}),
		);
	});

	it.each([
		['2026-11-19', ['boleto.expired']],
		['2026-11-20', []],
		['2026-11-21', []],
		[undefined, []],
	])('on 2026-11-20, a boleto due on %s: %j', (dueDate, rules) => {
		const { warnings } = check(bankLine({ amountCents: 4980, dueDate }));
		expect(warnings.map(({ rule }) => rule)).toEqual(rules);
		for (const { message } of warnings) expect(message).toContain(dueDate);
	});

	it('warns of an expired boleto the day after it was due and not before, in every year of the factors', () => {
		const DAY = 24 * 60 * 60 * 1000;
		const iso = (ms: number) => new Date(ms).toISOString().slice(0, 10);
		const due = fc.integer({ min: 0, max: 8000 }).map((days) => Date.parse('2025-02-22') + days * DAY);
		fc.assert(
			fc.property(due, fc.integer({ min: -1000, max: 1000 }), (dueMs, days) => {
				const line = bankLine({ amountCents: 4980, dueDate: iso(dueMs) });
				const { warnings } = check(line, WARN, 4980, iso(dueMs + days * DAY));
				expect(warnings.map(({ rule }) => rule)).toEqual(days > 0 ? ['boleto.expired'] : []);
			}),
		);
	});

	it('reports another amount and an expired date together', () => {
		const { warnings } = check(bankLine({ amountCents: 100, dueDate: '2026-01-31' }));
		expect(warnings.map(({ rule }) => rule)).toEqual(['boleto.amountDiffers', 'boleto.expired']);
	});

	it.each([
		['a digit changed', DOCUMENTED.replace('44', '45'), /check digit/],
		['a digit missing', DOCUMENTED.slice(1), /47/],
		['letters for digits', DOCUMENTED.replace(/0/g, 'O'), /letters or signs/],
		['half a line', DOCUMENTED.slice(0, 24), /24 digits/],
		['a PIX code', brCode(), /^a boleto line: this is a PIX code, which belongs to Payment Method PIX$/],
		['a PIX code cut at the end', brCode().slice(0, 60), /this is a PIX code/],
	])('refuses %s', (_what, line, why) => {
		const refusal = refusalOf(() => check(line));
		expect(refusal.field).toBe('Digitable Line');
		expect(refusal.expected).toMatch(why);
	});

	it('sends a broken line as it was given when asked to, only without its mask', () => {
		const broken = DOCUMENTED.replace('44', '45');
		const { digitableLine, warnings } = check(broken, LENIENT, 4500);
		expect(digitableLine).toBe(broken);
		expect(warnings.length).toBeGreaterThan(0);
		for (const { message } of warnings) expect(message).toMatch(/^Digitable Line: /);
		expect(check('84.66O-0 000', LENIENT).digitableLine).toBe('8466O0000');
	});
});
