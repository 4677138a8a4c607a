import type { HubAccount, Json } from '../core/accounts.mts';
import { wamid } from '../core/ids.mts';
import { statusEvent } from './sends.mts';

const CUSTOMER = '5544999999999';

/**
 * A fresh event of the given kind; null when unknown. Flat as webhooks/event-types shows, and wrapped with an
 * ISO time as captures of December 2025 in the vendor's specification repository show.
 */
export function hubSample(account: HubAccount, kind: string): Json | null {
	switch (kind) {
		case 'message':
			return message(account, { type: 'text', text: 'Oi' });
		case 'buttonReply':
			return message(account, {
				type: 'interactive',
				interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Sim' } },
			});
		case 'messageStatus':
			return statusEvent(wamid(), 'read');
		case 'wrappedMessage':
			return wrapped(message(account, { type: 'text', text: 'Oi' }));
		case 'wrappedMessageStatus':
			return wrapped(statusEvent(wamid(), 'delivered'));
		default:
			return null;
	}
}

function message(account: HubAccount, content: Json): Json {
	return {
		eventType: 'Message',
		channelId: account.channels[0]?.id,
		messageId: wamid(),
		from: CUSTOMER,
		timestamp: Math.floor(Date.now() / 1000),
		channel: 'whatsapp',
		content,
	};
}

function wrapped({ eventType, ...payload }: Json): Json {
	return { eventType, timestamp: new Date().toISOString(), payload };
}
