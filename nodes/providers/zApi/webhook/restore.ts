import type { IHookFunctions } from 'n8n-workflow';

import { Z_API_CALLBACKS } from '../api/webhooks';
import type { ZApiCallback, ZApiWebhookSettings } from '../api/webhooks';
import { warn } from '../../webhook/providerCalls';
import { isSameNode } from '../../webhook/publicUrl';
import { takeovers } from './takeovers';
import type { Found } from './takeovers';
import {
	foundBy,
	instanceIdOf,
	isOfInstance,
	readInstance,
	setSentByMe,
	setUrl,
	slotOf,
	warnLeftBehind,
} from './instance';
import type { ZApiRegistration } from './instance';

type Urls = Partial<Record<ZApiCallback, string>>;

/** What is to come back: addresses by callback, and whether own messages are to be switched off again. */
interface Restoration {
	urls: Urls;
	sentByMeOff: boolean;
}

const callbacksIn = (urls: Urls) => Object.keys(urls) as ZApiCallback[];

/**
 * Restores every setting on its own, so that one refusal costs nothing but itself. Addresses come first;
 * clearing one comes last, because no document says that Z-API takes an empty address, and after own messages,
 * because their switch needs an address. Returns what failed, which the log says too; never throws.
 */
async function restore(
	context: IHookFunctions,
	ours: string,
	{ urls, sentByMeOff }: Restoration,
): Promise<Restoration> {
	const failed: Restoration = { urls: {}, sentByMeOff: false };
	const setAll = async (callbacks: ZApiCallback[]) => {
		for (const callback of callbacks) {
			try {
				await setUrl(context, callback, urls[callback] ?? '');
			} catch (error) {
				failed.urls[callback] = urls[callback];
				warnNotRestored(context, callback, urls[callback], error);
			}
		}
	};
	await setAll(callbacksIn(urls).filter((callback) => urls[callback] !== ''));
	if (sentByMeOff) {
		try {
			await setSentByMe(context, false);
		} catch (error) {
			failed.sentByMeOff = true;
			warn(context, STILL_SENT_BY_ME, error);
		}
	}
	await setAll(callbacksIn(urls).filter((callback) => urls[callback] === ''));
	await noteUnkept(context, ours, { urls, sentByMeOff }, failed);
	return failed;
}

const STILL_SENT_BY_ME = 'Z-API still reports messages sent by the instance itself (Notify Sent by Me)';
const NOT_KEPT = 'It confirmed the change but did not keep it: set it in the Z-API panel.';

function warnNotRestored(context: IHookFunctions, callback: ZApiCallback, url = '', error: unknown): void {
	const { label } = Z_API_CALLBACKS[callback];
	const what =
		url === ''
			? `Z-API did not clear the URL of ${label} events, which was empty before`
			: `Z-API did not restore the former URL of ${label} events`;
	warn(context, `${what}, so they still go to this workflow`, error);
}

/** Z-API has been seen to confirm a setting and not to keep it. */
async function noteUnkept(
	context: IHookFunctions,
	ours: string,
	{ urls, sentByMeOff }: Restoration,
	failed: Restoration,
): Promise<void> {
	const confirmed = callbacksIn(urls).filter((callback) => !(callback in failed.urls));
	const isSwitchConfirmed = sentByMeOff && !failed.sentByMeOff;
	if (confirmed.length === 0 && !isSwitchConfirmed) return;
	try {
		const now = await readInstance(context);
		for (const callback of confirmed) {
			if (now.urls[callback] !== ours || urls[callback] === ours) continue;
			failed.urls[callback] = urls[callback];
			warnNotRestored(context, callback, urls[callback], NOT_KEPT);
		}
		if (isSwitchConfirmed && now.sentByMe) {
			failed.sentByMeOff = true;
			warn(context, STILL_SENT_BY_ME, NOT_KEPT);
		}
	} catch (error) {
		warn(context, 'could not reach Z-API to check whether it restored the former webhook settings', error);
	}
}

/** What a registration that failed half way had found, and where. */
interface HalfDone {
	instanceId: string;
	url: string;
	before: ZApiWebhookSettings;
}

/**
 * Undoes a registration that failed half way. n8n's own undo would not know of it yet, and it saves no static
 * data then: what stays undone is kept by this process, for the next try.
 */
