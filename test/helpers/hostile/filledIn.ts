import type { INodeParameters } from 'n8n-workflow';

import reviewAndPay from '../../fixtures/zapi-webhooks/received-reviewAndPay.json';
import { brCode } from '../brCode';
import { byId, byName, META_CUSTOMER, metaCharge, metaUpdate } from '../metaRuns';
import {
	hubCharge,
	hubPaymentUpdate,
	hubStatus,
	zApiCharge,
	zApiTypedUpdate,
	zApiUpdate,
} from '../parameters';
import { paymentEvent } from '../paymentEvents';

export type Fields = Record<string, unknown>;

const PIX = { pixKeyType: 'EMAIL', pixKey: 'shop@example.com' };
const AMOUNTS = { discount: '1', shipping: '2.50', tax: '0,10', currency: 'BRL' };
const UPDATE = { ...AMOUNTS, message: 'Thanks' };
const CHECKS = { checkPaymentCode: true, onAmountMismatch: 'warn', decimalMark: 'auto' };
const EVENT = { orderData: 'fromEvent', orderEvent: reviewAndPay, options: { checkStatusChange: true } };
const MESSAGE = { sendAs: 'template', templateId: 'b50baa16-555b-4cfc-8fa8-29392a6e43d1' };

/** A Hub charge that is not paid by link. */
function hubChargeBy(paymentMethod: string, more: INodeParameters): Fields {
	const charge: Fields = hubCharge({ paymentMethod, ...more });
	delete charge.paymentUrl;
	return charge;
}

/** The number that the messages through Meta leave from; the account must have it. */
export const META_NUMBER = '106540352242922';

const META = { provider: 'metaCloud', phoneNumberId: byId(META_NUMBER), phone: META_CUSTOMER };
const metaTemplate = (name: string, ...texts: string[]): Fields => ({
	template: byName(name),
	bodyVariables: { variable: texts.map((text) => ({ text })) },
});
const BOLETO = '846600000000440000641009013645834345925078459722';

/** Through Meta, by each of the ways in which a message leaves. */
const THROUGH_META: Array<[string, Fields]> = [
	[
		'Meta charge of items',
		{
			...META,
			...metaCharge({ charge: 'items', paymentMethods: ['pix', 'boleto', 'payment_link'] }),
			...{ goodsType: 'digital-goods', pixCodeSource: 'pasteFromBank', ...PIX, pixCode: brCode() },
			...{ pixMerchantName: 'Shop', digitableLine: BOLETO },
			additionalFields: {
				...{ tax: '1', taxDescription: 'ICMS', shipping: '2.50', shippingDescription: 'Express' },
				...{ discount: '0,50', discountDescription: 'First', discountProgramName: 'Club' },
				...{ expiresAt: '2099-12-31T12:00:00-03:00', expirationDescription: 'Pay soon' },
				...{ subtotal: '500', total: '503', footerText: 'Thanks', catalogId: '1105021093429342' },
				headerImageUrl: 'https://files.example.com/cake.jpg',
			},
			options: { ...CHECKS, checkPaymentCode: false, askBankFirst: false },
		},
	],
	[
		'Meta charge of a total by template',
		{
			...{ ...META, ...metaCharge({ sendAs: 'template', charge: 'total', paymentMethods: ['pix'] }) },
			...{ ...metaTemplate('charge_boleto', 'Maria', 'R$ 500'), referenceId: 'order-1043', total: '500.00' },
			...{ goodsType: 'physical-goods', pixCodeSource: 'buildFromKey', ...PIX },
			...{ pixMerchantName: 'Shop', pixMerchantCity: 'Recife', pixTxid: 'ORDER1' },
			additionalFields: {
				...{ headerDocumentUrl: 'https://files.example.com/boleto.pdf', headerDocumentName: 'boleto.pdf' },
				firstButton: 0,
			},
			options: CHECKS,
		},
	],
	[
		'Meta charge by payment buttons',
		{
			...META,
			...metaCharge({ sendAs: 'paymentButtons', paymentMethods: ['pix', 'boleto', 'payment_link'] }),
			...{ ...metaTemplate('pay_now', 'Maria'), referenceId: 'order-1044', total: '500.00' },
			...{ pixCodeSource: 'pasteFromBank', pixCode: brCode(), pixMerchantName: 'Shop' },
			digitableLine: BOLETO,
			additionalFields: { firstButton: 0 },
			options: { ...CHECKS, checkPaymentCode: false },
		},
	],
	[
		'Meta status',
		{
			...{ ...META, ...metaUpdate('orderStatus', { newOrderStatus: 'processing', sendAs: 'text' }) },
			additionalFields: {
				...{ newPaymentStatus: 'paid', capturedAt: '2026-11-20' },
				...{ statusDescription: 'Paid', footerText: 'Thanks' },
			},
			options: {
				...{ checkStatusChange: true, currentOrderStatus: 'pending', currentPaymentStatus: 'pending' },
			},
		},
	],
	[
		'Meta payment by template',
		{
			...{ ...META, ...metaUpdate('orderPaymentUpdate', { sendAs: 'template', newPaymentStatus: 'paid' }) },
			...{ ...metaTemplate('order_news'), paymentData: 'defineBelow', capturedAt: '2026-11-20' },
			options: { checkStatusChange: true, currentOrderStatus: 'pending', currentPaymentStatus: 'pending' },
		},
	],
	[
		'Meta payment from an event',
		{
			...{ ...META, ...metaUpdate('orderPaymentUpdate', { sendAs: 'text', referenceId: '' }) },
			...{ newPaymentStatus: 'paid', paymentData: 'fromPaymentEvent', paymentEvent: paymentEvent() },
			options: { expectedAmount: '49.80' },
		},
	],
];

