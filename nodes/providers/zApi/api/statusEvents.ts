import type { CommerceEvent } from '../../../../commerce/domain/event';
import { asText, compact } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';
import {
	digestBody,
	joinEventId,
	MAX_EVENTS,
	oneEvent,
	SHARED_ROOM,
	sharedMembers,
	TOO_MANY,
} from '../../api/eventReading';
import type { EventReading } from '../../api/eventReading';
import { readEnvelope } from './envelope';

/** Z-API's words in ours. RECEIVED is the customer's phone having it; READ_BY_ME is us reading theirs. */
const STATUS_WORDS: Readonly<Record<string, string>> = {
	SENT: 'sent',
	RECEIVED: 'delivered',
	READ: 'read',
	PLAYED: 'played',
	READ_BY_ME: 'read_by_me',
	'READ-SELF': 'read_by_me',
};

/**
 * MessageStatusCallback: one status for a list of messages, which are as many events (Z-API documentation,
 * webhooks/on-whatsapp-message-status-changes).
 */
export function readMessageStatuses(body: LooseObject): EventReading {
	const ids = readIds(body);
	if (ids.length > MAX_EVENTS) return TOO_MANY;
	if (ids.length <= 1) return oneEvent(readMessageStatus(body, ids[0]), body);
	const shared = sharedMembers(body, ID_MEMBERS, SHARED_ROOM);
	const events = ids.map((id) => ({
		event: readMessageStatus(shared, id),
		body: { ...shared, ids: [id] },
	}));
	return { kind: 'events', events };
}

function readMessageStatus(body: LooseObject, messageId?: string): CommerceEvent {
	const providerStatus = asText(body.status) ?? '';
	const status = STATUS_WORDS[providerStatus.toUpperCase()] ?? (providerStatus.toLowerCase() || 'unknown');
	const envelope = readEnvelope(body);
	return {
		event: 'messageStatus',
		eventId: statusEventId(envelope.accountId, messageId ?? digestBody(body), providerStatus),
		...envelope,
		fromMe: status !== 'read_by_me',
		messageId: messageId ?? null,
		delivery: { status, providerStatus, messageIds: messageId === undefined ? [] : [messageId] },
	};
}

/** The same for both callbacks that may report a status of a message, so that it starts a workflow once. */
function statusEventId(accountId: string | null, subject: string, providerStatus: string): string {
	return joinEventId(['zApi', accountId, 'messageStatus', subject, providerStatus.toUpperCase()]);
}

/** The documents name the list `ids` in the samples and `id` in one table. */
const ID_MEMBERS = ['ids', 'id', 'messageId'] as const;

/** Each id once, in the order given. */
function readIds(body: LooseObject): string[] {
	const ids = body.ids ?? body.id ?? body.messageId;
	const texts = (Array.isArray(ids) ? ids : [ids]).map(asText).filter((id) => id !== undefined);
	return [...new Set(texts)];
}

/**
 * DeliveryCallback: the queue is done with a message. With `error` it was not sent; without, it was handed to
 * WhatsApp, which does not prove that anybody received it.
 */
export function readDelivery(body: LooseObject): CommerceEvent {
	const error = asText(body.error);
	const errorCode = asText(body.errorCode);
	const failed = error !== undefined || errorCode !== undefined;
	const envelope = readEnvelope(body);
	const { accountId } = envelope;
	const messageId = asText(body.messageId) ?? null;
	const zaapId = asText(body.zaapId);
	const subject = messageId ?? zaapId ?? digestBody(body);
	return {
		event: failed ? 'deliveryFailed' : 'messageStatus',
		eventId: failed
			? joinEventId(['zApi', accountId, 'delivery', subject, 'failed'])
			: statusEventId(accountId, subject, 'SENT'),
		...envelope,
		fromMe: true,
		messageId,
		delivery: compact({
			status: failed ? 'failed' : 'sent',
			messageIds: messageId === null ? [] : [messageId],
			zaapId,
			error,
			errorCode,
		}),
	};
}
