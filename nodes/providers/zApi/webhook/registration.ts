import type { IHookFunctions } from 'n8n-workflow';

import { neededSettings, Z_API_CALLBACKS } from '../api/webhooks';
import type { ZApiCallback, ZApiWebhookSettings } from '../api/webhooks';
import { nodeState } from '../../webhook/nodeState';
import type { NodeState } from '../../webhook/nodeState';
import { ifAvailable, RegistrationError, undoOnFailure, warn } from '../../webhook/providerCalls';
import { holderOf } from '../../webhook/ownAddresses';
import { assertReachable, isSameNode, ownUrl } from '../../webhook/publicUrl';
import { notesOf, putInForce } from '../../webhook/registrationNotes';
import { takeovers } from './takeovers';
import type { Found } from './takeovers';
import type { TriggerSettings } from '../../webhook/triggerSettings';
import {
	foundBy,
	instanceIdOf,
	isOfInstance,
	isZApiNote,
	readInstance,
	setSentByMe,
	setUrl,
	slotOf,
	warnLeftBehind,
} from './instance';
import type { ZApiRegistration } from './instance';
import { isOnlySwitchLeft, putBack } from './restore';
import type { ZApiSettings } from './fields';

type Needs = ReturnType<typeof neededSettings>;

function needsOf(settings: TriggerSettings<ZApiSettings>): Needs {
	const events = settings.includeUnknown ? [...settings.events, 'unknown' as const] : settings.events;
	return neededSettings(events, !settings.ignoreOwnMessages);
}

/**
 * Whether the instance already sends here what was chosen. Older n8n asks at every start, so an instance that
 * cannot be asked then counts as registered when it was before: otherwise a pause of the provider would
 * switch the workflow off.
 */
export async function isRegisteredAtZApi(
	context: IHookFunctions,
	settings: TriggerSettings<ZApiSettings>,
): Promise<boolean> {
	const { registration } = nodeState(context);
	const url = ownUrl(context);
	const needs = needsOf(settings);
	const instanceId = await instanceIdOf(context);
	if (!isOfInstance(registration, instanceId)) return false;
	if (registration.url !== url || !coversNeeds(registration, needs)) return false;
	const unavailable = 'could not reach Z-API to check its webhook settings; assuming they are unchanged';
	const instance = await ifAvailable(context, unavailable, readInstance(context));
	if (instance === undefined) return true;
	const others = needs.callbacks.filter((callback) => instance.urls[callback] !== url);
	const complete = others.length === 0 && (!needs.sentByMe || instance.sentByMe);
	if (!complete && !isCovered(context, settings, instance, others)) return false;
	registration.instanceId ??= instanceId;
	noteTakeovers(registration, instanceId, needs);
	return true;
}

/**
 * After a restart another address on top of ours may belong to a workflow that stacked its own on it. Setting
 * ours again would make the two replace each other at every start.
 */
function isCovered(
	context: IHookFunctions,
	{ own: { replaceOtherUrl } }: TriggerSettings<ZApiSettings>,
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
		`${Z_API_CALLBACKS[callback].label} events go to ${holderOf(context, urls[callback]).name}`,
		'Left as it is.',
	);
	return true;
}

function coversNeeds({ previous }: ZApiRegistration, { callbacks }: Needs): boolean {
	return callbacks.every((name) => name in previous);
}

function noteTakeovers(registration: ZApiRegistration, instanceId: string, { callbacks }: Needs): void {
	for (const callback of callbacks) {
		takeovers.note(slotOf(instanceId, callback), registration.url, foundBy(registration, callback));
	}
}

/**
 * Sets our address for what was chosen, having noted what was there. Throws RegistrationError; then nothing is
 * changed.
 */
export async function registerAtZApi(
	context: IHookFunctions,
	settings: TriggerSettings<ZApiSettings>,
): Promise<void> {
	const url = ownUrl(context);
	assertReachable(context, url);
	const needs = needsOf(settings);
	const instanceId = await instanceIdOf(context);
	const before = await readInstance(context);
	const earlier = notesOf(nodeState(context)).find((note) => isOfInstance(note, instanceId));
	const registration: ZApiRegistration = { provider: 'zApi', instanceId, url, previous: {} };
	if (context.getActivationMode() === 'manual') registration.isTest = true;
	for (const callback of needs.callbacks) {
		const current = before.urls[callback];
		const slot = slotOf(instanceId, callback);
		const found = urlToRestore(context, { slot, callback, current, earlier });
		if (found === undefined && !settings.own.replaceOtherUrl) throw otherUrl(context, callback, current);
		registration.previous[callback] = found?.url ?? current;
	}
	if (needs.callbacks.includes('received')) {
		registration.sentByMeBefore =
			sentByMeBefore(url, before, earlier) ?? switchFoundByDead(instanceId, before) ?? before.sentByMe;
	}
	await undoOnFailure(apply(context, url, needs, before), async () => {
		await putBack(context, { instanceId, url, before });
	});
	keepUnrestored(registration, before, earlier);
	const state = nodeState(context);
	putInForce(state, registration, (note) => isOfInstance(note, instanceId));
	noteTakeovers(registration, instanceId, needs);
	for (const note of state.leftBehind ?? []) {
		if (isZApiNote(note)) warnLeftBehind(context, note);
	}
}

