import type { IDataObject } from 'n8n-workflow';

import reviewAndPay from '../../fixtures/zapi-webhooks/received-reviewAndPay.json';
import { PAYMENT_EVENT_NAMES } from '../../../commerce/domain/payment/paymentEvent';
import { hub } from '../../../nodes/providers/hub';
import type { PreparedSend } from '../../../nodes/providers/operation';
import { zApi } from '../../../nodes/providers/zApi';
import { parametersOf } from '../../helpers/fakeParameters';
import { hubPaymentUpdate, hubStatus, zApiUpdate } from '../../helpers/parameters';
import { paymentEvent } from '../../helpers/paymentEvents';

/** What a payment event does to an update, by the fields of Hub and Z-API. */

const ORDER = { orderData: 'fromEvent', orderEvent: reviewAndPay };
const ORDER_TOTAL = 60500;

type Changes = Record<string, unknown>;

/** One of the four updates, with fields filled in and an input item; the default item is a payment event. */
const updates = {
	hubPayment: (fields: Changes, item: IDataObject) =>
		hub.operations.orderPaymentUpdate?.prepare(
			parametersOf(
				{ ...hubPaymentUpdate(), referenceId: '', paymentData: 'auto', sendAs: 'text', ...fields },
				item,
			),
		),
	hubStatus: (fields: Changes, item: IDataObject) =>
		hub.operations.orderStatus?.prepare(
			parametersOf({ ...hubStatus(), referenceId: '', sendAs: 'text', ...fields }, item),
		),
	zApiPayment: (fields: Changes, item: IDataObject) =>
		zApi.operations.orderPaymentUpdate?.prepare(
			parametersOf({ ...zApiUpdate('orderPaymentUpdate'), ...ORDER, paymentData: 'auto', ...fields }, item),
		),
	zApiStatus: (fields: Changes, item: IDataObject) =>
		zApi.operations.orderStatus?.prepare(
			parametersOf({ ...zApiUpdate('orderStatus'), ...ORDER, ...fields }, item),
		),
};
type Update = keyof typeof updates;

function prepare(update: Update, fields: Changes = {}, item: IDataObject = paymentEvent()): PreparedSend {
	const prepared = updates[update](fields, item);
	if (prepared === undefined) throw new Error(`${update} is not there`);
	return prepared;
}

function outcome(update: Update, fields: Changes, item: IDataObject): string {
	try {
		prepare(update, fields, item);
		return 'sent';
	} catch (error) {
		return (error as Error).message;
	}
}

function orderStatusOf(prepared: PreparedSend): unknown {
	return (prepared.requestTo('55').body as { content: { orderStatus: unknown } }).content.orderStatus;
}

const SECONDS = Date.parse('2026-11-20T15:07:50Z') / 1000;
const zApiEvent = paymentEvent({ amountCents: ORDER_TOTAL });

describe('reference and time of the Hub', () => {
	it('come from the event', () => {
		expect(orderStatusOf(prepare('hubPayment'))).toEqual({
			referenceId: 'order-1',
			status: 'completed',
			bodyText: 'Thank you',
			payment: { status: 'captured', timestamp: SECONDS },
		});
	});

	it.each<[string, Changes, Changes, object]>([
		[
			'what is typed in wins',
			{ referenceId: 'A-1', capturedAt: 1766323331 },
			{},
			{ referenceId: 'A-1', timestamp: 1766323331 },
		],
		[
			'a reference typed in makes up for none',
			{ referenceId: 'A-1' },
			{ referenceId: null },
			{ referenceId: 'A-1', timestamp: SECONDS },
		],
		[
			'a chosen event, whatever the item is',
			{ paymentData: 'fromPaymentEvent', paymentEvent: paymentEvent({ referenceId: 'B' }) },
			{ event: 'x' },
			{ referenceId: 'B', timestamp: SECONDS },
		],
		[
			'Define Below looks at no event',
			{ paymentData: 'defineBelow', referenceId: 'C', capturedAt: 1766323331 },
			{ event: 'paymentRefunded' },
			{ referenceId: 'C', timestamp: 1766323331 },
		],
		[
			'an order status takes them too',
			{ update: 'hubStatus', newOrderStatus: 'completed' },
			{},
			{ referenceId: 'order-1', timestamp: SECONDS },
		],
	])('%s', (_what, { update = 'hubPayment', ...fields }, event, expected) => {
		const sent = orderStatusOf(prepare(update as Update, fields, paymentEvent(event))) as {
			referenceId: string;
			payment: { timestamp: number };
		};
		expect({ referenceId: sent.referenceId, timestamp: sent.payment.timestamp }).toEqual(expected);
	});

	it('is now where neither the event nor the user has a time', () => {
		const [before, sent] = [
			Date.now(),
			orderStatusOf(prepare('hubPayment', {}, paymentEvent({ paidAt: null }))),
		];
		const { timestamp } = (sent as { payment: { timestamp: number } }).payment;
		expect(timestamp).toBeGreaterThanOrEqual(Math.floor(before / 1000));
		expect(timestamp).toBeLessThanOrEqual(Date.now() / 1000);
	});
});

