/** What each payment provider's documents show, with values of our own, and the event that it is. */
import type { PaymentEvent } from '../../../commerce/domain/payment/paymentEvent';
import type { PaymentAccess, PaymentStep } from '../../../nodes/paymentProviders/api/paymentStep';
import { isoTime } from '../../../nodes/paymentProviders/api/reading';
import { readWooviEvent } from '../../../nodes/paymentProviders/woovi/api/events';
import { answered, NOW, PROOFS, receive } from './proofs';

type Expected = Partial<PaymentEvent> | 'nothing';
type Json = { [name: string]: unknown };

function expectEvents(step: PaymentStep, expected: Expected | Expected[]): void {
	if (expected === 'nothing') return expect(step.kind).toBe('nothing');
	const all = [expected].flat();
	const absent = Object.fromEntries(all.flatMap(Object.keys).map((name) => [name, undefined]));
	const events =
		step.kind === 'payments' ? step.payments.map(({ event }) => ({ ...absent, ...event })) : step;
	expect(events).toMatchObject(all);
	expect([events].flat()).toHaveLength(all.length);
}

const asaas = (event: string, payment: Json = {}, more: Json = {}) => ({
	id: 'evt_1&1',
	event,
	dateCreated: '2026-11-20 16:45:03',
	payment: {
		object: 'payment',
		id: 'pay_1',
		value: 301.8,
		netValue: 300.81,
		billingType: 'PIX',
		status: 'RECEIVED',
		externalReference: '3001',
		paymentDate: '2026-11-20',
		clientPaymentDate: '2026-11-20',
		...payment,
	},
	...more,
});
const AT_ASAAS = { referenceId: '3001', amountCents: 30_180, method: 'pix', feeCents: 99 } as const;

it.each([
	['2026-11-20', '2026-11-20T03:00:00.000Z'],
	['2026-11-20 16:45', '2026-11-20T19:45:00.000Z'],
	[' 2026-11-20T16:45:03.25 ', '2026-11-20T19:45:03.250Z'],
	['2026-11-20T16:45:03.25Z', '2026-11-20T16:45:03.250Z'],
	['on 2026-11-20', null],
])('%j is %j', (given, expected) => expect(isoTime(given)).toBe(expected));

