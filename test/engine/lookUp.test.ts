import { SsrfProtectionConfig } from '@n8n/config';
import { Container } from '@n8n/di';
import type { IDataObject } from 'n8n-workflow';
import { bankHost, closeBanks, codeOf, lookUp, openBanks } from '../helpers/bank';
import { bankLine } from '../helpers/boletoLine';
import { account, brCode, field } from '../helpers/brCode';
import { simulator, type BankCharge } from '../helpers/simulator';

/** Looking a charge up at its bank: a TLS server under the bank's own name, reached through n8n's proxy setting. */

type Report = IDataObject & { charge: IDataObject; signature: IDataObject; warnings?: IDataObject[] };

beforeAll(openBanks);
afterAll(closeBanks);
afterEach(() => jest.restoreAllMocks());

/** A charge at a host of its own. */
const create = async (settings: IDataObject = {}) =>
	await simulator.createCharge({ host: bankHost(), ...settings });

async function reportsOf(codes: unknown[], options: IDataObject = {}): Promise<Report[]> {
	const run = await lookUp(codes, options);
	expect(run.error).toBeUndefined();
	expect(run.branches[0].map(({ pairedItem }) => pairedItem)).toEqual(codes.map((_, item) => ({ item })));
	return run.items as Report[];
}

async function reportOf(charge: BankCharge, options: IDataObject = {}): Promise<Report> {
	return (await reportsOf([codeOf(charge)], options))[0];
}

const rulesOf = ({ warnings = [] }: Report) => warnings.map(({ rule }) => rule);

/** Lets time pass for the node. */
function later(ms: number): void {
	const now = Date.now() + ms;
	jest.spyOn(Date, 'now').mockReturnValue(now);
}

describe('what a charge says', () => {
	it('beside what Check tells, first what one looks for', async () => {
		const charge = await create();
		const report = await reportOf(charge);
		expect(Object.keys(report).slice(0, 5)).toEqual(['charge', 'signature', 'httpStatus', 'code', 'kind']);
		expect(report).toMatchObject({
			code: codeOf(charge),
			kind: 'pix',
			pixType: 'dynamic',
			valid: true,
			url: charge.location,
		});
		expect(report.charge).toStrictEqual({
			status: 'active',
			statusText: 'The charge has not been paid, and it can be paid.',
			...{
				amountCents: 4980,
				originalCents: 4980,
				fineCents: null,
				interestCents: null,
				discountCents: null,
			},
			...{ payerMayChangeAmount: false, txid: charge.id, revision: 0 },
			createdAt: expect.stringMatching(/^2.*Z$/),
			expiresAt: expect.stringMatching(/^2.*Z$/),
			...{ dueDate: null, payableUntil: null, key: charge.payload.chave, receiver: null },
			payer: { name: 'Francisco da Silva', taxId: '***456789**' },
			message: 'Cobrança dos serviços prestados.',
			information: [{ name: 'Pedido', value: '42' }],
		});
		expect(report.signature).toEqual({
			verified: true,
			algorithm: 'PS256',
			keyId: expect.stringContaining('PS256-'),
		});
		expect(report).toMatchObject({ httpStatus: 200 });
		expect(report.warnings).toBeUndefined();
	});

	it.each(['PS256', 'RS256', 'ES256'])('signed with %s, until paid', async (alg) => {
		const charge = await create({ alg });
		expect(await reportOf(charge)).toMatchObject({
			charge: { status: 'active' },
			signature: { verified: true, algorithm: alg },
		});
		await simulator.changeCharge(charge, { payload: { status: 'CONCLUIDA' } });
		later(10_001);
		expect((await reportOf(charge)).charge).toMatchObject({ status: 'paid', amountCents: 4980 });
	});

	it('by its URL as well', async () => {
		const { location } = await create();
		for (const code of [location, `https://${location}`]) {
			expect((await reportsOf([code]))[0]).toMatchObject({
				code,
				url: `https://${location}`,
				charge: { status: 'active' },
			});
		}
	});

	it('for a day and a city, when it has a due date', async () => {
		const charge = await create({ kind: 'cobv' });
		const due = (charge.payload.calendario as { dataDeVencimento: string }).dataDeVencimento;
		const day = new Date(Date.parse(due) + 3 * 86_400_000).toISOString();
		const report = await reportOf(charge, { paymentDay: day.slice(0, 19), cityCode: '3550308' });
		expect(report.charge).toMatchObject({
			dueDate: due,
			amountCents: 5083,
			originalCents: 4980,
			fineCents: 100,
			interestCents: 3,
		});
		expect(report.charge.receiver).toEqual({ name: 'Empresa de Logística SA', taxId: '56989000019533' });
		const [asked] = await simulator.bankRequests(charge.host);
		expect(asked.path).toMatch(/\/cobv\/\w+\?codMun=3550308&DPP=\d{4}-\d\d-\d\d$/);
		const immediate = await create();
		await reportOf(immediate, { paymentDay: day });
		expect((await simulator.bankRequests(immediate.host))[0].path).not.toContain('?');
	});

	it.each<[string, IDataObject, string, string[]]>([
		[
			'paid, any amount',
			{ payload: { status: 'CONCLUIDA', valor: { original: '10.00', modalidadeAlteracao: 1 } } },
			'paid',
			['charge.amountMayDiffer'],
		],
		[
			'expired',
			{ payload: { calendario: { criacao: '2026-01-01T00:00:00Z', expiracao: 60 } } },
			'expired',
			[],
		],
		['removed', { payload: { status: 'REMOVIDA_PELO_PSP' } }, 'removed', []],
		['404', { answer: { status: 404 } }, 'unavailable', []],
		['410', { answer: { status: 410, body: '<h1>Gone</h1>' } }, 'unavailable', []],
	])('%s', async (_what, settings, status, rules) => {
		const report = await reportOf(await create(settings));
		expect([report.charge.status, rulesOf(report)]).toEqual([status, rules]);
	});
});

