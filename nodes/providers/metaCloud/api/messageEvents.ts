import type { CommerceEvent } from '../../../../commerce/domain/event';
import type { Problem } from '../../../../commerce/domain/problem';
import { toIsoTime } from '../../../../commerce/domain/time/eventTime';
import { asObject, asText, compact } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';
import { joinEventId } from '../../api/eventReading';
import { readCart } from './cart';
import { readContact } from './contact';
import { digestOf, idText } from './event';
import type { EventPlace } from './event';
import { readMessageContent } from './messageContent';
import { readChosenMethod, readPaymentNotice } from './payment';
import { readMetaError } from './responses';

type Content = Pick<CommerceEvent, 'event' | 'order' | 'payment' | 'message' | 'warnings'>;

/** One of `messages[]`: what a customer sent (Meta, webhooks/reference/messages). Never throws. */
export function readIncomingMessage(message: LooseObject, place: EventPlace): CommerceEvent {
	const ids = {
		id: asText(message.from),
		userId: asText(message.from_user_id),
		parentUserId: asText(message.from_parent_user_id),
		groupId: asText(message.group_id),
	};
	const { warnings = [], ...content } = readContent(message);
	const all = [...warnings, ...errorWarnings(message)];
	return compact({
		...content,
		...envelope(message, place, 'message'),
		contact: readContact(ids, place.profiles),
		fromMe: false,
		warnings: all.length > 0 ? all : undefined,
	});
}

/** One of `message_echoes[]`: what somebody wrote in the WhatsApp Business app on the same number. Never throws. */
export function readEchoedMessage(message: LooseObject, place: EventPlace): CommerceEvent {
	const ids = {
		id: asText(message.to),
		userId: asText(message.to_user_id) ?? asText(message.recipient_user_id),
		groupId: asText(message.group_id),
	};
	return {
		event: 'messageReceived',
		...envelope(message, place, 'echo'),
		contact: readContact(ids, place.profiles),
		fromMe: true,
		message: readMessageContent(message),
	};
}

function envelope(message: LooseObject, { accountId }: EventPlace, kind: 'message' | 'echo') {
	const messageId = idText(message.id) ?? null;
	return {
		eventId: joinEventId(['metaCloud', accountId, kind, messageId ?? digestOf(message)]),
		provider: 'metaCloud' as const,
		accountId,
		occurredAt: toIsoTime(message.timestamp),
		messageId,
	};
}

/** Told by the member that is there: `type` may be missing or new. */
function readContent(message: LooseObject): Content {
	const cart = asObject(message.order);
	if (cart) {
		const note = asText(cart.text);
		const words = compact({
			channel: 'whatsapp',
			type: 'order',
			text: note,
			catalogId: asText(cart.catalog_id),
		});
		return { event: 'cartReceived', message: words, ...readCart(cart) };
	}
	const interactive = asObject(message.interactive) ?? {};
	const chosen = asObject(interactive.payment_method);
	if (chosen) return readChosenMethod(chosen);
	const type = asText(interactive.type);
	const notice = asObject(interactive.payment_notification);
	if (notice !== undefined || type === 'payment_notification')
		return readPaymentNotice(notice ?? interactive);
	// A word that no page has, such as order_paid: not for workflows that answer messages.
	const isUnknown = type !== undefined && /^(?:order|payment)/i.test(type);
	return { event: isUnknown ? 'unknown' : 'messageReceived', message: readMessageContent(message) };
}

/** Messages of a type that the API does not carry come without content and with the reason. */
function errorWarnings(message: LooseObject): Problem[] {
	const errors = Array.isArray(message.errors) ? message.errors.slice(0, 5).map(asObject) : [];
	return errors
		.filter((error) => error !== undefined)
		.map((error) => {
			const { code, words = 'no reason given' } = readMetaError(error);
			const suffix = code === undefined ? '' : ` (code ${code})`;
			return {
				rule: 'meta.messageError',
				message: `WhatsApp could not pass on this message: ${words}${suffix}`,
			};
		});
}