describe('Asaas', () => {
	it.each<[string, unknown, Expected]>([
		[
			'PAYMENT_RECEIVED',
			asaas('PAYMENT_RECEIVED'),
			{
				...AT_ASAAS,
				event: 'paymentConfirmed',
				eventId: 'asaas:paymentConfirmed:pay_1',
				paidAt: '2026-11-20T19:45:03.000Z',
			},
		],
		[
			'PAYMENT_CONFIRMED of a card',
			asaas('PAYMENT_CONFIRMED', {
				billingType: 'CREDIT_CARD',
				confirmedDate: '2026-11-19',
				clientPaymentDate: '2026-11-19',
				status: 'CONFIRMED',
			}),
			{
				event: 'paymentConfirmed',
				eventId: 'asaas:paymentConfirmed:pay_1',
				method: 'card',
				paidAt: '2026-11-19T03:00:00.000Z',
			},
		],
		[
			'a boleto without reference',
			asaas('PAYMENT_RECEIVED', { billingType: 'BOLETO', externalReference: null }),
			{
				method: 'boleto',
				referenceId: null,
				warnings: [
					{ rule: 'asaas.notLookedUp', message: expect.any(String) },
					{ rule: 'payment.noReference', message: expect.any(String) },
				],
			},
		],
		[
			'one instalment',
			asaas('PAYMENT_CONFIRMED', { installment: 'ins_1' }),
			{ warnings: [expect.anything(), { rule: 'asaas.instalment', message: expect.any(String) }] },
		],
		[
			'PAYMENT_REFUNDED',
			asaas('PAYMENT_REFUNDED', { status: 'REFUNDED', refunds: [{ status: 'DONE', value: 301.8 }] }),
			{ ...AT_ASAAS, event: 'paymentRefunded', eventId: 'asaas:paymentRefunded:pay_1' },
		],
		[
			'PAYMENT_PARTIALLY_REFUNDED',
			asaas('PAYMENT_PARTIALLY_REFUNDED', {
				refunds: [
					{ status: 'DONE', value: 1.1 },
					{ status: 'PENDING', value: 5 },
				],
			}),
			{ event: 'paymentRefunded', amountCents: 110, eventId: 'asaas:paymentRefunded:pay_1:110' },
		],
		[
			'PAYMENT_OVERDUE',
			asaas('PAYMENT_OVERDUE', { paymentDate: null, clientPaymentDate: null }),
			{ event: 'paymentExpired', paidAt: null },
		],
		[
			'PAYMENT_AWAITING_RISK_ANALYSIS',
			asaas('PAYMENT_AWAITING_RISK_ANALYSIS'),
			{ event: 'paymentUnderReview', eventId: 'asaas:paymentUnderReview:pay_1' },
		],
		...[
			'PAYMENT_CHARGEBACK_REQUESTED',
			'PAYMENT_CHARGEBACK_DISPUTE',
			'PAYMENT_AWAITING_CHARGEBACK_REVERSAL',
		].map((event): [string, unknown, Expected] => [
			`${event}, which may follow a risk analysis`,
			asaas(event),
			{ event: 'paymentUnderReview', eventId: 'asaas:paymentUnderReview:pay_1:dispute' },
		]),
		[
			'an amount that is none',
			asaas('PAYMENT_RECEIVED', { value: { a: 1 } }),
			{
				amountCents: null,
				feeCents: undefined,
				warnings: expect.arrayContaining([{ rule: 'payment.noAmount', message: expect.any(String) }]),
			},
		],
		['a fee of nothing', asaas('PAYMENT_RECEIVED', { netValue: 301.8 }), { feeCents: 0 }],
		[
			'interest, which is no fee',
			asaas('PAYMENT_RECEIVED', { netValue: 310 }),
			{ amountCents: 30_180, feeCents: undefined },
		],
		[
			'a payment of cash, with its day alone',
			asaas('PAYMENT_RECEIVED', { clientPaymentDate: null, paymentDate: '2026-11-18' }),
			{ paidAt: '2026-11-18T03:00:00.000Z' },
		],
		[
			'a payment of which a part was given back already',
			asaas('PAYMENT_RECEIVED', { refunds: [{ status: 'DONE', value: 1 }] }),
			{ ...AT_ASAAS, event: 'paymentConfirmed', eventId: 'asaas:paymentConfirmed:pay_1' },
		],
		[
			'PAYMENT_REFUNDED without a list',
			asaas('PAYMENT_REFUNDED', { status: 'REFUNDED', refunds: null }),
			{ ...AT_ASAAS, event: 'paymentRefunded', eventId: 'asaas:paymentRefunded:pay_1' },
		],
		[
			'two parts, one without a status',
			asaas('PAYMENT_PARTIALLY_REFUNDED', { refunds: [{ value: 1.1 }, { status: 'DONE', value: 2 }] }),
			{ amountCents: 310, eventId: 'asaas:paymentRefunded:pay_1:310' },
		],
		...[[{ status: 'PENDING', value: 5 }], [{ value: 1 }, { value: 'x' }], [null], undefined].map(
			(refunds): [string, unknown, Expected] => [
				`a part that nobody can tell: ${JSON.stringify(refunds)}`,
				asaas('PAYMENT_PARTIALLY_REFUNDED', { refunds }),
				'nothing',
			],
		),
		['an event without a payment', { event: 'PAYMENT_RECEIVED' }, 'nothing'],
		...[
			'PAYMENT_CREATED',
			'PAYMENT_UPDATED',
			'PAYMENT_DELETED',
			'PAYMENT_REFUND_IN_PROGRESS',
			'constructor',
			'INVOICE_CREATED',
		].map((event): [string, unknown, Expected] => [event, asaas(event), 'nothing']),
		['a payment without id', asaas('PAYMENT_RECEIVED', { id: '' }), 'nothing'],
		['no object', ['PAYMENT_RECEIVED'], 'nothing'],
	])('%s', (_name, body, expected) => {
		expectEvents(receive('asaas', body, PROOFS.asaas(body)), expected);
	});

	it.each<[string, Json, Expected]>([
		[
			'as it is there, whatever the call says',
			{ value: 10, externalReference: 'mine' },
			{ amountCents: 1_000, referenceId: 'mine', feeCents: undefined, warnings: undefined },
		],
		['not at all while it is not paid there', { status: 'PENDING' }, 'nothing'],
	])('reads a payment that is looked up %s', (_name, there, expected) => {
		const body = asaas('PAYMENT_RECEIVED');
		const step = receive('asaas', body, PROOFS.asaas(body), { canAsk: true });
		expect(step).toMatchObject({ request: { method: 'GET', path: '/v3/payments/pay_1' } });
		const { payment } = asaas('PAYMENT_RECEIVED', { netValue: undefined, ...there });
		const read = answered(step, payment);
		expectEvents(read, expected);
		if (read.kind === 'payments') expect(read.payments[0].body).toEqual({ ...body, payment });
		for (const failed of [
			answered(step, { ...payment, id: 'pay_2' }),
			answered(step, payment, 500),
			answered(step, 'no JSON object'),
		]) {
			expect(failed).toMatchObject({ kind: 'refused', status: 502 });
		}
	});
});

const payment = (more: Json = {}) => ({
	id: 1,
	status: 'approved',
	status_detail: 'accredited',
	external_reference: '3002',
	transaction_amount: 301.8,
	transaction_amount_refunded: 0,
	date_approved: '2026-11-20T13:01:08.000-03:00',
	payment_type_id: 'bank_transfer',
	payment_method_id: 'pix',
	fee_details: [
		{ amount: 2.99, fee_payer: 'collector' },
		{ amount: 9, fee_payer: 'payer' },
	],
	...more,
});
const order = (more: Json = {}) => ({
	id: 'ORD1ABC',
	status: 'processed',
	status_detail: 'accredited',
	external_reference: '3003',
	total_amount: '200.00',
	total_paid_amount: '200.00',
	last_updated_date: '2026-11-20T16:01:08.000Z',
	transactions: { payments: [{ payment_method: { id: 'master', type: 'credit_card' } }] },
	...more,
});

