import type { INodeParameters } from 'n8n-workflow';
import { createHubWithChannel, hubCredential, sentBodies, zApiCredential } from '../helpers/accounts';
import { EXAMPLE_UUID } from '../helpers/brCode';
import { runAction } from '../helpers/engine/runAction';
import {
	CUSTOMER,
	HUB_CHANNEL,
	hubCharge,
	hubPaymentUpdate,
	hubStatus,
	itemRows,
	zApiCharge,
	zApiTypedUpdate,
} from '../helpers/parameters';
import { simulator } from '../helpers/simulator';

/** Members a document calls optional are in the request only when the user set the field. */

async function throughZApi(parameters: INodeParameters) {
	const instance = await simulator.createZApi({ unknownOrders: 'accept' });
	const run = await runAction(parameters, [{}], { credentials: zApiCredential(instance) });
	expect(run.error).toBeUndefined();
	return (await sentBodies(instance))[0];
}

async function throughHub(parameters: INodeParameters) {
	const hub = await createHubWithChannel();
	const run = await runAction(parameters, [{}], { credentials: hubCredential(hub) });
	expect(run.error).toBeUndefined();
	return (await sentBodies(hub))[0];
}

describe('Z-API payment request', () => {
	const products = [{ name: 'Coffee 500 g', value: 24.9, quantity: 2 }];

	it('has phone, currency and products when nothing else is set', async () => {
		expect(await throughZApi(zApiCharge())).toStrictEqual({
			phone: CUSTOMER,
			order: { currency: 'BRL', products },
		});
	});

	it('has everything when everything is set, amounts in reais and the key type in the words of this route', async () => {
		const body = await throughZApi(
			zApiCharge({
				...itemRows({ name: 'Coffee 500 g', quantity: 2, unitPrice: '24,90', productId: '2394079' }),
				acceptPix: true,
				pixKeyType: 'EVP',
				pixKey: EXAMPLE_UUID.toUpperCase(),
				pixHolderName: 'Loja Exemplo',
				acceptCard: true,
				additionalFields: { currency: 'BRL', discount: '0.10', tax: '0.20', shipping: '5' },
			}),
		);
		expect(body).toStrictEqual({
			phone: CUSTOMER,
			order: {
				currency: 'BRL',
				products: [{ ...products[0], productId: '2394079' }],
				discount: 0.1,
				tax: 0.2,
				shipping: 5,
			},
			paymentSettings: {
				pix: { key: EXAMPLE_UUID, keyType: 'randomKey', name: 'Loja Exemplo' },
				card: { enabled: true },
			},
		});
	});
});

describe('Z-API updates', () => {
	it.each(['orderStatus', 'orderPaymentUpdate'] as const)(
		'%s has no message and no amounts unless set',
		async (operation) => {
			const body = await throughZApi(zApiTypedUpdate(operation));
			expect(body).toStrictEqual({
				phone: CUSTOMER,
				messageId: '3EB0F91BBA791BB0A787FC',
				referenceId: '4N8FCTW1WM6',
				orderRequestId: '4N8FCTW22W4',
				orderStatus: operation === 'orderStatus' ? 'shipped' : 'pending',
				paymentStatus: operation === 'orderStatus' ? 'pending' : 'paid',
				order: {
					currency: 'BRL',
					products: [
						{
							name: 'Coffee 500 g',
							value: 24.9,
							quantity: 2,
							productId: 'custom-item-4N8FCTW23N7',
							isCustomItem: true,
						},
					],
				},
			});
		},
	);

	it('has the message when set', async () => {
		const additionalFields = { message: 'Thank you!' };
		const body = await throughZApi(zApiTypedUpdate('orderPaymentUpdate', { additionalFields }));
		expect(body).toMatchObject({ message: 'Thank you!' });
	});
});

describe('Hub', () => {
	const from = HUB_CHANNEL;

	it('payment request has no currency, tax or subtotal unless set', async () => {
		expect(await throughHub(hubCharge())).toStrictEqual({
			from,
			to: CUSTOMER,
			content: {
				paymentRequest: {
					bodyText: 'Your order',
					referenceId: 'order-1',
					paymentMethod: 'payment_link',
					paymentLink: { url: 'https://pay.example.com/order-1' },
					totalAmountCents: 4980,
					offset: 100,
					items: [{ retailerId: 'coffee-500', name: 'Coffee 500 g', amountCents: 2490, quantity: 2 }],
				},
			},
		});
	});

	it('order status has no payment unless completed', async () => {
		expect(await throughHub(hubStatus())).toStrictEqual({
			from,
			to: CUSTOMER,
			content: { orderStatus: { referenceId: 'order-1', status: 'shipped', bodyText: 'On its way' } },
		});
	});

	it('order status by template has no body text and no components unless set', async () => {
		const templateId = 'b50baa16-555b-4cfc-8fa8-29392a6e43d1';
		const parameters = hubStatus({ sendAs: 'template', templateId, bodyText: '' });
		expect(await throughHub(parameters)).toStrictEqual({
			from,
			to: CUSTOMER,
			content: { template: { id: templateId }, orderStatus: { referenceId: 'order-1', status: 'shipped' } },
		});
	});

	it('payment update is a completed order with its captured payment', async () => {
		const capturedAt = '2026-11-20T10:00:00-03:00';
		const body = await throughHub(hubPaymentUpdate({ capturedAt }));
		expect(body).toStrictEqual({
			from,
			to: CUSTOMER,
			content: {
				orderStatus: {
					referenceId: 'order-1',
					status: 'completed',
					bodyText: 'Thank you',
					payment: { status: 'captured', timestamp: Date.parse(capturedAt) / 1000 },
				},
			},
		});
	});
});
