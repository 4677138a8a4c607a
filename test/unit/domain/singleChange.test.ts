import fc from 'fast-check';
import { readBoleto } from '../../../commerce/domain/boleto/boleto';
import { buildStaticBrCode, decodeBrCode } from '../../../commerce/domain/pix/pixBrCode';
import vectors from '../../fixtures/vectors.json';

/*
 * One character changed in a valid code or line: is it caught? Always, in a BR Code: a CRC-16 catches every
 * burst of up to 16 bits. Always, in what modulo 10 covers: its weighting permutes the ten digits. Modulo 11
 * maps eleven remainders to ten digits, so some changes cannot be seen. Here every change is tried, and what
 * goes unseen is compared, change by change, with what the arithmetic of remainders predicts.
 */

const TODAY = { referenceDate: '2026-11-20' };
const DIGITS = [...'0123456789'];
const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));

function changed(text: string, at: number, character: string): string {
	return text.slice(0, at) + character + text.slice(at + 1);
}

/** Every change of one character to another of the alphabet that is still valid, as "position:character". */
function unseen(text: string, alphabet: readonly string[], isValid: (text: string) => boolean): string[] {
	const found: string[] = [];
	for (let at = 0; at < text.length; at++) {
		for (const character of alphabet) {
			if (character !== text[at] && isValid(changed(text, at, character))) found.push(`${at}:${character}`);
		}
	}
	return found;
}

/** Sum of modulo 11 by definition: weights 2 to 9 from the right. */
function remainder11(digits: string): number {
	const sum = [...digits]
		.reverse()
		.reduce((total, digit, index) => total + Number(digit) * (2 + (index % 8)), 0);
	return sum % 11;
}

describe('one changed character of a BR Code', () => {
	const isValid = (text: string) => decodeBrCode(text).valid;
	/** The CRC in small letters is the same CRC. */
	const isAnother = (code: string) => (text: string) =>
		isValid(text) && text.slice(0, -4) + text.slice(-4).toUpperCase() !== code;

	it.each(vectors.pix.filter(({ valid }) => valid).map(({ id, code }) => [id, code] as const))(
		'is caught at every place of %s, with every character',
		(_id, code) => {
			expect(isValid(code)).toBe(true);
			expect(unseen(code, [...PRINTABLE, '\n', '\t', '\u00a0', 'é', '🎂'], isAnother(code))).toEqual([]);
		},
	);

	it('is caught in any code that is built', () => {
		const name = fc.stringMatching(/^[A-Za-z]{1,15}$/);
		const built = fc
			.record({ name, amountCents: fc.integer({ min: 1, max: 99_999_999 }) })
			.map(({ name, amountCents }) =>
				buildStaticBrCode({
					key: '+5511987654321',
					keyType: 'PHONE',
					merchantName: name,
					merchantCity: 'Sao Paulo',
					amountCents,
				}),
			);
		fc.assert(
			fc.property(built, fc.nat(), fc.constantFrom(...PRINTABLE), (code, place, character) => {
				const at = place % code.length;
				fc.pre(code[at] !== character);
				expect(isAnother(code)(changed(code, at, character))).toBe(false);
			}),
			{ numRuns: 3000 },
		);
	});
});

describe('one changed digit of a bank slip line', () => {
	const isValid = (line: string) => readBoleto(line, TODAY).valid;

	/** The remainders that share the general digit of this one: 0, 1 and 10 all give 1. */
	function sharing(remainder: number): number[] {
		return remainder === 0 || remainder === 1 || remainder === 10 ? [0, 1, 10] : [remainder];
	}

	/**
	 * Unseen by theory: only the due factor and the value (line positions 34 to 47) escape modulo 10, and a
	 * change there must move the sum to another remainder with the same digit.
	 */
	function predicted(line: string): string[] {
		const barcode =
			line.slice(0, 4) + line.slice(33) + line.slice(4, 9) + line.slice(10, 20) + line.slice(21, 31);
		const before = remainder11(barcode);
		const found: string[] = [];
		for (let at = 33; at < 47; at++) {
			const weight = 2 + ((barcode.length - 1 - (at - 33 + 4)) % 8);
			for (const digit of DIGITS) {
				if (digit === line[at]) continue;
				const after = (((before + weight * (Number(digit) - Number(line[at]))) % 11) + 11) % 11;
				if (sharing(before).includes(after)) found.push(`${at}:${digit}`);
			}
		}
		return found;
	}

	const slips = vectors.boleto.filter(
		({ line, checksumsValid }) => checksumsValid && line.length === 47 && line[3] === '9',
	);

	it.each(slips.map(({ id, line }) => [id, line] as const))(
		'goes unseen in %s exactly where predicted',
		(_id, line) => {
			expect(isValid(line)).toBe(true);
			expect(unseen(line, DIGITS, isValid)).toEqual(predicted(line));
		},
	);

	const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
	/** A valid line from any 43 digits, completed by reading the barcode that belongs to it. */
	const anySlip = fc
		.tuple(digits(3), digits(14), digits(25))
		.filter(([bank]) => !bank.startsWith('8'))
		.map(([bank, factorAndValue, free]) => {
			const sum = remainder11(`${bank}9${factorAndValue}${free}`);
			const general = sum === 0 || sum === 1 || sum === 10 ? 1 : 11 - sum;
			return readBoleto(`${bank}9${general}${factorAndValue}${free}`, TODAY).digitableLine ?? '';
		});

	it('goes unseen in any line exactly where predicted, and nowhere unless the general digit is 1', () => {
		let tried = 0;
		let missed = 0;
		fc.assert(
			fc.property(anySlip, (line) => {
				expect(isValid(line)).toBe(true);
				const found = unseen(line, DIGITS, isValid);
				expect(found).toEqual(predicted(line));
				if (line[32] !== '1') expect(found).toEqual([]);
				tried += 47 * 9;
				missed += found.length;
			}),
			{ numRuns: 300 },
		);
		// A slip has digit 1 in 3 of 11 cases; then 14 places of 9 changes have 2 of 10 remainders unseen.
		const expected = (3 / 11) * ((14 * 9 * 0.2) / (47 * 9));
		expect(missed / tried).toBeGreaterThan(expected / 2);
		expect(missed / tried).toBeLessThan(expected * 2);
	});
});

describe('one changed digit of a utility line', () => {
	const isValid = (line: string) => readBoleto(line, TODAY).valid;
	const utility = vectors.boleto.filter(({ line, checksumsValid }) => checksumsValid && line.length === 48);

	it.each(utility.filter(({ line }) => line[2] === '6').map(({ id, line }) => [id, line] as const))(
		'is always caught in %s (modulo 10)',
		(_id, line) => {
			expect(isValid(line)).toBe(true);
			expect(unseen(line, DIGITS, isValid)).toEqual([]);
		},
	);
});

describe('one digit of a line turned into a letter, a sign or a space', () => {
	it.each(
		vectors.boleto
			.filter(({ id, checksumsValid }) => checksumsValid && id !== 'X11')
			.map(({ id, line }) => [id, line] as const),
	)('is caught at every place of %s', (_id, line) => {
		const isValid = (text: string) => readBoleto(text, TODAY).valid;
		expect(unseen(line, [...'OoIlSBZ .-,/+', '\u00a0', '１'], isValid)).toEqual([]);
	});
});
