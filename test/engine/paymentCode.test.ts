import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { bankBarcode, bankLine, billLine } from '../helpers/boletoLine';
import { account, brCode, EXAMPLE_UUID, field } from '../helpers/brCode';
import { runAction } from '../helpers/engine/runAction';

/** Checking a payment code. None of these runs has a credential: it needs none, and calls nobody. */

const check: INodeParameters = { resource: 'paymentCode', operation: 'check', code: '={{ $json.code }}' };

/** Reports of these codes in one run. */
async function reportsOf(codes: unknown[]): Promise<IDataObject[]> {
	const run = await runAction(check, codes.map((code) => ({ code })) as IDataObject[]);
	expect(run.error).toBeUndefined();
	expect(run.status).toBe('success');
	expect(run.branches[0].map(({ pairedItem }) => pairedItem)).toEqual(codes.map((_, item) => ({ item })));
	return run.items;
}

const rules = ({ problems }: IDataObject) => (problems as Array<{ rule: string }>).map(({ rule }) => rule);

const bank = bankLine({ amountCents: 14990, dueDate: '2030-01-31', bank: '341' });

describe('Check a payment code', () => {
	it('reads a static PIX code with its parts', async () => {
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

	it('reads a bank slip with bank, amount and due date, and a bill with its segment', async () => {
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

	it('reports each bad code among good ones and goes on', async () => {
		const seen: Array<[unknown, string, string]> = [
			[brCode().replace('Fulano', 'Fulana'), 'pix', 'pix.crc'],
			[bank.slice(1), 'boleto', 'boleto.length'],
			['pague por aqui', 'unknown', 'code.unknown'],
			['', 'unknown', 'code.unknown'],
			[null, 'unknown', 'code.unknown'],
			[undefined, 'unknown', 'code.unknown'],
			[Number(bank), 'unknown', 'code.notText'],
			[{ line: bank }, 'unknown', 'code.notText'],
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

	it('names the type of a code that is not a text', async () => {
		const [number, object] = await reportsOf([Number(bank), { line: bank }]);
		const problem = (start: RegExp) => [{ rule: 'code.notText', message: expect.stringMatching(start) }];
		expect(number.problems).toEqual(problem(/^the code is 3\.4\d+e\+46, expected a text/));
		expect(object.problems).toEqual(problem(/^the code is \{"line":"341.*, expected a text$/));
	});
});