export async function putBack(context: IHookFunctions, { instanceId, url, before }: HalfDone): Promise<void> {
	let undone = callbacksIn(before.urls).filter((callback) => before.urls[callback] !== url);
	try {
		const now = await readInstance(context);
		undone = undone.filter((callback) => now.urls[callback] === url);
		const urls = Object.fromEntries(undone.map((callback) => [callback, before.urls[callback]]));
		const failed = await restore(context, url, { urls, sentByMeOff: now.sentByMe && !before.sentByMe });
		undone = callbacksIn(failed.urls);
	} catch (error) {
		warn(context, 'could not restore the webhook settings of Z-API after a failed registration', error);
	}
	for (const callback of undone) {
		takeovers.retire(slotOf(instanceId, callback), url, {
			url: before.urls[callback],
			sentByMe: before.sentByMe,
		});
	}
}

/**
 * Brings back what was there, wherever our address is still the one set. Returns what is left to do, which is
 * all of it when Z-API cannot be asked or the credential names another instance. Never throws: n8n would only
 * log it and then not save what is left to do.
 */
export async function unregisterAtZApi(
	context: IHookFunctions,
	registration: ZApiRegistration,
): Promise<ZApiRegistration | undefined> {
	try {
		const instanceId = await instanceIdOf(context);
		if (isOfInstance(registration, instanceId)) {
			return await giveBack(context, instanceId, registration, await readInstance(context));
		}
		warnLeftBehind(context, registration);
	} catch (error) {
		warn(
			context,
			'could not restore the webhook settings of Z-API, which still point to this workflow',
			error,
		);
	}
	for (const callback of callbacksIn(registration.previous)) {
		retire(registration.instanceId ?? '', callback, registration);
	}
	return registration;
}

/** The workflow is gone from this setting, so whoever found our address there shall bring back what we found. */
function retire(instanceId: string, callback: ZApiCallback, registration: ZApiRegistration): void {
	const slot = slotOf(instanceId, callback);
	const found = takeovers.find(slot, registration.url) ?? foundBy(registration, callback);
	takeovers.retire(slot, registration.url, found);
}

async function giveBack(
	context: IHookFunctions,
	instanceId: string,
	registration: ZApiRegistration,
	now: ZApiWebhookSettings,
): Promise<ZApiRegistration | undefined> {
	const { url } = registration;
	const targets = targetsOf(instanceId, registration, now);
	const before = isOnlySwitchLeft(registration)
		? switchLeft(instanceId, registration, now)
		: targets.get('received')?.sentByMe;
	const urls: Urls = Object.fromEntries([...targets].map(([callback, target]) => [callback, target.url]));
	const failed = await restore(context, url, { urls, sentByMeOff: before === false && now.sentByMe });
	for (const callback of targets.keys()) {
		if (callback in failed.urls) retire(instanceId, callback, registration);
		else takeovers.forget(slotOf(instanceId, callback), url);
	}
	if (callbacksIn(failed.urls).length === 0 && !failed.sentByMeOff) return undefined;
	const left: ZApiRegistration = { ...registration, instanceId, previous: failed.urls };
	if (failed.sentByMeOff) left.sentByMeBefore = false;
	else delete left.sentByMeBefore;
	return left;
}

/** What to bring back where our address is still set; elsewhere another's covers it, which is left alone. */
function targetsOf(
	instanceId: string,
	registration: ZApiRegistration,
	now: ZApiWebhookSettings,
): Map<ZApiCallback, Found> {
	const { url, previous } = registration;
	const targets = new Map<ZApiCallback, Found>();
	for (const callback of callbacksIn(previous)) {
		const slot = slotOf(instanceId, callback);
		const current = now.urls[callback];
		if (current === url || isAbandonedTest(current, registration, slot)) {
			const found = takeovers.find(slot, url) ?? foundBy(registration, callback);
			targets.set(callback, takeovers.resolve(slot, found));
		} else {
			retire(instanceId, callback, registration);
		}
	}
	return targets;
}

/** Whether an earlier deactivation restored the address of received messages but not the switch beside it. */
export function isOnlySwitchLeft({ previous, sentByMeBefore }: ZApiRegistration): boolean {
	return sentByMeBefore !== undefined && !('received' in previous);
}

/** The switch now belongs to whichever trigger has its address there. */
function switchLeft(
	instanceId: string,
	{ sentByMeBefore }: ZApiRegistration,
	{ urls }: ZApiWebhookSettings,
): boolean | undefined {
	return takeovers.isAlive(slotOf(instanceId, 'received'), urls.received) ? undefined : sentByMeBefore;
}

/** A test address of this node that n8n, killed while it listened, could not take back. */
function isAbandonedTest(current: string, { url, isTest }: ZApiRegistration, slot: string): boolean {
	return isTest !== true && isSameNode(current, url) && !takeovers.isAlive(slot, current);
}
