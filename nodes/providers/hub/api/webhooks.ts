import type { EventName } from '../../../../commerce/domain/event';
import { asObject, asText } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';
import { parseJsonObject } from '../../api/httpOutcome';
import { excerpt } from '../../api/responseText';
import type { FailureReason, ProviderResponse, ProviderRequest, Read } from '../../api/exchange';
import { explainHubFailure, KEY_MEANINGS } from './responses';

const WEBHOOKS = '/v1/organization/webhook';

/** A Hub webhook reports one event type, so two are needed for both. */
export const HUB_EVENT_TYPES = ['Message', 'MessageStatus'] as const;
export type HubEventType = (typeof HUB_EVENT_TYPES)[number];

/** What this package asks of a webhook. */
export interface HubWebhookInput {
	endpoint: string;
	eventType: HubEventType;
	label: string;
	/** Sent by the Hub with every delivery and with the verification call. */
	header: { key: string; value: string };
}

/** A webhook as the Hub shows it, which is without its headers. */
export interface HubWebhook {
	id: string;
	/** The Application it belongs to. */
	applicationId?: string;
	endpoint: string;
	eventType: string;
	active: boolean;
	isVerified: boolean;
	/** Only in the response that switches signing on, under a name no document gives. */
	signingSecret?: string;
}

/** A part of the list; `total` counts all of it. */
export interface HubWebhookPage {
	webhooks: HubWebhook[];
	total: number;
}

/** Which event types a choice of events needs. */
export function neededEventTypes(events: readonly EventName[]): HubEventType[] {
	const needed = new Set(events.map((event) => (event === 'messageStatus' ? 'MessageStatus' : 'Message')));
	return HUB_EVENT_TYPES.filter((type) => needed.has(type));
}

/** The largest page the Hub gives. */
export const PAGE_SIZE = 50;

/** GET one page of the webhooks, from `offset` on. */
export function listWebhooksRequest(offset: number): ProviderRequest {
	return { method: 'GET', path: `${WEBHOOKS}?offset=${offset}&limit=${PAGE_SIZE}` };
}

/** GET one webhook. */
export function readWebhookRequest(id: string): ProviderRequest {
	return { method: 'GET', path: `${WEBHOOKS}/${encodeURIComponent(id)}` };
}

/** POST a new webhook, signed; the Hub verifies its address at once. */
export function createWebhookRequest({ label, ...input }: HubWebhookInput): ProviderRequest {
	return { method: 'POST', path: WEBHOOKS, body: { label, ...webhookFields(input) } };
}

/** Takes over a webhook that already points here. `label` is not among the fields that can be changed. */
export function updateWebhookRequest(id: string, input: Omit<HubWebhookInput, 'label'>): ProviderRequest {
	return { method: 'PATCH', path: `${WEBHOOKS}/${encodeURIComponent(id)}`, body: webhookFields(input) };
}

/** Signing must be off before it can be switched on, and the Hub shows the secret only then. */
export function stopSigningRequest(id: string): ProviderRequest {
	return {
		method: 'PATCH',
		path: `${WEBHOOKS}/${encodeURIComponent(id)}`,
		body: { requiresSignature: false },
	};
}

/** DELETE one webhook. */
export function deleteWebhookRequest(id: string): ProviderRequest {
	return { method: 'DELETE', path: `${WEBHOOKS}/${encodeURIComponent(id)}` };
}

function webhookFields({ endpoint, eventType, header }: Omit<HubWebhookInput, 'label'>) {
	return {
		endpoint,
		eventType,
		authenticationProtocol: 'NoAuthentication',
		headers: [header],
		requiresSignature: true,
	};
}

/** One webhook out of the response to a create, read or update. */
export function readWebhookResponse(response: ProviderResponse): Read<HubWebhook> {
	const reason = refusal(response);
	if (reason) return { reason };
	const json = parseJsonObject(response.body) ?? {};
	const webhook = asWebhook(asObject(json.data) ?? json);
	if (webhook) return { value: { ...webhook, signingSecret: findSigningSecret(json) } };
	return {
		reason: {
			what: 'The Hub answered without a webhook',
			next: 'Look at the webhooks of the Application in the Hub dashboard.',
			providerMessage: excerpt(response.body),
			statusCode: response.statusCode,
		},
	};
}

/** One page of webhooks. */
export function readWebhookPage(response: ProviderResponse): Read<HubWebhookPage> {
	const reason = refusal(response);
	if (reason) return { reason };
	const json = parseJsonObject(response.body) ?? {};
	const data: unknown[] = Array.isArray(json.data) ? json.data : [];
	const webhooks = data.map((entry) => asWebhook(asObject(entry) ?? {})).filter((hook) => hook !== undefined);
	const total = Number(asObject(json.pagination)?.total ?? webhooks.length);
	return { value: { webhooks, total: Number.isFinite(total) ? total : webhooks.length } };
}

/** Judges the response to a delete. `unknown`: the Application of the API key has no such webhook. */
export function readDeleteResponse(response: ProviderResponse): Read<'deleted' | 'unknown'> {
	if (response.statusCode === 404) return { value: 'unknown' };
	if (response.statusCode >= 200 && response.statusCode < 300) return { value: 'deleted' };
	return { reason: hubReason(response) };
}

function asWebhook(json: LooseObject): HubWebhook | undefined {
	const id = asText(json.id) ?? asText(json.webhookId);
	if (id === undefined) return undefined;
	return {
		id,
		applicationId: asText(json.applicationId),
		endpoint: asText(json.endpoint) ?? '',
		eventType: asText(json.eventType) ?? '',
		active: json.active !== false,
		isVerified: json.isVerified === true,
	};
}

const SECRET_NAME = /secret|signing[-_]?key|signature[-_]?key/i;

/**
 * The signing secret under whatever name the Hub gives it: a text in a member named like a secret, at most
 * three levels deep, or the text `key` / `value` of an object so named.
 */
export function findSigningSecret(json: LooseObject, depth = 0): string | undefined {
	for (const [name, value] of Object.entries(json)) {
		if (!SECRET_NAME.test(name)) continue;
		const holder = asObject(value);
		const secret = asText(value) ?? asText(holder?.value) ?? asText(holder?.key);
		if (secret !== undefined) return secret;
	}
	if (depth >= 2) return undefined;
	for (const [name, value] of Object.entries(json)) {
		// Our own secret header could be echoed there.
		const inner = name === 'headers' ? undefined : asObject(value);
		const secret = inner && findSigningSecret(inner, depth + 1);
		if (secret !== undefined) return secret;
	}
	return undefined;
}

function refusal(response: ProviderResponse): FailureReason | undefined {
	const failed = response.statusCode < 200 || response.statusCode >= 300;
	if (!failed && parseJsonObject(response.body) !== undefined) return undefined;
	return hubReason(response);
}

const OF_WEBHOOKS = {
	ofStatus: KEY_MEANINGS,
	notDone: { what: 'did not answer as documented', next: 'Check Base URL in the credential.' },
};

function hubReason({ statusCode, body }: ProviderResponse): FailureReason {
	return explainHubFailure(statusCode, parseJsonObject(body), body, OF_WEBHOOKS);
}
