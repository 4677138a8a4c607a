import fc from 'fast-check';
import { reportCharge, type BankAnswer } from '../../../commerce/domain/pix/charge/chargeReport';
import { readChargePayload } from '../../../commerce/domain/pix/charge/chargePayload';
import type { LooseObject } from '../../../commerce/domain/looseJson';

/** What an answer means. Payloads in the shape of bacen/pix-api, openapi.yaml 2.9.0, CobPayload and CobVPayload. */

const COB = {
	revisao: 0,
	calendario: { criacao: '2026-11-20T12:00:00.350Z', apresentacao: '2026-11-20T12:01:00Z', expiracao: 3600 },
	txid: 'fc9a4366ff3d4964b5dbc6c91a8722d3',
	devedor: { cpf: '12345678909', nome: 'Francisco da Silva' },
	valor: { original: '100.50' },
	chave: '7407c9c8-f78b-11ea-adc1-0242ac120002',
	status: 'ATIVA',
	solicitacaoPagador: 'Informar cartão fidelidade',
	infoAdicionais: [{ nome: 'Pedido', valor: '42' }],
};
const COBV = {
	...COB,
	calendario: { criacao: '2026-11-01T12:00:00Z', dataDeVencimento: '2026-11-20', validadeAposVencimento: 10 },
	valor: {
		original: '100.00',
		multa: '2.00',
		juros: '1.05',
		desconto: '0.05',
		abatimento: '3.00',
		final: '100.00',
	},
	devedor: { cnpj: '12345678000195', nome: 'Empresa de Serviços SA' },
	recebedor: { cnpj: '56989000019533', nome: 'Empresa de Logística SA', cidade: 'Recife' },
};
const HELD = { verified: true, algorithm: 'PS256', keyId: 'k' };
const at = (time: string) => Date.parse(time);
const NOON = '2026-11-20T12:00:00Z';
const expiringAfter = (expiracao: unknown) => ({ ...COB, calendario: { criacao: NOON, expiracao } });

function report(
	payload: LooseObject | undefined,
	now = '2026-11-20T12:30:00Z',
	more: Partial<BankAnswer> = {},
	requireSignature = true,
) {
	const answer = { httpStatus: 200, signature: HELD, payload, ...more };
	const { charge, warnings } = reportCharge(answer, { nowMs: at(now), requireSignature });
	const told = { rule: expect.stringMatching(/^charge\./), message: expect.any(String) };
	expect(warnings).toEqual(warnings.map(() => told));
	return { ...charge, rules: warnings.map(({ rule }) => rule) };
}

it('reads an immediate charge', () => {
	expect(report(COB)).toEqual({
		status: 'active',
		statusText: expect.stringContaining('can be paid'),
		amountCents: 10050,
		originalCents: 10050,
		...{ fineCents: null, interestCents: null, discountCents: null },
		payerMayChangeAmount: false,
		txid: COB.txid,
		revision: 0,
		createdAt: '2026-11-20T12:00:00Z',
		expiresAt: '2026-11-20T13:00:00Z',
		...{ dueDate: null, payableUntil: null },
		key: COB.chave,
		receiver: null,
		payer: { name: 'Francisco da Silva', taxId: '***456789**' },
		message: COB.solicitacaoPagador,
		information: [{ name: 'Pedido', value: '42' }],
		rules: [],
	});
});

it('reads a charge with due date; its last day moves off the weekend', () => {
	expect(report(COBV)).toMatchObject({
		...{ amountCents: 10000, originalCents: 10000, fineCents: 200, interestCents: 105, discountCents: 305 },
		...{ expiresAt: null, dueDate: '2026-11-20', payableUntil: '2026-11-30' },
		receiver: { name: 'Empresa de Logística SA', taxId: '56989000019533' },
		payer: { taxId: '***456780001**' },
	});
	const lastDayOf = (dataDeVencimento: string, validadeAposVencimento: unknown) =>
		report({ ...COBV, calendario: { dataDeVencimento, validadeAposVencimento } }).payableUntil;
	expect(lastDayOf('2026-11-21', 0)).toBe('2026-11-23');
	expect(lastDayOf('2026-11-22', '0')).toBe('2026-11-23');
	expect(lastDayOf('2026-11-22', 1)).toBe('2026-11-24');
	expect(lastDayOf('2026-11-21', 5)).toBe('2026-11-30');
	expect(lastDayOf('2026-11-20T00:00:00', 0)).toBe('2026-11-20');
	expect(lastDayOf('2026-11-20', '999999999')).toBeNull();
	expect(lastDayOf('2026-11-21', undefined)).toBe('2026-11-23');
});

