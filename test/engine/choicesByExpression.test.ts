import type { INodeParameters } from 'n8n-workflow';
import { CUSTOMER, hubCharge, hubStatus, zApiCharge, zApiUpdate } from '../helpers/parameters';
import { throughHub, throughZApi } from '../helpers/paymentRuns';

/** A choice by expression, with only the fields of what it chooses filled in: n8n must let the node run. */

const link = { method: 'payment_link' };
const byExpression = hubCharge({ paymentMethod: '={{ $json.method }}' });

it('Payment Method as an expression sends with the fields of that method alone', async () => {
	const { run, bodies } = await throughHub(byExpression, [link]);
	expect(run.error).toBeUndefined();
	expect(bodies).toMatchObject([{ content: { paymentRequest: { paymentMethod: 'payment_link' } } }]);
});

it.each([
	['pix', 'PIX Copy and Paste Code: found nothing'],
	['boleto', 'Digitable Line: found nothing'],
	['PIX', 'Payment Method: found "PIX", expected one of pix, boleto, payment_link'],
])('Payment Method %s by expression names what is missing', async (method, message) => {
	const { run, bodies } = await throughHub(byExpression, [{ method }]);
	expect(bodies).toEqual([]);
	expect(run.error?.description).toMatch(/^Nothing was sent for this item\./);
	expect(run.error?.message.slice(0, message.length)).toBe(message);
});

it.each<[string, INodeParameters]>([
	['Accept PIX', { acceptPix: '={{ false }}' }],
	['Items Source', { itemsSource: '={{ "defineBelow" }}' }],
])('%s as an expression sends', async (_label, changes) => {
	const { run, bodies } = await throughZApi(zApiCharge(changes));
	expect(run.error).toBeUndefined();
	expect(bodies).toHaveLength(1);
});

it('Accept PIX by expression names what is missing', async () => {
	const { run, bodies } = await throughZApi(zApiCharge({ acceptPix: '={{ true }}' }));
	expect(bodies).toEqual([]);
	expect(run.error?.message).toMatch(/^(?:PIX Key|Merchant Name): found nothing/);
});

it('Order Data as an expression takes the event', async () => {
	const order = {
		referenceId: '4N8FCTW1WM6',
		orderRequestId: '4N8FCTW22W4',
		orderMessageId: '3EB0F91BBA791BB0A787FC',
		orderStatus: 'pending',
		paymentStatus: 'pending',
		items: [{ productId: 'custom-item-1', name: 'Coffee', quantity: 1, unitPriceCents: 1000 }],
	};
	const parameters = zApiUpdate('orderStatus', { orderData: '={{ "fromEvent" }}' });
	const { run, bodies } = await throughZApi(parameters, [{ contact: { phone: CUSTOMER }, order }]);
	expect(run.error).toBeUndefined();
	expect(bodies).toHaveLength(1);
});

it.each([
	['text', undefined],
	['template', 'Template ID: found nothing'],
])('Send As %s by expression', async (sendAs, message) => {
	const { run, bodies } = await throughHub(hubStatus({ sendAs: '={{ $json.sendAs }}' }), [{ sendAs }]);
	expect(bodies).toHaveLength(message === undefined ? 1 : 0);
	if (message !== undefined) expect(run.error?.message).toContain(message);
});
