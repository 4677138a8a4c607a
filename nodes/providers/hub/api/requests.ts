import type { OrderItem, OrderStatus } from '../../../../commerce/domain/order/order';
import type { PixKeyType } from '../../../../commerce/domain/pix/pixKey';
import type { JsonObject, ProviderRequest } from '../../api/exchange';

const SEND_PATH = '/v1/communication/whatsapp/message';

/** The Hub divides amounts by this for display, so 100 means cents (see paymentRequestMessage for the document). */
const CENTS_OFFSET = 100;

/** How a charge is paid, in the Hub's words; everything checked before. */
export type HubPaymentMethod =
	| { paymentMethod: 'pix'; code: string; merchantName: string; key: string; keyType: PixKeyType }
	| { paymentMethod: 'boleto'; digitableLine: string }
	| { paymentMethod: 'payment_link'; url: string };

/** A charge, already validated; money in integer cents. */
export interface HubPaymentInput {
	channelId: string;
	recipient: string;
	bodyText: string;
	referenceId: string;
	method: HubPaymentMethod;
	items: OrderItem[];
	totalCents: number;
	/** The rest is sent only when the user set it. */
	currency?: string;
	tax?: { amountCents: number; description?: string };
	subtotalCents?: number;
}

/**
 * `content.paymentRequest`: integer cents with offset 100 (Hub documentation, "Payment Request & Order Status",
 * /docs/1.0/sending-messages/payment-order).
 */
export function paymentRequestMessage(input: HubPaymentInput): ProviderRequest {
	const { tax } = input;
	return message(input.channelId, input.recipient, {
		paymentRequest: {
			bodyText: input.bodyText,
			referenceId: input.referenceId,
			...methodMembers(input.method),
			...(input.currency === undefined ? {} : { currency: input.currency }),
			totalAmountCents: input.totalCents,
			offset: CENTS_OFFSET,
			items: input.items.map((item) => ({
				retailerId: item.retailerId,
				name: item.name,
				amountCents: item.unitPriceCents,
				quantity: item.quantity,
			})),
			...(tax === undefined
				? {}
				: {
						tax: {
							valueCents: tax.amountCents,
							offset: CENTS_OFFSET,
							...(tax.description === undefined ? {} : { description: tax.description }),
						},
					}),
			...(input.subtotalCents === undefined ? {} : { subtotalCents: input.subtotalCents }),
		},
	});
}

/** A status of an order, already validated. */
export interface HubStatusInput {
	channelId: string;
	recipient: string;
	referenceId: string;
	status: OrderStatus;
	bodyText?: string;
	/** An ORDER_STATUS template, needed outside the 24 h window; the Hub builds its components itself. */
	templateId?: string;
	/** Unix seconds of the payment capture; sent with status completed. */
	capturedAt?: number;
}

/**
 * `content.orderStatus`, with `content.template.id` outside the 24 h window and never with components (Hub
 * documentation, "Payment Request & Order Status", /docs/1.0/sending-messages/payment-order).
 */
export function orderStatusMessage(input: HubStatusInput): ProviderRequest {
	return message(input.channelId, input.recipient, {
		...(input.templateId === undefined ? {} : { template: { id: input.templateId } }),
		orderStatus: {
			referenceId: input.referenceId,
			status: input.status,
			...(input.bodyText === undefined ? {} : { bodyText: input.bodyText }),
			...(input.capturedAt === undefined
				? {}
				: { payment: { status: 'captured', timestamp: input.capturedAt } }),
		},
	});
}

function message(from: string, to: string, content: JsonObject): ProviderRequest {
	return { method: 'POST', path: SEND_PATH, body: { from, to, content } };
}

function methodMembers(method: HubPaymentMethod): JsonObject {
	switch (method.paymentMethod) {
		case 'pix': {
			const { code, merchantName, key, keyType } = method;
			return { paymentMethod: 'pix', pix: { code, merchantName, key, keyType } };
		}
		case 'boleto':
			return { paymentMethod: 'boleto', boleto: { digitableLine: method.digitableLine } };
		case 'payment_link':
			return { paymentMethod: 'payment_link', paymentLink: { url: method.url } };
	}
}