describe('what is refused before anything is sent', () => {
	it.each<[string, Update, Changes, IDataObject, string]>([
		[
			'another amount than expected',
			'hubPayment',
			{ options: { expectedAmount: '49,81' } },
			paymentEvent(),
			'Payment Event: found R$ 49,80 (paymentConfirmed), expected R$ 49,81, the Expected Amount',
		],
		[
			'another amount than the order',
			'zApiPayment',
			{},
			paymentEvent(),
			'Payment Event: found R$ 49,80 (paymentConfirmed), expected R$ 605,00, the total of the order',
		],
		[
			'no amount to compare',
			'hubPayment',
			{ options: { expectedAmount: '49.80' } },
			paymentEvent({ amountCents: null }),
			'found no amount, expected R$ 49,80',
		],
		[
			'no amount to compare with the order',
			'zApiPayment',
			{},
			paymentEvent({ amountCents: null }),
			'found no amount, expected R$ 605,00',
		],
		[
			'an expected amount that is none',
			'hubPayment',
			{ options: { expectedAmount: { a: 1 } } },
			paymentEvent(),
			'Expected Amount: found',
		],
		[
			'an expected amount without an event',
			'hubPayment',
			{ referenceId: 'A', options: { expectedAmount: '49.80' } },
			{},
			'Payment Event: found no payment event, expected one to compare Expected Amount with',
		],
		[
			'an event without a reference',
			'hubPayment',
			{},
			paymentEvent({ referenceId: null }),
			'Reference ID: found no referenceId in the payment event',
		],
		[
			'an event without a reference, at Z-API too',
			'zApiPayment',
			{},
			{ ...zApiEvent, referenceId: null },
			'Payment Event: found no referenceId',
		],
		[
			'no event where one was chosen',
			'hubPayment',
			{ paymentData: 'fromPaymentEvent', paymentEvent: undefined },
			paymentEvent(),
			'Payment Event: found nothing',
		],
		[
			'a shop order where an event was chosen',
			'zApiStatus',
			{ options: { paymentData: 'fromPaymentEvent' } },
			{ id: 1 },
			'Payment Event: found {"id":1}, expected an item of the WhatsApp Commerce Payment Trigger',
		],
		['no reference and no event', 'hubPayment', {}, { event: 'orderSent' }, 'Reference ID: found nothing'],
		[
			'a choice that does not exist',
			'hubPayment',
			{ paymentData: 'webhook' },
			paymentEvent(),
			'Payment Data: found "webhook"',
		],
		[
			'a part of the money given back',
			'zApiStatus',
			{ newOrderStatus: 'canceled' },
			paymentEvent({ event: 'paymentRefunded' }),
			'found R$ 49,80 (paymentRefunded), expected R$ 605,00',
		],
	])('%s', (_what, update, fields, item, message) => {
		expect(outcome(update, fields, item)).toContain(message);
	});

	it('nothing when the amount is another and Expected Amount says so', () => {
		const options = { expectedAmount: '49.80' };
		expect(outcome('zApiPayment', { options }, paymentEvent())).toBe('sent');
	});
});

describe('which event allows what', () => {
	const allowed = (update: Update, field: string, statuses: string[]) =>
		Object.fromEntries(
			PAYMENT_EVENT_NAMES.map((event) => [
				event,
				statuses.filter((status) => {
					const options = { expectedAmount: '605.00', checkStatusChange: false };
					return outcome(update, { [field]: status, options }, { ...zApiEvent, event }) === 'sent';
				}),
			]),
		);
	const ORDER_STATUSES = ['pending', 'processing', 'shipped', 'completed', 'canceled'];

	it('only a confirmed payment makes an order paid', () => {
		expect(allowed('hubPayment', 'unused', ['paid'])).toEqual({
			paymentConfirmed: ['paid'],
			paymentRefunded: [],
			paymentExpired: [],
			paymentUnderReview: [],
		});
		expect(allowed('zApiPayment', 'newPaymentStatus', ['pending', 'paid'])).toEqual({
			paymentConfirmed: ['paid'],
			paymentRefunded: [],
			paymentExpired: ['pending'],
			paymentUnderReview: ['pending'],
		});
	});

	it.each<Update>(['hubStatus', 'zApiStatus'])(
		'%s: a refund cancels, and only a payment completes',
		(update) => {
			expect(allowed(update, 'newOrderStatus', ORDER_STATUSES)).toEqual({
				paymentConfirmed: ['pending', 'processing', 'shipped', 'completed'],
				paymentRefunded: ['canceled'],
				paymentExpired: ['pending', 'canceled'],
				paymentUnderReview: ['pending', 'processing'],
			});
		},
	);

	it.each([
		[
			'paymentRefunded',
			'found paymentRefunded, expected paymentConfirmed, because nothing else makes an order paid: tell the customer of a refund with Order Status, Canceled',
		],
		['paymentExpired', 'use Order Status, or another payment status'],
		['paymentUnderReview', 'wait for the event that ends the review'],
	])('%s: the refusal says what to do', (event, words) => {
		expect(outcome('hubPayment', {}, paymentEvent({ event }))).toContain(words);
	});
});

it('warnings of the event are passed on, and what WhatsApp may do after a refund is said', () => {
	const warnings = [{ rule: 'payment.unsigned', message: 'Nothing vouches for the amount' }];
	const refund = paymentEvent({ event: 'paymentRefunded', warnings });
	expect(prepare('hubPayment', {}, paymentEvent({ warnings })).warnings).toEqual(warnings);
	expect(prepare('zApiPayment', {}, { ...zApiEvent, warnings }).warnings).toEqual(warnings);
	expect(prepare('hubStatus', { newOrderStatus: 'canceled' }, refund).warnings).toEqual([
		...warnings,
		{ rule: 'payment.cancelAfterPaid', message: expect.stringContaining('2047') },
	]);
});