describe('lies', () => {
	it.each([
		['wrongSignature', /does not match/],
		['foreignKeys', /outro-banco\.com\.br, which does not belong to/],
		['algNone', /none is not an algorithm/],
		['hmac', /HS256 is not an algorithm/],
		['unknownKey', /no key with the ID/],
		['endedCertificate', /certificate of the key ended/],
		['noKeys', /where the keys of the bank are/],
		['strangeKeys', /not at a public host name: 127\.0\.0\.1/],
	])('%s: nothing is paid', async (lie, reason) => {
		const charge = await create({
			lie,
			alg: lie === 'hmac' ? 'RS256' : 'ES256',
			payload: { status: 'CONCLUIDA' },
		});
		const [strict, loose] = [await reportOf(charge), await reportOf(charge, { requireSignature: false })];
		expect(strict.signature).toMatchObject({ verified: false, reason: expect.stringMatching(reason) });
		expect(strict.charge).toMatchObject({ status: null, statusText: expect.stringMatching(reason) });
		expect([loose.charge.status, rulesOf(loose)]).toEqual(['paid', ['charge.notVerified']]);
	});

	it.each<[string, IDataObject, RegExp]>([
		[
			'HTML',
			{ body: '<html><script>alert(1)</script><p>Manutenção</p>', contentType: 'text/html' },
			/not a signed charge; it begins with "Manutenção"/,
		],
		[
			'plain JSON',
			{ body: '{"status":"CONCLUIDA"}', contentType: 'application/json' },
			/not a signed charge/,
		],
		['nothing', { body: '' }, /not a signed charge\.$/],
		['too much', { bytes: 65_537 }, /too large/],
		[
			'too much, small on the way',
			{ bytes: 50_000_000, headers: { 'content-encoding': 'gzip' } },
			/too large/,
		],
		['another address', { status: 302, headers: { location: 'https://127.0.0.1/' } }, /redirects.*HTTP 302/],
		['503', { status: 503 }, /HTTP 503/],
		['500 with words', { status: 500, body: '{"detail":"Erro interno"}' }, /HTTP 500: Erro interno\./],
	])('%s', async (_what, answer, text) => {
		const report = await reportOf(await create({ answer }));
		expect(report.charge).toMatchObject({
			status: null,
			statusText: expect.stringMatching(text),
			amountCents: null,
		});
		expect(report).toMatchObject({ httpStatus: answer.status ?? 200, signature: { verified: false } });
	});

	it.each<[string, IDataObject, RegExp]>([
		['404', { status: 404 }, /answered HTTP 404/],
		['HTML', { body: '<p>' }, /does not hold a key set/],
		['no keys', { body: '{"keys":[]}' }, /no key with the ID/],
		['too much', { bytes: 70_000 }, /does not hold a key set/],
	])('where the keys should be: %s', async (_what, answer, reason) => {
		const charge = await create({ payload: { status: 'CONCLUIDA' } });
		await simulator.changeBankKeys(charge.host, answer);
		expect(await reportOf(charge)).toMatchObject({
			charge: { status: null },
			signature: { reason: expect.stringMatching(reason) },
		});
	});

	it('a bank that drips or keeps silent gets ten seconds, beside the others', async () => {
		const slow = await Promise.all(
			[{ dripMs: 50 }, { delayMs: 60_000 }].map(async (answer) => await create({ answer })),
		);
		const hanging = await create();
		await simulator.changeBankKeys(hanging.host, { dripMs: 50 });
		const startedAt = performance.now();
		const reports = await reportsOf([...slow, hanging, await create()].map(codeOf));
		expect(performance.now() - startedAt).toBeLessThan(12_000);
		for (const { charge } of reports.slice(0, 2))
			expect(charge.statusText).toMatch(/did not answer within 10 s/);
		expect(reports[2].signature.reason).toMatch(/keys.*(did not answer|did not come in time)/);
		expect(reports[3].charge.status).toBe('active');
	});
});

