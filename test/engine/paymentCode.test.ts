import * as brazilianUtils from '@brazilian-utils/brazilian-utils';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { bankBarcode, bankLine, billLine, maskedBankLine } from '../helpers/boletoLine';
import { account, brCode, EXAMPLE_UUID, field } from '../helpers/brCode';
import { runAction } from '../helpers/engine/runAction';

/** The Payment Code operation. None of these runs has a credential: it needs none, and calls nobody. */

const check: INodeParameters = { operation: 'paymentCode', code: '={{ $json.code }}' };

/** Reports of these codes in one run, on either provider. */
async function reportsOf(codes: unknown[], provider = 'zApi'): Promise<IDataObject[]> {
	const run = await runAction({ provider, ...check }, codes.map((code) => ({ code })) as IDataObject[]);
	expect(run.error).toBeUndefined();
	expect(run.status).toBe('success');
	expect(run.branches[0].map(({ pairedItem }) => pairedItem)).toEqual(codes.map((_, item) => ({ item })));
	return run.items;
}

const rules = ({ problems }: IDataObject) => (problems as Array<{ rule: string }>).map(({ rule }) => rule);

const bank = bankLine({ amountCents: 14990, dueDate: '2030-01-31', bank: '341' });

describe('Check Code', () => {
	it('tells a static PIX code with its parts', async () => {
		const parts = account(field('01', EXAMPLE_UUID), field('02', 'Pedido 42'));
		const code = brCode({ '26': parts, '54': '149.90', '61': '01310100', '62': field('05', 'PEDIDO42') });
		const [report] = await reportsOf([code]);
		expect(report).toStrictEqual({
			code,
			kind: 'pix',
			pixType: 'static',
			valid: true,
			problems: [],
			composite: false,
			key: EXAMPLE_UUID,
			keyType: 'EVP',
			url: undefined,
			info: 'Pedido 42',
			fss: undefined,
			merchantName: 'Fulano de Tal',
			merchantCity: 'BRASILIA',
			mcc: '0000',
			postalCode: '01310100',
			pointOfInitiation: undefined,
			amountCents: 14990,
			txid: 'PEDIDO42',
			dueDate: null,
		});
	});

	it('tells a dynamic PIX code with its URL', async () => {
		const code = brCode({ '01': '12', '26': account(field('25', 'pix.example.com/8b3da2f3')) });
		const [report] = await reportsOf([code], 'chatt2Me');
		expect(report).toMatchObject({
			kind: 'pix',
			pixType: 'dynamic',
			valid: true,
			url: 'pix.example.com/8b3da2f3',
			pointOfInitiation: '12',
			amountCents: null,
			txid: '***',
		});
	});

	it('tells a bank slip with bank, amount and due date, and a bill with its segment', async () => {
		expect(await reportsOf([bank, billLine(4400)])).toMatchObject([
			{
				kind: 'boleto',
				valid: true,
				problems: [],
				format: 'line47',
				digitableLine: bank,
				barcode: bankBarcode(bank),
				bank: '341',
				amountCents: 14990,
				dueDate: '2030-01-31',
			},
			{
				kind: 'boleto',
				valid: true,
				format: 'line48',
				segment: '4',
				segmentName: 'telecom',
				amountCents: 4400,
				dueDate: null,
			},
		]);
	});

	it('tells a bill of a quantity, which is no amount', async () => {
		const [report] = await reportsOf([billLine(123, '7')]);
		expect(report).toMatchObject({ valid: true, isReferenceValue: true, amountCents: null });
	});

	it('takes masks, barcodes and space around', async () => {
		const given = [maskedBankLine(bank), bankBarcode(bank), ` ${bank}\n`, bank.replace(/(.{11})/g, '$1-')];
		for (const report of await reportsOf(given)) {
			expect(report).toMatchObject({ kind: 'boleto', valid: true, digitableLine: bank });
		}
		const [pix] = await reportsOf([`\r\n  ${brCode()}\t`]);
		expect(pix).toMatchObject({ kind: 'pix', valid: true, code: brCode() });
	});

	it('reports each bad code among good ones and goes on', async () => {
		const seen: Array<[unknown, string, string]> = [
			[brCode().replace('Fulano', 'Fulana'), 'pix', 'pix.crc'],
			[brCode({ '53': '840' }), 'pix', 'pix.currency'],
			[brCode().slice(0, 40), 'pix', 'pix.structure'],
			[`${brCode().slice(0, 40)}…`, 'pix', 'pix.characters'],
			[bank.slice(1), 'boleto', 'boleto.length'],
			[bank.replace(/^./, '9'), 'boleto', 'boleto.fieldDigit'],
			[bank.replace('00', 'OO'), 'boleto', 'boleto.characters'],
			['pague por aqui', 'unknown', 'code.unknown'],
			['39580525000189', 'unknown', 'code.unknown'],
			['https://pay.example.com/1', 'unknown', 'code.unknown'],
			['', 'unknown', 'code.unknown'],
			['  \n', 'unknown', 'code.unknown'],
			[null, 'unknown', 'code.unknown'],
			[undefined, 'unknown', 'code.unknown'],
			[Number(bank), 'unknown', 'code.notText'],
			[42, 'unknown', 'code.notText'],
			[true, 'unknown', 'code.notText'],
			[{ line: bank }, 'unknown', 'code.notText'],
			[[bank], 'unknown', 'code.notText'],
			['\u0000\ud800', 'unknown', 'code.unknown'],
			['9'.repeat(5000), 'boleto', 'boleto.length'],
		];
		const given = seen.flatMap(([code]) => [code, bank]);
		const reports = await reportsOf(given);
		expect(reports.filter((_, index) => index % 2 === 1).every(({ valid }) => valid === true)).toBe(true);
		for (const [index, [code, kind, rule]] of seen.entries()) {
			const report = reports[index * 2];
			expect([code, report.kind, report.valid]).toEqual([code, kind, false]);
			expect([code, rules(report)]).toEqual([code, expect.arrayContaining([rule])]);
			for (const problem of report.problems as IDataObject[]) {
				expect(problem).toStrictEqual({
					rule: expect.any(String),
					message: expect.stringMatching(/^\S.{10}/),
				});
			}
		}
	});

	it('tells a code that is no text what it is', async () => {
		const [number, object] = await reportsOf([Number(bank), { line: bank }]);
		expect(number.problems).toEqual([
			{ rule: 'code.notText', message: expect.stringMatching(/^the code is 3\.4\d+e\+46, expected a text/) },
		]);
		expect(object.problems).toEqual([
			{
				rule: 'code.notText',
				message: expect.stringMatching(/^the code is \{"line":"341.*, expected a text/),
			},
		]);
	});

	it('reads five hundred codes in one run', async () => {
		const lines = Array.from({ length: 500 }, (_, index) => bankLine({ amountCents: index + 1 }));
		const reports = await reportsOf(lines);
		expect(reports.map(({ amountCents }) => amountCents)).toEqual(lines.map((_, index) => index + 1));
	});

	it('asks for a code when the field is left empty', async () => {
		const run = await runAction({ provider: 'zApi', operation: 'paymentCode', code: '' });
		expect(run.status).toBe('error');
		expect(run.error?.message).toContain('Parameter "Code" is required');
	});
});

describe('Build PIX Code', () => {
	const MASKED_CNPJ = '39.580.525/0001-89';
	const build = (changes: INodeParameters = {}): INodeParameters => ({
		provider: 'zApi',
		operation: 'paymentCode',
		codeAction: 'buildPix',
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
		expect(await reportsOf([code])).toEqual([report]);
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
			'an amount with two readings',
			{ pixAmount: '1.499' },
			'Amount: found "1.499", expected an amount with one reading',
		],
		['a negative amount', { pixAmount: '-1' }, 'Amount: found "-1", expected an amount that is not negative'],
		[
			'more than a code can say',
			{ pixAmount: '1000000000' },
			'Amount: found "1000000000", expected at most R$ 999.999.999,99',
		],
		[
			'a transaction ID with a dash',
			{ pixTxid: 'PEDIDO-42' },
			'Transaction ID: found "PEDIDO-42", expected 1 to 25 letters and digits',
		],
		[
			'more text than there is room',
			{ pixKeyType: 'EVP', pixKey: EXAMPLE_UUID, pixInfo: 'a'.repeat(38) },
			`Info: found "${'a'.repeat(38)}", expected at most 37 characters with this key`,
		],
		[
			'a key of another type',
			{ pixKeyType: 'CPF' },
			'PIX Key: found "39.580.525/0001-89", expected a valid CPF: a CPF has 11 digits, found 14 characters (as it stands it is a valid key of type CNPJ)',
		],
		[
			'a key that is an object',
			{ pixKey: '={{ { id: 1 } }}' },
			'PIX Key: found {"id":1}, expected a PIX key of type CNPJ',
		],
		[
			'a type that an expression makes up',
			{ pixKeyType: '={{ "randomKey" }}' },
			'PIX Key Type: found "randomKey", expected one of CPF, CNPJ, EMAIL, PHONE, EVP',
		],
		[
			'a name of signs only',
			{ pixMerchantName: '🛒' },
			'Merchant Name: found "🛒", expected a text with letters or digits',
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
