import type { CommerceEvent, EventContact } from '../../../../commerce/domain/event';
import { readContactName } from '../../../../commerce/domain/identity/contactName';
import { toIsoTime } from '../../../../commerce/domain/time/eventTime';
import { asFlag, asObject, asText, compact, ownMember } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';
import {
	digestBody,
	joinEventId,
	looksLikeOrder,
	MAX_EVENTS,
	oneEvent,
	SHARED_ROOM,
	TOO_MANY,
} from '../../api/eventReading';
import type { EventReading } from '../../api/eventReading';
import { countParts, partsOf } from './severalEvents';
import type { WrappedKind } from './severalEvents';
import { findMessage, findStatus } from './wrappedBody';

/**
 * Reads a Hub webhook body. The documentation shows flat bodies with Unix seconds; captures in the Hub's
 * specification repository wrap the channel's own body in `payload` with an ISO time: both are read.
 * Never throws.
 */
export function readHubEvent(body: LooseObject): EventReading {
	const eventType = asText(body.eventType) ?? asText(body.event_type);
	if (eventType === undefined) return { kind: 'notAnEvent', reason: 'a Hub event has a member "eventType"' };
	switch (eventType.toLowerCase().replace(/[^a-z]/g, '')) {
		case 'message':
			return readEach(body, 'message', (part) => readMessage(part, false));
		case 'messageechoes':
		case 'messageecho':
			return readEach(body, 'message', (part) => readMessage(part, true));
		case 'messagestatus':
			return readEach(body, 'status', readStatus);
		default:
			return readUnknown(body, eventType);
	}
}

/**
 * An event for each message or status of a body that wraps several. The event type says which of the two are
 * read: the Hub has a webhook for each.
 */
function readEach(
	body: LooseObject,
	kind: WrappedKind,
	read: (part: LooseObject) => CommerceEvent,
): EventReading {
	const count = countParts(body, kind);
	if (count > MAX_EVENTS) return TOO_MANY;
	if (count === 0) return oneEvent(read(body), body);
	if (count === 1) return oneEvent(read([...partsOf(body, kind, Infinity)][0]), body);
	const parts = [...partsOf(body, kind, SHARED_ROOM)];
	return { kind: 'events', events: parts.map((part) => ({ event: read(part), body: part })) };
}

function readMessage(body: LooseObject, isEcho: boolean): CommerceEvent {
	const facts = findMessage(body);
	const messageId = facts.messageId ?? null;
	const content = asObject(facts.content) ?? {};
	const fromMe = isEcho || facts.fromMe === true;
	return {
		event: 'messageReceived',
		eventId: joinEventId(['chatt2Me', accountOf(body), 'message', messageId ?? digestBody(body)]),
		provider: 'chatt2Me',
		accountId: accountOf(body),
		occurredAt: toIsoTime(facts.timestamp) ?? toIsoTime(body.timestamp),
		contact: contactOf(fromMe ? facts.to : facts.from, facts.name, body),
		fromMe,
		messageId,
		message: compact({
			channel: channelOf(body),
			type: asText(content.type),
			text: textOf(content),
			content,
		}),
	};
}

function textOf(content: LooseObject): string | undefined {
	const button = asObject(asObject(content.interactive)?.button_reply);
	return asText(content.text) ?? asText(asObject(content.text)?.body) ?? asText(button?.title);
}

/** The Hub's words, and what the channels behind it call the same; the failure word is not documented. */
const STATUS_WORDS: Readonly<Record<string, string>> = {
	error: 'failed',
	undelivered: 'failed',
	rejected: 'failed',
	seen: 'read',
};

function readStatus(body: LooseObject): CommerceEvent {
	const facts = findStatus(body);
	const providerStatus = facts.status ?? '';
	const word = providerStatus.toLowerCase();
	const messageId = facts.messageId ?? null;
	const accountId = accountOf(body);
	return {
		event: 'messageStatus',
		eventId: joinEventId(['chatt2Me', accountId, 'messageStatus', messageId ?? digestBody(body), word]),
		provider: 'chatt2Me',
		accountId,
		occurredAt: toIsoTime(facts.timestamp) ?? toIsoTime(body.timestamp),
		contact: contactOf(facts.to, undefined, body),
		fromMe: true,
		messageId,
		delivery: compact({
			status: (ownMember(STATUS_WORDS, word) ?? word) || 'unknown',
			providerStatus,
			messageIds: messageId === null ? [] : [messageId],
			error: facts.error,
			errorCode: facts.errorCode,
		}),
	};
}

function readUnknown(body: LooseObject, eventType: string): EventReading {
	if (!looksLikeOrder(body) && !looksLikeOrder(asObject(body.payload) ?? {})) {
		return { kind: 'ignored', reason: `${eventType} is neither a message nor a message status` };
	}
	const facts = findMessage(body);
	const accountId = accountOf(body);
	const messageId = facts.messageId ?? null;
	const subject = messageId ?? digestBody(body);
	const event: CommerceEvent = {
		event: 'unknown',
		eventId: joinEventId(['chatt2Me', accountId, eventType, subject]),
		provider: 'chatt2Me',
		accountId,
		occurredAt: toIsoTime(facts.timestamp) ?? toIsoTime(body.timestamp),
		contact: contactOf(facts.from, facts.name, body),
		fromMe: facts.fromMe === true,
		messageId,
	};
	return oneEvent(event, body);
}

function accountOf(body: LooseObject): string | null {
	return asText(body.channelId) ?? asText(asObject(body.payload)?.channelId) ?? null;
}

function channelOf(body: LooseObject): string | undefined {
	return (asText(body.channel) ?? asText(asObject(body.payload)?.channel))?.toLowerCase();
}

function contactOf(id: string | undefined, name: string | undefined, body: LooseObject): EventContact {
	return compact({
		phone: id?.replace(/^\+(?=\d+$)/, '') ?? null,
		name: readContactName(name),
		isGroup: asFlag(body.isGroup) ?? false,
	});
}
