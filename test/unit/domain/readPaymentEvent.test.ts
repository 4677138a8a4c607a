import { inputErrorsOf } from '../../../commerce/domain/readAll';
import { isPaymentEvent, readPaymentEvent } from '../../../commerce/domain/payment/readPaymentEvent';
import { paymentEvent } from '../../helpers/paymentEvents';

describe('an item of the payment trigger', () => {
	const read = {
		event: 'paymentConfirmed',
		referenceId: 'order-1',
		amountCents: 4980,
		paidAt: Date.parse('2026-11-20T15:07:50Z') / 1000,
		warnings: [],
	};

	it.each<[string, unknown, object]>([
		['as it is', paymentEvent(), {}],
		['as JSON text', JSON.stringify(paymentEvent()), {}],
		['as text in text, in a list of one', [JSON.stringify(JSON.stringify(paymentEvent()))], {}],
		['with spaces around a reference', paymentEvent({ referenceId: ' order-1 ' }), {}],
		['with a number for a reference', paymentEvent({ referenceId: 1042 }), { referenceId: '1042' }],
		['from a table that has only texts', paymentEvent({ amountCents: '4980' }), {}],
		[
			'without what a provider may not say',
			paymentEvent({ referenceId: null, amountCents: null, paidAt: null, warnings: null }),
			{ referenceId: null, amountCents: null, paidAt: null },
		],
		[
			'from a table with empty columns',
			paymentEvent({ referenceId: '', paidAt: '' }),
			{ referenceId: null, paidAt: null },
		],
		[
			'with warnings',
			paymentEvent({ warnings: [{ rule: 'a.b', message: 'c', more: 1 }] }),
			{ warnings: [{ rule: 'a.b', message: 'c' }] },
		],
	])('%s', (_how, value, difference) => {
		expect(readPaymentEvent(value, 'Payment Event')).toEqual({ ...read, ...difference });
	});

	it.each<[string, unknown, string[]]>([
		['nothing', undefined, ['Payment Event: found nothing']],
		['a number', 7, ['Payment Event: found 7']],
		['text that is no JSON', 'paid', ['Payment Event: found "paid"']],
		['an empty list', [], ['found [], expected an item of the WhatsApp Commerce Payment Trigger']],
		['an item without a name', { eventId: '1' }, ['found {"eventId":"1"}']],
		['a long name', { event: 'x'.repeat(41) }, [`with the event "${'x'.repeat(40)}"`]],
		[
			'a warning without a text',
			paymentEvent({ warnings: [{ rule: 'a', message: 3 }] }),
			['warnings: found'],
		],
		[
			'a warning without a rule',
			paymentEvent({ warnings: [{ rule: 3, message: 'm' }] }),
			['warnings: found'],
		],
		['an event in too many lists', [[[[[paymentEvent()]]]]], ['expected an item of the WhatsApp Commerce']],
		['two events', [paymentEvent(), paymentEvent()], ['found a list of 2']],
		[
			'an order event',
			{ event: 'orderSent', eventId: '1', provider: 'zApi' },
			['found an item with the event "orderSent"'],
		],
		[
			'the body of a webhook',
			{ event: 'PAYMENT_RECEIVED', payment: {} },
			['with the event "PAYMENT_RECEIVED"'],
		],
		[
			'an event that is not known',
			paymentEvent({ event: 'paymentDisputed' }),
			['found "paymentDisputed", expected one of paymentConfirmed, payment'],
		],
		[
			'members of wrong types',
			paymentEvent({ referenceId: {}, amountCents: '49,80', paidAt: 'today', warnings: [3] }),
			['referenceId: found', 'amountCents: found "49,80"', 'paidAt: found "today"', 'warnings: found [3]'],
		],
		['fractions of cents', paymentEvent({ amountCents: 4980.5 }), ['amountCents: found 4980.5']],
		['a negative amount', paymentEvent({ amountCents: -1 }), ['amountCents: found "-1"']],
		['a time in 1970', paymentEvent({ paidAt: '1970-01-01' }), ['paidAt: found']],
	])('refuses %s', (_what, value, found) => {
		let errors: readonly Error[] = [];
		try {
			readPaymentEvent(value, 'Payment Event');
		} catch (error) {
			errors = inputErrorsOf(error) ?? [];
		}
		expect(errors.map(({ message }) => message)).toEqual(found.map((text) => expect.stringContaining(text)));
	});
});

it('takes no other item for a payment event', () => {
	const others = [{}, { event: 'orderSent', eventId: '1', provider: 'zApi' }, { paymentProvider: 'asaas' }];
	expect([paymentEvent(), ...others].map(isPaymentEvent)).toEqual([true, false, false, false]);
});
