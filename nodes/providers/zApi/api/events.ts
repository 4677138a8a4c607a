import type { CommerceEvent } from '../../../../commerce/domain/event';
import { asFlag, asObject, asText, compact } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';
import { digestBody, joinEventId, looksLikeOrder, oneEvent } from '../../api/eventReading';
import type { EventReading } from '../../api/eventReading';
import { readCartEvent } from './cartEvents';
import { readEnvelope, type EventContent } from './envelope';
import { readOrderEvent } from './orderEvents';
import { readDeclinedRequest, readPaymentRequest, readPixKey, readTransfer } from './paymentEvents';
import { readDelivery, readMessageStatuses } from './statusEvents';

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
			return oneEvent(readDelivery(body), body);
		case 'messagestatuscallback':
			return readMessageStatuses(body);
		default:
			return type?.toLowerCase().endsWith('callback')
				? { kind: 'ignored', reason: `${type} is about neither orders, payments nor messages` }
				: { kind: 'notAnEvent', reason: 'Z-API does not document this "type"' };
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
	const envelope = readEnvelope(body);
	const messageId = asText(body.messageId) ?? null;
	// The message itself follows a waiting one under the same id, so the two must not share an event id.
	const parts = [messageId ?? digestBody(body), facts.event, ...identity, ...(waiting ? ['waiting'] : [])];
	const event: CommerceEvent = {
		...facts,
		eventId: joinEventId(['zApi', envelope.accountId, 'received', ...parts]),
		...envelope,
		fromMe: asFlag(body.fromMe) ?? false,
		messageId,
	};
	return oneEvent(compact(event), body);
}

/** Which member is present says what kind of message it is (Z-API documentation, examples). */
function readContent(body: LooseObject): EventContent | undefined {
	const orderEvent = readOrderEvent(body);
	if (orderEvent) return orderEvent;
	const part = (name: string) => asObject(body[name]);
	const [cart, pixKey, request] = [part('order'), part('pixKeyMessage'), part('requestPayment')];
	if (cart) return readCartEvent(cart);
	if (pixKey) return readPixKey(pixKey);
	if (request) return readPaymentRequest(request);
	const transfer = part('sendPayment');
	if (transfer) return readTransfer(transfer);
	return readDeclinedRequest(body);
}

/** Something like an order under an undocumented name, e.g. a payment notice other than "declined". */
function readUnknown(body: LooseObject): EventContent | undefined {
	const notice = asText(body.notification);
	if (notice?.startsWith('PAYMENT_')) {
		return { event: 'unknown', identity: [notice], payment: { status: notice } };
	}
	return looksLikeOrder(body) ? { event: 'unknown', identity: [] } : undefined;
}
