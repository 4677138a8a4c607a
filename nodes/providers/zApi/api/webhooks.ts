import type { EventName } from '../../../../commerce/domain/event';
import { asFlag, asText } from '../../../../commerce/domain/looseJson';
import { parseJsonObject } from '../../api/httpOutcome';
import { excerpt } from '../../api/responseText';
import type { FailureReason, ProviderResponse, ProviderRequest, Read } from '../../api/exchange';
import { explainZApiFailure } from './responses';

/** Z-API's webhook settings that this package uses: one address each per instance. */
export const Z_API_CALLBACKS = {
	received: {
		setting: 'receivedCallbackUrl',
		path: '/update-webhook-received',
		label: 'On Receiving',
	},
	messageStatus: {
		setting: 'messageStatusCallbackUrl',
		path: '/update-webhook-message-status',
		label: 'Message Status',
	},
	delivery: {
		setting: 'deliveryCallbackUrl',
		path: '/update-webhook-delivery',
		label: 'On Sending',
	},
} as const;

export type ZApiCallback = keyof typeof Z_API_CALLBACKS;

/** What is set at the instance. An address that is not set is an empty text. */
export interface ZApiWebhookSettings {
	urls: Record<ZApiCallback, string>;
	/** Whether messages that the instance itself sends are reported too. */
	sentByMe: boolean;
}

const CALLBACK_OF_EVENT: Readonly<Partial<Record<EventName, ZApiCallback>>> = {
	messageStatus: 'messageStatus',
	deliveryFailed: 'delivery',
};

/** Which settings a choice of events needs. Orders come back only with "notify sent by me". */
export function neededSettings(
	events: readonly EventName[],
	wantsOwnMessages: boolean,
): { callbacks: ZApiCallback[]; sentByMe: boolean } {
	const needed = new Set(events.map((event) => CALLBACK_OF_EVENT[event] ?? 'received'));
	const callbacks = (Object.keys(Z_API_CALLBACKS) as ZApiCallback[]).filter((name) => needed.has(name));
	const hasOrders = events.includes('orderSent') || events.includes('orderUpdated');
	return { callbacks, sentByMe: needed.has('received') && (hasOrders || wantsOwnMessages) };
}

/** GET what is set at the instance. */
export const READ_SETTINGS: ProviderRequest = { method: 'GET', path: '/me' };

/** Sets one address; an empty text clears it, as far as anybody knows (no document says how to clear one). */
export function setCallbackRequest(callback: ZApiCallback, url: string): ProviderRequest {
	return { method: 'PUT', path: Z_API_CALLBACKS[callback].path, body: { value: url } };
}

/** PUT whether messages that the instance itself sends are reported too. */
export function setSentByMeRequest(on: boolean): ProviderRequest {
	return { method: 'PUT', path: '/update-notify-sent-by-me', body: { notifySentByMe: on } };
}

/** Members that distinguish an instance from any other JSON (Z-API documentation, instance/me). */
const INSTANCE_MEMBERS = [
	...['connected', 'paymentStatus', 'receiveCallbackSentByMe'],
	...Object.values(Z_API_CALLBACKS).map(({ setting }) => setting),
];

/** The settings out of the response to READ_SETTINGS. */
export function readSettingsResponse(response: ProviderResponse): Read<ZApiWebhookSettings> {
	const reason = refusal(response);
	if (reason) return { reason };
	const me = parseJsonObject(response.body) ?? {};
	// Of another answer, e.g. of a proxy, nobody knows that no address is set.
	if (!INSTANCE_MEMBERS.some((name) => name in me))
		return { reason: explainZApiFailure(response.statusCode, me, response.body, UNDOCUMENTED) };
	const url = (callback: ZApiCallback) => asText(me[Z_API_CALLBACKS[callback].setting])?.trim() ?? '';
	return {
		value: {
			urls: {
				received: url('received'),
				messageStatus: url('messageStatus'),
				delivery: url('delivery'),
			},
			sentByMe: asFlag(me.receiveCallbackSentByMe) === true,
		},
	};
}

/** Judges the response to a setting: only `{"value": true}` means done (Z-API documentation, webhooks). */
export function readSetResponse(response: ProviderResponse): Read<true> {
	const reason = refusal(response);
	if (reason) return { reason };
	if (parseJsonObject(response.body)?.value === true) return { value: true };
	return {
		reason: {
			what: 'Z-API did not confirm the webhook setting',
			next: 'Set it in the Z-API panel, or try again.',
			providerMessage: excerpt(response.body),
			statusCode: response.statusCode,
		},
	};
}

/** Z-API answers some refusals with status 200, so both the status and `error` count. */
function refusal({ statusCode, body }: ProviderResponse): FailureReason | undefined {
	const json = parseJsonObject(body);
	const failed = statusCode < 200 || statusCode >= 300;
	if (!failed && json !== undefined && !json.error) return undefined;
	return explainZApiFailure(statusCode, json, body, UNDOCUMENTED);
}

const UNDOCUMENTED = {
	what: 'did not answer as documented',
	next: 'Check Base URL, Instance ID and Instance Token in the credential.',
};
