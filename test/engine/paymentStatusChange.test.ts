import type { IDataObject, INodeParameters } from 'n8n-workflow';
import reviewAndPay from '../fixtures/zapi-webhooks/received-reviewAndPay.json';
import { hubStatus, zApiTypedUpdate, zApiUpdate } from '../helpers/parameters';
import { throughHub, throughZApi } from '../helpers/paymentRuns';

/**
 * Which status an order may take next: WhatsApp's table (Meta, order_status; webhook errors 2046 and 2047), told
 * before anything leaves, when the event says what the order is now.
 */

const NOW = ['pending', 'processing', 'partially-shipped', 'shipped', 'completed', 'canceled'];
const NEXT = ['pending', 'processing', 'shipped', 'completed', 'canceled'];

/** WhatsApp's table. A status that stays is left open there, and is let through. */
function isAllowed(now: string, next: string, paid: boolean): boolean {
	if (now === next) return true;
	if (now === 'completed' || now === 'canceled') return false;
	return next !== 'pending' && !(next === 'canceled' && paid);
}

/** The order event as Z-API's webhook brings it, with these statuses. */
function event(orderStatus: string | null, paymentStatus: string | null): IDataObject {
	return {
		...reviewAndPay,
		reviewAndPay: { ...reviewAndPay.reviewAndPay, orderStatus, paymentStatus },
	} as unknown as IDataObject;
}

const toStatus = (next: string, changes: INodeParameters = {}) =>
	zApiUpdate('orderStatus', { newOrderStatus: next, ...changes });
const toPayment = (next: string, changes: INodeParameters = {}) =>
	zApiUpdate('orderPaymentUpdate', { newPaymentStatus: next, ...changes });
const CHANGE_NOT_SENT =
	'Nothing was sent for this item. If the order has changed since this event, use its newest event; Options > Check Status Change switches this check off.';
const unchecked = { options: { checkStatusChange: false } };

describe('Order Status', () => {
	const changes = NOW.flatMap((now) =>
		NEXT.flatMap((next) => [true, false].map((paid) => ({ now, next, paid }))),
	);
	const items = changes.map(({ now, next, paid }) => ({
		event: event(now, paid ? 'paid' : 'pending'),
		next,
	}));
	const each = toStatus('={{ $json.next }}', { orderEvent: '={{ $json.event }}' });

	it('sends the changes that WhatsApp allows, and no other', async () => {
		const { run, bodies } = await throughZApi(each, items, { onError: 'continueRegularOutput' });
		expect(changes.map((change, index) => ({ ...change, sent: !('error' in run.items[index]) }))).toEqual(
			changes.map(({ now, next, paid }) => ({ now, next, paid, sent: isAllowed(now, next, paid) })),
		);
		expect(bodies).toHaveLength(run.items.filter((item) => !('error' in item)).length);
	});

	it('sends every change when Check Status Change is off', async () => {
		const { run, bodies } = await throughZApi({ ...each, ...unchecked }, items);
		expect(run.error).toBeUndefined();
		expect(bodies).toHaveLength(changes.length);
	});

	it.each<[string, string, string, string, string]>([
		[
			'completed',
			'paid',
			'shipped',
			'New Order Status: the change from completed to shipped is not allowed, because a completed order is final [item 1]',
			'',
		],
		[
			'canceled',
			'pending',
			'shipped',
			'New Order Status: this change is not allowed [item 1]',
			'From canceled to shipped: a canceled order is final; send a new payment request with a new reference ID instead. ',
		],
		[
			'processing',
			'paid',
			'canceled',
			'New Order Status: this change is not allowed [item 1]',
			'From processing to canceled: a paid order cannot be canceled. ',
		],
		[
			'completed',
			'paid',
			'canceled',
			'New Order Status: this change is not allowed [item 1]',
			'From completed to canceled: a completed order is final. ',
		],
	])('from %s (%s) to %s is refused with the rule', async (now, paid, next, message, lead) => {
		const given = [
			{ event: event(next, paid), next },
			{ event: event(now, paid), next },
		];
		const { run, bodies } = await throughZApi(each, given);
		expect(bodies).toEqual([]);
		// Not "canceled", as which n8n files an execution whose error has that word in its message.
		expect(run.status).toBe('error');
		expect(run.error).toMatchObject({ name: 'NodeOperationError', itemIndex: 1, message });
		expect(run.error?.description?.startsWith(`${lead}${CHANGE_NOT_SENT}`)).toBe(true);
	});

	it('takes what the order is now from Options, when the event is old', async () => {
		const paid = toStatus('canceled', { options: { currentPaymentStatus: 'paid' } });
		const refused = await throughZApi(paid, [event('processing', 'pending')]);
		expect(refused.bodies).toEqual([]);
		expect(refused.run.error?.description).toContain('a paid order cannot be canceled');
	});

	it('refuses an event without payment status, and takes it from Options', async () => {
		const silent = await throughZApi(toStatus('pending'), [event(null, null)]);
		expect(silent.bodies).toEqual([]);
		expect(silent.run.error?.message).toBe(
			'Current Payment Status: found no known status in Order Event, expected it to be set in Options > Current Payment Status [item 0]',
		);
		const options = { currentPaymentStatus: 'paid' };
		const { run, bodies } = await throughZApi({ ...toStatus('pending'), options }, [event(null, null)]);
		expect(run.error).toBeUndefined();
		expect(bodies).toMatchObject([{ orderStatus: 'pending', paymentStatus: 'paid' }]);
	});

	it('checks nothing where the order is typed in', async () => {
		const { bodies } = await throughZApi(zApiTypedUpdate('orderStatus', { newOrderStatus: 'pending' }));
		expect(bodies).toMatchObject([{ orderStatus: 'pending' }]);
	});

	it('keeps the status that only the Hub has from leaving to Z-API', async () => {
		const { run, bodies } = await throughZApi(toStatus('={{ "partially_shipped" }}'), [
			event('pending', 'pending'),
		]);
		expect(bodies).toEqual([]);
		expect(run.status).toBe('error');
		expect(run.error?.message).toBe('New Order Status: found "partially_shipped" [item 0]');
		expect(run.error?.description).toMatch(
			/^Expected one of pending, processing, shipped, completed, canceled \(Z-API\)\. /,
		);
	});
});