describe('Mercado Pago', () => {
	it.each<[string, Json, Expected]>([
		[
			'approved',
			{},
			{
				event: 'paymentConfirmed',
				eventId: 'mercadoPago:paymentConfirmed:payment:1',
				referenceId: '3002',
				amountCents: 30_180,
				feeCents: 299,
				method: 'pix',
				paidAt: '2026-11-20T16:01:08.000Z',
			},
		],
		['a boleto', { payment_type_id: 'ticket', payment_method_id: 'bolbradesco' }, { method: 'boleto' }],
		[
			'account money',
			{ payment_type_id: 'account_money', payment_method_id: 'account_money' },
			{ method: 'other' },
		],
		[
			'refunded',
			{ status: 'refunded', status_detail: 'refunded', transaction_amount_refunded: 301.8 },
			{
				event: 'paymentRefunded',
				amountCents: 30_180,
				eventId: 'mercadoPago:paymentRefunded:payment:1',
			},
		],
		[
			'partly refunded',
			{ status_detail: 'partially_refunded', transaction_amount_refunded: 0.1 },
			{ event: 'paymentRefunded', amountCents: 10, eventId: 'mercadoPago:paymentRefunded:payment:1:10' },
		],
		[
			'partly refunded, nobody says how much',
			{ status_detail: 'partially_refunded' },
			{ event: 'paymentRefunded', amountCents: null, eventId: 'mercadoPago:paymentRefunded:payment:1:part' },
		],
		[
			'expired',
			{ status: 'cancelled', status_detail: 'expired', date_approved: null },
			{ event: 'paymentExpired', paidAt: null },
		],
		[
			'in review',
			{ status: 'in_process', status_detail: 'pending_review_manual' },
			{ event: 'paymentUnderReview', eventId: 'mercadoPago:paymentUnderReview:payment:1' },
		],
		...['in_mediation', 'charged_back'].map((status): [string, Json, Expected] => [
			`${status}, perhaps after a review`,
			{ status },
			{ event: 'paymentUnderReview', eventId: 'mercadoPago:paymentUnderReview:payment:1:dispute' },
		]),
		[
			'charged back for good',
			{ status: 'charged_back', status_detail: 'settled' },
			{ event: 'paymentRefunded' },
		],
		[
			'refunded, and the rest was never paid',
			{ status: 'refunded', transaction_amount_refunded: 100 },
			{ amountCents: 10_000, eventId: 'mercadoPago:paymentRefunded:payment:1:10000' },
		],
		['charged back in vain', { status: 'charged_back', status_detail: 'reimbursed' }, 'nothing'],
		[
			'of a person, without a fee that can be read',
			{
				payer: { first_name: 'Ana', last_name: 'Lima' },
				fee_details: [{ amount: 1, fee_payer: 'collector' }, { amount: 'x', fee_payer: 'collector' }, null],
			},
			{ payerName: 'Ana Lima', feeCents: undefined },
		],
		[
			'of somebody with one name, and without fees',
			{ payer: { first_name: null, last_name: 'Lima' }, fee_details: null },
			{ payerName: 'Lima', feeCents: undefined },
		],
		['of nobody', { payer: { first_name: '', last_name: null } }, { payerName: undefined }],
		[
			'in pesos',
			{ currency_id: 'ARS' },
			{
				amountCents: null,
				warnings: [{ rule: 'payment.otherCurrency', message: expect.any(String) }],
			},
		],
		[
			'of a test',
			{ live_mode: false },
			{ warnings: [{ rule: 'payment.test', message: expect.any(String) }] },
		],
		...['pending', 'rejected', 'authorized', 'cancelled', 'toString'].map(
			(status): [string, Json, Expected] => [status, { status }, 'nothing'],
		),
	])('payment %s', (_name, more, expected) => {
		const body = { type: 'payment', data: { id: 'FORGED' } };
		const step = receive('mercadoPago', body, PROOFS.mercadoPago(body));
		expect(step).toMatchObject({ request: { method: 'GET', path: '/v1/payments/1' } });
		expectEvents(answered(step, payment(more)), expected);
	});

	it.each<[string, Json, Expected]>([
		[
			'processed',
			{},
			{
				event: 'paymentConfirmed',
				referenceId: '3003',
				amountCents: 20_000,
				method: 'card',
				eventId: 'mercadoPago:paymentConfirmed:order:ORD1ABC',
				paidAt: '2026-11-20T16:01:08.000Z',
				warnings: undefined,
			},
		],
		[
			'paid with less than it was made for, some of which is given back',
			{ total_paid_amount: '199.00', transactions: { refunds: [{ amount: '10.00' }] } },
			{ event: 'paymentConfirmed', amountCents: 19_900 },
		],
		[
			'of a test, without its last change and what was paid',
			{
				total_paid_amount: null,
				last_updated_date: null,
				created_date: '2026-11-20T16:00:00.000Z',
				live_mode: false,
			},
			{
				amountCents: 20_000,
				paidAt: '2026-11-20T16:00:00.000Z',
				warnings: [{ rule: 'payment.test', message: expect.any(String) }],
			},
		],
		[
			'partly refunded, although it says refunded',
			{ status: 'refunded', total_paid_amount: '199.00', transactions: { refunds: [{ amount: '10.00' }] } },
			{ amountCents: 1_000, eventId: 'mercadoPago:paymentRefunded:order:ORD1ABC:1000' },
		],
		[
			'refunded, as its list says too',
			{ status: 'refunded', total_paid_amount: '199.00', transactions: { refunds: [{ amount: '199.00' }] } },
			{ amountCents: 19_900, eventId: 'mercadoPago:paymentRefunded:order:ORD1ABC' },
		],
		[
			'partly refunded, in parts of which one cannot be read',
			{ status_detail: 'partially_refunded', transactions: { refunds: [{ amount: '1.00' }, {}] } },
			{ amountCents: null },
		],
		[
			'in review',
			{ status: 'processing', status_detail: 'in_review' },
			{ event: 'paymentUnderReview', eventId: 'mercadoPago:paymentUnderReview:order:ORD1ABC' },
		],
		[
			'charged back, perhaps after a review',
			{ status: 'charged_back', status_detail: null },
			{ event: 'paymentUnderReview', eventId: 'mercadoPago:paymentUnderReview:order:ORD1ABC:dispute' },
		],
		[
			'charged back for good',
			{ status: 'charged_back', status_detail: 'settled' },
			{ event: 'paymentRefunded', amountCents: 20_000 },
		],
		['charged back in vain', { status: 'charged_back', status_detail: 'reimbursed' }, 'nothing'],
		[
			'partly refunded',
			{
				status_detail: 'partially_refunded',
				transactions: {
					refunds: [{ amount: '10.00' }, { amount: '5.50' }, { amount: '7.00', status: 'failed' }],
				},
			},
			{ event: 'paymentRefunded', amountCents: 1_550 },
		],
		[
			'partly refunded, nobody says how much',
			{ status_detail: 'partially_refunded' },
			{
				event: 'paymentRefunded',
				amountCents: null,
				eventId: 'mercadoPago:paymentRefunded:order:ORD1ABC:part',
			},
		],
		[
			'refunded',
			{ status: 'refunded', status_detail: 'refunded' },
			{ event: 'paymentRefunded', amountCents: 20_000 },
		],
		[
			'of Checkout Pro refunded',
			{ status_detail: 'refunded' },
			{ event: 'paymentRefunded', amountCents: 20_000 },
		],
		[
			'expired',
			{ status: 'expired', status_detail: 'expired', total_paid_amount: '0.00' },
			{ event: 'paymentExpired', amountCents: 20_000, paidAt: null },
		],
		['waiting', { status: 'action_required', status_detail: 'waiting_payment' }, 'nothing'],
	])('order %s', (_name, more, expected) => {
		const body = { type: 'order', action: 'order.processed', data: { total_paid_amount: '1.00' } };
		// Its documents lower the id in the query.
		const step = receive('mercadoPago', body, PROOFS.mercadoPago(body, 'ord1abc'));
		expect(step).toMatchObject({ request: { path: '/v1/orders/ord1abc' } });
		expectEvents(answered(step, order(more)), expected);
	});

	it.each<[string, unknown, Json, number, string?]>([
		['a simulated one', { type: 'payment', live_mode: false }, { message: 'not found' }, 404],
		['one that the panel simulates', { type: 'payment' }, { message: 'not found' }, 404, '123456'],
		['another topic', { type: 'plan' }, {}, 0],
	])('%s starts nothing', (_name, body, answer, status, id = '1') => {
		const step = receive('mercadoPago', body, PROOFS.mercadoPago(body, id));
		expectEvents(status === 0 ? step : answered(step, answer, status), 'nothing');
	});

	it.each<[number, boolean, unknown]>([
		[404, true, payment()],
		[500, false, payment()],
		[401, true, payment()],
		[302, true, payment()],
		[200, true, payment({ id: 2 })],
		[200, true, payment({ id: null })],
		[200, true, 'no JSON object'],
	])('%d of a look-up (live: %j) is a failed look-up: %#', (status, isLive, answer) => {
		const body = { type: 'payment', live_mode: isLive };
		const step = receive('mercadoPago', body, PROOFS.mercadoPago(body));
		expect(answered(step, answer, status)).toMatchObject({ kind: 'refused', status: 502 });
	});
});