/** Over our own address, or when it could not be switched back, the switch is what we made it: the note counts. */
function sentByMeBefore(url: string, { urls }: ZApiWebhookSettings, earlier?: ZApiRegistration) {
	const { received } = urls;
	const isOurs = received === earlier?.url || isSameNode(received, url);
	const counts = earlier !== undefined && (isOurs || isOnlySwitchLeft(earlier));
	return counts ? earlier.sentByMeBefore : undefined;
}

/** What an earlier deactivation could not restore stays on the list, also where it is not needed now. */
function keepUnrestored(
	registration: ZApiRegistration,
	{ urls }: ZApiWebhookSettings,
	earlier?: ZApiRegistration,
): void {
	if (earlier === undefined) return;
	const { url, previous } = registration;
	for (const callback of Object.keys(earlier.previous) as ZApiCallback[]) {
		if (urls[callback] === url) previous[callback] ??= earlier.previous[callback];
	}
	if ('received' in previous || isOnlySwitchLeft(earlier)) {
		registration.sentByMeBefore ??= earlier.sentByMeBefore;
	}
}

interface Position {
	slot: string;
	callback: ZApiCallback;
	current: string;
	earlier?: ZApiRegistration;
}

/**
 * What to bring back later, when the address that is set now may be replaced without asking: there is nothing,
 * or it is this node's own (test or production, perhaps left behind by a crash). Undefined for another's.
 */
function urlToRestore(context: IHookFunctions, position: Position): Found | undefined {
	const { slot, callback, current, earlier } = position;
	if (current === '') return { url: '' };
	const url = ownUrl(context);
	const known = earlier?.previous[callback] ?? foundByDead(slot, current);
	if (current === url || current === earlier?.url) return { url: known };
	if (!isSameNode(current, url)) return undefined;
	// "Listen for test event" comes over a running production address and must bring it back.
	const isTest = context.getActivationMode() === 'manual';
	if (isTest || takeovers.isAlive(slot, current)) return { url: current };
	return { url: known };
}

/** What an address of ours that nobody uses any more had found, as far as this process knows; empty if it does not. */
function foundByDead(slot: string, current: string): string {
	const { url } = takeovers.resolve(slot, { url: current });
	return url === current ? '' : url;
}

function switchFoundByDead(instanceId: string, { urls }: ZApiWebhookSettings): boolean | undefined {
	const slot = slotOf(instanceId, 'received');
	return takeovers.isAlive(slot, urls.received) ? undefined : takeovers.find(slot, urls.received)?.sentByMe;
}

const TAKE_OVER =
	'An instance has one URL for each kind of event, and setting ours would end the events there. To take them over and give them back later, add the option When Another URL Is Set and choose Replace and Restore on Deactivation; or use another instance, or Manual registration.';

const SHARE_THE_TRIGGER =
	'An instance has one URL for each kind of event. Let one trigger start both: choose the events of both there under Trigger On, and tell them apart by event with a Switch node. To take the events over as long as this workflow runs, add the option When Another URL Is Set and choose Replace and Restore on Deactivation; or use another instance.';

function otherUrl(context: IHookFunctions, callback: ZApiCallback, current: string): RegistrationError {
	const { label } = Z_API_CALLBACKS[callback];
	const other = holderOf(context, current);
	return new RegistrationError(
		context,
		`The Z-API instance already sends its ${label} events to ${other.name}`,
		other.isOfThisN8n ? SHARE_THE_TRIGGER : TAKE_OVER,
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

/**
 * Writes down what this process learned of the stack since the registration: a workflow whose address ours
 * had replaced is gone, so what that one had found comes back instead. Called with every event, because
 * nothing but the workflow's own calls can write its static data.
 */
export function rememberTakeovers(state: NodeState, instanceId: string): void {
	const { registration } = state;
	if (!isOfInstance(registration, instanceId)) return;
	for (const callback of Object.keys(registration.previous) as ZApiCallback[]) {
		const found = takeovers.find(slotOf(instanceId, callback), registration.url);
		if (found === undefined || found.url === registration.previous[callback]) continue;
		registration.previous[callback] = found.url;
		if (callback === 'received') registration.sentByMeBefore = found.sentByMe;
	}
}
