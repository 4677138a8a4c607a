import type { INodeParameters } from 'n8n-workflow';
import {
	boletoRequest,
	completed,
	linkRequest,
	orderOfPaymentUpdate,
	paymentUpdate,
	pixRequest,
	shipped,
	shippedByTemplate,
} from '../contract/documentedPayloads';
import { createHubWithChannel, hubCredential, sends, zApiCredential } from '../helpers/accounts';
import { account as pixAccount, brCode, field } from '../helpers/brCode';
import { runAction } from '../helpers/engine/runAction';
import { itemRows } from '../helpers/parameters';
import { simulator } from '../helpers/simulator';

/**
 * The samples of both providers' documents, entered through the node's fields, must reach the provider member
 * for member: nothing missing, nothing added.
 */

const FROM = 'channel-uuid-wa';
const TO = '5511993986082';

/**
 * The document cuts its sample PIX code short ("00020101021226..."). No bank app takes that, and the node
 * refuses it, so this one member is replaced: a whole code for the sample's key and amount.
 */
const wholePixCode = brCode({
	'26': pixAccount(field('01', '39580525000189')),
	'54': '500.00',
	'59': 'Example Store',
	'60': 'SAO PAULO',
});

async function sendThroughHub(parameters: INodeParameters) {
	const hub = await createHubWithChannel(FROM);
	const entered = { provider: 'chatt2Me', channelId: FROM, phone: TO, ...parameters };
	const run = await runAction(entered, [{}], { credentials: hubCredential(hub) });
	return { run, requests: await sends(hub) };
}

const request = (fields: INodeParameters): INodeParameters => ({ operation: 'paymentRequest', ...fields });
const status = (fields: INodeParameters): INodeParameters => ({ operation: 'orderStatus', ...fields });
const shippedText = 'Your order has been shipped! Tracking code: BR123456789BR';

const samples: Array<[string, INodeParameters, unknown]> = [
	[
		'payment request by PIX',
		request({
			bodyText: 'Payment via PIX',
			referenceId: 'order-987654344',
			paymentMethod: 'pix',
			pixCodeSource: 'pasteFromBank',
			pixCode: wholePixCode,
			pixKeyType: 'CNPJ',
			pixKey: '39580525000189',
			pixMerchantName: 'Example Store',
			...itemRows({ retailerId: 'prod-001', name: 'Product A', unitPrice: '500.00', quantity: 1 }),
		}),
		{ paymentRequest: { ...pixRequest, pix: { ...pixRequest.pix, code: wholePixCode } } },
	],
	[
		'payment request by boleto',
		request({
			bodyText: 'Payment via Boleto',
			referenceId: 'order-boleto-76126787',
			paymentMethod: 'boleto',
			digitableLine: '846600000000440000641009013645834345925078459722',
			...itemRows({ retailerId: 'prod-001', name: 'Product B', unitPrice: '100.00', quantity: 1 }),
		}),
		{ paymentRequest: boletoRequest },
	],
	[
		'payment request by link',
		request({
			bodyText: 'Click the link to complete your payment.',
			referenceId: 'order-link-123',
			paymentMethod: 'payment_link',
			paymentUrl: 'https://payment.example.com/pay/order-123',
			...itemRows(
				{ retailerId: 'item1', name: 'Online course', unitPrice: '79.90', quantity: 1 },
				{ retailerId: 'item2', name: 'Platform fee', unitPrice: '10.00', quantity: 1 },
			),
			additionalFields: {
				currency: 'BRL',
				subtotal: '89.90',
				tax: '0',
				taxDescription: 'No additional taxes',
			},
		}),
		{ paymentRequest: linkRequest },
	],
	[
		'order status inside the 24-hour window',
		status({ referenceId: 'order-987654344', newOrderStatus: 'shipped', bodyText: shippedText }),
		shipped,
	],
	[
		'order status completed with its payment',
		status({
			referenceId: 'order-987654344',
			newOrderStatus: 'completed',
			capturedAt: '2025-12-21T13:22:11Z',
			bodyText: 'Payment confirmed. Thank you for your purchase!',
		}),
		completed,
	],
	[
		'order status outside the window, by template',
		status({
			referenceId: 'order-987654344',
			newOrderStatus: 'shipped',
			sendAs: 'template',
			templateId: 'b50baa16-555b-4cfc-8fa8-29392a6e43d1',
			bodyText: shippedText,
		}),
		shippedByTemplate,
	],
];