const pix = {
	value: 1,
	time: '2026-11-20T15:07:50.891Z',
	endToEndId: 'E1',
	transactionID: 't1',
	payer: { name: 'Ana' },
};
const charge = {
	value: 5000,
	correlationID: '3004',
	identifier: 't1',
	transactionID: 't1',
	fee: 85,
	paidAt: '2026-11-20T09:30:00.000Z',
	payer: null,
};
const PAID = {
	event: 'paymentConfirmed',
	eventId: 'woovi:paymentConfirmed:E1',
	referenceId: '3004',
	amountCents: 1,
	endToEndId: 'E1',
	txid: 't1',
	payerName: 'Ana',
	feeCents: 85,
	method: 'pix',
	paidAt: '2026-11-20T15:07:50.891Z',
} as const;

describe('Woovi', () => {
	it.each<[string, Json, Expected]>([
		[
			'CHARGE_COMPLETED',
			{ event: 'OPENPIX:CHARGE_COMPLETED', charge, pix },
			{ ...PAID, warnings: undefined },
		],
		['with the other prefix', { event: 'woovi:CHARGE_COMPLETED', charge, pix }, PAID],
		[
			'TRANSACTION_RECEIVED of the same payment',
			{ event: 'OPENPIX:TRANSACTION_RECEIVED', pix: { ...pix, charge } },
			PAID,
		],
		[
			'paid by another person',
			{ event: 'OPENPIX:CHARGE_COMPLETED_NOT_SAME_CUSTOMER_PAYER', charge, pix, payer: { name: 'Bia' } },
			{ ...PAID, payerName: 'Bia' },
		],
		['an older call without an event', { pixQrCode: null, charge, pix }, PAID],
		[
			'a PIX without a charge',
			{ event: 'OPENPIX:TRANSACTION_RECEIVED', charge: null, pix: { ...pix, fee: 80 } },
			{ referenceId: null, feeCents: 80 },
		],
		[
			'a static QR code',
			{ pixQrCode: { correlationID: '3005' }, charge: null, pix: { value: 7, transactionID: 't2' } },
			{ referenceId: '3005', eventId: 'woovi:paymentConfirmed:t2' },
		],
		[
			'a boleto',
			{ event: 'OPENPIX:CHARGE_COMPLETED', charge, boleto: { value: 5210, fee: 100 } },
			{ method: 'boleto', amountCents: 5_210, feeCents: 100, paidAt: charge.paidAt },
		],
		[
			'without what was paid',
			{ event: 'OPENPIX:CHARGE_COMPLETED', charge },
			{ amountCents: 5_000, warnings: [{ rule: 'woovi.amountOfCharge', message: expect.any(String) }] },
		],
		[
			'of the test environment',
			{ event: 'OPENPIX:CHARGE_COMPLETED', charge, pix, account: { environment: 'TESTING' } },
			{ warnings: [{ rule: 'payment.test', message: expect.any(String) }] },
		],
		[
			'CHARGE_EXPIRED',
			{ event: 'OPENPIX:CHARGE_EXPIRED', charge },
			{
				event: 'paymentExpired',
				amountCents: 5_000,
				referenceId: '3004',
				method: 'pix',
				eventId: 'woovi:paymentExpired:t1',
			},
		],
		[
			'a refund',
			{
				event: 'PIX_TRANSACTION_REFUND_SENT_CONFIRMED',
				refundTransaction: { value: 3, endToEndId: 'D1' },
				originalTransaction: { ...pix, charge },
			},
			{
				event: 'paymentRefunded',
				amountCents: 3,
				eventId: 'woovi:paymentRefunded:D1',
				endToEndId: 'E1',
				referenceId: '3004',
				method: 'pix',
				paidAt: pix.time,
			},
		],
		[
			'the same refund as it was told before',
			{ event: 'OPENPIX:TRANSACTION_REFUND_RECEIVED', charge, pix: { value: 3, endToEndId: 'D1' } },
			{ event: 'paymentRefunded', amountCents: 3, eventId: 'woovi:paymentRefunded:D1', referenceId: '3004' },
		],
		[
			'a dispute',
			{ event: 'OPENPIX:DISPUTE_CREATED', dispute: { endToEndId: 'E1', value: 1 } },
			{
				event: 'paymentUnderReview',
				endToEndId: 'E1',
				method: 'pix',
				eventId: 'woovi:paymentUnderReview:E1',
			},
		],
		[
			'a refund without the payment around it',
			{ event: 'OPENPIX:TRANSACTION_REFUND_RECEIVED', pix: { value: 3, endToEndId: 'D1', charge } },
			{ method: 'pix', referenceId: '3004', txid: 't1', endToEndId: undefined, paidAt: charge.paidAt },
		],
		[
			'a refund of a PIX without a charge',
			{
				event: 'PIX_TRANSACTION_REFUND_RECEIVED_CONFIRMED',
				refundTransaction: { value: 3, endToEndId: 'D1' },
				originalTransaction: pix,
			},
			{ referenceId: null, txid: 't1', payerName: 'Ana', paidAt: pix.time },
		],
		[
			'a payment of neither PIX nor boleto',
			{ event: 'OPENPIX:CHARGE_COMPLETED', charge: { ...charge, valueWithDiscount: 4_500 } },
			{ method: 'other', amountCents: 4_500, txid: 't1' },
		],
		[
			'a boleto without a charge and an amount',
			{ event: 'OPENPIX:CHARGE_COMPLETED', boleto: { correlationID: 'b1', value: 'x' } },
			{ amountCents: null, txid: undefined, eventId: 'woovi:paymentConfirmed:b1' },
		],
		['a charge without an id', { event: 'OPENPIX:CHARGE_COMPLETED', charge: { value: 1 } }, 'nothing'],
		['one that expired', { event: 'OPENPIX:CHARGE_EXPIRED', charge: { value: 1 } }, 'nothing'],
		['nothing that expired', { event: 'OPENPIX:CHARGE_EXPIRED' }, 'nothing'],
		[
			'a refund without an id',
			{ event: 'OPENPIX:TRANSACTION_REFUND_RECEIVED', pix: { value: 1 } },
			'nothing',
		],
		['a dispute without an id', { event: 'OPENPIX:DISPUTE_CREATED', dispute: { value: 1 } }, 'nothing'],
		['a dispute of nothing', { event: 'OPENPIX:DISPUTE_CREATED' }, 'nothing'],
		...['CHARGE_CREATED', 'MOVEMENT_CONFIRMED', 'DISPUTE_REJECTED'].map((event): [string, Json, Expected] => [
			event,
			{ event: `OPENPIX:${event}`, charge, pix },
			'nothing',
		]),
		['a settled boleto', { event: 'BOLETO_SETTLED', charge, boleto: {} }, 'nothing'],
		[
			'a refused refund',
			{ event: 'PIX_TRANSACTION_REFUND_SENT_REJECTED', refundTransaction: { endToEndId: 'D1' } },
			'nothing',
		],
		['CHARGE_COMPLETED without a charge', { event: 'OPENPIX:CHARGE_COMPLETED', charge: null }, 'nothing'],
	])('%s', (_name, body, expected) => expectEvents(readWooviEvent(body), expected));
});

