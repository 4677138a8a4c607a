import type { INodeParameters } from 'n8n-workflow';
import reviewAndPay from '../fixtures/zapi-webhooks/received-reviewAndPay.json';
import { hubPaymentUpdate, hubStatus, zApiUpdate } from '../helpers/parameters';
import { paymentEvent } from '../helpers/paymentEvents';
import { NOT_SENT, throughHub, throughZApi } from '../helpers/paymentRuns';

/** As a user fills it in: the payment trigger right before the update, and before Z-API's the row of the order. */

const hubUpdate = (changes: INodeParameters = {}) => hubPaymentUpdate({ referenceId: '', ...changes });
const row = {
	orderEvent: JSON.stringify(reviewAndPay),
	paid: JSON.stringify(paymentEvent({ amountCents: 60500 })),
};
const zApiRow = (changes: INodeParameters = {}) =>
	zApiUpdate('orderPaymentUpdate', {
		orderEvent: '={{ $json.orderEvent }}',
		paymentData: 'fromPaymentEvent',
		paymentEvent: '={{ $json.paid }}',
		...changes,
	});

it('two nodes: nothing but phone and text is filled in on the Hub', async () => {
	const { run, bodies } = await throughHub(hubUpdate(), [paymentEvent()]);
	expect(run.error).toBeUndefined();
	expect(bodies).toEqual([
		expect.objectContaining({
			content: {
				orderStatus: {
					referenceId: 'order-1',
					status: 'completed',
					bodyText: 'Thank you',
					payment: { status: 'captured', timestamp: Date.parse('2026-11-20T15:07:50Z') / 1000 },
				},
			},
		}),
	]);
});

it('a refund in Options of Order Status cancels', async () => {
	const event = paymentEvent({ event: 'paymentRefunded' });
	const options = { paymentData: 'fromPaymentEvent', expectedAmount: '49.80' };
	const status = hubStatus({ referenceId: '', newOrderStatus: 'canceled', options });
	const { run, bodies } = await throughHub(status, [event]);
	expect(run.error).toBeUndefined();
	expect(bodies).toHaveLength(1);
	expect(run.items[0]).toMatchObject({
		referenceId: 'order-1',
		warnings: [{ rule: 'payment.cancelAfterPaid' }],
	});
});

it('Z-API: the order from the row, the payment from the trigger', async () => {
	const { run, bodies } = await throughZApi(zApiRow(), [row]);
	expect(run.error).toBeUndefined();
	expect(bodies).toEqual([expect.objectContaining({ paymentStatus: 'paid', referenceId: '4N9AVI38VOB' })]);
});

it.each<[string, INodeParameters, string]>([
	['a reference', { referenceId: '={{ $json.gone }}' }, 'Reference ID: found nothing'],
	['a time', { capturedAt: '={{ $json.gone }}' }, 'Payment Captured At: found nothing'],
	['a time, as an empty text', { capturedAt: "={{ '' }}" }, 'Payment Captured At: found nothing'],
	[
		'an event',
		{ paymentData: 'fromPaymentEvent', paymentEvent: '={{ $json.gone }}' },
		'Payment Event: found nothing',
	],
	[
		'an event that is text',
		{ paymentData: 'fromPaymentEvent', paymentEvent: '={{ $json.eventId }}' },
		'Payment Event: found "asaas:pay_1:paymentConfirmed"',
	],
	['a choice', { paymentData: '={{ 7 }}' }, 'Payment Data: found 7'],
])('an expression that does not find %s sends nothing', async (_what, changes, message) => {
	const { run, bodies } = await throughHub(hubUpdate(changes), [paymentEvent()]);
	expect(run.error).toMatchObject({ message: expect.stringContaining(message), description: NOT_SENT });
	expect(bodies).toEqual([]);
});

it('of several events each is judged for itself', async () => {
	const events = [
		paymentEvent(),
		paymentEvent({ referenceId: 'order-2', amountCents: 4981 }),
		paymentEvent({ referenceId: 'order-3', event: 'paymentExpired' }),
	];
	const { run, bodies } = await throughHub(hubUpdate({ options: { expectedAmount: '49.80' } }), events, {
		onError: 'continueRegularOutput',
	});
	expect(bodies).toHaveLength(1);
	expect(run.items.map(({ error }) => error)).toEqual([
		undefined,
		expect.stringContaining('found R$ 49,81 (paymentConfirmed), expected R$ 49,80'),
		expect.stringContaining('found paymentExpired, expected paymentConfirmed'),
	]);
});
