import type { IDataObject } from 'n8n-workflow';
import { runAction } from '../helpers/engine/runAction';
import vectors from '../fixtures/vectors.json';

/** The published vectors, all at once through the node: one item each, one run, no credential. */

type Vector = Record<string, unknown> & { id: string };
const pix = vectors.pix as unknown as Array<Vector & { code: string; valid: boolean }>;
const boletos = vectors.boleto as unknown as Array<Vector & { line: string; checksumsValid: boolean }>;

/** Every check digit is right, yet the fourth digit is not the 9 that Carta-Circular BCB 2.926/2000 fixes. */
const REFUSED_CURRENCY = 'X11';

/** Reports of the node by the vector's id. */
let reports: Map<string, IDataObject>;

beforeAll(async () => {
	const items = [
		...pix.map(({ id, code }) => ({ id, code })),
		...boletos.map(({ id, line }) => ({ id, code: line })),
	];
	const parameters = { provider: 'chatt2Me', operation: 'paymentCode', code: '={{ $json.code }}' };
	const run = await runAction(parameters, items);
	expect(run.error).toBeUndefined();
	expect(run.branches[0].map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
	reports = new Map(items.map(({ id }, index) => [id, run.items[index]]));
});

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

it.each([
	['CPF', vectors.cpf.map(({ cpf, valid }) => ({ key: cpf, valid }))],
	['CNPJ', vectors.cnpj.map(({ cnpj, valid }) => ({ key: cnpj, valid }))],
] as const)('builds a code for every valid %s and refuses every other one', async (type, keys) => {
	const parameters = {
		provider: 'zApi',
		operation: 'paymentCode',
		codeAction: 'buildPix',
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