describe('what leaves', () => {
	it('one request a look-up, two with a cold key; https GETs with nothing of ours', async () => {
		const host = bankHost();
		const charges = await Promise.all([1, 2, 3].map(async () => await simulator.createCharge({ host })));
		await reportOf(charges[0]);
		expect((await simulator.bankRequests(host)).map(({ path }) => path.split('/')[1])).toEqual([
			'qr',
			'jwks',
		]);
		await reportsOf(charges.slice(1).map(codeOf));
		const requests = await simulator.bankRequests(host);
		expect(requests.map(({ path }) => path.split('/')[1])).toEqual(['qr', 'jwks', 'qr', 'qr']);
		for (const { method, bodyBytes, headers } of requests) {
			expect([method, bodyBytes]).toEqual(['GET', 0]);
			expect(Object.keys(headers).sort()).toEqual([
				'accept',
				'accept-encoding',
				'connection',
				'host',
				'user-agent',
			]);
		}
	});

	it('nothing to any host but those of the codes, whatever banks said before', async () => {
		const strangers = (await simulator.bankRequests()).filter(({ method }) => method !== 'GET');
		expect(strangers).toEqual([]);
	});

	it('one question for each code and run, and not again for ten seconds', async () => {
		const charge = await create();
		const ask = async () => {
			const reports = await reportsOf(Array.from({ length: 30 }, () => codeOf(charge)));
			expect(reports.every((report) => report.charge.status === 'active')).toBe(true);
			return (await simulator.bankRequests(charge.host)).filter(({ path }) => path.startsWith('/qr')).length;
		};
		expect([await ask(), await ask()]).toEqual([1, 1]);
		later(10_001);
		expect(await ask()).toBe(2);
	});

	it('at most ten at the same time', async () => {
		const host = bankHost();
		const answer = { delayMs: 150, status: 404 };
		const charges = await Promise.all(
			Array.from({ length: 25 }, async () => await simulator.createCharge({ host, answer })),
		);
		await reportsOf(charges.map(codeOf));
		const requests = await simulator.bankRequests(host);
		expect(requests).toHaveLength(25);
		const open = requests.map(
			({ at }) => requests.filter((other) => other.at <= at && (other.endedAt ?? Infinity) > at).length,
		);
		expect(Math.max(...open)).toBeLessThanOrEqual(10);
		expect(Math.max(...open)).toBeGreaterThanOrEqual(5);
	});

	it('nothing to a bank that asked to be left alone, until its time', async () => {
		const host = bankHost();
		const answer = { status: 429, headers: { 'retry-after': '60' } };
		const [busy, other] = await Promise.all(
			[answer, null].map(async (given) => await simulator.createCharge({ host, answer: given })),
		);
		expect((await reportOf(busy)).charge.statusText).toMatch(/HTTP 429/);
		expect((await reportOf(other)).charge).toMatchObject({
			status: null,
			statusText: expect.stringMatching(/asked not to be called before 20.*Retry-After/),
		});
		expect(await simulator.bankRequests(host)).toHaveLength(1);
		later(60_001);
		expect((await reportOf(other)).charge.status).toBe('active');
	});

	it('new keys are fetched once the bank signs with them', async () => {
		const host = bankHost();
		const [before, after] = await Promise.all([1, 2].map(async () => await simulator.createCharge({ host })));
		expect((await reportOf(before)).signature.verified).toBe(true);
		await simulator.changeBankKeys(host);
		later(10_001);
		expect((await reportOf(after)).signature.verified).toBe(true);
		const keys = (await simulator.bankRequests(host)).filter(({ path }) => path === '/jwks');
		expect(keys).toHaveLength(2);
	});
});

