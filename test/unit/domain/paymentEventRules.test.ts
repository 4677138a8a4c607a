import { inputErrorsOf } from '../../../commerce/domain/readAll';
import { ORDER_STATUSES } from '../../../commerce/domain/order/order';
import { checkChargeAtBank } from '../../../commerce/domain/payment/chargeCheck';
import { PAYMENT_EVENT_NAMES, type PaymentEventName } from '../../../commerce/domain/payment/paymentEvent';
import {
	checkAmount,
	checkOrderStatusAfter,
	checkPaymentStatusAfter,
	hasMoved,
	warningsBeforeStatus,
} from '../../../commerce/domain/payment/paymentEventRules';
import { unknownCharge, type Charge } from '../../../commerce/domain/pix/charge/chargeReport';

const given = (event: PaymentEventName, amountCents: number | null = 100) => ({
	event,
	referenceId: null,
	amountCents,
	paidAt: null,
	warnings: [{ rule: 'a.b', message: 'c' }],
});

/** What is wrong, in words; undefined when nothing is. */
function whyNot(check: () => unknown): string | undefined {
	try {
		check();
	} catch (error) {
		return inputErrorsOf(error)?.[0].message;
	}
	return undefined;
}

describe.each<[PaymentEventName, string[], string[], string?]>([
	['paymentConfirmed', ['paid'], ['pending', 'processing', 'partially_shipped', 'shipped', 'completed']],
	['paymentRefunded', [], ['canceled'], 'tell the customer of a refund with Order Status, Canceled'],
	[
		'paymentExpired',
		['pending', 'failed'],
		['pending', 'canceled'],
		'use Order Status, or another payment status',
	],
	['paymentUnderReview', ['pending'], ['pending', 'processing'], 'wait for the event that ends the review'],
])('after %s', (event, payments, orders, instead) => {
	it('only what it says may be said of the payment', () => {
		for (const status of ['paid', 'pending', 'failed'] as const) {
			const why = whyNot(() => checkPaymentStatusAfter(given(event), status));
			if (payments.includes(status)) expect(why).toBeUndefined();
			else if (instead !== undefined && (status === 'paid' || payments.length === 0)) {
				expect(why).toContain(
					`found ${event}, expected paymentConfirmed, because nothing else makes an order paid`,
				);
				expect(why).toContain(instead);
			} else {
				const expected = `${payments.join(' or ')}, because the payment event says ${event}`;
				expect(why).toBe(`New Payment Status: found "${status}", expected ${expected}`);
			}
		}
	});

	it('only what it says may be said of the order', () => {
		for (const status of ORDER_STATUSES) {
			const why = whyNot(() => checkOrderStatusAfter(given(event), status));
			const expected = `${orders.join(' or ')}, because the payment event says ${event}`;
			expect(why).toBe(
				orders.includes(status) ? undefined : `New Order Status: found "${status}", expected ${expected}`,
			);
		}
	});
});

it('a cancellation after a refund is warned of, and nothing else', () => {
	const rules = (event: PaymentEventName, status?: 'canceled' | 'pending') =>
		warningsBeforeStatus(given(event), status).map(({ rule }) => rule);
	expect(rules('paymentRefunded', 'canceled')).toEqual(['a.b', 'payment.cancelAfterPaid']);
	expect(rules('paymentRefunded', 'pending')).toEqual(['a.b']);
	expect(rules('paymentExpired', 'canceled')).toEqual(['a.b']);
});

it('the amount of an event is held against another, and is money only when it moved', () => {
	expect(PAYMENT_EVENT_NAMES.filter((event) => hasMoved(given(event)))).toEqual([
		'paymentConfirmed',
		'paymentRefunded',
	]);
	const why = (cents: number | null) =>
		whyNot(() => checkAmount(given('paymentConfirmed', cents), 200, 'the total'));
	expect([why(200), why(100), why(null)]).toEqual([
		undefined,
		'Payment Event: found R$ 1,00 (paymentConfirmed), expected R$ 2,00, the total',
		'Payment Event: found no amount, expected R$ 2,00, the total',
	]);
});

describe('what the bank says of a charge', () => {
	const nowMs = Date.parse('2026-11-20T12:00:00Z');
	const charge = (changes: Partial<Charge> = {}): Charge => ({
		...unknownCharge('It is so. The bank says it.'),
		status: 'active',
		amountCents: 100,
		...changes,
	});
	const HELD = { verified: true, algorithm: 'PS256', keyId: 'k' };
	const check = (changes: Partial<Charge>, more: object = {}, totalCents: number | undefined = 100) =>
		checkChargeAtBank({ field: 'PIX Code', totalCents }, charge(changes), {
			onAmountMismatch: 'warn',
			signature: HELD,
			nowMs,
			...more,
		}).map(({ rule, message }) => `${rule}: ${message}`);
	const unsigned = (reason?: string) => ({ signature: { ...HELD, verified: false, reason } });

	it.each<[string, Partial<Charge>, object, string[]]>([
		['all is well', {}, {}, []],
		[
			'no answer',
			{ status: null },
			{},
			['charge.notChecked: The bank could not confirm the PIX code: It is so. The bank says it.'],
		],
		[
			'no signature',
			{},
			unsigned('forged'),
			[
				'charge.notChecked: The bank could not confirm the PIX code: the signature of its answer does not hold: forged',
			],
		],
		[
			'no reason',
			{},
			unsigned(),
			[
				'charge.notChecked: The bank could not confirm the PIX code: the signature of its answer does not hold: not verified',
			],
		],
		['no amount', { amountCents: null }, {}, []],
		[
			'another amount',
			{ amountCents: 200 },
			{},
			[
				'charge.amountDiffers: The bank wants R$ 2,00 for the PIX code, but the total of the message is R$ 1,00',
			],
		],
		['an hour left', { expiresAt: '2026-11-20T13:00:00Z' }, {}, []],
		[
			'less than an hour left',
			{ expiresAt: '2026-11-20T12:59:59Z' },
			{},
			['charge.expiresSoon: The PIX code can be paid only until 2026-11-20T12:59:59Z'],
		],
	])('%s', (_what, changes, more, expected) => expect(check(changes, more)).toEqual(expected));

	it('a message without a total has none to compare', () => {
		expect(
			checkChargeAtBank({ field: 'PIX Code', totalCents: undefined }, charge(), {
				onAmountMismatch: 'stop',
				signature: HELD,
				nowMs,
			}),
		).toEqual([]);
	});

	it.each<[string, Partial<Charge>, object, string]>([
		[
			'not served',
			{ status: 'unavailable' },
			unsigned(),
			'PIX Code: found a charge that cannot be paid, expected one that can. It is so. The bank says it',
		],
		[
			'paid',
			{ status: 'paid' },
			{},
			'PIX Code: found a charge that cannot be paid, expected one that can. It is so. The bank says it',
		],
		[
			'of another amount',
			{ amountCents: 200 },
			{ onAmountMismatch: 'stop' },
			'Total: found "R$ 1,00", expected R$ 2,00, which the bank wants for the PIX code; to send it anyway, set Options > On Amount Mismatch to Warn',
		],
	])('one that is %s is not sent', (_what, changes, more, why) => {
		expect(whyNot(() => check(changes, more))).toBe(why);
	});
});
