import type { IHookFunctions } from 'n8n-workflow';

import {
	neededSettings,
	READ_SETTINGS,
	readSetReply,
	readSettingsReply,
	setCallbackRequest,
	setSentByMeRequest,
	Z_API_CALLBACKS,
} from '../api/webhooks';
import type { ZApiCallback, ZApiWebhookSettings } from '../api/webhooks';
import { nodeState } from '../../webhook/nodeState';
import type { NodeState, ZApiRegistration } from '../../webhook/nodeState';
import { ask, ifAvailable, RegistrationError, undoOnFailure, warn } from '../../webhook/providerCalls';
import { assertReachable, hostOf, isSameNode, ownUrl } from '../../webhook/publicUrl';
import { takeovers } from './takeovers';
import type { Found } from './takeovers';
import type { TriggerSettings } from '../../webhook/triggerSettings';

type Needs = ReturnType<typeof neededSettings>;

function needsOf(settings: TriggerSettings): Needs {
	const events = settings.includeUnknown ? [...settings.events, 'unknown' as const] : settings.events;
	return neededSettings(events, !settings.ignoreOwnMessages);
}

const readInstance = async (context: IHookFunctions): Promise<ZApiWebhookSettings> =>
	await ask(context, 'zApi', READ_SETTINGS, readSettingsReply);

const setUrl = async (context: IHookFunctions, callback: ZApiCallback, url: string): Promise<true> =>
	await ask(context, 'zApi', setCallbackRequest(callback, url), readSetReply);

const setSentByMe = async (context: IHookFunctions, on: boolean): Promise<true> =>
	await ask(context, 'zApi', setSentByMeRequest(on), readSetReply);

/** Names a setting of an instance among all instances. */
async function slotOf(context: IHookFunctions): Promise<(callback: ZApiCallback) => string> {
	const { instanceId } = await context.getCredentials('zApi');
	return (callback) => `${String(instanceId)}/${callback}`;
}

function registrationOf(context: IHookFunctions): ZApiRegistration | undefined {
	const { registration } = nodeState(context);
	return registration?.provider === 'zApi' ? registration : undefined;
}

/**
 * Whether the instance already sends here what was chosen. Older n8n asks at every start, so an instance that
 * cannot be asked then counts as registered when it was before: otherwise a pause of the provider would
 * switch the workflow off.
 */
export async function isRegisteredAtZApi(
	context: IHookFunctions,
	settings: TriggerSettings,
): Promise<boolean> {
	const registration = registrationOf(context);
	const url = ownUrl(context);
	const needs = needsOf(settings);
	if (registration?.url !== url || !coversNeeds(registration, needs)) return false;
	const slot = await slotOf(context);
	const unavailable = 'Z-API could not be asked for its webhook settings, which are taken to be as before';
	const instance = await ifAvailable(context, unavailable, readInstance(context));
	if (instance === undefined) return true;
	const others = needs.callbacks.filter((callback) => instance.urls[callback] !== url);
	const complete = others.length === 0 && (!needs.sentByMe || instance.sentByMe);
	if (!complete && !isCovered(context, settings, instance, others)) return false;
	for (const callback of needs.callbacks) {
		takeovers.note(slot(callback), url, foundBy(registration, callback));
	}
	return true;
}

/**
 * After a restart another address on top of ours may belong to a workflow that stacked its own on it. Setting
 * ours again would make the two replace each other at every start.
 */
function isCovered(
	context: IHookFunctions,
	{ replaceOtherUrl }: TriggerSettings,
	{ urls }: ZApiWebhookSettings,
	others: ZApiCallback[],
): boolean {
	const restarting = ['init', 'leadershipChange'].includes(context.getActivationMode());
	if (!restarting || !replaceOtherUrl || others.length === 0) return false;
	if (others.some((callback) => urls[callback] === '' || isSameNode(urls[callback], ownUrl(context))))
		return false;
	const [callback] = others;
	warn(
		context,
		`${Z_API_CALLBACKS[callback].label} events go to ${hostOf(urls[callback])}`,
		'Left as it is.',
	);
	return true;
}

function coversNeeds({ previous }: ZApiRegistration, { callbacks }: Needs): boolean {
	return callbacks.length === Object.keys(previous).length && callbacks.every((name) => name in previous);
}

function foundBy(registration: ZApiRegistration, callback: ZApiCallback): Found {
	const url = registration.previous[callback] ?? '';
	return callback === 'received' ? { url, sentByMe: registration.sentByMeBefore } : { url };
}

/** Sets our address for what was chosen, having noted what was there. Throws RegistrationError; then nothing is changed. */
export async function registerAtZApi(context: IHookFunctions, settings: TriggerSettings): Promise<void> {
	const url = ownUrl(context);
	assertReachable(context, url);
	const needs = needsOf(settings);
	const slot = await slotOf(context);
	const before = await readInstance(context);
	const earlier = registrationOf(context);
	const registration: ZApiRegistration = { provider: 'zApi', url, previous: {} };
	if (context.getActivationMode() === 'manual') registration.isTest = true;
	for (const callback of needs.callbacks) {
		const current = before.urls[callback];
		const found = findPrevious(context, { slot: slot(callback), callback, current, earlier });
		if (found === undefined && !settings.replaceOtherUrl) throw otherUrl(context, callback, current);
		registration.previous[callback] = found?.url ?? current;
	}
	if (needs.callbacks.includes('received')) {
		const { received } = before.urls;
		// Over our own address the flag is what we made it, so the older note counts.
		const isOurs = received === earlier?.url || isSameNode(received, url);
		registration.sentByMeBefore = (isOurs ? earlier?.sentByMeBefore : undefined) ?? before.sentByMe;
	}
	await undoOnFailure(apply(context, url, needs, before), async () => await putBack(context, url, before));
	nodeState(context).registration = registration;
	for (const callback of needs.callbacks) {
		takeovers.note(slot(callback), url, foundBy(registration, callback));
	}
}