it.each<[string, LooseObject, Record<string, unknown>]>([
	[
		'numbers as text',
		{ ...COB, revisao: '3', calendario: { ...COB.calendario, expiracao: '60' } },
		{ revision: 3, expiresAt: '2026-11-20T12:01:00Z' },
	],
	['digits with more around them', { ...COB, revisao: '3x' }, { revision: null }],
	['more before digits', { ...COB, revisao: 'x3' }, { revision: null }],
	['spaces around digits', { ...COB, revisao: ' 3 ' }, { revision: 3 }],
	['an expiry after all time', expiringAfter('999999999999'), { expiresAt: null }],
	[
		'an expiry at the end of time',
		expiringAfter(253_402_300_799 - at(NOON) / 1000),
		{ expiresAt: '9999-12-31T23:59:59Z' },
	],
	['a final amount of null', { ...COBV, valor: { original: '7.00', final: null } }, { amountCents: 700 }],
	['a discount alone', { ...COBV, valor: { original: '7.00', desconto: '1.00' } }, { discountCents: 100 }],
	['a rebate alone', { ...COBV, valor: { original: '7.00', abatimento: '1.00' } }, { discountCents: 100 }],
	['a comma', { ...COB, valor: { original: '1,50' } }, { amountCents: null, rules: ['charge.noAmount'] }],
	[
		'a payer with few digits',
		{ ...COB, devedor: { cpf: '1234567' } },
		{ payer: { name: null, taxId: '***' } },
	],
	[
		'a payer with a digit more',
		{ ...COB, devedor: { cpf: '12345678' } },
		{ payer: { name: null, taxId: '***456**' } },
	],
	['a payer without a number', { ...COB, devedor: { nome: 'Ana' } }, { payer: { name: 'Ana', taxId: null } }],
	['information that is no list', { ...COB, infoAdicionais: 'x' }, { information: [] }],
	[
		'information with something else in its list',
		{ ...COB, infoAdicionais: [7, { valor: 'v' }] },
		{ information: [{ name: null, value: 'v' }] },
	],
	[
		'more information than anybody reads',
		{ ...COB, infoAdicionais: Array.from({ length: 51 }, () => ({ nome: 'n' })) },
		{ information: Array.from({ length: 50 }, () => ({ name: 'n', value: null })) },
	],
	[
		'no expiry: a day',
		{ ...COB, calendario: { criacao: '2026-11-20T12:00:00Z' } },
		{ expiresAt: '2026-11-21T12:00:00Z' },
	],
	[
		'a time without zone is Brasília time',
		{ ...COB, calendario: { criacao: '2026-11-20T12:00:00' } },
		{ createdAt: '2026-11-20T15:00:00Z' },
	],
	[
		'no original beside the final amount',
		{ ...COBV, valor: { final: '7.00' } },
		{ amountCents: 700, originalCents: null },
	],
	['no final amount', { ...COBV, valor: { original: '7.00' } }, { amountCents: 700 }],
	['an amount as a number', { ...COB, valor: { original: 0.3 } }, { amountCents: 30 }],
	[
		'an amount nobody can read',
		{ ...COB, valor: { original: '1,5,0' } },
		{ amountCents: null, rules: ['charge.noAmount'] },
	],
	[
		'a withdrawal',
		{ ...COB, valor: { original: '0.00', retirada: { saque: {} } } },
		{ rules: ['charge.withdrawal'] },
	],
	[
		'a receiver with a CPF',
		{ ...COB, recebedor: { cpf: '123.456.789-09', nome: 'Ana' } },
		{ receiver: { name: 'Ana', taxId: '***456789**' } },
	],
])('%s', (_what, payload, expected) => {
	expect(report(payload)).toMatchObject(expected);
});

