import { toIsoTime } from '../../../../commerce/domain/time/eventTime';
import { asFlag, asObject, asText, compact } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';
import { digestBody, joinEventId, looksLikeOrder } from '../../api/eventReading';
import type { EventReading } from '../../api/eventReading';
import { readContact } from './contact';
import { readDelivery, readMessageStatus } from './deliveryEvents';
import type { EventContent } from './eventContent';
import { readCartContent, readOrderContent } from './orderContent';
import { readDeclinedRequest, readPaymentRequest, readPixKey, readTransfer } from './paymentContent';

/**
 * Reads a Z-API webhook body (Z-API documentation, webhooks; every member may be missing or null).
 * Never throws: what cannot be read of a known event becomes a warning on it.
 */
export function readZApiEvent(body: LooseObject): EventReading {
	const type = asText(body.type);
	switch (type?.toLowerCase()) {
		case undefined:
			return { kind: 'notAnEvent', reason: 'a Z-API event has a member "type"' };
		case 'receivedcallback':
			return readReceived(body);
		case 'deliverycallback':
			return { kind: 'event', event: readDelivery(body) };
		case 'messagestatuscallback':
			return { kind: 'event', event: readMessageStatus(body) };
		default:
			return type?.toLowerCase().endsWith('callback')
				? { kind: 'ignored', reason: `${type} is about neither orders, payments nor messages` }
				: { kind: 'notAnEvent', reason: 'the member "type" is none of Z-API\'s' };
	}
}

/** The envelope that all received messages share. `phone` is the chat, also of messages we sent. */
function readReceived(body: LooseObject): EventReading {
	const waiting = asFlag(body.waitingMessage) === true;
	const content = readContent(body) ?? readUnknown(body);
	if (content === undefined) {
		const reason = waiting ? 'the content has not arrived yet' : 'no order or payment in this message';
		return { kind: 'ignored', reason };
	}
	const { identity, ...facts } = content;
	const accountId = asText(body.instanceId) ?? null;
	const messageId = asText(body.messageId) ?? null;
	// The message itself follows a waiting one under the same id, so the two must not share an event id.
	const parts = [messageId ?? digestBody(body), facts.event, ...identity, ...(waiting ? ['waiting'] : [])];
	return {
		kind: 'event',
		event: compact({
			...facts,
			eventId: joinEventId(['zApi', accountId, 'received', ...parts]),
			provider: 'zApi',
			accountId,
			occurredAt: toIsoTime(body.momment),
			contact: readContact(body),
			fromMe: asFlag(body.fromMe) ?? false,
			messageId,
		}),
	};
}

/** The kind of a received message is told by which member is present (Z-API documentation, examples). */
function readContent(body: LooseObject): EventContent | undefined {
	const { order, pixKeyMessage, requestPayment, sendPayment } = body;
	if (asObject(body.reviewAndPay)) return readOrderContent(body, 'orderSent');
	if (asObject(body.reviewOrder)) return readOrderContent(body, 'orderUpdated');
	if (asObject(order)) return readCartContent(order as LooseObject);
	if (asObject(pixKeyMessage)) return readPixKey(pixKeyMessage as LooseObject);
	if (asObject(requestPayment)) return readPaymentRequest(requestPayment as LooseObject);
	if (asObject(sendPayment)) return readTransfer(sendPayment as LooseObject);
	return readDeclinedRequest(body);
}

/** Something order-like under a name that no document tells, e.g. a payment notice other than "declined". */
function readUnknown(body: LooseObject): EventContent | undefined {
	const notice = asText(body.notification);
	if (notice?.startsWith('PAYMENT_')) {
		return { event: 'unknown', identity: [notice], payment: { status: notice } };
	}
	return looksLikeOrder(body) ? { event: 'unknown', identity: [] } : undefined;
}
