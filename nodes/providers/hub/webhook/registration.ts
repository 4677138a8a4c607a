import { randomBytes } from 'crypto';
import type { IHookFunctions } from 'n8n-workflow';

import {
	createWebhookRequest,
	deleteWebhookRequest,
	HUB_EVENT_TYPES,
	listWebhooksRequest,
	neededEventTypes,
	PAGE_SIZE,
	readDeleteReply,
	readWebhookPage,
	readWebhookReply,
	readWebhookRequest,
	stopSigningRequest,
	updateWebhookRequest,
} from '../api/webhooks';
import type { HubEventType, HubWebhook } from '../api/webhooks';
import { nodeKey, nodeState } from '../../webhook/nodeState';
import type { HubRegistration } from '../../webhook/nodeState';
import { ask, ifAvailable, undoOnFailure, warn } from '../../webhook/providerCalls';
import { assertReachable, ownUrl } from '../../webhook/publicUrl';
import type { TriggerSettings } from '../../webhook/triggerSettings';

/** The header that only the Hub and we know the value of. */
export const HUB_SECRET_HEADER = 'X-Whatsapp-Commerce-Secret';

/** An Application has a handful of webhooks; this bounds a list that never ends. */
const MAX_PAGES = 20;

/** What this process registered, for events that come before n8n has saved it. */
const registrations = new Map<string, HubRegistration>();

/** What this process registered last for a node; undefined after a restart. */
export function lastHubRegistration(key: string): HubRegistration | undefined {
	return registrations.get(key);
}

function registrationOf(context: IHookFunctions): HubRegistration | undefined {
	const { registration } = nodeState(context);
	return registration?.provider === 'chatt2Me' ? registration : undefined;
}

/** Whether the webhooks we noted are still there and complete. A Hub that cannot be asked counts as before. */
export async function isRegisteredAtHub(
	context: IHookFunctions,
	settings: TriggerSettings,
): Promise<boolean> {
	const registration = registrationOf(context);
	const url = ownUrl(context);
	const types = neededEventTypes(settings.events);
	if (registration?.url !== url || registration.webhooks.length !== types.length) return false;
	if (!types.every((type) => registration.webhooks.some(({ eventType }) => eventType === type))) return false;
	const unavailable = 'the Hub could not be asked for its webhooks, which are taken to be as before';
	const own = await ifAvailable(context, unavailable, listOwn(context, url));
	if (own === undefined) return true;
	return registration.webhooks.every(({ id, eventType }) =>
		own.some((webhook) => webhook.id === id && webhook.eventType === eventType && webhook.active),
	);
}

/** The Hub's webhooks that point at our address. */
async function listOwn(context: IHookFunctions, url: string): Promise<HubWebhook[]> {
	const own: HubWebhook[] = [];
	for (let page = 0; page < MAX_PAGES; page++) {
		const offset = page * PAGE_SIZE;
		const { webhooks, total } = await ask(context, 'chatt2Me', listWebhooksRequest(offset), readWebhookPage);
		own.push(...webhooks.filter(({ endpoint }) => endpoint === url));
		if (webhooks.length === 0 || offset + webhooks.length >= total) break;
	}
	return own;
}

/**
 * Makes one webhook for each event type chosen, or takes over one that already points here, and removes ours
 * that are not needed. The Hub verifies our address while it makes them, so the secret is known here before.
 * Throws RegistrationError; then what was made is removed again.
 */
export async function registerAtHub(context: IHookFunctions, settings: TriggerSettings): Promise<void> {
	const url = ownUrl(context);
	assertReachable(context, url);
	const types = neededEventTypes(settings.events);
	const registration: HubRegistration = {
		provider: 'chatt2Me',
		url,
		headerSecret: randomBytes(32).toString('hex'),
		webhooks: [],
	};
	const before = await listOwn(context, url);
	registrations.set(nodeKey(context), registration);
	const webhooks = await undoOnFailure(
		makeAll(context, registration, types, before),
		async () => await removeMade(context, url, before),
	);
	nodeState(context).registration = registration;
	await tellWeaknesses(context, webhooks);
}