describe('Hub Chatt2.me', () => {
	it.each(samples)('%s', async (_name, parameters, content) => {
		const { run, requests } = await sendThroughHub(parameters);
		expect(run.error).toBeUndefined();
		expect(requests).toHaveLength(1);
		expect(requests[0]).toMatchObject({
			method: 'POST',
			path: '/v1/communication/whatsapp/message',
			status: 200,
			accepted: true,
		});
		expect(requests[0].body).toStrictEqual({ from: FROM, to: TO, content });
		expect(run.items).toHaveLength(1);
		expect(run.items[0]).toMatchObject({
			provider: 'chatt2Me',
			operation: parameters.operation,
			phone: TO,
			referenceId: parameters.referenceId,
			sendStatus: 'enqueued',
		});
	});

	it('refuses the cut PIX code of the document, before any request', async () => {
		const [, parameters] = samples[0];
		const { run, requests } = await sendThroughHub({ ...parameters, pixCode: pixRequest.pix.code });
		expect(requests).toEqual([]);
		expect(run.error).toMatchObject({
			message: expect.stringContaining('PIX Copy and Paste Code'),
			itemIndex: 0,
		});
	});
});

describe('Z-API order-payment-update', () => {
	async function sendThroughZApi(parameters: INodeParameters, item = {}) {
		const instance = await simulator.createZApi();
		await simulator.addOrder(instance.account, orderOfPaymentUpdate);
		const entered = { provider: 'zApi', operation: 'orderPaymentUpdate', ...parameters };
		const run = await runAction(entered, [item], { credentials: zApiCredential(instance) });
		return { run, requests: await sends(instance) };
	}

	async function expectDocumented({ run, requests }: Awaited<ReturnType<typeof sendThroughZApi>>) {
		expect(run.error).toBeUndefined();
		expect(requests).toHaveLength(1);
		expect(requests[0]).toMatchObject({ method: 'POST', status: 200, accepted: true });
		expect(requests[0].path).toMatch(/\/order-payment-update$/);
		expect(requests[0].body).toStrictEqual(paymentUpdate);
		expect(run.items[0]).toMatchObject({
			provider: 'zApi',
			operation: 'orderPaymentUpdate',
			phone: paymentUpdate.phone,
			referenceId: paymentUpdate.referenceId,
			sendStatus: 'queued',
			messageId: expect.any(String),
			zaapId: expect.any(String),
		});
	}

	const typedIn = {
		newPaymentStatus: 'paid',
		orderData: 'defineBelow',
		phone: '+55 44 9999-9999',
		orderMessageId: '3EB0F91BBA791BB0A787FC',
		referenceId: '4N8FCTW1WM6',
		orderRequestId: '4N8FCTW22W4',
		currentOrderStatus: 'processing',
		...itemRows(
			{
				name: 'order 1',
				unitPrice: '150',
				quantity: 2,
				productId: 'custom-item-4N8FCTW23N7',
			},
			{
				name: 'order 2',
				unitPrice: '150.00',
				quantity: 2,
				productId: '23940797548900636',
			},
		),
		additionalFields: { currency: 'BRL', discount: '10', tax: '10,00', shipping: '5' },
	};

	it('refused, says why in the first line and which field that means', async () => {
		const { run } = await sendThroughZApi({ ...typedIn, currentOrderStatus: 'shipped' });
		expect(run.error).toMatchObject({
			message:
				'Current Order Status: Z-API refused the request (HTTP 400): "orderStatus must be the current one (processing)" [item 0]',
			description: 'Correct Current Order Status, or the expression that gives it.',
		});
	});

	it('with every field typed in', async () => {
		await expectDocumented(await sendThroughZApi(typedIn));
	});

	it('with nothing but the new status, from the order event', async () => {
		const { phone, messageId, order, ...ids } = orderOfPaymentUpdate;
		const { products, ...amounts } = order;
		const event = {
			type: 'ReceivedCallback',
			phone,
			messageId,
			reviewAndPay: {
				type: 'physical-goods',
				...ids,
				...amounts,
				total: 605,
				subTotal: 600,
				products,
			},
		};
		await expectDocumented(await sendThroughZApi({ newPaymentStatus: 'paid' }, event));
	});
});
