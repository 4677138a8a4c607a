import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Json, ZApiAccount } from '../core/accounts.mts';
import { answer, type ProviderAdapter } from '../core/pipeline.mts';
import { Refusal } from '../core/refusal.mts';
import type { State } from '../core/state.mts';
import { post } from './callbacks.mts';
import { accountOf } from './adapter.mts';

/** Setter routes and the name of their address in GET /me (webhooks/*, instance/me). */
export const CALLBACK_ROUTES: Record<string, string> = {
	'update-webhook-received': 'receivedCallbackUrl',
	'update-webhook-received-delivery': 'receivedAndDeliveryCallbackUrl',
	'update-webhook-delivery': 'deliveryCallbackUrl',
	'update-webhook-message-status': 'messageStatusCallbackUrl',
	'update-webhook-connected': 'connectedCallbackUrl',
	'update-webhook-disconnected': 'disconnectedCallbackUrl',
};

const DONE = { value: true };
const CREATED = '2024-01-15T12:00:00.000Z';

/** Instance reads and settings. */
export function zApiSettings(adapter: ProviderAdapter) {
	return {
		status(request: FastifyRequest, reply: FastifyReply): void {
			const { connected } = accountOf(request);
			// Filled even when all is well: "You are already connected".
			const error = connected ? 'You are already connected' : 'You are not connected.';
			answer(request, reply, adapter, { connected, error, smartphoneConnected: connected });
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

		setCallback(name: string) {
			return (request: FastifyRequest, reply: FastifyReply): void => {
				const account = accountOf(request);
				const url = checkUrl(account, (request.body as { value: string }).value);
				if (!account.ignoreWebhookWrites) account.callbackUrls[name] = url;
				answer(request, reply, adapter, DONE);
			};
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
	};
}

/** No document says what an empty value does, so the account's setting decides. */
function checkUrl(account: ZApiAccount, value: string): string | null {
	if (value === '' && account.emptyUrls === 'clear') return null;
	if (!URL.canParse(value)) throw new Refusal(400, 'value must be a valid URL');
	if (new URL(value).protocol === 'https:') return value;
	throw new Refusal(400, 'value must be an HTTPS URL');
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
