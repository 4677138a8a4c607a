import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Json, ZApiAccount } from '../core/accounts.mts';
import { answer, type ProviderAdapter } from '../core/pipeline.mts';
import { Refusal } from '../core/refusal.mts';
import type { State } from '../core/state.mts';
import { post } from './callbacks.mts';
import { queueItem } from './sends.mts';
import { accountOf } from './adapter.mts';

/** Setter routes and the name of their address in GET /me (webhooks/*, instance/me). */
export const CALLBACK_ROUTES: Record<string, string> = {
	'update-webhook-received': 'receivedCallbackUrl',
	'update-webhook-received-delivery': 'receivedAndDeliveryCallbackUrl',
	'update-webhook-delivery': 'deliveryCallbackUrl',
	'update-webhook-message-status': 'messageStatusCallbackUrl',
	'update-webhook-connected': 'connectedCallbackUrl',
	'update-webhook-disconnected': 'disconnectedCallbackUrl',
	'update-webhook-chat-presence': 'presenceChatCallbackUrl',
};

const DONE = { value: true };
const CREATED = '2024-01-15T12:00:00.000Z';

/** Instance reads and settings. */
export function zApiSettings(adapter: ProviderAdapter) {
	return {
		status(request: FastifyRequest, reply: FastifyReply): void {
			const { connected, smartphoneConnected } = accountOf(request);
			// Filled even when all is well: "You are already connected".
			const error = connected ? 'You are already connected' : 'You are not connected.';
			answer(request, reply, adapter, {
				connected,
				error,
				smartphoneConnected: connected && smartphoneConnected,
			});
		},

		me(request: FastifyRequest, reply: FastifyReply): void {
			const account = accountOf(request);
			// The address for received and sent messages is in the partner listing only.
			const { receivedAndDeliveryCallbackUrl: _unlisted, ...urls } = account.callbackUrls;
			answer(request, reply, adapter, {
				id: account.id,
				token: account.token,
				name: 'Simulated instance',
				due: 4102444800000,
				connected: account.connected,
				paymentStatus: 'ACTIVE',
				created: CREATED,
				...urls,
				receiveCallbackSentByMe: account.notifySentByMe,
				callRejectAuto: false,
				callRejectMessage: null,
				autoReadMessage: false,
				initialDataCallbackUrl: null,
				proxyUrl: null,
				useProxy: false,
			});
		},

		device(request: FastifyRequest, reply: FastifyReply): void {
			answer(request, reply, adapter, {
				phone: '5511900000001',
				imgUrl: null,
				about: '',
				name: 'Loja',
				device: { sessionName: 'Z-API', device_model: 'Z-API' },
				originalDevice: 'smba',
				sessionId: 1,
				isBusiness: true,
			});
		},

		setCallback(name: string) {
			return (request: FastifyRequest, reply: FastifyReply): void => {
				const account = accountOf(request);
				const url = checkUrl(account, (request.body as { value: string }).value);
				if (!account.ignoreWebhookWrites) account.callbackUrls[name] = url;
				answer(request, reply, adapter, DONE);
			};
		},

		setEveryCallback(request: FastifyRequest, reply: FastifyReply): void {
			const account = accountOf(request);
			const { value, notifySentByMe } = request.body as { value: string; notifySentByMe?: boolean };
			const url = checkUrl(account, value);
			if (!account.ignoreWebhookWrites) {
				for (const name of Object.values(CALLBACK_ROUTES)) {
					if (name !== 'receivedAndDeliveryCallbackUrl') account.callbackUrls[name] = url;
				}
			}
			if (notifySentByMe !== undefined) account.notifySentByMe = notifySentByMe;
			answer(request, reply, adapter, DONE);
		},

		setNotifySentByMe(request: FastifyRequest, reply: FastifyReply): void {
			const account = accountOf(request);
			const { notifySentByMe } = request.body as { notifySentByMe: boolean };
			if (notifySentByMe && !account.callbackUrls.receivedCallbackUrl) {
				throw new Refusal(400, 'on receive webhook is not set');
			}
			account.notifySentByMe = notifySentByMe;
			answer(request, reply, adapter, DONE);
		},

		setQueue(request: FastifyRequest, reply: FastifyReply): void {
			const { disableEnqueueWhenDisconnected } = request.body as Record<string, boolean>;
			accountOf(request).disableEnqueueWhenDisconnected = disableEnqueueWhenDisconnected;
			answer(request, reply, adapter, { success: true });
		},

		readQueue(request: FastifyRequest, reply: FastifyReply): void {
			const { pageSize = 20, pagingState = '0' } = (request.body ?? {}) as {
				pageSize?: number;
				pagingState?: string;
			};
			const { queue } = accountOf(request);
			const start = Number(pagingState) || 0;
			const messages = queue.slice(start, start + pageSize).map(({ message }) => queueItem(message));
			const hasMore = queue.length > start + pageSize;
			answer(request, reply, adapter, { messages, pagingState: String(start + messages.length), hasMore });
		},

		countQueue(request: FastifyRequest, reply: FastifyReply): void {
			answer(request, reply, adapter, { count: accountOf(request).queue.length });
		},

		/** Deletes the whole queue, or the message with the given zaapId. */
		clearQueue(request: FastifyRequest, reply: FastifyReply): void {
			const { zaapId } = request.params as { zaapId?: string };
			dropQueued(accountOf(request), zaapId);
			answer(request, reply, adapter, DONE);
		},
	};
}

/** An empty value clears the address; no document says so, and none says otherwise. */
function checkUrl(account: ZApiAccount, value: string): string | null {
	if (value === '') return null;
	if (!URL.canParse(value)) throw new Refusal(400, 'value must be a valid URL');
	const { protocol } = new URL(value);
	if (protocol === 'https:' || (protocol === 'http:' && !account.httpsOnly)) return value;
	throw new Refusal(400, 'value must be an HTTPS URL');
}

/** A message deleted from the queue never reaches its recipient. */
function dropQueued(account: ZApiAccount, zaapId?: string): void {
	const dropped = account.queue.filter(({ message }) => !zaapId || message.zaapId === zaapId);
	account.queue = account.queue.filter((item) => !dropped.includes(item));
	const gone = new Set(dropped.map(({ message }) => message));
	account.messages = account.messages.filter((message) => !gone.has(message));
	for (const { recipient } of gone) {
		const left = (account.recipients.get(recipient) ?? 1) - 1;
		if (left > 0) account.recipients.set(recipient, left);
		else account.recipients.delete(recipient);
	}
}

/** Plugs the phone in or out, with the callback for it; on reconnection everything queued goes out. */
export function setConnected(state: State, account: ZApiAccount, connected: boolean): void {
	if (account.connected === connected) return;
	account.connected = connected;
	const { connectedCallbackUrl, disconnectedCallbackUrl } = account.callbackUrls;
	const url = connected ? connectedCallbackUrl : disconnectedCallbackUrl;
	const body: Json = connected
		? {
				type: 'ConnectedCallback',
				connected: true,
				momment: Date.now(),
				instanceId: account.id,
				phone: '5511900000001',
			}
		: {
				// In seconds here, unlike every other event.
				momment: Math.floor(Date.now() / 1000),
				error: 'Device has been disconnected',
				disconnected: true,
				type: 'DisconnectedCallback',
				instanceId: account.id,
			};
	if (url) state.webhooks.schedule(account.id, 0, () => post(state, account, url, body, String(body.type)));
	if (!connected) return;
	for (const { release } of account.queue) release();
	account.queue = [];
}