/** Fills `registration` with a webhook for each type. */
async function makeAll(
	context: IHookFunctions,
	registration: HubRegistration,
	types: readonly HubEventType[],
	own: readonly HubWebhook[],
): Promise<HubWebhook[]> {
	const webhooks: HubWebhook[] = [];
	for (const eventType of types) {
		const [reusable, ...doubles] = own.filter((webhook) => webhook.eventType === eventType);
		const webhook = await takeOverOrMake(context, registration, eventType, reusable?.id);
		webhooks.push(webhook);
		registration.webhooks.push({ id: webhook.id, eventType, signingSecret: webhook.signingSecret });
		await removeAll(context, doubles);
	}
	const unneeded = own.filter(({ eventType }) => isUnneeded(eventType, types));
	await removeAll(context, unneeded);
	return webhooks;
}

/** A create that failed may have made its webhook all the same, so the Hub is asked what there is. */
async function removeMade(
	context: IHookFunctions,
	url: string,
	before: readonly HubWebhook[],
): Promise<void> {
	registrations.delete(nodeKey(context));
	try {
		const now = await listOwn(context, url);
		await removeAll(
			context,
			now.filter(({ id }) => !before.some((webhook) => webhook.id === id)),
		);
	} catch (error) {
		warn(context, 'webhooks of the Hub from a failed registration may be left behind', error);
	}
}

function isUnneeded(eventType: string, types: readonly HubEventType[]): boolean {
	const type = HUB_EVENT_TYPES.find((known) => known === eventType);
	return type !== undefined && !types.includes(type);
}

async function takeOverOrMake(
	context: IHookFunctions,
	{ url, headerSecret }: HubRegistration,
	eventType: HubEventType,
	reusableId?: string,
): Promise<HubWebhook> {
	const input = { endpoint: url, eventType, header: { key: HUB_SECRET_HEADER, value: headerSecret } };
	if (reusableId !== undefined) {
		await ask(context, 'chatt2Me', stopSigningRequest(reusableId), readWebhookReply);
		return await ask(context, 'chatt2Me', updateWebhookRequest(reusableId, input), readWebhookReply);
	}
	const label = `n8n: ${context.getWorkflow().name ?? context.getNode().name}`.slice(0, 80);
	return await ask(context, 'chatt2Me', createWebhookRequest({ ...input, label }), readWebhookReply);
}

/** What the user should know although it stops nothing. */
async function tellWeaknesses(context: IHookFunctions, webhooks: HubWebhook[]): Promise<void> {
	if (webhooks.some(({ signingSecret }) => signingSecret === undefined)) {
		const next = 'Its secret header is checked instead; events carry a warning.';
		warn(context, 'the Hub gave no signing secret, so signatures are not checked', next);
	}
	for (const { id, eventType, isVerified } of webhooks) {
		if (isVerified) continue;
		try {
			const now = await ask(context, 'chatt2Me', readWebhookRequest(id), readWebhookReply);
			if (now.isVerified) continue;
			const next = 'It may send nothing until it can call the webhook URL.';
			warn(context, `the Hub has not verified the ${eventType} webhook`, next);
		} catch (error) {
			warn(context, `the Hub could not be asked whether it verified the ${eventType} webhook`, error);
		}
	}
}

/** Deletes webhooks; what cannot be deleted is told in the log and taken over at the next activation. */
async function removeAll(context: IHookFunctions, webhooks: ReadonlyArray<{ id: string }>): Promise<void> {
	for (const { id } of webhooks) {
		try {
			await ask(context, 'chatt2Me', deleteWebhookRequest(id), readDeleteReply);
		} catch (error) {
			warn(context, 'a webhook of the Hub could not be deleted and still names this workflow', error);
		}
	}
}

/** Deletes our webhooks. Never throws: n8n would only log it, and the next activation finds them by address. */
export async function unregisterAtHub(context: IHookFunctions, registration: HubRegistration): Promise<void> {
	await removeAll(context, registration.webhooks);
	if (registrations.get(nodeKey(context))?.url === registration.url) registrations.delete(nodeKey(context));
	delete nodeState(context).registration;
}
