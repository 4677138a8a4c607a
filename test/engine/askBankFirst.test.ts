import type { IDataObject } from 'n8n-workflow';
import { createHubWithChannel, hubCredential, sentBodies } from '../helpers/accounts';
import { bankHost, closeBanks, codeOf, openBanks } from '../helpers/bank';
import { brCode } from '../helpers/brCode';
import { processedData } from '../helpers/engine/setup';
import { runAction } from '../helpers/engine/runAction';
import { hubPix, throughHub, type ChargeRun } from '../helpers/paymentRuns';
import { simulator } from '../helpers/simulator';

/** Options > Ask the Bank First, through the Hub: what its bank says of a pasted PIX code decides whether it leaves. */

beforeAll(openBanks);
afterAll(closeBanks);
beforeEach(() => processedData.clear());

const ASK = { askBankFirst: true };

const create = async (settings: IDataObject = {}) =>
	await simulator.createCharge({ host: bankHost(), ...settings });

async function send(settings: IDataObject, options: IDataObject = {}): Promise<ChargeRun> {
	const code = codeOf(await create(settings));
	return await throughHub(hubPix(code, { options: { ...ASK, ...options } as never }));
}

const rulesOf = ({ run }: ChargeRun) =>
	((run.items[0]?.warnings as IDataObject[] | undefined) ?? []).map(({ rule }) => rule);

it.each<[string, IDataObject, RegExp]>([
	['paid', { payload: { status: 'CONCLUIDA' } }, /^PIX Copy and Paste Code: .*A payment came in/],
	['removed', { payload: { status: 'REMOVIDA_PELO_PSP' } }, /The bank removed the charge/],
	[
		'expired',
		{ payload: { calendario: { criacao: '2026-01-01T00:00:00Z', expiracao: 60 } } },
		/not paid in time/,
	],
	['no longer served', { answer: { status: 410 } }, /HTTP 410\).*paid, it expired, or it was removed/],
	[
		'for another amount',
		{ payload: { valor: { original: '50.00' } } },
		/^Total: found "R\$ 49,80", expected R\$ 50,00, which the bank wants/,
	],
])('a charge that is %s is refused before it is sent', async (_what, settings, message) => {
	const { run, bodies } = await send(settings);
	expect(run.error?.message).toMatch(message);
	expect(run.error?.description).toContain('Nothing was sent for this item');
	expect(bodies).toEqual([]);
});

const LATER = { calendario: { criacao: new Date().toISOString(), expiracao: 86_400 } };

it.each<[string, IDataObject, IDataObject, string[]]>([
	['that can be paid', { payload: LATER }, {}, []],
	['that ends within the hour', {}, {}, ['charge.expiresSoon']],
	[
		'for another amount, which only warns',
		{ payload: { ...LATER, valor: { original: '50.00' } } },
		{ onAmountMismatch: 'warn' },
		['charge.amountDiffers'],
	],
	[
		'whose amount cannot be compared',
		{ payload: { ...LATER, valor: { original: '-49.80' } } },
		{},
		['charge.noAmount'],
	],
	[
		'that hands out cash',
		{ payload: { ...LATER, valor: { original: '49.80', retirada: { saque: {} } } } },
		{},
		['charge.withdrawal'],
	],
	['whose bank is down', { answer: { status: 503 } }, {}, ['charge.notChecked']],
	['whose bank lies', { lie: 'wrongSignature', payload: { status: 'CONCLUIDA' } }, {}, ['charge.notChecked']],
	[
		'whose signature does not hold, of another amount',
		{ lie: 'unknownKey', payload: { valor: { original: '1.00' } } },
		{},
		['charge.notChecked'],
	],
])('a charge %s is sent', async (_what, settings, options, rules) => {
	const result = await send(settings, options);
	expect(result.run.error).toBeUndefined();
	expect([result.bodies.length, rulesOf(result)]).toEqual([1, rules]);
});

it('a static code has no bank to ask, and nobody is asked unless the option is on', async () => {
	const result = await throughHub(hubPix(brCode(), { options: ASK }));
	expect([result.bodies.length, rulesOf(result)]).toEqual([1, ['charge.static']]);
	const charge = await create({ payload: { status: 'CONCLUIDA' } });
	const { bodies } = await throughHub(hubPix(codeOf(charge)));
	expect(bodies).toHaveLength(1);
	expect(await simulator.bankRequests(charge.host)).toEqual([]);
});

it('one question for each code of a run', async () => {
	const charge = await create({ payload: LATER });
	const items = Array.from({ length: 12 }, (_, index) => ({ phone: `55119${80_000_000 + index}` }));
	const { run, bodies } = await throughHub(
		hubPix(codeOf(charge), { phone: '={{ $json.phone }}', options: ASK }),
		items,
	);
	expect([run.status, bodies.length]).toEqual(['success', 12]);
	const asked = await simulator.bankRequests(charge.host);
	expect(asked.filter(({ path }) => path.startsWith('/qr'))).toHaveLength(1);
});

it('a message that went out before is skipped, also when the charge was paid since; a refused one may go out later', async () => {
	const charge = await create({ payload: { ...LATER, status: 'REMOVIDA_PELO_PSP' } });
	const hub = await createHubWithChannel();
	const options = { ...ASK, sendOncePer: 'referenceId' };
	const run = async () =>
		await runAction(hubPix(codeOf(charge), { options }), [{}], { credentials: hubCredential(hub) });
	expect((await run()).error?.message).toContain('cannot be paid');
	const now = Date.now();
	const pass = (ms: number) => jest.spyOn(Date, 'now').mockImplementation(() => now + ms);
	await simulator.changeCharge(charge, { payload: { status: 'ATIVA' } });
	pass(11_000);
	expect((await run()).items[0]).toMatchObject({ sendStatus: 'enqueued' });
	await simulator.changeCharge(charge, { payload: { status: 'CONCLUIDA' } });
	pass(22_000);
	expect((await run()).items[0]).toMatchObject({ skipped: true });
	jest.restoreAllMocks();
	expect(await sentBodies(hub)).toHaveLength(1);
});
