import { billLine } from '../helpers/boletoLine';
import { account, brCode, EXAMPLE_UUID, field } from '../helpers/brCode';
import { hubPix, NOT_SENT, pixOf, priced, throughHub } from '../helpers/paymentRuns';

/** A charge by PIX through the Hub, as its shop sees it: what is refused, what warns, what leaves. */

const FIELD = 'PIX Copy and Paste Code';
/** A code of R$ 49.80, the total of the charge. */
const good = brCode({ '54': '49.80' });

const warningsOf = ({ items }: { items: Array<{ warnings?: unknown }> }) =>
	items.map(({ warnings }) => warnings);

describe('a code that banks make and pay', () => {
	const dynamic = account(field('25', 'pix.example.com/qr/v2/1'));

	it.each([
		['a CRC in small letters', good.slice(0, -4) + good.slice(-4).toLowerCase()],
		['a hyphen in the transaction ID (C6)', brCode({ '26': dynamic, '62': field('05', 'QRS1-F5CM') })],
	])('is sent as the bank wrote it: %s', async (_what, code) => {
		const { run, bodies } = await throughHub(hubPix(code));
		expect(run.error).toBeUndefined();
		expect(pixOf(bodies[0]).code).toBe(code);
		expect(warningsOf(run)).toEqual([undefined]);
	});

	it('is sent with a warning: accents in the text for the payer (Nubank)', async () => {
		const code = brCode({
			'26': account(field('01', EXAMPLE_UUID), field('02', 'Pão de açúcar')),
			'54': '49.80',
		});
		const { run, bodies } = await throughHub(hubPix(code));
		expect(run.error).toBeUndefined();
		expect(pixOf(bodies[0]).code).toBe(code);
		expect(warningsOf(run)).toMatchObject([[{ rule: 'pix.infoCharacters' }]]);
	});
});

describe('a code that no bank app takes', () => {
	it.each<[string, string, RegExp]>([
		[
			'a letter changed',
			good.replace('Fulano', 'Fulana'),
			/the CRC is [0-9A-F]{4}, expected [0-9A-F]{4}: a character is missing or changed/,
		],
		['a boleto line', billLine(4980), /this is a boleto, which belongs to Payment Method Boleto/],
	])('is refused with what is wrong: %s', async (_what, code, why) => {
		const { run, bodies } = await throughHub(hubPix('={{ $json.code }}'), [{ code: good }, { code }]);
		expect(bodies).toEqual([]);
		expect(run.status).toBe('error');
		expect(run.error).toMatchObject({ name: 'NodeOperationError', itemIndex: 1 });
		expect(run.error?.message).toMatch(why);
		expect(run.error?.message.startsWith(`${FIELD}: found "`)).toBe(true);
		expect(run.error?.message.endsWith('[item 1]')).toBe(true);
		expect(run.error?.description).toContain(NOT_SENT);
	});

	it('is refused when an expression gives none', async () => {
		const { run, bodies } = await throughHub(hubPix('={{ $json.code }}'));
		expect(bodies).toEqual([]);
		expect(run.error?.message).toBe(
			`${FIELD}: found nothing, expected the BR Code of the bank, which starts with 000201 [item 0]`,
		);
	});

	it('only warns when Check Payment Code is off', async () => {
		const code = brCode({ '53': '840', '54': '49.80' });
		const { run, bodies } = await throughHub(hubPix(code, { options: { checkPaymentCode: false } }));
		const message = `${FIELD}: field 53 (currency) is "840", expected 986 (BRL)`;
		expect(run.error).toBeUndefined();
		expect(pixOf(bodies[0]).code).toBe(code);
		expect(run.items[0]).toMatchObject({
			sendStatus: 'enqueued',
			warnings: [{ rule: 'pix.currency', message }],
		});
		expect(run.actionHints).toEqual([{ message, type: 'warning', location: 'outputPane' }]);
	});
});

describe('a code that works', () => {
	it.each([
		['a static code', good],
		['a static code whose payer types the amount', brCode()],
		['a dynamic code', brCode({ '01': '12', '26': account(field('25', 'pix.example.com/8b3da2f3')) })],
	])('leaves as it is, without a word: %s', async (_what, code) => {
		const { run, bodies } = await throughHub(hubPix(code));
		expect(run.error).toBeUndefined();
		expect(bodies.map((body) => pixOf(body).code)).toEqual([code]);
		expect(run.items[0]).not.toHaveProperty('warnings');
		expect(run.actionHints).toEqual([]);
	});

	it('leaves without the space that was pasted around it', async () => {
		const { bodies } = await throughHub(hubPix(`={{ ${JSON.stringify(`\n  ${good}\r\n`)} }}`));
		expect(pixOf(bodies[0]).code).toBe(good);
	});
});

