import type { FastifyRequest } from 'fastify';
import { takeIn } from '../core/pipeline.mts';
import type { State } from '../core/state.mts';
import type { Json } from '../core/accounts.mts';
import { messageId, type MetaAccount, type MetaPhone } from './account.mts';
import { checkOrderDetails, type OrderDetails } from './chargeRules.mts';
import { check } from './check.mts';
import { deliver, envelope } from './delivery.mts';
import { checkRate } from './limits.mts';
import {
	applyOrderStatus,
	checkOrderStatus,
	orderKey,
	type LateFailure,
	type OrderStatus,
} from './orders.mts';
import { MetaRefusal, statusError } from './refusal.mts';
import * as schemas from './schemas.mts';
import { checkTemplateMessage } from './templateRules.mts';

const WINDOW_MS = 24 * 60 * 60 * 1000;
const USER_ID = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;

/** A message after all that is checked at once. */
interface Checked {
	operation: string;
	orderDetails?: OrderDetails;
	orderStatus?: OrderStatus;
	isTemplate: boolean;
}

/** POST /{phone}/messages. */
export function sendMessage(
	state: State,
	account: MetaAccount,
	phone: MetaPhone,
	request: FastifyRequest,
): Json {
	const body = (request.body ?? {}) as Json;
	const checked = checkMessage(account, body);
	// `to` wins when both are there (business-scoped-user-ids).
	const recipient = String(body.to ?? body.recipient).replace(/^\+(?=\d)/, '');
	checkRate(account, phone, recipient);
	const late = lateFailure(account, phone, recipient, checked, plannedFailure(request));
	const id = messageId();
	// A user ID in `to` is taken and never delivered (seen by senders).
	const delivered = !(body.to !== undefined && USER_ID.test(recipient));
	const { operation } = checked;
	takeIn(request, { recipient, operation, messageId: id, delivered, body, queued: false });
	if (delivered) reportSend(state, account, phone, { messageId: id, recipient, body }, late);
	return {
		messaging_product: 'whatsapp',
		contacts: [contactOf(account, body)],
		messages: [{ id, ...(checked.isTemplate && { message_status: 'accepted' }) }],
	};
}

/** How the delivery of this message is to fail although it was accepted; null: it does not. */
function plannedFailure({ context }: FastifyRequest): LateFailure | null {
	const fault = context.decision?.deliveryError;
	if (!fault) return null;
	return { code: Number(fault.errorCode ?? 131026), details: fault.error ?? 'Message undeliverable' };
}

function checkMessage(account: MetaAccount, body: Json): Checked {
	if (body.messaging_product === undefined)
		throw new MetaRefusal(100, 'The parameter messaging_product is required.');
	check(schemas.message, body, '');
	if (body.to === undefined && body.recipient === undefined) {
		throw new MetaRefusal(131008, 'to or recipient is required');
	}
	if (
		body.to !== undefined &&
		!USER_ID.test(String(body.to)) &&
		!/^\+?[1-9]\d{7,14}$/.test(String(body.to))
	) {
		throw new MetaRefusal(131009, 'to is not a phone number with country code');
	}
	const type = String(body.type);
	const other = type === 'template' ? 'interactive' : 'template';
	if (body[type] === undefined) throw new MetaRefusal(131008, `${type} is required`);
	if (body[other] !== undefined) throw new MetaRefusal(131009, `${other} does not go with type ${type}`);
	if (!account.paymentTermsAccepted) {
		const details = 'Accept the WhatsApp Payments terms: https://fb.me/wa-payments-terms';
		throw new MetaRefusal(131005, details, 403);
	}
	return type === 'template'
		? checkTemplate(account, body.template)
		: checkInteractive(body.interactive as Json);
}

function checkTemplate(account: MetaAccount, template: unknown): Checked {
	const { hasPaymentButtons, ...content } = checkTemplateMessage(account, template);
	const operation = content.orderDetails
		? 'orderDetailsTemplate'
		: content.orderStatus
			? 'orderStatusTemplate'
			: hasPaymentButtons
				? 'paymentButtonsTemplate'
				: 'template';
	return { operation, isTemplate: true, ...content };
}

