import type { Json, StoredOrder, ZApiAccount } from '../core/accounts.mts';
import { hexId } from '../core/ids.mts';
import type { State } from '../core/state.mts';

/** Common part of a ReceivedCallback (webhooks/on-message-received-examples). */
export function receivedEnvelope(
	account: ZApiAccount,
	phone: string,
	messageId: string,
	fromMe: boolean,
): Json {
	const isGroup = phone.endsWith('-group');
	return {
		isStatusReply: false,
		chatLid: null,
		connectedPhone: '5511900000001',
		waitingMessage: false,
		isEdit: false,
		isGroup,
		isNewsletter: phone.endsWith('@newsletter'),
		instanceId: account.id,
		messageId,
		phone,
		fromMe,
		momment: Date.now(),
		status: fromMe ? 'SENT' : 'RECEIVED',
		chatName: phone,
		senderPhoto: null,
		senderName: fromMe ? 'Loja' : phone,
		photo: null,
		broadcast: false,
		participantLid: null,
		forwarded: false,
		type: 'ReceivedCallback',
		fromApi: fromMe,
	};
}

/** The order as `reviewAndPay` (the order itself) and `reviewOrder` (an update) show it. Amounts in reais. */
export function reviewBody(stored: StoredOrder): Json {
	const { order } = stored;
	const subTotalCents = order.products.reduce(
		(sum, { value, quantity }) => sum + Math.round(value * 100) * quantity,
		0,
	);
	const [discount, shipping, tax] = [order.discount ?? 0, order.shipping ?? 0, order.tax ?? 0];
	const extraCents = Math.round(shipping * 100) + Math.round(tax * 100) - Math.round(discount * 100);
	return {
		currency: order.currency,
		referenceId: stored.referenceId,
		orderRequestId: stored.orderRequestId,
		orderStatus: stored.orderStatus,
		paymentStatus: stored.paymentStatus,
		total: (subTotalCents + extraCents) / 100,
		subTotal: subTotalCents / 100,
		discount,
		shipping,
		tax,
		products: order.products.map(({ name, quantity, isCustomItem, productId, value }) => ({
			name,
			quantity,
			isCustomItem,
			productId,
			value,
		})),
	};
}

export interface SentMessage {
	phone: string;
	messageId: string;
	zaapId: string;
	/** Event content to report when the message goes out, e.g. `{reviewAndPay: ...}`. */
	content: Json;
	/** Text of a delivery that fails; then nothing else is reported. */
	error?: string;
	errorCode?: string;
}

/** Posts one callback with the header the provider really sends: its instance token. */
export function post(state: State, account: ZApiAccount, url: string, body: Json, label: string) {
	return state.webhooks.send({
		account: account.id,
		url,
		label,
		headers: {
			'content-type': 'application/json',
			'z-api-token': account.token,
			origin: 'https://api.z-api.io',
			server: 'Z-API',
		},
		body: JSON.stringify(body),
	});
}

/** What Z-API reports after a send: delivery, the message itself when asked for, and its status changes. */
export function reportSend(state: State, account: ZApiAccount, sent: SentMessage): void {
	const urls = account.callbackUrls;
	if (!Object.values(urls).some(Boolean)) return;
	state.webhooks.schedule(account.id, account.callbackDelayMs, async () => {
		const { phone, messageId, zaapId, error, errorCode } = sent;
		const failure = error === undefined ? {} : { error, ...(errorCode ? { errorCode } : {}) };
		if (urls.deliveryCallbackUrl) {
			const body = {
				phone,
				zaapId,
				messageId,
				...failure,
				instanceId: account.id,
				momment: Date.now(),
				type: 'DeliveryCallback',
			};
			await post(state, account, urls.deliveryCallbackUrl, body, 'DeliveryCallback');
		}
		if (error !== undefined) return;
		await reportOwnMessage(state, account, sent);
		for (const status of ['SENT', 'RECEIVED']) {
			if (!urls.messageStatusCallbackUrl) break;
			const body = statusBody(account, phone, messageId, status);
			await post(state, account, urls.messageStatusCallbackUrl, body, 'MessageStatusCallback');
		}
	});
}

/** Own messages come back only with "notify sent by me", or to the older address for both. */
async function reportOwnMessage(state: State, account: ZApiAccount, sent: SentMessage): Promise<void> {
	const urls = account.callbackUrls;
	const targets = [
		account.notifySentByMe ? urls.receivedCallbackUrl : null,
		urls.receivedAndDeliveryCallbackUrl,
	];
	for (const url of targets) {
		if (!url) continue;
		const body = { ...receivedEnvelope(account, sent.phone, sent.messageId, true), ...sent.content };
		await post(state, account, url, body, 'ReceivedCallback');
	}
}

/** MessageStatusCallback: `ids` is a list and there is no messageId. */
export function statusBody(account: ZApiAccount, phone: string, messageId: string, status: string): Json {
	return {
		instanceId: account.id,
		status,
		ids: [messageId],
		momment: Date.now(),
		phoneDevice: 0,
		phone,
		type: 'MessageStatusCallback',
		isGroup: phone.endsWith('-group'),
	};
}

/** 32 upper-case hexadecimal digits. */
export function newZaapId(): string {
	return hexId(32);
}
