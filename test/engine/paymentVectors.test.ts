import * as brazilianUtils from '@brazilian-utils/brazilian-utils';
import type { IDataObject } from 'n8n-workflow';
import { runAction } from '../helpers/engine/runAction';
import vectors from '../fixtures/vectors.json';

/** The published vectors, all at once through the node: one item each, one run, no credential. */

type Vector = Record<string, unknown> & { id: string };
const pix = vectors.pix as unknown as Array<Vector & { code: string; valid: boolean }>;
const boletos = vectors.boleto as unknown as Array<Vector & { line: string; checksumsValid: boolean }>;

/** Every check digit is right, yet the fourth digit is not the 9 that Carta-Circular BCB 2.926/2000 fixes. */
const REFUSED_CURRENCY = 'X11';

/** The rule that each broken code of the vectors was made to break. */
const BROKEN_RULE: Record<string, string> = {
	I1: 'pix.crc',
	I3: 'pix.structure',
	I4: 'pix.structure',
	I6: 'pix.format',
	I7: 'pix.format',
	I9: 'pix.currency',
	I10: 'pix.country',
	I12: 'pix.merchantName',
	I13: 'pix.merchantCity',
	I15: 'pix.keyOrUrl',
	I16: 'pix.keyOrUrl',
	I18: 'pix.amount',
	I19: 'pix.txid',
	I21: 'pix.fss',
	I22: 'pix.recurrenceOnly',
	I24: 'pix.merchantCity',
	I25: 'pix.txid',
	X1: 'boleto.fieldDigit',
	X2: 'boleto.generalDigit',
	X4: 'boleto.generalDigit',
	X5: 'boleto.blockDigit',
	X7: 'boleto.length',
	X8: 'boleto.length',
	X10: 'boleto.generalDigit',
	X11: 'boleto.currency',
};

function centsOf(amount: unknown): number | null {
	if (typeof amount !== 'string') return null;
	const [whole, fraction = ''] = amount.split('.');
	return Number(whole + fraction.padEnd(2, '0'));
}

/** Reports of the node by the vector's id. */
let reports: Map<string, IDataObject>;

beforeAll(async () => {
	const items = [
		...pix.map(({ id, code }) => ({ id, code })),
		...boletos.map(({ id, line }) => ({ id, code: line })),
	];
	const parameters = { resource: 'paymentCode', operation: 'check', code: '={{ $json.code }}' };
	const run = await runAction(parameters, items);
	expect(run.error).toBeUndefined();
	expect(run.branches[0].map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
	reports = new Map(items.map(({ id }, index) => [id, run.items[index]]));
});

const rulesOf = (id: string) =>
	(reports.get(id)?.problems as Array<{ rule: string }>).map(({ rule }) => rule);

it('judges every PIX code as the vectors do', () => {
	expect(pix.map(({ id }) => [id, reports.get(id)?.kind, reports.get(id)?.valid])).toEqual(
		pix.map(({ id, valid }) => [id, 'pix', valid]),
	);
});

it('judges every boleto as the vectors do, but for the one with a foreign currency digit', () => {
	expect(boletos.map(({ id }) => [id, reports.get(id)?.kind, reports.get(id)?.valid])).toEqual(
		boletos.map(({ id, checksumsValid }) => [id, 'boleto', checksumsValid && id !== REFUSED_CURRENCY]),
	);
});

it('names the rule that each broken code breaks, and nothing of a valid one', () => {
	const broken = [...reports].filter(([, { valid }]) => valid === false).map(([id]) => id);
	expect(broken.sort()).toEqual(Object.keys(BROKEN_RULE).sort());
	for (const id of broken) expect([id, rulesOf(id)]).toEqual([id, expect.arrayContaining([BROKEN_RULE[id]])]);
	for (const [id, { valid }] of reports) if (valid === true) expect([id, rulesOf(id)]).toEqual([id, []]);
});

it('reads every part that the vectors tell of a valid PIX code', () => {
	for (const vector of pix.filter(({ valid }) => valid)) {
		const { pixType, key, url, txid, merchantName, merchantCity, composite, amountCents, dueDate } =
			reports.get(vector.id) ?? {};
		const read = { pixType, key, url, txid, merchantName, merchantCity, composite, amountCents, dueDate };
		expect([vector.id, read]).toEqual([
			vector.id,
			{
				pixType: vector.kind,
				key: vector.key,
				url: vector.url,
				txid: vector.txid,
				merchantName: vector.name,
				merchantCity: vector.city,
				composite: vector.composite,
				amountCents: centsOf(vector.amount),
				dueDate: null,
			},
		]);
	}
});

it('reads every part that the vectors tell of a boleto', () => {
	for (const vector of boletos) {
		const { barcode, bank, segment, amountCents, dueDate } = reports.get(vector.id) ?? {};
		expect([vector.id, { barcode, bank, segment, amountCents }]).toEqual([
			vector.id,
			{
				barcode: vector.bar,
				bank: vector.bank,
				segment: vector.segment,
				amountCents: vector.cents ?? null,
			},
		]);
		expect(vector.dates ?? [null]).toContain(dueDate);
	}
});

it('gives for every valid boleto the line that the library of the field takes', () => {
	const valid = boletos.filter(({ id }) => reports.get(id)?.valid === true);
	expect(valid).toHaveLength(boletos.filter(({ checksumsValid }) => checksumsValid).length - 1);
	for (const { id, line } of valid) {
		expect([id, reports.get(id)?.digitableLine]).toEqual([id, line]);
		expect(brazilianUtils.isValidBoleto(String(reports.get(id)?.digitableLine))).toBe(true);
	}
});

it.each([
	['CPF', vectors.cpf.map(({ cpf, valid }) => ({ key: cpf, valid }))],
	['CNPJ', vectors.cnpj.map(({ cnpj, valid }) => ({ key: cnpj, valid }))],
] as const)('builds a code for every valid %s and refuses every other one', async (type, keys) => {
	const parameters = {
		resource: 'paymentCode',
		operation: 'buildPix',
		pixKeyType: type,
		pixKey: '={{ $json.key }}',
		pixMerchantName: 'Loja Exemplo',
		pixMerchantCity: 'São Paulo',
	};
	const run = await runAction(parameters, [...keys], { onError: 'continueRegularOutput' });
	expect(run.items.map(({ valid }) => valid === true)).toEqual(keys.map(({ valid }) => valid));
	for (const [index, { key, valid }] of keys.entries()) {
		if (valid) expect(run.items[index]).toMatchObject({ keyType: type, problems: [] });
		else
			expect(run.items[index].error).toMatch(
				new RegExp(`^PIX Key: found "${key.slice(0, 5)}.*a valid ${type}`),
			);
	}
});
