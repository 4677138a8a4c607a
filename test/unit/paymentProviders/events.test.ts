/** What each payment provider's documents show, with values of our own, and the event that it is. */
import type { PaymentEvent } from '../../../commerce/domain/payment/paymentEvent';
import type { PaymentAccess, PaymentStep } from '../../../nodes/paymentProviders/api/paymentStep';
import { readWooviEvent } from '../../../nodes/paymentProviders/woovi/api/events';
import { answered, PROOFS, receive } from './proofs';

type Expected = Partial<PaymentEvent> | 'nothing';
type Json = { [name: string]: unknown };

function expectEvents(step: PaymentStep, expected: Expected | Expected[]): void {
	if (expected === 'nothing') return expect(step.kind).toBe('nothing');
	const events = step.kind === 'payments' ? step.payments.map(({ event }) => event) : step;
	expect(events).toMatchObject([expected].flat());
	expect([events].flat()).toHaveLength([expected].flat().length);
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
			{ event: 'paymentUnderReview' },
		],
		['PAYMENT_CHARGEBACK_REQUESTED', asaas('PAYMENT_CHARGEBACK_REQUESTED'), { event: 'paymentUnderReview' }],
		[
			'an amount that is none',
			asaas('PAYMENT_RECEIVED', { value: { a: 1 } }),
			{
				amountCents: null,
				warnings: expect.arrayContaining([{ rule: 'payment.noAmount', message: expect.any(String) }]),
			},
		],
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
			{ amountCents: 1_000, referenceId: 'mine' },
		],
		['not at all while it is not paid there', { status: 'PENDING' }, 'nothing'],
	])('reads a payment that is looked up %s', (_name, there, expected) => {
		const body = asaas('PAYMENT_RECEIVED');
		const step = receive('asaas', body, PROOFS.asaas(body), { canAsk: true });
		expect(step).toMatchObject({ request: { method: 'GET', path: '/v3/payments/pay_1' } });
		const { payment } = asaas('PAYMENT_RECEIVED', { netValue: undefined, ...there });
		expectEvents(answered(step, payment), expected);
		expect(answered(step, { ...payment, id: 'pay_2' })).toMatchObject({ kind: 'refused', status: 502 });
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
			{ event: 'paymentRefunded', amountCents: 30_180 },
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
			{ event: 'paymentUnderReview' },
		],
		['in mediation', { status: 'in_mediation' }, { event: 'paymentUnderReview' }],
		[
			'charged back for good',
			{ status: 'charged_back', status_detail: 'settled' },
			{ event: 'paymentRefunded' },
		],
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
			},
		],
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

	it.each<[string, unknown, Json, number]>([
		['a simulated one', { type: 'payment', live_mode: false }, { message: 'not found' }, 404],
		['another topic', { type: 'plan' }, {}, 0],
	])('%s starts nothing', (_name, body, answer, status) => {
		const step = receive('mercadoPago', body, PROOFS.mercadoPago(body));
		expectEvents(status === 0 ? step : answered(step, answer, status), 'nothing');
	});

	it.each([[404], [500], [401], [302]])('%d of a look-up is a failed look-up', (status) => {
		const body = { type: 'payment', live_mode: true };
		const step = receive('mercadoPago', body, PROOFS.mercadoPago(body));
		expect(answered(step, payment(), status)).toMatchObject({ kind: 'refused', status: 502 });
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
		['CHARGE_COMPLETED', { event: 'OPENPIX:CHARGE_COMPLETED', charge, pix }, PAID],
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
			{ event: 'paymentExpired', amountCents: 5_000, referenceId: '3004' },
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
			{ event: 'paymentUnderReview', endToEndId: 'E1' },
		],
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
			{ event: 'paymentExpired', referenceId: '3008', amountCents: 1_000 },
		],
		[
			'one without a quantity',
			{ id: 'CHEC_1', status: 'EXPIRED', items: [{ quantity: null, unit_amount: 500 }] },
			{ event: 'paymentExpired', amountCents: null },
		],
		['a list', [1], 'nothing'],
	])('%s', (_name, body, expected) => expectEvents(receive('pagBank', body, PROOFS.pagBank(body)), expected));
});

it.each<[string, Json, Expected | { status: number }]>([
	[
		'paid',
		{ success: true, paid: true, amount: 1500, paid_amount: 1510, capture_method: 'pix' },
		{ event: 'paymentConfirmed', referenceId: '3009', amountCents: 1_510, method: 'pix' },
	],
	[
		'of an amount that cannot be read, not of the one that was charged',
		{ success: true, paid: true, amount: 1500, paid_amount: 15.1 },
		{ event: 'paymentConfirmed', amountCents: null },
	],
	['not paid', { success: true, paid: false, amount: 1500 }, { status: 400 }],
])('InfinitePay: %s', (_name, answer, expected) => {
	const body = {
		invoice_slug: 'abc',
		amount: 1,
		paid_amount: 1,
		capture_method: 'credit_card',
		transaction_nsu: 'n1',
		order_nsu: '3009',
	};
	const step = receive('infinitePay', body, {}, { own: { handle: '$shop' } });
	const question = { handle: 'shop', order_nsu: '3009', transaction_nsu: 'n1', slug: 'abc' };
	expect(step).toMatchObject({ request: { method: 'POST', path: '/payment_check', body: question } });
	const read = answered(step, answer);
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
const PIX = {
	event: 'paymentConfirmed',
	referenceId: 'tx3',
	txid: 'tx3',
	endToEndId: 'E3',
	amountCents: 11_000,
	method: 'pix',
} as const;

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
	['paid', pagarMe('order.paid'), { event: 'paymentConfirmed', referenceId: '1303724', amountCents: 12_356 }],
	['refunded', pagarMe('charge.refunded'), { event: 'paymentRefunded' }],
	[
		'in reais',
		pagarMe('order.paid', { charges: [{ amount: '123.56' }] }),
		{ amountCents: 12_356 },
		{ amountUnit: 'reais' },
	],
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
