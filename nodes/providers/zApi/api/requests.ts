import { centsToReais } from '../../../../commerce/domain/money/money';
import type { OrderItem, OrderStatus } from '../../../../commerce/domain/order/order';
import { InvalidInputError } from '../../../../commerce/domain/errors';
import type { PixKeyType } from '../../../../commerce/domain/pix/pixKey';
import type { JsonObject, OrderUpdateInput, PaymentRequestInput, ProviderRequest } from '../../api/exchange';

/**
 * Order status words that Z-API takes; the Hub's `partially_shipped` is not among them (Z-API documentation, "Send
 * order payment update", /message/send-order-payment-update).
 */
export const Z_API_ORDER_STATUSES: readonly OrderStatus[] = [
	'pending',
	'processing',
	'shipped',
	'completed',
	'canceled',
];

/**
 * PIX key words of send-order, which differ from those of the PIX button (Z-API documentation, send-order and send-
 * button-pix).
 */
const ORDER_KEY_TYPES: Record<PixKeyType, string> = {
	CPF: 'cpf',
	CNPJ: 'cnpj',
	PHONE: 'phone',
	EMAIL: 'email',
	EVP: 'randomKey',
};

/** How the customer may pay an order. */
export interface ZApiPaymentSettings {
	pix?: { key: string; keyType: PixKeyType; holderName: string };
	acceptCard?: boolean;
}

/** POST /send-order. Cents leave as reais, as in Z-API's samples; optional members only when set. */
export function sendOrderRequest(input: PaymentRequestInput, settings: ZApiPaymentSettings): ProviderRequest {
	const paymentSettings: JsonObject = {};
	if (settings.pix) {
		const { key, keyType, holderName } = settings.pix;
		paymentSettings.pix = {
			key,
			keyType: ORDER_KEY_TYPES[keyType],
			name: holderName,
		};
	}
	if (settings.acceptCard) paymentSettings.card = { enabled: true };
	return {
		method: 'POST',
		path: '/send-order',
		body: {
			phone: input.recipient,
			order: {
				currency: input.currency ?? 'BRL',
				...adjustments(input),
				products: input.items.map((item) => ({
					name: item.name,
					value: centsToReais(item.unitPriceCents),
					quantity: item.quantity,
					...(item.productId === undefined ? {} : { productId: item.productId }),
				})),
			},
			...(Object.keys(paymentSettings).length === 0 ? {} : { paymentSettings }),
		},
	};
}

/**
 * POST /order-status-update: `orderStatus` is the new one, `paymentStatus` the current one.
 * Throws InvalidInputError for an ID that is missing and a status that only the Hub has.
 */
export function orderStatusUpdateRequest(input: OrderUpdateInput): ProviderRequest {
	refuseForeignStatus(input.orderStatus, 'New Order Status');
	return { method: 'POST', path: '/order-status-update', body: updateBody(input) };
}

/**
 * POST /order-payment-update: `paymentStatus` is the new one, `orderStatus` the current one.
 * Throws InvalidInputError for an ID that is missing and a status that only the Hub has.
 */
export function orderPaymentUpdateRequest(input: OrderUpdateInput): ProviderRequest {
	refuseForeignStatus(input.orderStatus, 'Current Order Status');
	return { method: 'POST', path: '/order-payment-update', body: updateBody(input) };
}

/** A PIX key button, already validated. */
export interface PixKeyInput {
	recipient: string;
	key: string;
	keyType: PixKeyType;
	merchantName?: string;
}

/** POST /send-button-pix: a button that copies the key; no amount and no text exist on this route. */
export function sendPixButtonRequest(input: PixKeyInput): ProviderRequest {
	return {
		method: 'POST',
		path: '/send-button-pix',
		body: {
			phone: input.recipient,
			pixKey: input.key,
			type: input.keyType,
			...(input.merchantName === undefined ? {} : { merchantName: input.merchantName }),
		},
	};
}

function refuseForeignStatus(status: OrderStatus, field: string): void {
	if (Z_API_ORDER_STATUSES.includes(status)) return;
	throw new InvalidInputError(field, status, `one of ${Z_API_ORDER_STATUSES.join(', ')} (Z-API)`);
}

function updateBody({ recipient, order, orderStatus, paymentStatus, message }: OrderUpdateInput): JsonObject {
	return {
		phone: recipient,
		messageId: required(
			order.orderMessageId,
			'Order Message ID',
			'the WhatsApp ID of the message that carried the order',
		),
		referenceId: required(order.referenceId, 'Reference ID', 'the reference ID that the order event carries'),
		orderRequestId: required(
			order.orderRequestId,
			'Order Request ID',
			'the order request ID that the order event carries',
		),
		orderStatus,
		paymentStatus,
		order: {
			currency: order.currency,
			...adjustments(order),
			products: order.items.map(updateProduct),
		},
		...(message === undefined ? {} : { message }),
	};
}

function updateProduct(item: OrderItem): JsonObject {
	const productId = required(
		item.productId,
		'Product ID',
		`the ID that the order event gives for "${item.name}"`,
	);
	return {
		value: centsToReais(item.unitPriceCents),
		quantity: item.quantity,
		name: item.name,
		// WhatsApp marks a product outside the catalog with this prefix (same document, tip below the sample).
		isCustomItem: item.isCustomItem ?? productId.startsWith('custom-item-'),
		productId,
	};
}

function adjustments(order: {
	discountCents?: number;
	taxCents?: number;
	shippingCents?: number;
}): JsonObject {
	const { discountCents, taxCents, shippingCents } = order;
	return {
		...(discountCents === undefined ? {} : { discount: centsToReais(discountCents) }),
		...(taxCents === undefined ? {} : { tax: centsToReais(taxCents) }),
		...(shippingCents === undefined ? {} : { shipping: centsToReais(shippingCents) }),
	};
}

function required(value: string | undefined, field: string, expected: string): string {
	if (value === undefined || value === '') throw new InvalidInputError(field, value, expected);
	return value;
}
