import {
	completed,
	orderInFull,
	paymentUpdate,
	pixRequest,
	shipped,
	shippedByTemplate,
} from '../../../test/contract/documentedPayloads.ts';
import type { NodePanel } from '../editor/nodePanel.mts';

type Json = Record<string, unknown>;

/** A message filled in by hand, and the documented body that the provider must get. */
export interface HandFilled {
	provider: 'Z-API' | 'Hub Chatt2.me';
	operation: string;
	fill(panel: NodePanel): Promise<void>;
	/** For the Hub the `content` member. */
	body: Json;
}

/** Adds the rows of the items that are not there yet, and fills them. */
async function fillItems(panel: NodePanel, rows: Array<Record<string, string>>): Promise<void> {
	await panel.choose('itemsSource', 'Define Below');
	for (const [row, fields] of rows.entries()) {
		if (row > 0) await panel.addItem();
		for (const [name, text] of Object.entries(fields)) await panel.fill(name, text, row);
	}
}

async function fillAll(panel: NodePanel, fields: Record<string, string>): Promise<void> {
	for (const [name, text] of Object.entries(fields)) await panel.fill(name, text);
}

/** Adds members of Additional Fields by label and fills them. */
async function addAll(panel: NodePanel, fields: Array<[label: string, name: string, text: string]>) {
	for (const [label, name, text] of fields) {
		await panel.addTo('Additional Fields', label);
		await panel.fill(name, text);
	}
}

const AMOUNTS: Array<[string, string, string]> = [
	['Discount', 'discount', '10'],
	['Shipping', 'shipping', '5,00'],
	['Tax', 'tax', 'R$ 10,00'],
];

/** The documented order, typed in with everything that Z-API wants back. */
async function fillOrder(panel: NodePanel, [list, status]: [name: string, current: string]): Promise<void> {
	await panel.choose('orderData', 'Define Below');
	await fillAll(panel, {
		phone: '554499999999',
		orderMessageId: '3EB0F91BBA791BB0A787FC',
		referenceId: '4N8FCTW1WM6',
		orderRequestId: '4N8FCTW22W4',
	});
	await panel.choose(list, status);
	await fillItems(panel, [
		{ name: 'order 1', quantity: '2', unitPrice: '150', productId: 'custom-item-4N8FCTW23N7' },
		{ name: 'order 2', quantity: '2', unitPrice: '150', productId: '23940797548900636' },
	]);
	await addAll(panel, AMOUNTS);
}

export const Z_API_SENDS: Record<string, HandFilled> = {
	'Z-API Payment Request': {
		provider: 'Z-API',
		operation: 'Payment Request',
		async fill(panel) {
			await panel.fill('phone', '+55 44 9999-9999');
			await fillItems(panel, [
				{ name: 'order 1', quantity: '2', unitPrice: '150' },
				{ name: 'order 2', quantity: '2', unitPrice: '150,00', productId: '23940797548900636' },
			]);
			await fillAll(panel, { pixKey: '39.580.525/0001-89', pixHolderName: 'Loja Exemplo' });
			await addAll(panel, AMOUNTS);
		},
		body: { ...orderInFull, paymentSettings: { pix: orderInFull.paymentSettings.pix } },
	},
	'Z-API Order Payment Update, typed in': {
		provider: 'Z-API',
		operation: 'Order Payment Update',
		async fill(panel) {
			await fillOrder(panel, ['currentOrderStatus', 'Processing']);
		},
		body: paymentUpdate,
	},
};

const HUB_PHONE = '5511993986082';
const trackingText = shipped.orderStatus.bodyText;

/** `channelId` is the sender's; `pixCode` a whole code for the sample's key and amount. */
export const hubSends = (channelId: string, pixCode: () => string): Record<string, HandFilled> => {
	const hub = (
		operation: string,
		referenceId: string,
		content: Json,
		more: (panel: NodePanel) => Promise<void>,
	): HandFilled => ({
		provider: 'Hub Chatt2.me',
		operation,
		async fill(panel) {
			await fillAll(panel, { channelId, phone: HUB_PHONE, referenceId });
			await more(panel);
		},
		body: content,
	});
	return {
		'Hub Payment Request by PIX': hub(
			'Payment Request',
			'order-987654344',
			{ paymentRequest: pixRequest },
			async (panel) => {
				await panel.fill('bodyText', 'Payment via PIX');
				const row = { name: 'Product A', unitPrice: '500.00', retailerId: 'prod-001' };
				await fillItems(panel, [row]);
				await fillAll(panel, {
					pixCode: pixCode(),
					pixKey: '39580525000189',
					pixMerchantName: 'Example Store',
				});
			},
		),
		'Hub Order Status by template': hub(
			'Order Status',
			'order-987654344',
			shippedByTemplate,
			async (panel) => {
				await panel.choose('newOrderStatus', 'Shipped');
				await panel.choose('sendAs', 'Template (Any Time)');
				await panel.fill('templateId', 'b50baa16-555b-4cfc-8fa8-29392a6e43d1');
				await panel.fill('bodyText', trackingText);
			},
		),
		'Hub Order Payment Update': hub('Order Payment Update', 'order-987654344', completed, async (panel) => {
			await panel.express('capturedAt', '{{ 1766323331 }}', '1766323331');
			await panel.fill('bodyText', completed.orderStatus.bodyText);
		}),
	};
};