describe('a code that the charge does not agree with', () => {
	const other = brCode({ '54': '44.00' });
	const message = 'The PIX code carries R$ 44,00, but the total of the message is R$ 49,80';
	const warn = { onAmountMismatch: 'warn' };

	it('of R$ 9,99 under a total of R$ 10,00 does not go out', async () => {
		const changes = { ...priced('10.00') };
		for (const options of [{}, { onAmountMismatch: 'auto' }, { checkPaymentCode: false }]) {
			const { run, bodies } = await throughHub(hubPix(brCode({ '54': '9.99' }), { ...changes, options }));
			expect(bodies).toEqual([]);
			expect(run.error?.message).toBe(
				'Total: found "R$ 10,00", expected R$ 9,99, the amount inside the PIX code; to send it anyway, set Options > On Amount Mismatch to Warn [item 0]',
			);
		}
	});

	it.each(['Stop', 'WARN', 'ignore', '', 1, true])(
		'is not sent when On Amount Mismatch is %j',
		async (word) => {
			const options = { onAmountMismatch: '={{ $json.word }}' };
			const { run, bodies } = await throughHub(hubPix(other, { options }), [{ word }]);
			expect(bodies).toEqual([]);
			expect(run.error?.message).toMatch(/^(?:On Amount Mismatch|Total): found /);
		},
	);

	it('warns of another amount in the output and above it, and is sent, when On Amount Mismatch is Warn', async () => {
		const { run, bodies } = await throughHub(hubPix(other, { options: warn }));
		expect(pixOf(bodies[0]).code).toBe(other);
		expect(warningsOf(run)).toEqual([[{ rule: 'pix.amountDiffers', message }]]);
		expect(run.actionHints).toEqual([{ message, type: 'warning', location: 'outputPane' }]);
	});

	it('is refused with both amounts when On Amount Mismatch is Stop', async () => {
		const options = { onAmountMismatch: 'stop' };
		const { run, bodies } = await throughHub(hubPix('={{ $json.code }}', { options }), [
			{ code: good },
			{ code: other },
		]);
		expect(bodies).toEqual([]);
		expect(run.error).toMatchObject({ itemIndex: 1, description: expect.stringContaining(NOT_SENT) });
		expect(run.error?.message).toBe(
			'Total: found "R$ 49,80", expected R$ 44,00, the amount inside the PIX code; to send it anyway, set Options > On Amount Mismatch to Warn [item 1]',
		);
	});

	it('warns when it pays to another key', async () => {
		const code = brCode({ '26': account(field('01', 'shop@example.com')), '54': '49.80' });
		const { run, bodies } = await throughHub(hubPix(code));
		expect(pixOf(bodies[0])).toMatchObject({ code, key: EXAMPLE_UUID, keyType: 'EVP' });
		expect(warningsOf(run)).toEqual([
			[{ rule: 'pix.keyDiffers', message: expect.stringMatching(/shop@example\.com.*123e4567/) }],
		]);
	});

	it('says each warning once above the output, with how many items it is about', async () => {
		const items = Array.from({ length: 3 }, () => ({ code: other, price: '49.80' }));
		items.push({ code: other, price: '50.00' }, { code: good, price: '49.80' });
		const parameters = hubPix('={{ $json.code }}', { ...priced('={{ $json.price }}'), options: warn });
		const { run, bodies } = await throughHub(parameters, items);
		expect(bodies).toHaveLength(5);
		expect(warningsOf(run).map((list) => (list as unknown[] | undefined)?.length ?? 0)).toEqual([
			1, 1, 1, 1, 0,
		]);
		expect(run.actionHints.map((hint) => hint.message)).toEqual([
			`${message} (3 items)`,
			'The PIX code carries R$ 44,00, but the total of the message is R$ 50,00',
		]);
	});

	it('says no more than five warnings above the output, and how many more there are', async () => {
		const items = Array.from({ length: 9 }, (_, index) => ({ price: 60 + index }));
		const { run, bodies } = await throughHub(
			hubPix(other, { ...priced('={{ $json.price }}'), options: warn }),
			items,
		);
		expect(bodies).toHaveLength(9);
		expect(run.actionHints).toHaveLength(6);
		expect(run.actionHints[5].message).toBe('4 more warnings: see "warnings" in the output items');
	});

	it('keeps the warning in a dry run', async () => {
		const { run, bodies } = await throughHub(hubPix(other, { options: { ...warn, dryRun: true } }));
		expect(bodies).toEqual([]);
		expect(run.items[0]).toMatchObject({ dryRun: true, warnings: [{ rule: 'pix.amountDiffers' }] });
	});
});
