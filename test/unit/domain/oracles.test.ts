import * as brazilianUtils from '@brazilian-utils/brazilian-utils';
import { cnpj as validatorCnpj, cpf as validatorCpf } from 'cpf-cnpj-validator';
import { crc16ccitt } from 'crc';
import fc from 'fast-check';
import { readBoleto } from '../../../commerce/domain/boleto/boleto';
import { crc16 } from '../../../commerce/domain/pix/crc16';
import { decodeBrCode } from '../../../commerce/domain/pix/pixBrCode';
import { isValidCnpj, isValidCpf } from '../../../commerce/domain/identity/taxId';

const RUNS = { numRuns: 300 };

const isoDay = fc
	.date({ min: new Date('2020-01-01'), max: new Date('2045-01-01'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));

function localDate(iso: string): Date {
	const [year, month, day] = iso.split('-').map(Number);
	return new Date(year, month - 1, day);
}

function isoOf(date: Date): string {
	const pad = (value: number) => String(value).padStart(2, '0');
	return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

describe('against the libraries of the field, on random input', () => {
	it('computes the CRC as the crc package does, UTF-8 included', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(parseInt(crc16(text), 16)).toBe(crc16ccitt(text));
			}),
			RUNS,
		);
	});

	it('accepts every CPF and CNPJ they generate', () => {
		for (let run = 0; run < RUNS.numRuns; run++) {
			expect(isValidCpf(brazilianUtils.generateCpf())).toBe(true);
			expect(isValidCpf(validatorCpf.generate(run % 2 === 0))).toBe(true);
			expect(isValidCnpj(brazilianUtils.generateCnpj({ version: 2 }))).toBe(true);
			expect(isValidCnpj(validatorCnpj.generate(run % 2 === 0))).toBe(true);
		}
	});

	it('judges random digits as CPF as they do', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^\d{9}$/), fc.stringMatching(/^\d{2}$/), (body, digits) => {
				expect(isValidCpf(body + digits)).toBe(brazilianUtils.isValidCpf(body + digits));
			}),
			RUNS,
		);
	});

	it('judges random letters and digits as CNPJ as they do', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[0-9A-Z]{12}$/), fc.stringMatching(/^\d{2}$/), (body, digits) => {
				expect(isValidCnpj(body + digits)).toBe(brazilianUtils.isValidCnpj(body + digits, { version: 2 }));
			}),
			RUNS,
		);
	});

	it('reads every bank slip they generate: amount, bank and due date on any day', () => {
		fc.assert(
			fc.property(isoDay, (referenceDate) => {
				const line = brazilianUtils.generateBoleto();
				// Their generator leaves the currency digit free; it is checked by the vectors.
				fc.pre(line[3] === '9');
				const ours = readBoleto(line, { referenceDate });
				const theirs = brazilianUtils.getBoletoInfo(line, { referenceDate: localDate(referenceDate) });
				expect(ours.problems).toEqual([]);
				expect(ours.amountCents).toBe(theirs?.amount);
				expect(ours.bank).toBe(theirs?.bankCode);
				expect(ours.dueDate ?? null).toBe(theirs?.expirationDate ? isoOf(theirs.expirationDate) : null);
			}),
			RUNS,
		);
	});

	it('reads every utility boleto they generate', () => {
		for (let run = 0; run < RUNS.numRuns; run++) {
			const line = brazilianUtils.generateBoleto({ type: 'arrecadacao' });
			const ours = readBoleto(line, { referenceDate: '2026-11-20' });
			const theirs = brazilianUtils.getBoletoInfo(line);
			expect(ours.problems).toEqual([]);
			expect(ours.segment).toBe(String(theirs?.segment));
			expect(ours.isReferenceValue).toBe(!theirs?.hasEffectiveValue);
			if (theirs?.hasEffectiveValue) expect(ours.amountCents).toBe(theirs.amount);
			else expect(ours.amountCents).toBeUndefined();
		}
	});

	it('reads every static PIX code they generate', () => {
		const name = fc.stringMatching(/^[A-Za-zÀ-ú][A-Za-zÀ-ú0-9 ]{0,40}$/);
		fc.assert(
			fc.property(
				name,
				name,
				fc.integer({ min: 1, max: 99_999_999 }),
				(merchantName, merchantCity, cents) => {
					const code = brazilianUtils.generatePixPayload({
						key: brazilianUtils.generateCpf(),
						merchantName,
						merchantCity,
						amount: Number((cents / 100).toFixed(2)),
					});
					fc.pre(code !== null);
					const ours = decodeBrCode(code ?? '');
					expect(ours.problems).toEqual([]);
					expect(ours).toMatchObject({ kind: 'static', keyType: 'CPF', amountCents: cents });
					const theirs = brazilianUtils.getPixPayloadInfo(code ?? '');
					expect(ours.key).toBe(theirs?.key);
					expect(ours.merchantName).toBe(theirs?.merchantName);
					expect(ours.merchantCity).toBe(theirs?.merchantCity);
				},
			),
			RUNS,
		);
	});
});