/** What a user fills in, by operation and by the choices that lead to other fields. */
export const FILLED_IN: Array<[string, Fields]> = [
	[
		'Z-API charge',
		{
			...zApiCharge({ acceptPix: true, acceptCard: true, ...PIX, pixHolderName: 'Shop' }),
			additionalFields: { ...AMOUNTS, subtotal: '49.80', total: '51.40' },
			options: { decimalMark: 'auto' },
		},
	],
	[
		'Z-API charge of JSON items',
		{
			...zApiCharge({ acceptPix: false }),
			itemsSource: 'fromJson',
			itemsJson: [{ name: 'Coffee', quantity: '2', price: 1.1 }],
		},
	],
	['Z-API status from an event', { ...zApiUpdate('orderStatus'), ...EVENT }],
	['Z-API payment from an event', { ...zApiUpdate('orderPaymentUpdate'), ...EVENT }],
	[
		'Z-API status, typed in',
		{ ...zApiTypedUpdate('orderStatus', { currentPaymentStatus: 'pending' }), additionalFields: AMOUNTS },
	],
	[
		'Z-API payment, typed in',
		{
			...zApiTypedUpdate('orderPaymentUpdate', { currentOrderStatus: 'pending' }),
			additionalFields: UPDATE,
		},
	],
	[
		'Z-API PIX key',
		{
			...{ resource: 'pix', operation: 'pixKey', provider: 'zApi' },
			...{ phone: '5511993986082', ...PIX, merchantName: 'Shop' },
		},
	],
	[
		'Hub charge by PIX',
		{
			...hubChargeBy('pix', { pixCodeSource: 'buildFromKey', ...PIX }),
			pixMerchantName: 'Shop',
			pixMerchantCity: 'Recife',
			pixTxid: 'ORDER1',
			additionalFields: { tax: '0.10', subtotal: '49.80', total: '49.90', taxDescription: 'ICMS' },
			options: CHECKS,
		},
	],
	[
		'Hub charge by a pasted PIX code',
		{
			...hubChargeBy('pix', { pixCodeSource: 'pasteFromBank', ...PIX, pixCode: brCode() }),
			pixMerchantName: 'Shop',
			options: { ...CHECKS, checkPaymentCode: false, askBankFirst: true },
		},
	],
	[
		'Hub charge by boleto',
		{
			...hubChargeBy('boleto', {
				digitableLine: BOLETO,
			}),
			options: { ...CHECKS, checkPaymentCode: false },
		},
	],
	['Hub charge by link', hubCharge()],
	['Hub status', { ...hubStatus({ newOrderStatus: 'completed' }), ...MESSAGE, capturedAt: '2026-11-20' }],
	['Hub payment', { ...hubPaymentUpdate(), ...MESSAGE, capturedAt: '2026-11-20' }],
	[
		'Hub payment from an event',
		{
			...hubPaymentUpdate({ referenceId: '', sendAs: 'text', paymentData: 'fromPaymentEvent' }),
			paymentEvent: paymentEvent(),
			options: { expectedAmount: '49.80' },
		},
	],
	...THROUGH_META,
	['check of a code', { resource: 'paymentCode', operation: 'check', code: brCode() }],
	[
		'looking a charge up',
		{
			...{ resource: 'paymentCode', operation: 'lookUp', code: brCode() },
			options: { requireSignature: true, paymentDay: '2026-12-01', cityCode: '3550308' },
		},
	],
	[
		'building a code',
		{
			resource: 'paymentCode',
			operation: 'buildPix',
			...PIX,
			pixMerchantName: 'Shop',
			pixMerchantCity: 'Recife',
			pixAmount: '1.10',
			pixTxid: 'A1',
			pixInfo: 'Order 1',
			options: { decimalMark: 'auto' },
		},
	],
];

/** All places in the fields that hold a value of the user, as paths. */
export function placesIn(value: unknown, path: string[] = []): string[][] {
	const isHolder = typeof value === 'object' && value !== null && path.length < 5;
	const below = isHolder
		? Object.entries(value).flatMap(([name, member]) => placesIn(member, [...path, name]))
		: [];
	return path.length === 0 ? below : [path, ...below];
}

/** The fields with another value at a place. */
export function withValue(holder: unknown, [name, ...rest]: string[], value: unknown): unknown {
	if (name === undefined) return value;
	const next = withValue((holder as Fields)[name], rest, value);
	if (!Array.isArray(holder)) return { ...(holder as Fields), [name]: next };
	return (holder as unknown[]).map((entry, index) => (String(index) === name ? next : entry));
}