const abacate = (event: string, more: Json = {}, data: Json = {}) => ({
	id: 'log_1',
	event,
	apiVersion: 2,
	devMode: false,
	data: {
		[event.split('.')[0]]: {
			id: 'char_1',
			externalId: '3006',
			amount: 5_000,
			paidAmount: 4_900,
			platformFee: 80,
			status: 'PAID',
			methods: ['PIX'],
			updatedAt: '2026-11-20T19:00:05.000Z',
			...more,
		},
		customer: { name: 'Maria' },
		payerInformation: { method: 'PIX', PIX: { name: 'Ana' } },
		...data,
	},
});

describe('AbacatePay', () => {
	it.each<[string, unknown, Expected]>([
		[
			'transparent.completed',
			abacate('transparent.completed'),
			{
				event: 'paymentConfirmed',
				referenceId: '3006',
				amountCents: 4_900,
				feeCents: 80,
				method: 'pix',
				payerName: 'Ana',
				paidAt: '2026-11-20T19:00:05.000Z',
				eventId: 'abacatePay:paymentConfirmed:char_1',
				warnings: undefined,
			},
		],
		[
			'checkout.completed by card',
			abacate('checkout.completed', {}, { payerInformation: { method: 'CARD', CARD: { number: '1234' } } }),
			{ event: 'paymentConfirmed', method: 'card', payerName: 'Maria' },
		],
		[
			'a boleto',
			abacate('transparent.completed', {}, { payerInformation: { method: 'BOLETO' } }),
			{ method: 'boleto' },
		],
		[
			'transparent.refunded, although it says PAID',
			abacate('transparent.refunded'),
			{ event: 'paymentRefunded' },
		],
		[
			'checkout.disputed, although it says PAID',
			abacate('checkout.disputed'),
			{ event: 'paymentUnderReview' },
		],
		['checkout.lost', abacate('checkout.lost'), { event: 'paymentRefunded' }],
		[
			'an amount that cannot be read, beside the one that was charged',
			abacate('checkout.completed', { paidAmount: '49,00' }),
			{ amountCents: null },
		],
		[
			'pix_key.received',
			{
				event: 'pix_key.received',
				data: {
					pixKey: {
						id: 'tran_1',
						amount: 100,
						fee: 80,
						endToEndId: 'E1',
						createdAt: '2026-11-20T19:00:05.000Z',
					},
					payer: { name: 'Ana' },
				},
			},
			{ amountCents: 100, endToEndId: 'E1', method: 'pix', referenceId: null, payerName: 'Ana' },
		],
		[
			'billing.paid of version 1',
			{
				event: 'billing.paid',
				devMode: true,
				data: {
					payment: { amount: 4000, fee: 80, method: 'PIX' },
					pixQrCode: { id: 'pix_1', amount: 4000, metadata: { externalId: '3007' } },
				},
			},
			{
				amountCents: 4_000,
				feeCents: 80,
				method: 'pix',
				referenceId: '3007',
				warnings: [{ rule: 'payment.test', message: expect.any(String) }],
			},
		],
		[
			'billing.paid in its short form',
			{ event: 'billing.paid', data: { id: 'bill_1', amount: 10000, status: 'PAID' } },
			{ amountCents: 10_000, eventId: 'abacatePay:paymentConfirmed:bill_1' },
		],
		[
			'one that says only which methods it allows: one',
			abacate('checkout.completed', {}, { payerInformation: null }),
			{ method: 'pix', payerName: 'Maria' },
		],
		...[['PIX', 'CARD'], 'PIX'].map((methods): [string, unknown, Expected] => [
			`one that may have been paid with ${JSON.stringify(methods)}`,
			abacate('checkout.completed', { methods }, { payerInformation: null }),
			{ method: 'other' },
		]),
		['one without an id', abacate('checkout.completed', { id: null }), 'nothing'],
		['one without data', { event: 'checkout.completed' }, 'nothing'],
		['another event of a charge', { ...abacate('checkout.completed'), event: 'checkout.created' }, 'nothing'],
		...['payout.completed', 'subscription.renewed', 'hasOwnProperty'].map(
			(event): [string, unknown, Expected] => [event, abacate(event), 'nothing'],
		),
	])('%s', (_name, body, expected) =>
		expectEvents(receive('abacatePay', body, PROOFS.abacatePay(body)), expected),
	);
});

