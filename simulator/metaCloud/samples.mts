import type { Json } from '../core/accounts.mts';
import { messageId } from './account.mts';

/** How a customer is named: by number, by user ID, by both, or by a user ID in place of the number. */
export type Identity = 'phone' | 'both' | 'userId' | 'userIdInFrom';

export interface Customer {
	phone: string;
	userId: string;
	name: string;
	username: string;
}

export const CUSTOMER: Customer = {
	phone: '5544999999999',
	userId: 'BR.1502576394655843',
	name: 'Maria',
	username: '@maria',
};

const context = { from: '5511900000001', id: 'wamid.HBgQuestion' };

/** Messages as webhooks/reference/messages prints them, without their sender. */
const CONTENTS: Record<string, Json> = {
	text: { type: 'text', text: { body: 'Oi' } },
	image: { type: 'image', image: { id: '1', mime_type: 'image/jpeg', caption: 'Comprovante' } },
	order: {
		type: 'order',
		order: {
			catalog_id: '194836987003835',
			text: 'Please wrap it',
			product_items: [
				{ product_retailer_id: 'cake', quantity: '2', item_price: 30, currency: 'BRL' },
				{ product_retailer_id: 'tea', quantity: 1, item_price: 7.99, currency: 'BRL' },
			],
		},
	},
	buttonReply: {
		type: 'interactive',
		context,
		interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Sim' } },
	},
	listReply: {
		type: 'interactive',
		context,
		interactive: { type: 'list_reply', list_reply: { id: 'l', title: 'Large', description: '1 litre' } },
	},
	flowReply: {
		type: 'interactive',
		context,
		interactive: {
			type: 'nfm_reply',
			nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"size":"L"}' },
		},
	},
	templateButton: { type: 'button', context, button: { payload: 'stop', text: 'Stop' } },
	contacts: {
		type: 'contacts',
		contacts: [{ name: { formatted_name: 'Maria' }, phones: [{ phone: '+5544' }] }],
	},
	paymentMethod: {
		type: 'interactive',
		from_logical_id: '64244926160970',
		interactive: {
			type: 'payment_method',
			payment_method: {
				payment_method: 'offsite_card_pay',
				payment_timestamp: 1726170122,
				reference_id: 'order-1042',
				last_four_digits: '5235',
				credential_id: '1234567',
			},
		},
	},
	paymentNotification: {
		type: 'interactive',
		interactive: {
			type: 'payment_notification',
			payment_notification: {
				reference_id: 'order-1042',
				transaction_id: 'E123',
				payment_status: 'captured',
				payer_name: 'Maria',
			},
		},
	},
	unsupported: {
		type: 'unsupported',
		errors: [{ code: 131051, title: 'Message type unknown', error_data: { details: 'Not supported.' } }],
	},
};

/** Statuses of a message that was sent earlier (webhooks/reference/messages/status). */
const STATUSES: Record<string, Json> = {
	messageStatus: { status: 'delivered' },
	deliveryFailed: {
		status: 'failed',
		errors: [{ code: 131026, title: 'Message undeliverable', error_data: { details: 'Undeliverable.' } }],
	},
};

export const SAMPLE_KINDS = [...Object.keys(CONTENTS), ...Object.keys(STATUSES)];

/** `contacts` and `messages` of a change that brings one message of a customer; null for an unknown kind. */
export function incoming(kind: string, customer: Customer, identity: Identity): Json | null {
	if (Object.hasOwn(STATUSES, kind)) return statusOf(STATUSES[kind], customer);
	const content = Object.hasOwn(CONTENTS, kind) ? CONTENTS[kind] : undefined;
	if (!content) return null;
	const { phone, userId, name, username } = customer;
	const hasPhone = identity === 'phone' || identity === 'both';
	const hasUserId = identity === 'both' || identity === 'userId';
	const inPlace = identity === 'userIdInFrom' ? userId : undefined;
	const from = hasPhone ? phone : inPlace;
	const profile = { name, ...(hasUserId && { username }) };
	return {
		contacts: [
			{ profile, ...(from !== undefined && { wa_id: from }), ...(hasUserId && { user_id: userId }) },
		],
		messages: [
			{
				...(from !== undefined && { from }),
				...(hasUserId && { from_user_id: userId }),
				id: messageId(),
				timestamp: String(Math.floor(Date.now() / 1000)),
				...content,
			},
		],
	};
}

function statusOf(content: Json, { phone }: Customer): Json {
	const timestamp = String(Math.floor(Date.now() / 1000));
	return { statuses: [{ id: messageId(), timestamp, recipient_id: phone, ...content }] };
}
