import { InvalidInputError } from '../../../../commerce/domain/errors';
import { asObject, asText } from '../../../../commerce/domain/looseJson';
import { parseJsonObject } from '../../api/httpOutcome';
import { excerpt } from '../../api/responseText';
import type { ProviderResponse, ProviderRequest, Read } from '../../api/exchange';
import { refusalOf } from './responses';

/** Longest address that an override takes (Meta, webhooks/override). */
export const MAX_CALLBACK_URL_LENGTH = 200;

/**
 * Where the events of a phone number go, nearest first: its own address, the one of its business account, the
 * one of the app. An address that is not set is an empty text.
 */
export interface MetaWebhookAddresses {
	phoneNumber: string;
	businessAccount: string;
	app: string;
}

/** GET the addresses. */
export function readOverrideRequest(phoneNumberId: string): ProviderRequest {
	return { method: 'GET', path: `${numberPath(phoneNumberId)}?fields=webhook_configuration` };
}

/**
 * Sets the address of one phone number; other numbers, the app and the business account keep theirs. Meta calls
 * the address with the verify token while this request runs. So putting back somebody else's address needs the
 * token that it expects, which no request tells. Throws InvalidInputError for an address that is too long.
 */
export function setOverrideRequest(
	phoneNumberId: string,
	{ url, verifyToken }: { url: string; verifyToken: string },
): ProviderRequest {
	if (url.length > MAX_CALLBACK_URL_LENGTH) {
		const expected = `at most ${MAX_CALLBACK_URL_LENGTH} characters, which is what WhatsApp takes`;
		throw new InvalidInputError('Webhook URL', url, expected);
	}
	return override(phoneNumberId, { override_callback_uri: url, verify_token: verifyToken });
}

/** Takes the address away, so that events go to the business account's or the app's again. */
export function clearOverrideRequest(phoneNumberId: string): ProviderRequest {
	return override(phoneNumberId, { override_callback_uri: '' });
}

/** GET the apps that get events of the account; without one nothing is sent, to any address. */
export function readSubscribedAppsRequest(businessAccountId: string): ProviderRequest {
	return { method: 'GET', path: `${numberPath(businessAccountId)}/subscribed_apps` };
}

function override(phoneNumberId: string, configuration: Record<string, string>): ProviderRequest {
	return {
		method: 'POST',
		path: numberPath(phoneNumberId),
		body: { webhook_configuration: configuration },
	};
}

function numberPath(id: string): string {
	return `/${encodeURIComponent(id)}`;
}

/** The addresses out of the response to readOverrideRequest; without a configuration none is set. */
export function readOverrideResponse(response: ProviderResponse): Read<MetaWebhookAddresses> {
	const reason = refusalOf(response);
	if (reason) return { reason };
	const configuration = asObject(parseJsonObject(response.body)?.webhook_configuration) ?? {};
	const address = (name: string) => asText(configuration[name])?.trim() ?? '';
	return {
		value: {
			phoneNumber: address('phone_number'),
			businessAccount: address('whatsapp_business_account'),
			app: address('application'),
		},
	};
}

/** Judges the response to setting or clearing: only `{"success": true}` means done. */
export function readSetOverrideResponse(response: ProviderResponse): Read<true> {
	const reason = refusalOf(response);
	if (reason) return { reason };
	if (parseJsonObject(response.body)?.success === true) return { value: true };
	return {
		reason: {
			what: 'WhatsApp did not confirm the webhook address',
			next: 'Check that n8n can be reached from the internet at its webhook URL, and try again.',
			providerMessage: excerpt(response.body),
			statusCode: response.statusCode,
		},
	};
}

/** How many apps get events of the account. */
export function readSubscribedAppsResponse(response: ProviderResponse): Read<number> {
	const reason = refusalOf(response);
	if (reason) return { reason };
	const { data } = parseJsonObject(response.body) ?? {};
	return { value: Array.isArray(data) ? data.length : 0 };
}