describe('Order Payment Update', () => {
	const PAYMENT = ['pending', 'paid'];
	const changes = NOW.filter((now) => now !== 'partially-shipped').flatMap((order) =>
		PAYMENT.flatMap((now) => PAYMENT.map((next) => ({ order, now, next }))),
	);
	const items = changes.map(({ order, now, next }) => ({ event: event(order, now), next }));
	const each = toPayment('={{ $json.next }}', { orderEvent: '={{ $json.event }}' });
	const isPaymentAllowed = ({ order, now, next }: (typeof changes)[number]) =>
		!(now === 'paid' && next === 'pending') && !(order === 'canceled' && next === 'paid');

	it('neither takes a payment back nor pays a canceled order', async () => {
		const { run, bodies } = await throughZApi(each, items, { onError: 'continueRegularOutput' });
		expect(changes.map((change, index) => ({ ...change, sent: !('error' in run.items[index]) }))).toEqual(
			changes.map((change) => ({ ...change, sent: isPaymentAllowed(change) })),
		);
		expect(bodies).toHaveLength(changes.filter(isPaymentAllowed).length);
	});

	it('says why', async () => {
		const back = await throughZApi(toPayment('pending'), [event('processing', 'paid')]);
		expect(back.bodies).toEqual([]);
		expect(back.run.error).toMatchObject({
			itemIndex: 0,
			message:
				'New Payment Status: the change from paid to pending is not allowed, because a payment that was confirmed cannot go back to pending [item 0]',
			description: CHANGE_NOT_SENT,
		});
		const canceled = await throughZApi(toPayment('paid'), [event('canceled', 'pending')]);
		expect(canceled.bodies).toEqual([]);
		expect(canceled.run.status).toBe('error');
		expect(canceled.run.error).toMatchObject({
			message: 'New Payment Status: this change is not allowed [item 0]',
			description: `From pending to paid: a canceled order is final; send a new payment request with a new reference ID instead. ${CHANGE_NOT_SENT}`,
		});
	});

	it('understands the word of the Hub for paid', async () => {
		const { bodies } = await throughZApi(toPayment('={{ "captured" }}'), [event('pending', 'pending')]);
		expect(bodies).toMatchObject([{ paymentStatus: 'paid' }]);
		const back = await throughZApi(toPayment('pending'), [event('pending', 'captured')]);
		expect(back.run.error?.message).toContain('the change from paid to pending is not allowed');
	});
});

describe('the Hub', () => {
	it.each(['partially_shipped', 'partially-shipped', 'Partially Shipped'])(
		'gets partially_shipped, however an expression spells it: %s',
		async (word) => {
			const { run, bodies } = await throughHub(
				hubStatus({ newOrderStatus: `={{ ${JSON.stringify(word)} }}` }),
			);
			expect(run.error).toBeUndefined();
			expect(bodies).toMatchObject([{ content: { orderStatus: { status: 'partially_shipped' } } }]);
		},
	);
});
