import type { CommerceEvent, EventDelivery } from '../../../../commerce/domain/event';
import { toIsoTime } from '../../../../commerce/domain/time/eventTime';
import { asObject, asText, compact } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';
import { explainMetaCode } from '../../api/metaErrors';
import { joinEventId } from '../../api/eventReading';
import { readContact } from './contact';
import { digestOf, idText } from './event';
import type { EventPlace } from './event';
import { readPaymentStatus } from './payment';
import { readMetaError } from './responses';

/**
 * One of `statuses[]` (Meta, webhooks/reference/messages/status): on its way, failed, or a payment. What Meta
 * took with a 200 and refuses later, such as a change of status (2046, 2047), comes here. Never throws.
 */
export function readStatus(status: LooseObject, place: EventPlace): CommerceEvent {
	const isPayment = asText(status.type)?.toLowerCase() === 'payment';
	const word = wordOf(status);
	const messageId = idText(status.id) ?? null;
	const recipientId = asText(status.recipient_id);
	const userId = asText(status.recipient_user_id);
	const isGroup = asText(status.recipient_type)?.toLowerCase() === 'group';
	const payment = isPayment ? readPaymentStatus(status) : undefined;
	const identity = payment
		? ['payment', payment.payment.referenceId, payment.payment.transactionId]
		: ['status', recipientId ?? userId];
	return compact({
		...(payment ?? deliveryFacts(status, word, messageId)),
		eventId: joinEventId([
			'metaCloud',
			place.accountId,
			...identity.map((part) => (part === undefined ? part : idText(part))),
			messageId ?? digestOf(status),
			word,
		]),
		provider: 'metaCloud',
		accountId: place.accountId,
		occurredAt: toIsoTime(status.timestamp),
		contact: readContact(
			compact({
				id: isGroup ? undefined : recipientId,
				userId,
				parentUserId: asText(status.parent_recipient_user_id) ?? asText(status.recipient_parent_user_id),
				groupId: isGroup ? recipientId : undefined,
			}),
			place.profiles,
		),
		fromMe: !isPayment,
		messageId,
	});
}

/** The status in small letters; an error without a word is a failure. */
function wordOf(status: LooseObject): string {
	const word = asText(status.status)?.trim().toLowerCase().slice(0, 60);
	if (word !== undefined) return word;
	return Array.isArray(status.errors) && status.errors.length > 0 ? 'failed' : 'unknown';
}

function deliveryFacts(
	status: LooseObject,
	word: string,
	messageId: string | null,
): Pick<CommerceEvent, 'event' | 'delivery'> {
	return {
		event: word === 'failed' ? 'deliveryFailed' : 'messageStatus',
		delivery: compact({
			status: word,
			providerStatus: asText(status.status),
			messageIds: messageId === null ? [] : [messageId],
			...correlation(status.biz_opaque_callback_data),
			...failureFacts(Array.isArray(status.errors) ? status.errors[0] : undefined),
		}),
	};
}

/** Ours is a reference ID; other senders on the same number may write anything, of any length. */
function correlation(data: unknown): Pick<EventDelivery, 'referenceId' | 'callbackData'> {
	const text = asText(data);
	if (text === undefined) return {};
	return /^[A-Za-z0-9_.-]{1,60}$/.test(text) ? { referenceId: text } : { callbackData: text };
}

function failureFacts(json: unknown): Pick<EventDelivery, 'error' | 'errorCode' | 'advice'> {
	const error = asObject(json);
	if (error === undefined) return {};
	const { code, words } = readMetaError(error);
	const known = code === undefined ? undefined : explainMetaCode(code, 'metaCloud');
	return compact({ error: words, errorCode: code, advice: known && `${known.what}. ${known.next}` });
}

/**
 * One of `errors[]` beside messages and statuses: the account or the app has a problem, no message is named
 * (Meta, webhooks/reference/messages/errors). Meta's pages leave open whether it concerns a message.
 */
export function readAccountError(error: LooseObject, place: EventPlace, entryTime: unknown): CommerceEvent {
	return {
		event: 'deliveryFailed',
		eventId: joinEventId(['metaCloud', place.accountId, 'error', digestOf([error, entryTime ?? null])]),
		provider: 'metaCloud',
		accountId: place.accountId,
		occurredAt: toIsoTime(entryTime),
		contact: { phone: null, isGroup: false },
		fromMe: true,
		messageId: null,
		delivery: { status: 'failed', messageIds: [], ...failureFacts(error) },
	};
}
