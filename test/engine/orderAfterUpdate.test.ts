/** What the output of an update is good for: the order as it is now, for the next update. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import reviewAndPay from '../fixtures/zapi-webhooks/received-reviewAndPay.json';
import { zApiTypedUpdate, zApiUpdate } from '../helpers/parameters';
import { throughZApi } from '../helpers/paymentRuns';

const EVENT = reviewAndPay as unknown as IDataObject;

async function send(
	parameters: INodeParameters,
	item: IDataObject,
): Promise<{ output: IDataObject; body: unknown }> {
	const { run, bodies } = await throughZApi(parameters, [item]);
	expect(run.error).toBeUndefined();
	return { output: run.items[0], body: bodies[0] };
}

describe('an order that is paid and then shipped', () => {
	it('stays paid when the second update takes the output of the first', async () => {
		const paid = await send(zApiUpdate('orderPaymentUpdate'), EVENT);
		expect(paid.output).toMatchObject({
			orderStatus: 'pending',
			paymentStatus: 'paid',
			order: {
				orderMessageId: reviewAndPay.messageId,
				referenceId: '4N9AVI38VOB',
				orderStatus: 'pending',
				paymentStatus: 'paid',
				totalCents: 60500,
				items: [{ unitPriceCents: 15000 }, { unitPriceCents: 15000 }],
			},
		});
		const shipped = await send(zApiUpdate('orderStatus', { newOrderStatus: 'shipped' }), paid.output);
		expect(shipped.body).toEqual({ ...(paid.body as object), orderStatus: 'shipped', paymentStatus: 'paid' });
		expect(shipped.output).toMatchObject({ orderStatus: 'shipped', paymentStatus: 'paid' });
	});

	it('also when the output was stored as text', async () => {
		const paid = await send(zApiUpdate('orderPaymentUpdate'), EVENT);
		const row = { orderEvent: JSON.stringify(paid.output) };
		const shipped = await send(zApiUpdate('orderStatus', { orderEvent: '={{ $json.orderEvent }}' }), row);
		expect(shipped.body).toMatchObject({
			phone: reviewAndPay.phone,
			orderStatus: 'shipped',
			paymentStatus: 'paid',
		});
	});

	it('and is not taken back: paid, shipped, pending again is refused', async () => {
		const paid = await send(zApiUpdate('orderPaymentUpdate'), EVENT);
		const shipped = await send(zApiUpdate('orderStatus'), paid.output);
		const back = await throughZApi(zApiUpdate('orderPaymentUpdate', { newPaymentStatus: 'pending' }), [
			shipped.output,
		]);
		expect(back.bodies).toEqual([]);
		expect(back.run.error?.message).toContain('the change from paid to pending is not allowed');
	});
});

it('an order that was typed in goes on from its output too', async () => {
	const typed = await send(zApiTypedUpdate('orderPaymentUpdate'), {});
	expect(typed.output).toMatchObject({
		paymentStatus: 'paid',
		order: { subtotalCents: 4980, totalCents: 4980 },
	});
	const shipped = await send(zApiUpdate('orderStatus'), typed.output);
	expect(shipped.body).toEqual({ ...(typed.body as object), orderStatus: 'shipped', paymentStatus: 'paid' });
});

it('a dry run shows the order as it would be', async () => {
	const { output } = await send(zApiUpdate('orderPaymentUpdate', { options: { dryRun: true } }), EVENT);
	expect(output).toMatchObject({ dryRun: true, paymentStatus: 'paid', order: { paymentStatus: 'paid' } });
});

describe('the current status of an order that is typed in', () => {
	it.each([
		['orderStatus', { currentPaymentStatus: '' }, 'Current Payment Status'],
		['orderPaymentUpdate', { currentOrderStatus: '' }, 'Current Order Status'],
	] as const)('must be chosen (%s)', async (operation, status, label) => {
		const { run, bodies } = await throughZApi(zApiTypedUpdate(operation, status));
		expect(bodies).toEqual([]);
		expect(JSON.stringify(run.error)).toContain(label);
	});

	it.each([
		['orderStatus', { currentPaymentStatus: '={{ "" }}' }, 'Current Payment Status: found nothing'],
		[
			'orderPaymentUpdate',
			{ currentOrderStatus: '={{ $json.none }}' },
			'Current Order Status: found nothing',
		],
	] as const)('must come from its expression (%s)', async (operation, status, message) => {
		const { run, bodies } = await throughZApi(zApiTypedUpdate(operation, status));
		expect(bodies).toEqual([]);
		expect(run.error?.message).toContain(message);
	});
});
