import * as brazilianUtils from '@brazilian-utils/brazilian-utils';
import { crc16ccitt } from 'crc';
import type { INodeParameters } from 'n8n-workflow';
import { account, brCode, EXAMPLE_UUID, field } from '../helpers/brCode';
import { itemRows, zApiCharge } from '../helpers/parameters';
import {
	hubBuiltPix,
	hubPix,
	NOT_SENT,
	pixOf,
	priced,
	throughHub,
	throughZApi,
} from '../helpers/paymentRuns';

/** The key of a charge by PIX, and the code that is built from it. */

/** A code of R$ 49.80, the total of the charge. */
const good = brCode({ '54': '49.80' });

describe('the key', () => {
	const KEYS: Array<[string, string, string]> = [
		['CNPJ', '39.580.525/0001-89', '39580525000189'],
		// A valid CPF and a mobile number at once: only the declared type decides.
		['CPF', '51998259765', '51998259765'],
		['PHONE', '51998259765', '+5551998259765'],
	];

	it.each(KEYS)('of type %s may be given as %j', async (pixKeyType, pixKey, kept) => {
		const code = brCode({ '26': account(field('01', kept)), '54': '49.80' });
		const { run, bodies } = await throughHub(hubPix(code, { pixKeyType, pixKey }));
		expect(run.error).toBeUndefined();
		expect(pixOf(bodies[0])).toMatchObject({ key: kept, keyType: pixKeyType });
		expect(run.items[0]).not.toHaveProperty('warnings');
	});

	const WRONG: Array<[string, string, string, RegExp]> = [
		[
			'a CNPJ as CPF',
			'CPF',
			'39.580.525/0001-89',
			/a valid CPF: .*it is a valid key of type CNPJ: check PIX Key Type\)/,
		],
		[
			'a CPF with a wrong digit',
			'CPF',
			'529.982.247-26',
			/the check digits of this CPF are 26, expected 25 \[item 0\]$/,
		],
		['a text', 'EMAIL', 'chave da loja', /an email address of at most 77 characters \[item 0\]$/],
	];

	it.each(WRONG)('is refused: %s', async (_what, pixKeyType, pixKey, why) => {
		const runs = [
			await throughHub(hubPix(good, { pixKeyType, pixKey })),
			await throughHub(hubBuiltPix({ pixKeyType, pixKey })),
			await throughZApi(zApiCharge({ acceptPix: true, pixKeyType, pixKey, pixHolderName: 'Loja' })),
			await throughZApi({
				provider: 'zApi',
				resource: 'pix',
				operation: 'pixKey',
				phone: '5511999999999',
				pixKeyType,
				pixKey,
			}),
		];
		for (const { run, bodies } of runs) {
			expect(bodies).toEqual([]);
			expect(run.error).toMatchObject({ name: 'NodeOperationError', itemIndex: 0 });
			expect(run.error?.message).toMatch(/^PIX Key: found "/);
			expect(run.error?.message).toMatch(why);
		}
	});

	it('is refused with a type that an expression makes up', async () => {
		const { run } = await throughHub(hubPix(good, { pixKeyType: '={{ "cnpj" }}' }));
		expect(run.error?.message).toBe(
			'PIX Key Type: found "cnpj", expected one of detect, CPF, CNPJ, EMAIL, PHONE, EVP [item 0]',
		);
	});
});

describe('Build From Key', () => {
	/** Fields of a code by a reader that shares nothing with the node. */
	function readFields(code: string): Map<string, string> {
		const fields = new Map<string, string>();
		for (let rest = code; rest !== ''; rest = rest.slice(4 + Number(rest.slice(2, 4)))) {
			fields.set(rest.slice(0, 2), rest.slice(4, 4 + Number(rest.slice(2, 4))));
		}
		return fields;
	}

	const charges: Array<[string, INodeParameters, string]> = [
		[
			'of two lines',
			itemRows(
				{ name: 'A', quantity: 3, unitPrice: '0.10', retailerId: 'a' },
				{ name: 'B', quantity: 1, unitPrice: '1.499,90', retailerId: 'b' },
			),
			'1500.20',
		],
		['with tax', { additionalFields: { tax: '0,20' } }, '50.00'],
	];

	it.each(charges)('makes a static code of the total of a charge %s', async (_what, changes, amount) => {
		const { run, bodies } = await throughHub(hubBuiltPix({ ...changes, pixTxid: 'PEDIDO1' }));
		expect(run.error).toBeUndefined();
		expect(run.items[0]).not.toHaveProperty('warnings');
		const { code } = pixOf(bodies[0]);
		const fields = readFields(code);
		expect(fields.get('54')).toBe(amount);
		expect(readFields(fields.get('26') ?? '').get('01')).toBe(EXAMPLE_UUID);
		expect([fields.get('59'), fields.get('60')]).toEqual(['Loja Exemplo', 'Sao Paulo']);
		expect(readFields(fields.get('62') ?? '').get('05')).toBe('PEDIDO1');
		expect(fields.get('63')).toBe(crc16ccitt(code.slice(0, -4)).toString(16).toUpperCase().padStart(4, '0'));
		expect(brazilianUtils.isValidPixPayload(code)).toBe(true);
		const totals = (bodies[0] as { content: { paymentRequest: { totalAmountCents: number } } }).content;
		expect(totals.paymentRequest.totalAmountCents).toBe(Math.round(Number(amount) * 100));
	});

	it('makes one code per item, each for its own total', async () => {
		const items = [{ price: '10.00' }, { price: '20.00' }, { price: '30.00' }];
		const { bodies } = await throughHub(hubBuiltPix(priced('={{ $json.price }}')), items);
		const found = bodies.map((body) => readFields(pixOf(body).code).get('54'));
		expect(found.sort()).toEqual(['10.00', '20.00', '30.00']);
	});

	it.each<[string, INodeParameters, string]>([
		[
			'no city',
			{ pixMerchantCity: '={{ "" }}' },
			'Merchant City: found nothing, expected the city of the store, in this node or in the credential [item 0]',
		],
		[
			'a transaction ID with a dash',
			{ pixTxid: 'order-1' },
			'Transaction ID: found "order-1", expected 1 to 25 letters and digits [item 0]',
		],
	])('is refused with %s', async (_what, changes, message) => {
		const { run, bodies } = await throughHub(hubBuiltPix(changes));
		expect(bodies).toEqual([]);
		expect(run.error).toMatchObject({ message, itemIndex: 0, description: NOT_SENT });
	});
});