describe('nobody is asked', () => {
	it('where n8n does not let its nodes go', async () => {
		const protection = Container.get(SsrfProtectionConfig);
		const charge = await create();
		protection.enabled = true;
		const report = await reportOf(charge).finally(() => (protection.enabled = false));
		expect(report.charge).toMatchObject({
			status: null,
			statusText: expect.stringMatching(/^The bank (could not be reached|was not called).*\.$/),
		});
		expect(await simulator.bankRequests(charge.host)).toEqual([]);
	});

	it('about what has no address, or one that is not a bank', async () => {
		const url = (location: string) => brCode({ '01': '12', '26': account(field('25', location)) });
		const recurrence = field('00', 'br.gov.bcb.pix') + field('25', 'pix.example.com/rec/1');
		const seen: Array<[unknown, RegExp]> = [
			[brCode(), /static code/],
			[bankLine({ amountCents: 14990, dueDate: '2030-01-31' }), /boleto has no address/],
			[brCode({ '26': undefined, '80': recurrence }), /only carries a recurrence/],
			[brCode({ '80': recurrence }), /static code/],
			['https://pix.example.com/qr/rec/1', /recurrence/],
			[url('127.0.0.1/qr/1'), /not at a public host name/],
			[url('banco.local/qr/1'), /not at a public host name/],
			[url('pix.banco-simulado.com.br:8443/qr/1'), /port 8443/],
			['http://pix.banco-simulado.com.br/qr/1', /http:\/\//],
			['https://169.254.169.254/latest/meta-data', /not at a public host name/],
			[url('pix.banco-simulado.com.br/1').replace('BRASILIA', 'BRASILIO'), /not valid: the CRC/],
			['', /the code is empty/],
			...[null, 12, {}, [], true, { toString: 1 }].map((value): [unknown, RegExp] => [value, /not valid/]),
		];
		const before = (await simulator.bankRequests()).length;
		const reports = await reportsOf(seen.map(([code]) => code));
		expect((await simulator.bankRequests()).slice(before)).toEqual([]);
		for (const [index, [code, text]] of seen.entries()) {
			const { charge, httpStatus, signature } = reports[index];
			expect([code, charge.status, httpStatus, signature.verified]).toEqual([code, null, null, false]);
			expect(charge.statusText).toMatch(text);
		}
	});

	it('about the recurrence beside a charge, which is told', async () => {
		const charge = await create();
		const recurrence = field('00', 'br.gov.bcb.pix') + field('25', `${charge.host}/rec/1`);
		const [report] = await reportsOf([
			brCode({ '01': '12', '26': account(field('25', charge.location)), '80': recurrence }),
		]);
		expect([report.charge.status, rulesOf(report)]).toEqual(['active', ['charge.recurrence']]);
	});
});

describe('what the user can mend stops the run', () => {
	it.each<[IDataObject, RegExp]>([
		[{ cityCode: 'São Paulo' }, /^City \(IBGE Code\): found "São Paulo", expected the 7 digits/],
		[{ paymentDay: 'tomorrow' }, /^Day of Payment: found "tomorrow"/],
		[{ requireSignature: 'perhaps' }, /^Require Valid Signature: found "perhaps"/],
		[
			{ paymentDay: '2020-01-01' },
			/^Day of Payment: found "2020-01-01", expected a day that the bank takes\. The bank says: A data/,
		],
		[{ cityCode: '9999999' }, /^City \(IBGE Code\): found "9999999", expected a city that the bank takes/],
	])('%j', async (options, message) => {
		const codes = [await create({ kind: 'cobv' }), await create()].map(codeOf);
		expect((await lookUp(codes, options)).error).toMatchObject({
			message: expect.stringMatching(message),
			itemIndex: 0,
		});
		const onward = await lookUp(codes, options, { onError: 'continueRegularOutput' });
		expect([onward.status, onward.items.length]).toEqual(['success', 2]);
		expect(onward.items[0].error).toMatch(message);
	});
});