it.each<[string, LooseObject, string, string | null, string[]]>([
	['ATIVA', COB, '2026-11-20T12:59:59Z', 'active', []],
	['ATIVA after its hour', COB, '2026-11-20T13:00:00Z', 'expired', []],
	['ATIVA on its last day', COBV, '2026-12-01T02:59:59Z', 'active', []],
	['ATIVA a day later, perhaps a holiday', COBV, '2026-12-01T03:00:00Z', 'active', ['charge.mayBePastDue']],
	['ATIVA five days later', COBV, '2026-12-06T02:59:59Z', 'active', ['charge.mayBePastDue']],
	['ATIVA, any amount', { ...COB, valor: { original: '1.00', modalidadeAlteracao: 1 } }, NOON, 'active', []],
	['ATIVA long after', COBV, '2026-12-06T03:00:00Z', 'expired', []],
	['CONCLUIDA, also when past due', { ...COB, status: 'CONCLUIDA' }, '2026-12-20T00:00:00Z', 'paid', []],
	[
		'CONCLUIDA, any amount',
		{ ...COB, status: 'CONCLUIDA', valor: { original: '1.00', modalidadeAlteracao: '1' } },
		'2026-11-20T12:30:00Z',
		'paid',
		['charge.amountMayDiffer'],
	],
	[
		'removed by the receiver',
		{ ...COB, status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' },
		'2026-11-20T12:30:00Z',
		'removed',
		[],
	],
	['removed by the bank', { ...COB, status: 'REMOVIDA_PELO_PSP' }, '2026-11-20T12:30:00Z', 'removed', []],
	['another word', { ...COB, status: 'PAGA' }, '2026-11-20T12:30:00Z', null, []],
	['a recurrence', { idRec: 'RN1', status: 'APROVADA' }, '2026-11-20T12:30:00Z', null, []],
])('%s', (_what, payload, now, status, rules) => {
	expect(report(payload, now)).toMatchObject({ status, rules });
});

it.each<[string, LooseObject | undefined, string, Partial<BankAnswer>?]>([
	['removed by the receiver', { ...COB, status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' }, 'The receiver removed'],
	['removed by the bank', { ...COB, status: 'REMOVIDA_PELO_PSP' }, 'The bank removed'],
	['a long word', { ...COB, status: 'x'.repeat(61) }, `does not have: ${'X'.repeat(60)}.`],
	['no word', { ...COB, status: undefined }, 'does not have: none.'],
	['a recurrence by its ID', { idRec: 'RN1' }, 'address of a recurrence'],
	['a recurrence by its content', { recorrencia: {} }, 'address of a recurrence'],
	['something else', { valor: 1 }, 'it is not a charge'],
	['no answer', undefined, 'The bank gave no answer.'],
	['no answer, and why', undefined, 'It was late.', { reason: 'It was late.' }],
])('says of %s what it means', (...[, payload, text, more]) => {
	expect(report(payload, NOON, more)).toMatchObject({ statusText: expect.stringContaining(text), rules: [] });
});

it('a charge of which nothing is known has the members of any other, and nothing in them', () => {
	const [unknown, read] = [report(undefined), report(COB)];
	expect(Object.keys(unknown)).toEqual(Object.keys(read));
	expect(unknown).toMatchObject({ payerMayChangeAmount: false, amountCents: null, payer: null });
	expect(unknown.information).toHaveLength(0);
});

it('404 and 410 leave open what became of the charge', () => {
	for (const httpStatus of [404, 410]) {
		expect(report(undefined, undefined, { httpStatus })).toMatchObject({
			status: 'unavailable',
			statusText: expect.stringMatching(/paid, it expired, or it was removed/),
			rules: [],
		});
	}
});

it('without a signature that holds nothing is paid, unless the user takes it', () => {
	const paid = { ...COB, status: 'CONCLUIDA' };
	const signature = { ...HELD, verified: false, reason: 'forged' };
	expect(report(paid, undefined, { signature })).toMatchObject({
		status: null,
		statusText: expect.stringContaining('forged'),
		amountCents: 10050,
		rules: ['charge.notVerified'],
	});
	expect(report(paid, undefined, { signature }, false)).toMatchObject({
		status: 'paid',
		rules: ['charge.notVerified'],
	});
	expect(report(COB, undefined, { signature })).toMatchObject({
		status: 'active',
		rules: ['charge.notVerified'],
	});
});

it('reads every amount to the cent, and throws for no payload', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (cents) => {
			const digits = String(cents).padStart(3, '0');
			const original = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
			return readChargePayload({ valor: { original } })?.facts.amountCents === cents;
		}),
	);
	const member = fc.constantFrom(...Object.keys(COBV), 'valor', 'calendario');
	fc.assert(
		fc.property(member, fc.jsonValue(), (name, value) => {
			report({ ...COBV, [name]: value } as LooseObject);
			report({
				...COBV,
				calendario: { ...COBV.calendario, criacao: value, expiracao: value, validadeAposVencimento: value },
			} as LooseObject);
			report({
				...COBV,
				valor: { original: value, final: value, multa: value, modalidadeAlteracao: value },
			} as LooseObject);
		}),
	);
});