const chargeAt = (more: Json = {}, summary: Json = {}) => ({
	id: 'CHAR_1',
	reference_id: 'of the charge',
	status: 'PAID',
	paid_at: '2026-11-20T20:30:32.000-03:00',
	amount: { value: 1500, currency: 'BRL', summary: { total: 1500, paid: 1500, refunded: 0, ...summary } },
	payment_method: { type: 'PIX', pix: { end_to_end_id: 'E2', holder: { name: 'Jose' } } },
	...more,
});
const orderAt = (...charges: unknown[]) => ({
	id: 'ORDE_1',
	reference_id: 'ex-00001',
	customer: { name: 'Ana' },
	charges,
});

describe('PagBank', () => {
	it.each<[string, unknown, Expected | Expected[]]>([
		[
			'an order paid with PIX',
			orderAt(chargeAt()),
			{
				event: 'paymentConfirmed',
				referenceId: 'ex-00001',
				amountCents: 1_500,
				method: 'pix',
				endToEndId: 'E2',
				payerName: 'Jose',
				paidAt: '2026-11-20T23:30:32.000Z',
			},
		],
		[
			'an order with two charges',
			orderAt(chargeAt(), chargeAt({ id: 'CHAR_2', payment_method: { type: 'CREDIT_CARD' } })),
			[{ method: 'pix' }, { method: 'card', payerName: 'Ana' }],
		],
		['a charge alone', chargeAt(), { referenceId: 'of the charge' }],
		['a charge that waits', chargeAt({ status: 'WAITING' }, { paid: 0 }), 'nothing'],
		['one that is declined', orderAt(chargeAt({ status: 'DECLINED' }, { paid: 0 })), 'nothing'],
		[
			'one in analysis',
			orderAt(chargeAt({ status: 'IN_ANALYSIS' }, { paid: 0 })),
			{ event: 'paymentUnderReview', amountCents: 1_500 },
		],
		[
			'one paid with an amount that cannot be read, beside the one that was charged',
			orderAt(chargeAt({}, { paid: '15,00' })),
			{ event: 'paymentConfirmed', amountCents: null },
		],
		[
			'one that was given back',
			orderAt(chargeAt({ status: 'CANCELED' }, { refunded: 1500 })),
			{ event: 'paymentRefunded', amountCents: 1_500 },
		],
		[
			'a part of it',
			orderAt(chargeAt({}, { refunded: 100 })),
			{ event: 'paymentRefunded', amountCents: 100, eventId: 'pagBank:paymentRefunded:CHAR_1:100' },
		],
		[
			'a checkout that expired',
			{ id: 'CHEC_1', reference_id: '3008', status: 'EXPIRED', items: [{ quantity: 2, unit_amount: 500 }] },
			{
				event: 'paymentExpired',
				referenceId: '3008',
				amountCents: 1_000,
				eventId: 'pagBank:paymentExpired:CHEC_1',
			},
		],
		...[[{ quantity: null, unit_amount: 500 }], [], null, [null]].map(
			(items): [string, unknown, Expected] => [
				`one of an unknown amount: ${JSON.stringify(items)}`,
				{ id: 'CHEC_1', status: 'EXPIRED', items },
				{ event: 'paymentExpired', amountCents: null },
			],
		),
		['a checkout that is open', { id: 'CHEC_1', status: 'ACTIVE', items: [] }, 'nothing'],
		['a charge without an id', orderAt(chargeAt({ id: null })), 'nothing'],
		['a charge without an amount', orderAt(chargeAt({ amount: null })), { amountCents: null }],
		['a list', [1], 'nothing'],
	])('%s', (_name, body, expected) => expectEvents(receive('pagBank', body, PROOFS.pagBank(body)), expected));
});