function checkInteractive(interactive: Json): Checked {
	const type = String(interactive.type);
	const schema = Object.hasOwn(schemas.interactive, type) ? schemas.interactive[type] : undefined;
	if (!schema) throw new MetaRefusal(131009, 'interactive.type must be one of order_details, order_status');
	check(schema, interactive, 'interactive');
	const { parameters } = interactive.action as { parameters: unknown };
	const where = 'interactive.action.parameters';
	if (type === 'order_status') {
		return { operation: 'orderStatus', isTemplate: false, orderStatus: checkOrderStatus(parameters, where) };
	}
	const orderDetails = checkOrderDetails(parameters, where);
	if (interactive.header !== undefined && !orderDetails.order) {
		throw new MetaRefusal(131009, 'interactive.header is not supported without order');
	}
	return { operation: 'orderDetails', isTemplate: false, orderDetails };
}

/** What will fail after the 200; refuses at once what the account is set to refuse at once. */
function lateFailure(
	account: MetaAccount,
	phone: MetaPhone,
	recipient: string,
	{ orderDetails, orderStatus, isTemplate }: Checked,
	planned: LateFailure | null,
): LateFailure | null {
	if (planned) return planned;
	if (!isTemplate && account.windows === 'tracked' && !wroteLately(account, phone, recipient)) {
		const details = 'More than 24 hours have passed since the customer last replied';
		if (account.closedWindow === 'sync') throw new MetaRefusal(131047, details);
		return { code: 131047, details };
	}
	const country = USER_ID.test(recipient) ? recipient.slice(0, 2) : recipient.slice(0, 2).replace('55', 'BR');
	if ((orderDetails ?? orderStatus) && country !== 'BR') {
		return { code: 2040, details: 'Both numbers must be Brazilian' };
	}
	if (orderStatus) return applyOrderStatus(account, phone.id, orderStatus);
	return orderDetails ? noteOrder(account, phone, recipient, orderDetails) : null;
}

function wroteLately(account: MetaAccount, phone: MetaPhone, recipient: string): boolean {
	return [recipient, account.waIds[recipient]].some((id) => {
		const at = account.lastWrote.get(`${phone.id}/${id}`);
		return at !== undefined && Date.now() - at < WINDOW_MS;
	});
}

/** An order is known by its reference from now on; a reference serves for one message of a number. */
function noteOrder(
	account: MetaAccount,
	phone: MetaPhone,
	recipient: string,
	{ reference_id: reference }: OrderDetails,
): LateFailure | null {
	const key = orderKey(phone.id, reference);
	if (account.orders.has(key)) {
		const details = `reference_id ${reference} was used before`;
		if (account.repeatedReference === 'sync') throw new MetaRefusal(131009, details);
		return { code: 131009, details };
	}
	account.orders.set(key, {
		phoneNumberId: phone.id,
		referenceId: reference,
		recipient,
		orderStatus: 'pending',
		paymentStatus: null,
	});
	return null;
}

function contactOf({ waIds }: MetaAccount, body: Json): Json {
	const input = String(body.to ?? body.recipient);
	if (body.to === undefined) return { input, user_id: input };
	const digits = input.replace(/^\+/, '');
	return { input, wa_id: waIds[digits] ?? digits };
}

/** sent and delivered, or the failure alone (webhooks/reference/messages/status). */
function reportSend(
	state: State,
	account: MetaAccount,
	phone: MetaPhone,
	message: { messageId: string; recipient: string; body: Json },
	late: LateFailure | null,
): void {
	const { messageId: id, recipient, body } = message;
	const data = body.biz_opaque_callback_data;
	const common = {
		id,
		timestamp: String(Math.floor(Date.now() / 1000)),
		// The user ID is told only of messages that were sent to one.
		...(body.to === undefined
			? { recipient_user_id: recipient }
			: { recipient_id: account.waIds[recipient] ?? recipient }),
		...(data !== undefined && { biz_opaque_callback_data: data }),
	};
	const statuses = late
		? [{ ...common, status: 'failed', errors: [statusError(late.code, late.details)] }]
		: ['sent', 'delivered'].map((status) => ({ ...common, status }));
	state.webhooks.schedule(account.id, account.callbackDelayMs, async () => {
		const calls = account.batchStatuses ? [statuses] : statuses.map((status) => [status]);
		for (const some of calls) {
			await deliver(state, account, phone, 'statuses', envelope(account, phone, { statuses: some }));
		}
	});
}
