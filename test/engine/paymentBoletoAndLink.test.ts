import type { INodeParameters } from 'n8n-workflow';
import { bankBarcode, bankLine, billLine, maskedBankLine } from '../helpers/boletoLine';
import { brCode } from '../helpers/brCode';
import { hubCharge } from '../helpers/parameters';
import { hubBoleto, NOT_SENT, priced, throughHub } from '../helpers/paymentRuns';

/** A charge by boleto or by link through the Hub, as its shop sees it. */

/** The line of the Hub's documents: a telecom bill of R$ 44.00. */
const DOCUMENTED = '846600000000440000641009013645834345925078459722';

/** Far enough ahead that no test run meets it, and inside the present cycle of due dates. */
const LATER = '2039-12-31';
const good = bankLine({ amountCents: 4980, dueDate: LATER });

interface SentCharge {
	content: { paymentRequest: { boleto?: { digitableLine: string }; paymentLink?: { url: string } } };
}

const lineOf = (body: unknown) => (body as SentCharge).content.paymentRequest.boleto?.digitableLine;
const urlOf = (body: unknown) => (body as SentCharge).content.paymentRequest.paymentLink?.url;

describe('a boleto', () => {
	it.each<[string, string]>([
		['digits', good],
		['with the mask that banks print', maskedBankLine(good)],
		['as its barcode', bankBarcode(good)],
	])('leaves as its line, without a word: %s', async (_how, given) => {
		const { run, bodies } = await throughHub(hubBoleto(given));
		expect(run.error).toBeUndefined();
		expect(bodies.map(lineOf)).toEqual([good]);
		expect(run.items[0]).not.toHaveProperty('warnings');
		expect(run.actionHints).toEqual([]);
	});

	it.each<[string, string]>([
		['whose payer types the amount', bankLine({ amountCents: 0, dueDate: LATER })],
		['of a quantity that the biller converts', billLine(123, '7')],
	])('is sent without a word: one %s', async (_what, line) => {
		const options = { onAmountMismatch: 'stop' };
		const { run, bodies } = await throughHub(hubBoleto(line, { options }));
		expect(bodies.map(lineOf)).toEqual([line]);
		expect(run.items[0]).not.toHaveProperty('warnings');
	});

	it.each<[string, string, RegExp]>([
		[
			'a digit changed of a bill',
			DOCUMENTED.replace('440000', '450000'),
			/the check digit of block 2 is 9, expected 8; the general check digit/,
		],
		['letters read for digits', good.replace(/0/g, 'O'), /the boleto has letters or signs/],
		['a PIX code', brCode(), /this is a PIX code, which belongs to Payment Method PIX/],
	])('is refused with what is wrong: %s', async (_what, line, why) => {
		const { run, bodies } = await throughHub(hubBoleto('={{ $json.line }}'), [{ line: good }, { line }]);
		expect(bodies).toEqual([]);
		expect(run.error).toMatchObject({
			name: 'NodeOperationError',
			itemIndex: 1,
			description: expect.stringContaining(NOT_SENT),
		});
		expect(run.error?.message).toMatch(/^Digitable Line: found "/);
		expect(run.error?.message).toMatch(why);
	});

	it('is refused as a number, which has lost its last digits', async () => {
		const { run, bodies } = await throughHub(hubBoleto(`={{ ${good.replace(/^0+/, '')} }}`));
		expect(bodies).toEqual([]);
		expect(run.error?.message).toMatch(
			/^Digitable Line: found 1\.9\d+e\+44, expected a text, .*put it in quotes \[item 0\]$/,
		);
	});

	it('only warns of a wrong digit when Check Payment Code is off, and leaves as it was given', async () => {
		const line = DOCUMENTED.replace('440000', '450000');
		const options = { checkPaymentCode: false };
		const { run, bodies } = await throughHub(hubBoleto(line, { ...priced('45.00'), options }));
		expect(bodies.map(lineOf)).toEqual([line]);
		expect(run.items[0].warnings).toEqual([
			{ rule: 'boleto.blockDigit', message: 'Digitable Line: the check digit of block 2 is 9, expected 8' },
			{
				rule: 'boleto.generalDigit',
				message: expect.stringMatching(/^Digitable Line: the general check digit/),
			},
		]);
		expect(run.actionHints).toHaveLength(2);
	});
});

describe("the boleto of the Hub's documents, telecom of R$ 44.00 under a total of R$ 100.00", () => {
	const message = 'The boleto line carries R$ 44,00, but the total of the message is R$ 100,00';

	it('warns in the output and above it, and is sent', async () => {
		const { run, bodies } = await throughHub(hubBoleto(DOCUMENTED, priced('100.00')));
		expect(bodies.map(lineOf)).toEqual([DOCUMENTED]);
		expect(run.items[0]).toMatchObject({
			sendStatus: 'enqueued',
			warnings: [{ rule: 'boleto.amountDiffers', message }],
		});
		expect(run.actionHints).toEqual([{ message, type: 'warning', location: 'outputPane' }]);
	});

	it('is refused with both amounts when On Amount Mismatch is Stop', async () => {
		const options = { onAmountMismatch: 'stop' };
		const parameters = hubBoleto(DOCUMENTED, { ...priced('={{ $json.price }}'), options });
		const { run, bodies } = await throughHub(parameters, [{ price: '44.00' }, { price: '100.00' }]);
		expect(bodies).toEqual([]);
		expect(run.error).toMatchObject({ itemIndex: 1, description: expect.stringContaining(NOT_SENT) });
		expect(run.error?.message).toBe(
			'Total: found "R$ 100,00", expected R$ 44,00, the amount inside the boleto line; to send it anyway, set Options > On Amount Mismatch to Warn [item 1]',
		);
	});
});

describe('the due date', () => {
	const DAY_MS = 24 * 60 * 60 * 1000;
	/** The date in Brazil some days from now, by the time zone database and not by the node. */
	const brazilianDate = (days: number) =>
		new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/Sao_Paulo' }).format(Date.now() + days * DAY_MS);

	it.each([
		['a year ago', -365],
		['the day before yesterday', -2],
	])('%s warns, and the boleto is sent', async (_when, days) => {
		const dueDate = brazilianDate(days);
		const line = bankLine({ amountCents: 4980, dueDate });
		const { run, bodies } = await throughHub(hubBoleto(line));
		const message = `The boleto was due on ${dueDate}; banks may refuse it or add interest`;
		expect(bodies.map(lineOf)).toEqual([line]);
		expect(run.items[0].warnings).toEqual([{ rule: 'boleto.expired', message }]);
		expect(run.actionHints.map((hint) => hint.message)).toEqual([message]);
	});

	it.each([
		['tomorrow', 1],
		['in a year', 365],
	])('%s does not warn', async (_when, days) => {
		const line = bankLine({ amountCents: 4980, dueDate: brazilianDate(days) });
		const { run } = await throughHub(hubBoleto(line));
		expect(run.items[0]).not.toHaveProperty('warnings');
	});
});

describe('a payment link', () => {
	const charge = (paymentUrl: string, changes: INodeParameters = {}) => hubCharge({ paymentUrl, ...changes });

	it.each(['https://pay.example.com/order-1?x=1#top', 'http://pay.example.com:8080/order-1'])(
		'leaves as it is: %s',
		async (url) => {
			const { run, bodies } = await throughHub(charge(`={{ ${JSON.stringify(` ${url}\n`)} }}`));
			expect(run.error).toBeUndefined();
			expect(bodies.map(urlOf)).toEqual([url]);
		},
	);

	it.each<[string, string, string]>([
		['no scheme', 'pay.example.com/order-1', ''],
		[
			'an expression without braces',
			'https://{{$json.host}}/1',
			": the customer's phone cannot open this host",
		],
	])('is refused with %s', async (_what, url, why) => {
		const { run, bodies } = await throughHub(charge('={{ $json.url }}'), [
			{ url: 'https://pay.example.com' },
			{ url },
		]);
		expect(bodies).toEqual([]);
		expect(run.error).toMatchObject({ itemIndex: 1, description: expect.stringContaining(NOT_SENT) });
		expect(run.error?.message).toBe(
			`Payment URL: found "${url}", expected a full web address such as https://pay.example.com/order-123${why} [item 1]`,
		);
	});

	it('is refused when an expression gives none', async () => {
		const { run } = await throughHub(charge('={{ $json.url }}'));
		expect(run.error?.message).toBe(
			'Payment URL: found nothing, expected the full web address of the payment page [item 0]',
		);
	});
});
