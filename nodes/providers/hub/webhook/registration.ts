import { randomBytes } from 'crypto';
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import {
	createWebhookRequest,
	deleteWebhookRequest,
	HUB_EVENT_TYPES,
	listWebhooksRequest,
	neededEventTypes,
	PAGE_SIZE,
	readDeleteResponse,
	readWebhookPage,
	readWebhookResponse,
	readWebhookRequest,
	stopSigningRequest,
	updateWebhookRequest,
} from '../api/webhooks';
import type { HubEventType, HubWebhook } from '../api/webhooks';
import { hasOtherKey, isHubNote, isSameApplication, keyDigestOf, warnLeftBehind } from './application';
import type { HubRegistration } from './application';
import { nodeKey, nodeState } from '../../webhook/nodeState';
import { ask, ifAvailable, undoOnFailure, warn } from '../../webhook/providerCalls';
import { assertReachable, ownUrl } from '../../webhook/publicUrl';
import { putInForce } from '../../webhook/registrationNotes';
import type { TriggerSettings } from '../../webhook/triggerSettings';
import { hubCredential } from '../credential';

/** The header that only the Hub and we know the value of. */
export const HUB_SECRET_HEADER = 'X-Whatsapp-Commerce-Secret';

/** An Application has a handful of webhooks; this bounds a list that never ends. */
const MAX_PAGES = 20;

/** What this process registered, for events that come before n8n has saved it. */
const registrations = new Map<string, HubRegistration>();

function registrationOf(context: IHookFunctions | IWebhookFunctions): HubRegistration | undefined {
	const { registration } = nodeState(context);
	return isHubNote(registration) ? registration : undefined;
}

/** Events may come before n8n has saved what `create` noted, so this process's own note counts too. */
export function hubRegistrationOf(context: IWebhookFunctions): HubRegistration | undefined {
	return registrationOf(context) ?? registrations.get(nodeKey(context));
}

/** Whether the webhooks we noted are still there and complete. A Hub that cannot be reached counts as unchanged. */
export async function isRegisteredAtHub(
	context: IHookFunctions,
	settings: TriggerSettings,
): Promise<boolean> {
	const registration = registrationOf(context);
	const url = ownUrl(context);
	const types = neededEventTypes(settings.events);
	if (registration?.url !== url || registration.webhooks.length !== types.length) return false;
	if (!types.every((type) => registration.webhooks.some(({ eventType }) => eventType === type))) return false;
	const unavailable = 'could not reach the Hub to check its webhooks; assuming they are unchanged';
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
		const { webhooks, total } = await ask(
			context,
			hubCredential,
			listWebhooksRequest(offset),
			readWebhookPage,
		);
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
		keyDigest: await keyDigestOf(context),
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
	registration.applicationId = webhooks.find(({ applicationId }) => applicationId)?.applicationId;
	const state = nodeState(context);
	putInForce(state, registration, (note) => isSameApplication(note, registration));
	for (const note of state.leftBehind ?? []) {
		if (isHubNote(note)) warnLeftBehind(context, note);
	}
	await warnAboutSecurity(context, webhooks);
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
		const ofType = own.filter((webhook) => webhook.eventType === eventType);
		// No document says how to activate a webhook, so an inactive one is replaced.
		const reusable = ofType.find(({ active }) => active);
		const doubles = ofType.filter((webhook) => webhook !== reusable);
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
		warn(context, 'webhooks from a failed registration may be left at the Hub', error);
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
		await ask(context, hubCredential, stopSigningRequest(reusableId), readWebhookResponse);
		return await ask(context, hubCredential, updateWebhookRequest(reusableId, input), readWebhookResponse);
	}
	const label = `n8n: ${context.getWorkflow().name ?? context.getNode().name}`.slice(0, 80);
	return await ask(context, hubCredential, createWebhookRequest({ ...input, label }), readWebhookResponse);
}

/** Warns in the log of what weakens the webhooks without stopping them. */
async function warnAboutSecurity(context: IHookFunctions, webhooks: HubWebhook[]): Promise<void> {
	if (webhooks.some(({ signingSecret }) => signingSecret === undefined)) {
		const next = 'Its secret header is checked instead; events carry a warning.';
		warn(context, 'the Hub gave no signing secret, so signatures are not checked', next);
	}
	for (const { id, eventType } of webhooks) {
		try {
			const now = await ask(context, hubCredential, readWebhookRequest(id), readWebhookResponse);
			if (!now.active) {
				const next = 'It sends no events until it is activated in the Hub dashboard.';
				warn(context, `the Hub keeps the ${eventType} webhook inactive`, next);
			}
			if (!now.isVerified) {
				const next = 'It may send nothing until it can call the webhook URL.';
				warn(context, `the Hub has not verified the ${eventType} webhook`, next);
			}
		} catch (error) {
			warn(context, `could not read the state of the ${eventType} webhook at the Hub`, error);
		}
	}
}

/** Deletes webhooks; what cannot be deleted is logged, and taken over at the next activation. */
async function removeAll(context: IHookFunctions, webhooks: ReadonlyArray<{ id: string }>): Promise<void> {
	for (const { id } of webhooks) await remove(context, id);
}

/** `failed` is said in the log. */
async function remove(context: IHookFunctions, id: string): Promise<'deleted' | 'unknown' | 'failed'> {
	try {
		return await ask(context, hubCredential, deleteWebhookRequest(id), readDeleteResponse);
	} catch (error) {
		warn(context, 'could not delete a webhook at the Hub, which still points to this workflow', error);
		return 'failed';
	}
}

/**
 * Deletes our webhooks and returns those that are left: where the Hub failed, or does not know them under
 * another API key than they were made with. Never throws: n8n would only log it and then not save what is left.
 */
export async function unregisterAtHub(
	context: IHookFunctions,
	registration: HubRegistration,
): Promise<HubRegistration | undefined> {
	if (registrations.get(nodeKey(context))?.url === registration.url) registrations.delete(nodeKey(context));
	const isOtherKey = await hasOtherKey(context, registration);
	const left: HubRegistration['webhooks'] = [];
	let isLeftBehind = false;
	for (const webhook of registration.webhooks) {
		const outcome = await remove(context, webhook.id);
		const isOutOfReach = outcome === 'unknown' && isOtherKey;
		if (outcome === 'failed' || isOutOfReach) left.push(webhook);
		isLeftBehind ||= isOutOfReach;
	}
	if (isLeftBehind) warnLeftBehind(context, registration);
	return left.length === 0 ? undefined : { ...registration, webhooks: left };
}
