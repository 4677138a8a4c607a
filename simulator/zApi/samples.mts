import type { Json, StoredOrder, ZApiAccount } from '../core/accounts.mts';
import { hexId, orderReference, whatsAppMessageId } from '../core/ids.mts';
import { receivedEnvelope, reviewBody, statusBody } from './callbacks.mts';

const CUSTOMER = '5544999999999';

/** The address each kind goes to. */
const TARGETS: Record<string, string> = {
	delivery: 'deliveryCallbackUrl',
	deliveryError: 'deliveryCallbackUrl',
	messageStatus: 'messageStatusCallbackUrl',
	connected: 'connectedCallbackUrl',
	disconnected: 'disconnectedCallbackUrl',
};

export function zApiTarget(kind: string | undefined): string {
	return TARGETS[kind ?? ''] ?? 'receivedCallbackUrl';
}

/** A fresh event of the given kind, shaped as webhooks/on-message-received-examples shows; null when unknown. */
export function zApiSample(account: ZApiAccount, kind: string): Json | null {
	const received = (content: Json, fromMe = false) => ({
		...receivedEnvelope(account, CUSTOMER, whatsAppMessageId(), fromMe),
		...content,
	});
	const own = { instanceId: account.id, momment: Date.now() };
	const ids = { phone: CUSTOMER, zaapId: hexId(32), messageId: whatsAppMessageId() };
	switch (kind) {
		case 'reviewAndPay':
			return received({ reviewAndPay: { type: 'physical-goods', ...reviewBody(sampleOrder()) } }, true);
		case 'reviewOrder':
			return received({ reviewOrder: reviewBody({ ...sampleOrder(), orderStatus: 'processing' }) }, true);
		case 'delivery':
			return { ...ids, ...own, type: 'DeliveryCallback' };
		case 'deliveryError':
			return { ...ids, error: 'Phone number does not exist', ...own, type: 'DeliveryCallback' };
		case 'messageStatus':
			return statusBody(account, CUSTOMER, whatsAppMessageId(), 'READ');
		case 'connected':
			return { type: 'ConnectedCallback', connected: true, ...own, phone: CUSTOMER };
		case 'disconnected':
			return {
				...own,
				momment: Math.floor(Date.now() / 1000),
				error: 'Device has been disconnected',
				disconnected: true,
				type: 'DisconnectedCallback',
			};
		case 'waitingMessage':
			return received({ waitingMessage: true, viewOnce: true });
		default:
			return CONTENTS[kind] ? received(CONTENTS[kind]()) : null;
	}
}

const CONTENTS: Record<string, () => Json> = {
	text: () => ({ text: { message: 'Oi' } }),
	cart: () => ({ order: cart() }),
	pixKeyMessage: () => ({
		pixKeyMessage: {
			currency: 'BRL',
			referenceId: orderReference(),
			key: '39580525000189',
			keyType: 'CNPJ',
			merchantName: 'Pix',
		},
	}),
	requestPayment: () => ({
		requestPayment: {
			value: 1,
			currencyCode: 'BRL',
			expiration: Date.now() + 604_800_000,
			requestPhone: CUSTOMER,
			paymentInfo: payment('WAITING', 'COLLECT_SUCCESS'),
		},
	}),
	sendPayment: () => ({ sendPayment: { paymentInfo: payment('COMPLETE', 'SUCCESS') } }),
	paymentDeclined: () => ({
		notification: 'PAYMENT_ACTION_REQUEST_DECLINED',
		notificationParameters: [CUSTOMER, 'BRL', '1000'],
	}),
	// Kinds nobody documents, as a payment update might arrive.
	unknownOrder: () => ({
		paymentStatusUpdate: { referenceId: orderReference(), paymentStatus: 'paid', total: 10 },
	}),
};

function payment(status: string, transactionStatus: string): Json {
	return { receiverPhone: CUSTOMER, value: 1, currencyCode: 'BRL', status, transactionStatus };
}

function cart(): Json {
	return {
		itemCount: 1,
		orderId: '422508169684569',
		message: '',
		orderTitle: 'Loja',
		sellerJid: CUSTOMER,
		thumbnailUrl: 'https://example.com/t.jpg',
		token: 'AR5d4yUrDmSzeCR2kUtPEeMfS',
		currency: 'BRL',
		total: 2000,
		subTotal: 2000,
		products: [
			{
				quantity: 1,
				name: 'Camiseta',
				productId: '5338924696127051',
				retailerId: '1242',
				price: 2000,
				currencyCode: 'BRL',
			},
		],
	};
}

function sampleOrder(): StoredOrder {
	const custom = `custom-item-${orderReference()}`;
	return {
		phone: CUSTOMER,
		messageId: whatsAppMessageId(),
		referenceId: orderReference(),
		orderRequestId: orderReference(),
		orderStatus: 'pending',
		paymentStatus: 'pending',
		order: {
			currency: 'BRL',
			discount: 10,
			tax: 10,
			shipping: 5,
			products: [
				{ name: 'order 1', quantity: 2, isCustomItem: true, productId: custom, value: 150 },
				{ name: 'order 2', quantity: 2, isCustomItem: false, productId: '23940797548900636', value: 150 },
			],
		},
	};
}