interface Position {
	slot: string;
	callback: ZApiCallback;
	current: string;
	earlier?: ZApiRegistration;
}

/**
 * What to bring back later, when the address that is set now may be replaced without asking: there is none,
 * or it is this node's own (test or production, perhaps left behind by a crash). Undefined for another's.
 */
function findPrevious(context: IHookFunctions, position: Position): Found | undefined {
	const { slot, callback, current, earlier } = position;
	if (current === '') return { url: '' };
	const url = ownUrl(context);
	if (current === url || current === earlier?.url) return { url: earlier?.previous[callback] ?? '' };
	if (!isSameNode(current, url)) return undefined;
	// "Listen for test event" comes over a running production address and must bring it back.
	const isTest = context.getActivationMode() === 'manual';
	if (isTest || takeovers.isAlive(slot, current)) return { url: current };
	return { url: earlier?.previous[callback] ?? takeovers.resolve(slot, { url: current }).url };
}

function otherUrl(context: IHookFunctions, callback: ZApiCallback, current: string): RegistrationError {
	const { label } = Z_API_CALLBACKS[callback];
	return new RegistrationError(
		context,
		`The Z-API instance already sends its ${label} events to ${hostOf(current)}`,
		'An instance has one URL for each kind of event, and setting ours would end the events there. To take them over and give them back later, set When Another URL Is Set to Replace and Restore on Deactivation; or use another instance, or Manual registration.',
	);
}

/** Changes what has to change and reads it back: Z-API has been seen to confirm and not to do it. */
async function apply(context: IHookFunctions, url: string, needs: Needs, before: ZApiWebhookSettings) {
	for (const callback of needs.callbacks) {
		if (before.urls[callback] !== url) await setUrl(context, callback, url);
	}
	const { urls } = await readInstance(context);
	const missing = needs.callbacks.find((callback) => urls[callback] !== url);
	if (missing !== undefined) throw notKept(context, Z_API_CALLBACKS[missing].label);
	if (!needs.sentByMe || before.sentByMe) return;
	await setSentByMe(context, true);
	if (!(await readInstance(context)).sentByMe) throw notKept(context, 'Notify Sent by Me');
}

function notKept(context: IHookFunctions, label: string): RegistrationError {
	return new RegistrationError(
		context,
		`Z-API confirmed the webhook setting ${label} but did not keep it`,
		'Set it in the Z-API panel under Instances, Webhooks, and activate again; or set Registration to Manual and paste the URL there.',
	);
}

/** Undoes a registration that failed half way. n8n's own undo would not know of it yet. */
async function putBack(context: IHookFunctions, url: string, before: ZApiWebhookSettings): Promise<void> {
	try {
		const now = await readInstance(context);
		for (const callback of Object.keys(before.urls) as ZApiCallback[]) {
			const isOurs = now.urls[callback] === url && before.urls[callback] !== url;
			if (isOurs) await setUrl(context, callback, before.urls[callback]);
		}
		if (now.sentByMe && !before.sentByMe) await setSentByMe(context, false);
	} catch (error) {
		warn(context, 'the webhook settings of Z-API could not be put back after a failed registration', error);
	}
}

/**
 * Brings back what was there, wherever our address is still the one set. Never throws: n8n would only log it
 * and then not save what is left to do. When Z-API cannot be asked, the note stays for the next activation.
 */
export async function unregisterAtZApi(
	context: IHookFunctions,
	registration: ZApiRegistration,
): Promise<void> {
	try {
		const slot = await slotOf(context);
		const now = await readInstance(context);
		for (const callback of Object.keys(registration.previous) as ZApiCallback[]) {
			const found = takeovers.find(slot(callback), registration.url) ?? foundBy(registration, callback);
			const current = now.urls[callback];
			if (current !== registration.url && !isAbandonedTest(current, registration, slot(callback))) {
				takeovers.retire(slot(callback), registration.url, found);
				continue;
			}
			const target = takeovers.resolve(slot(callback), found);
			await setUrl(context, callback, target.url);
			if (target.sentByMe === false && now.sentByMe) await setSentByMe(context, false);
			takeovers.forget(slot(callback), registration.url);
		}
		delete nodeState(context).registration;
	} catch (error) {
		warn(context, 'the webhook settings of Z-API could not be put back and still name this workflow', error);
	}
}

/** A test address of this node that n8n, killed while it listened, could not take back. */
function isAbandonedTest(current: string, { url, isTest }: ZApiRegistration, slot: string): boolean {
	return isTest !== true && isSameNode(current, url) && !takeovers.isAlive(slot, current);
}

/**
 * Writes down what this process learned of the stack since the registration: a workflow whose address ours
 * had replaced is gone, so what that one had found comes back instead. Called with every event, because
 * nothing but the workflow's own calls can write its static data.
 */
export function rememberTakeovers(state: NodeState, instanceId: string): void {
	const { registration } = state;
	if (registration?.provider !== 'zApi') return;
	for (const callback of Object.keys(registration.previous) as ZApiCallback[]) {
		const found = takeovers.find(`${instanceId}/${callback}`, registration.url);
		if (found === undefined || found.url === registration.previous[callback]) continue;
		registration.previous[callback] = found.url;
		if (callback === 'received') registration.sentByMeBefore = found.sentByMe;
	}
}
