import type { CommerceEvent } from '../../../../commerce/domain/event';
import { toIsoTime } from '../../../../commerce/domain/time/eventTime';
import { asText, compact } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';
import { digestBody, joinEventId } from '../../api/eventReading';
import { readContact } from './contact';

/** Z-API's words in ours. RECEIVED is the customer's phone having it; READ_BY_ME is us reading theirs. */
const STATUS_WORDS: Readonly<Record<string, string>> = {
	SENT: 'sent',
	RECEIVED: 'delivered',
	READ: 'read',
	PLAYED: 'played',
	READ_BY_ME: 'read_by_me',
	'READ-SELF': 'read_by_me',
};

/** MessageStatusCallback: one status for a list of messages. */
export function readMessageStatus(body: LooseObject): CommerceEvent {
	const providerStatus = asText(body.status) ?? '';
	const status = STATUS_WORDS[providerStatus.toUpperCase()] ?? (providerStatus.toLowerCase() || 'unknown');
	const messageIds = readIds(body);
	const accountId = asText(body.instanceId) ?? null;
	const subject =
		messageIds.length === 1 ? messageIds[0] : digestBody(messageIds.length > 0 ? messageIds : body);
	return {
		event: 'messageStatus',
		eventId: joinEventId(['zApi', accountId, 'messageStatus', subject, providerStatus]),
		provider: 'zApi',
		accountId,
		occurredAt: toIsoTime(body.momment),
		contact: readContact(body),
		fromMe: status !== 'read_by_me',
		messageId: messageIds[0] ?? null,
		delivery: { status, providerStatus, messageIds },
	};
}

/** The documents name the list `ids` in the samples and `id` in one table. */
function readIds(body: LooseObject): string[] {
	const ids = body.ids ?? body.id ?? body.messageId;
	return (Array.isArray(ids) ? ids : [ids]).map(asText).filter((id) => id !== undefined);
}

/**
 * DeliveryCallback: the queue is done with a message. With `error` it was not sent; without, it was handed to
 * WhatsApp, which is no proof that anybody received it.
 */
export function readDelivery(body: LooseObject): CommerceEvent {
	const error = asText(body.error);
	const errorCode = asText(body.errorCode);
	const failed = error !== undefined || errorCode !== undefined;
	const accountId = asText(body.instanceId) ?? null;
	const messageId = asText(body.messageId) ?? null;
	const zaapId = asText(body.zaapId);
	const subject = messageId ?? zaapId ?? digestBody(body);
	return {
		event: failed ? 'deliveryFailed' : 'messageStatus',
		eventId: joinEventId(['zApi', accountId, 'delivery', subject, failed ? 'failed' : 'sent']),
		provider: 'zApi',
		accountId,
		occurredAt: toIsoTime(body.momment),
		contact: readContact(body),
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
