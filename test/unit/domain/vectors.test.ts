import { readBoleto } from '../../../commerce/domain/boleto/boleto';
import { isValidCnpj, isValidCpf } from '../../../commerce/domain/identity/taxId';
import { centsToDecimalText } from '../../../commerce/domain/money/money';
import { decodeBrCode } from '../../../commerce/domain/pix/pixBrCode';
import vectors from '../../fixtures/vectors.json';

interface PixVector {
	id: string;
	code: string;
	valid: boolean;
	reason?: string;
	kind?: string;
	key?: string;
	url?: string;
	txid?: string;
	name?: string;
	city?: string;
	amount?: string;
	composite?: boolean;
}

interface BoletoVector {
	id: string;
	line: string;
	checksumsValid: boolean;
	bar?: string;
	bank?: string;
	segment?: string;
	valueId?: string;
	cents?: number;
	dates?: Array<string | null>;
}

const pix = vectors.pix as PixVector[];
const boletos = vectors.boleto as BoletoVector[];

const REFERENCE = { referenceDate: '2026-11-20' };

describe('published vectors', () => {
	it.each(pix.filter(({ valid }) => valid).map((vector) => [vector.id, vector] as const))(
		'PIX %s is valid and read in full',
		(_id, vector) => {
			const read = decodeBrCode(vector.code);
			expect(read.problems).toEqual([]);
			expect(read).toMatchObject({
				valid: true,
				code: vector.code,
				kind: vector.kind,
				composite: vector.composite,
				txid: vector.txid,
				merchantName: vector.name,
				merchantCity: vector.city,
			});
			expect(read.key).toBe(vector.key);
			expect(read.url).toBe(vector.url);
			const amount = read.amountCents === undefined ? undefined : centsToDecimalText(read.amountCents);
			expect(amount).toBe(vector.amount);
		},
	);

	const BROKEN_RULE: Record<string, string[]> = {
		I1: ['pix.crc'],
		I3: ['pix.structure', 'pix.crc'],
		I4: ['pix.structure', 'pix.crc'],
		I6: ['pix.format', 'pix.structure'],
		I7: ['pix.format'],
		I9: ['pix.currency'],
		I10: ['pix.country'],
		I12: ['pix.merchantName'],
		I13: ['pix.merchantCity'],
		I15: ['pix.keyOrUrl'],
		I16: ['pix.keyOrUrl'],
		I18: ['pix.amount'],
		I19: ['pix.txid'],
		I21: ['pix.fss'],
		I22: ['pix.recurrenceOnly'],
		// The community code breaks the transaction id too.
		I24: ['pix.merchantCity', 'pix.txid'],
		I25: ['pix.txid'],
	};

	it.each(pix.filter(({ valid }) => !valid).map((vector) => [vector.id, vector] as const))(
		'PIX %s is refused for its rule and no other',
		(id, vector) => {
			const read = decodeBrCode(vector.code);
			expect(read.valid).toBe(false);
			expect(read.problems.map(({ rule }) => rule)).toEqual(BROKEN_RULE[id]);
		},
	);

	// Refused by policy although every check digit is right: Carta-Circular 2.926/2000 fixes the currency at 9.
	const REFUSED_BY_POLICY = ['X11'];

	it.each(boletos.map((vector) => [vector.id, vector] as const))('boleto %s', (id, vector) => {
		const read = readBoleto(vector.line, REFERENCE);
		expect(read.valid).toBe(vector.checksumsValid && !REFUSED_BY_POLICY.includes(id));
		expect(read.barcode).toBe(vector.bar);
		expect(read.bank).toBe(vector.bank);
		expect(read.segment).toBe(vector.segment);
		expect(read.amountCents).toBe(vector.cents);
		if (vector.dates !== undefined) expect(vector.dates).toContain(read.dueDate ?? null);
		else expect(read.dueDate).toBeUndefined();
	});

	it.each(
		boletos.filter(({ checksumsValid }) => checksumsValid).map((vector) => [vector.id, vector] as const),
	)('boleto %s read from its barcode gives the same line', (id, vector) => {
		const read = readBoleto(vector.bar ?? '', REFERENCE);
		expect(read.format).toBe('barcode44');
		expect(read.digitableLine).toBe(vector.line);
		expect(read.valid).toBe(!REFUSED_BY_POLICY.includes(id));
	});

	it('names both dates of a factor when the day of reading is near them', () => {
		for (const { line, dates } of boletos) {
			for (const date of dates ?? []) {
				if (date === null) continue;
				expect(readBoleto(line, { referenceDate: date }).dueDate).toBe(date);
			}
		}
	});

	it.each(vectors.cpf.map(({ cpf, valid }) => [cpf, valid] as const))('CPF %s: %s', (cpf, valid) => {
		expect(isValidCpf(cpf)).toBe(valid);
	});

	it.each(vectors.cnpj.map(({ cnpj, valid }) => [cnpj, valid] as const))('CNPJ %s: %s', (cnpj, valid) => {
		expect(isValidCnpj(cnpj)).toBe(valid);
	});

	it('says that the boleto of the Hub documentation is valid, telecom and R$ 44.00', () => {
		const read = readBoleto('846600000000440000641009013645834345925078459722', REFERENCE);
		expect(read).toMatchObject({
			valid: true,
			problems: [],
			format: 'line48',
			barcode: '84660000000440000641000136458343492507845972',
			segmentName: 'telecom',
			amountCents: 4400,
			isReferenceValue: false,
		});
		expect(read.dueDate).toBeUndefined();
	});
});