const INFINITE_PAY = {
	invoice_slug: 'abc',
	amount: 1,
	paid_amount: 1,
	capture_method: 'credit_card',
	transaction_nsu: 'n1',
	order_nsu: '3009',
};

it.each(['invoice_slug', 'transaction_nsu', 'order_nsu'])('InfinitePay is not asked without %s', (name) =>
	expect(receive('infinitePay', { ...INFINITE_PAY, [name]: null })).toMatchObject({
		kind: 'refused',
		status: 400,
	}),
);

it.each<[string, unknown, Expected | { status: number }, number?]>([
	[
		'paid',
		{ success: true, paid: true, amount: 1500, paid_amount: 1510, capture_method: 'pix' },
		{
			event: 'paymentConfirmed',
			referenceId: '3009',
			amountCents: 1_510,
			method: 'pix',
			eventId: 'infinitePay:paymentConfirmed:n1',
			warnings: undefined,
		},
	],
	[
		'of an amount that cannot be read, not of the one that was charged',
		{ success: true, paid: true, amount: 1500, paid_amount: 15.1 },
		{ event: 'paymentConfirmed', amountCents: null },
	],
	['not paid', { success: true, paid: false, amount: 1500 }, { status: 400 }],
	['paid, and not found', { success: false, paid: true, amount: 1500 }, { status: 400 }],
	['that it does not know', { success: true, paid: true, amount: 1500 }, { status: 400 }, 404],
	['that it cannot tell', { success: true, paid: true, amount: 1500 }, { status: 502 }, 500],
	['that no JSON object is about', 'paid', { status: 502 }],
])('InfinitePay: %s', (_name, answer, expected, statusCode = 200) => {
	const body = INFINITE_PAY;
	const step = receive('infinitePay', body, {}, { own: { handle: '$shop' } });
	const question = { handle: 'shop', order_nsu: '3009', transaction_nsu: 'n1', slug: 'abc' };
	expect(step).toMatchObject({ request: { method: 'POST', path: '/payment_check', body: question } });
	const read = answered(step, answer, statusCode);
	if (read.kind === 'payments') expect(read.payments[0].body).toEqual({ ...body, ...(answer as Json) });
	if (expected !== 'nothing' && 'status' in expected)
		expect(read).toMatchObject({ kind: 'refused', ...expected });
	else expectEvents(read, expected);
});

const at = (more: Json = {}) => ({
	endToEndId: 'E3',
	txid: 'tx3',
	chave: 'pix@shop.example',
	valor: '110.00',
	horario: '2026-11-20T20:15:00.358Z',
	...more,
});
const refund = { id: 'r', rtrId: 'D3', valor: '10.00', status: 'DEVOLVIDO' };
const PIX: Expected = {
	event: 'paymentConfirmed',
	referenceId: 'tx3',
	txid: 'tx3',
	endToEndId: 'E3',
	amountCents: 11_000,
	method: 'pix',
	eventId: 'apiPix:paymentConfirmed:E3',
	warnings: [{ rule: 'apiPix.notSigned', message: expect.any(String) as string }],
};

