import * as brazilianUtils from '@brazilian-utils/brazilian-utils';
import type { INodeParameters } from 'n8n-workflow';
import { runAction } from '../helpers/engine/runAction';

/** Building a static PIX code in the Payment Code operation, without a credential. */

describe('Build PIX Code', () => {
	const MASKED_CNPJ = '39.580.525/0001-89';
	const build = (changes: INodeParameters = {}): INodeParameters => ({
		resource: 'paymentCode',
		operation: 'buildPix',
		pixKeyType: 'CNPJ',
		pixKey: MASKED_CNPJ,
		pixMerchantName: 'Padaria Pão de Açúcar e Cia Ltda',
		pixMerchantCity: 'São João del-Rei',
		...changes,
	});

	it('makes a static code that reads back, accents folded and name and city cut', async () => {
		const all = { pixAmount: '1.499,90', pixTxid: 'PEDIDO42', pixInfo: 'Pedido nº 42' };
		const run = await runAction(build(all));
		expect(run.error).toBeUndefined();
		const [report] = run.items;
		expect(report).toMatchObject({
			kind: 'pix',
			pixType: 'static',
			valid: true,
			problems: [],
			key: '39580525000189',
			keyType: 'CNPJ',
			merchantName: 'Padaria Pao de Acucar e C',
			merchantCity: 'Sao Joao del-Re',
			amountCents: 149990,
			txid: 'PEDIDO42',
			info: 'Pedido no 42',
		});
		const code = String(report.code);
		expect(brazilianUtils.isValidPixPayload(code)).toBe(true);
		expect(brazilianUtils.getPixPayloadInfo(code)).toMatchObject({ amount: 1499.9, txid: 'PEDIDO42' });
		const check = { resource: 'paymentCode', operation: 'check', code };
		expect((await runAction(check)).items).toEqual([report]);
	});

	it('leaves the amount to the payer when there is none', async () => {
		for (const pixAmount of ['', '={{ $json.none }}', '={{ null }}']) {
			const { items } = await runAction(build({ pixAmount }));
			expect(items[0]).toMatchObject({ valid: true, amountCents: null, txid: '***' });
			expect(items[0].code).not.toMatch(/986 *54/);
		}
	});

	it('makes one code per item, and reads amounts with the decimal mark of Options', async () => {
		const items = [{ amount: '1.499' }, { amount: '0,01' }, { amount: 149.9 }];
		const options = { decimalMark: 'comma' };
		const run = await runAction(build({ pixAmount: '={{ $json.amount }}', options }), items);
		expect(run.items.map(({ amountCents }) => amountCents)).toEqual([149900, 1, 14990]);
	});

	it.each<[string, INodeParameters, string]>([
		[
			'an amount of nothing',
			{ pixAmount: '0' },
			'Amount: found "R$ 0,00", expected an amount above zero, or nothing to let the payer type it in',
		],
		[
			'a key of another type',
			{ pixKeyType: 'CPF' },
			'PIX Key: found "39.580.525/0001-89", expected a valid CPF: a CPF has 11 digits, this one has 14 characters (as written it is a valid key of type CNPJ: check PIX Key Type)',
		],
		[
			'a key that is an object',
			{ pixKey: '={{ { id: 1 } }}' },
			'PIX Key: found {"id":1}, expected a PIX key of type CNPJ',
		],
		[
			'a type that an expression makes up',
			{ pixKeyType: '={{ "randomKey" }}' },
			'PIX Key Type: found "randomKey", expected one of detect, CPF, CNPJ, EMAIL, PHONE, EVP',
		],
		[
			'no city',
			{ pixMerchantCity: '={{ "" }}' },
			'Merchant City: found nothing, expected the city of the store',
		],
	])('refuses %s', async (_what, changes, message) => {
		const run = await runAction(build(changes));
		expect(run.error).toMatchObject({ name: 'NodeOperationError', itemIndex: 0 });
		expect(run.error?.message.startsWith(message)).toBe(true);
		expect(run.error?.message.endsWith('[item 0]')).toBe(true);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'goes on after a refusal: %s',
		async (onError) => {
			const items = [{ amount: '1,00' }, { amount: 'free' }, { amount: '3,00' }];
			const run = await runAction(build({ pixAmount: '={{ $json.amount }}' }), items, { onError });
			expect(run.status).toBe('success');
			const failed = onError === 'continueErrorOutput' ? run.errorItems[0] : run.items[1];
			expect(failed).toMatchObject({ error: expect.stringContaining('Amount: found "free"') });
			const built = run.items.filter(({ valid }) => valid === true);
			expect(built.map(({ amountCents }) => amountCents)).toEqual([100, 300]);
		},
	);
});
