import type { OrderStatus } from '../../../../commerce/domain/order/order';
import type { JsonObject, ProviderRequest } from '../../api/exchange';
import { copySetting, orderDetails } from './charge';
import type { MetaCharge, MetaPaymentButton } from './charge';
import { recipientMember } from './recipient';

/** From whom and to whom a message goes. */
export interface MetaAddress {
	/** Absent for providers that know the number from the key and take the same body at `/messages` (360dialog). */
	phoneNumberId?: string;
	/** Digits, or a user ID. */
	recipient: string;
}

/** Payment words of an order status; `captured` shows the order as paid (Meta, payments-br/orders). */
export const META_PAYMENT_STATUSES = ['pending', 'captured', 'failed'] as const;
export type MetaPaymentStatus = (typeof META_PAYMENT_STATUSES)[number];

/** News of an order: its status, its payment, or both. */
export interface MetaOrderUpdate {
	referenceId: string;
	orderStatus?: OrderStatus;
	/** Goes with `orderStatus`. */
	description?: string;
	/** `timestamp` in Unix seconds. */
	payment?: { status: MetaPaymentStatus; timestamp?: number };
}

/** What stands above the text of a template. Meta's page of order details names these, without their shapes. */
export type MetaTemplateHeader =
	| { type: 'text'; text: string }
	| { type: 'image'; link: string }
	| { type: 'document'; link: string; filename?: string };

/** An approved template and what fills it in. */
export interface MetaTemplate {
	name: string;
	/** E.g. `pt_BR`. */
	language: string;
	header?: MetaTemplateHeader;
	/** For `{{1}}`, `{{2}}` … of the body, in this order. */
	bodyTexts?: string[];
	/** Place of the first payment button among the buttons of the template, from 0. */
	firstButton?: number;
}

interface OrderDetailsInput {
	referenceId: string;
	charge: MetaCharge;
}

/** Inside the 24-hour window: `interactive` of type `order_details` (Meta, payments-br/orders). */
export function orderDetailsMessage(
	input: MetaAddress & OrderDetailsInput & { bodyText: string; footerText?: string; headerImage?: string },
): ProviderRequest {
	const { charge, referenceId, bodyText, footerText, headerImage } = input;
	return message(input, referenceId, 'interactive', {
		type: 'order_details',
		...(headerImage !== undefined && { header: { type: 'image', image: { link: headerImage } } }),
		...textMembers(bodyText, footerText),
		action: { name: 'review_and_pay', parameters: orderDetails(charge, referenceId) },
	});
}

/** At any time: an order details template (Meta, payments-br/orderdetailstemplate). */
export function orderDetailsTemplateMessage(
	input: MetaAddress & OrderDetailsInput & { template: MetaTemplate },
): ProviderRequest {
	const { charge, referenceId, template } = input;
	const button = {
		type: 'button',
		sub_type: 'order_details',
		index: template.firstButton ?? 0,
		parameters: [{ type: 'action', action: { order_details: orderDetails(charge, referenceId) } }],
	};
	return message(input, referenceId, 'template', templateMember(template, STRICT, [button]));
}

/**
 * At any time: a template with payment request buttons, one per method and in the order of its buttons. It
 * names neither order nor amount, so no order status can follow (Meta, payments-br/payment-request-cta).
 */
export function paymentButtonsTemplateMessage(
	input: MetaAddress & { methods: MetaPaymentButton[]; template: MetaTemplate; referenceId?: string },
): ProviderRequest {
	const { methods, template } = input;
	const buttons = methods.map((method, position) => ({
		type: 'button',
		sub_type: 'payment_request',
		// Text and language without policy, as the page prints them; public senders use a number and a policy too.
		index: String((template.firstButton ?? 0) + position),
		parameters: [{ type: 'action', action: { payment_request: { payment_setting: copySetting(method) } } }],
	}));
	return message(input, input.referenceId, 'template', templateMember(template, {}, buttons));
}

/** Inside the 24-hour window: `interactive` of type `order_status` (Meta, payments-br/orders). */
export function orderStatusMessage(
	input: MetaAddress & { update: MetaOrderUpdate; bodyText: string; footerText?: string },
): ProviderRequest {
	const { update, bodyText, footerText } = input;
	return message(input, update.referenceId, 'interactive', {
		type: 'order_status',
		...textMembers(bodyText, footerText),
		action: { name: 'review_order', parameters: updateMember(update) },
	});
}

/**
 * At any time: a template of sub-category ORDER_STATUS. Documented for India (payments-in/orderstatustemplate),
 * which shows no `payment` in it; public code for Brazil sends one.
 */
export function orderStatusTemplateMessage(
	input: MetaAddress & { update: MetaOrderUpdate; template: MetaTemplate },
): ProviderRequest {
	const { update, template } = input;
	const component = {
		type: 'order_status',
		parameters: [{ type: 'order_status', order_status: updateMember(update) }],
	};
	return message(input, update.referenceId, 'template', templateMember(template, STRICT, [component]));
}

/** Meta's samples of order templates have it; it asks for exactly this language. */
const STRICT = { policy: 'deterministic' };

function updateMember({ referenceId, orderStatus, description, payment }: MetaOrderUpdate): JsonObject {
	return {
		reference_id: referenceId,
		// Left out for "paid" alone; older copies of the page call it required, then Meta refuses with words.
		...(orderStatus !== undefined && {
			order: { status: orderStatus, ...(description !== undefined && { description }) },
		}),
		...(payment && {
			payment: {
				status: payment.status,
				...(payment.timestamp !== undefined && { timestamp: payment.timestamp }),
			},
		}),
	};
}

function templateMember(template: MetaTemplate, policy: JsonObject, components: JsonObject[]): JsonObject {
	const { name, language, header, bodyTexts = [] } = template;
	return {
		name,
		language: { ...policy, code: language },
		components: [
			...(header ? [{ type: 'header', parameters: [headerParameter(header)] }] : []),
			...(bodyTexts.length > 0
				? [{ type: 'body', parameters: bodyTexts.map((text) => ({ type: 'text', text })) }]
				: []),
			...components,
		],
	};
}

function headerParameter({ type, ...content }: MetaTemplateHeader): JsonObject {
	return { type, ...('text' in content ? content : { [type]: content }) };
}

function textMembers(body: string, footer: string | undefined): JsonObject {
	return { body: { text: body }, ...(footer !== undefined && { footer: { text: footer } }) };
}

/** `biz_opaque_callback_data` comes back in every status of the message, so that statuses name the order. */
function message(
	{ phoneNumberId, recipient }: MetaAddress,
	referenceId: string | undefined,
	type: 'interactive' | 'template',
	content: JsonObject,
): ProviderRequest {
	return {
		method: 'POST',
		path: phoneNumberId === undefined ? '/messages' : `/${encodeURIComponent(phoneNumberId)}/messages`,
		body: {
			// Some of Meta's samples leave it out; none is refused with it.
			messaging_product: 'whatsapp',
			recipient_type: 'individual',
			...recipientMember(recipient),
			type,
			[type]: content,
			...(referenceId !== undefined && { biz_opaque_callback_data: referenceId }),
		},
	};
}