it.each<[string, unknown, Expected | Expected[], Partial<PaymentAccess['own']>?]>([
	['a list under pix', { pix: [at(), at({ endToEndId: 'E4' })] }, [PIX, { endToEndId: 'E4' }]],
	['a bare list', [at()], PIX],
	['a single one', { pix: at({ pagador: { nome: 'Ana' } }) }, { ...PIX, payerName: 'Ana' }],
	['a refund under way', { pix: [at({ devolucoes: { ...refund, status: 'EM_PROCESSAMENTO' } })] }, PIX],
	[
		'a refund as an object',
		{ pix: [at({ devolucoes: refund })] },
		{ event: 'paymentRefunded', amountCents: 1_000, eventId: 'apiPix:paymentRefunded:E3:D3' },
	],
	[
		'two refunds',
		{ pix: [at({ devolucoes: [refund, { ...refund, rtrId: 'D4' }] })] },
		[{ event: 'paymentRefunded' }, { event: 'paymentRefunded' }],
	],
	[
		'one of another key',
		{ pix: [at(), at({ chave: 'x', endToEndId: 'E5' })] },
		PIX,
		{ onlyKeys: ['pix@shop.example'] },
	],
	['one without a key', { pix: [at({ chave: undefined })] }, 'nothing', { onlyKeys: ['pix@shop.example'] }],
	['a test call', { evento: 'teste_webhook' }, 'nothing'],
	['a recurrence', { recs: [{}] }, 'nothing'],
	['nothing', { pix: [null, 'a', {}] }, 'nothing'],
])('API Pix: %s', (_name, body, expected, own = {}) =>
	expectEvents(receive('apiPix', body, PROOFS.apiPix(body), { own }), expected),
);

const OWN = {
	headerName: 'X-Token',
	referencePath: 'data.code',
	amountPath: 'data.charges[0].amount',
	amountUnit: 'cents',
	statusPath: 'type',
	paidStatuses: 'order.paid, paid',
	refundedStatuses: ['charge.refunded'],
};
const pagarMe = (type: unknown, more: Json = {}) => ({
	type,
	data: { code: '1303724', charges: [{ amount: 12356 }], ...more },
});

it.each<[string, unknown, Expected | { status: number }, Json?]>([
	[
		'paid',
		pagarMe('order.paid'),
		{
			event: 'paymentConfirmed',
			referenceId: '1303724',
			amountCents: 12_356,
			eventId: 'other:paymentConfirmed:1303724:12356',
			paidAt: new Date(NOW).toISOString(),
			warnings: [{ rule: 'other.notSigned', message: expect.any(String) }],
		},
	],
	['paid, in other letters and after a space', pagarMe('PAID'), { event: 'paymentConfirmed' }],
	['refunded', pagarMe('charge.refunded'), { event: 'paymentRefunded', paidAt: null }],
	[
		'with its eleventh charge',
		pagarMe('paid', { charges: Array.from({ length: 11 }, (_, index) => ({ amount: index })) }),
		{ amountCents: 10 },
		{ amountPath: 'data.charges[10].amount' },
	],
	['no path to a status, and a body that is one', 'order.paid', 'nothing', { statusPath: '' }],
	['lists of statuses that are missing', pagarMe('paid'), 'nothing', { paidStatuses: undefined }],
	['how many charges there are', pagarMe('paid'), { status: 400 }, { amountPath: 'data.charges.length' }],
	[
		'in reais',
		pagarMe('order.paid', { charges: [{ amount: '123.56' }] }),
		{ amountCents: 12_356 },
		{ amountUnit: 'reais' },
	],
	...(['123,56', 'R$ 123,56', 123.56] as const).map((amount): [string, unknown, Expected, Json] => [
		`in reais, as ${amount}`,
		pagarMe('order.paid', { charges: [{ amount }] }),
		{ amountCents: 12_356 },
		{ amountUnit: 'reais' },
	]),
	...['1,234', '1.234'].map((amount): [string, unknown, { status: number }, Json] => [
		`in reais, with two readings: ${amount}`,
		pagarMe('order.paid', { charges: [{ amount }] }),
		{ status: 400 },
		{ amountUnit: 'reais' },
	]),
	['a yes as status', pagarMe(true), { event: 'paymentConfirmed' }, { paidStatuses: 'true' }],
	['a no as status', pagarMe(false), 'nothing', { paidStatuses: 'true' }],
	['another status', pagarMe('order.created'), 'nothing'],
	['no status', pagarMe({ a: 1 }), 'nothing'],
	['no reference there', pagarMe('order.paid', { code: null }), { status: 400 }],
	['no amount there', pagarMe('order.paid', { charges: [] }), { status: 400 }],
	['a path to what every object has', pagarMe('order.paid'), 'nothing', { statusPath: 'constructor.name' }],
])('Other: %s', (_name, body, expected, own = {}) => {
	const step = receive('other', body, PROOFS.other(body), { own: { ...OWN, ...own } });
	if (typeof expected === 'object' && 'status' in expected)
		expect(step).toMatchObject({ kind: 'refused', ...expected });
	else expectEvents(step, expected);
});
