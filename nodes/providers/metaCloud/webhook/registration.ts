import type { IHookFunctions } from 'n8n-workflow';

import { describeFound } from '../../../../commerce/domain/errors';
import { asText } from '../../../../commerce/domain/looseJson';
import { isNothing } from '../../../shared/readValue';
import { nodeState } from '../../webhook/nodeState';
import { holderOf } from '../../webhook/ownAddresses';
import { ask, ifAvailable, RegistrationError, undoOnFailure, warn } from '../../webhook/providerCalls';
import { assertReachable, isSameNode, ownUrl } from '../../webhook/publicUrl';
import { putInForce, shownId } from '../../webhook/registrationNotes';
import type { TriggerSettings } from '../../webhook/triggerSettings';
import {
	MAX_CALLBACK_URL_LENGTH,
	readSubscribedAppsResponse,
	readSubscribedAppsRequest,
} from '../api/webhooks';
import { metaCredential } from '../credential';
import { isPhoneNumberId } from '../api/texts';
import { locatorValue } from '../locator';
import { hasAppSecret } from './caller';
import type { MetaSettings } from './fields';
import {
	isMetaNote,
	isOfNumber,
	readOverride,
	refusalOf,
	setOverride,
	type MetaRegistration,
	type Override,
} from './override';
import { urlToRestore } from './takeover';

/** Refuses to publish what would take events from anybody, or none at all. */
export async function assertCanReceive(
	context: IHookFunctions,
	{ own }: TriggerSettings<MetaSettings>,
): Promise<void> {
	if (own.acceptUnsigned || (await hasAppSecret(context))) return;
	throw new RegistrationError(
		context,
		'The credential has no App Secret, so nothing could tell events of WhatsApp from those of anybody else',
		'Paste it from the App Dashboard (App Settings, Basic) into the credential; or switch on Accept Unsigned Events under Options.',
	);
}

/** Whether the phone number already sends here. One that cannot be asked counts as unchanged. */
export async function isRegisteredAtMeta(
	context: IHookFunctions,
	settings: TriggerSettings<MetaSettings>,
): Promise<boolean> {
	const { registration } = nodeState(context);
	const url = ownUrl(context);
	if (!isMetaNote(registration) || registration.url !== url) return false;
	if (registration.phoneNumberId !== (await chosenNumber(context))) return false;
	const unavailable = 'Could not reach WhatsApp to check the webhook URL; assuming it is unchanged';
	const now = await ifAvailable(context, unavailable, readOverride(context, registration.phoneNumberId));
	return now === undefined || now === url || isCovered(context, settings, now);
}

/**
 * After a restart another address on top of ours may belong to a workflow that stacked its own on it. Setting
 * ours again would make the two replace each other at every start.
 */
function isCovered(
	context: IHookFunctions,
	{ own: { replaceOtherUrl } }: TriggerSettings<MetaSettings>,
	now: string,
): boolean {
	const restarting = ['init', 'leadershipChange'].includes(context.getActivationMode());
	if (!restarting || !replaceOtherUrl || now === '' || isSameNode(now, ownUrl(context))) return false;
	warn(context, `events of this phone number go to ${holderOf(context, now).name}`, 'Left as it is.');
	return true;
}

/** Sets our address, having noted what was there. Throws RegistrationError; then nothing is changed. */
export async function registerAtMeta(
	context: IHookFunctions,
	settings: TriggerSettings<MetaSettings>,
): Promise<void> {
	const url = ownUrl(context);
	assertReachable(context, url);
	assertShort(context, url);
	const phoneNumberId = await chosenNumber(context);
	await assertSubscribed(context);
	const current = await readOverride(context, phoneNumberId);
	const registration: MetaRegistration = {
		provider: 'metaCloud',
		phoneNumberId,
		url,
		...(context.getActivationMode() === 'manual' && { isTest: true }),
		previous: await urlToRestore(context, settings, phoneNumberId, current),
	};
	await undoOnFailure(
		setOverride(context, phoneNumberId, { url }),
		async () => await putBack(context, registration, current),
	);
	putInForce(nodeState(context), registration, (note) => isOfNumber(note, phoneNumberId));
}

/** Phone Number, or while it is empty that of the credential. */
async function chosenNumber(context: IHookFunctions): Promise<string> {
	const own = locatorValue(context.getNodeParameter('phoneNumberId', ''));
	const given = isNothing(own) ? (await context.getCredentials(metaCredential.type)).phoneNumberId : own;
	// Not of a number with more digits than it can hold: that is another phone number's ID.
	const id = asText(given)?.trim() ?? '';
	if (isPhoneNumberId(id)) return id;
	throw new RegistrationError(
		context,
		isNothing(given)
			? 'Phone Number is empty, here and in the credential'
			: `Phone Number: found ${describeFound(given)}`,
		'Choose the number whose events start this workflow, or give its ID, such as 106540352242922.',
	);
}

function assertShort(context: IHookFunctions, url: string): void {
	if (url.length <= MAX_CALLBACK_URL_LENGTH) return;
	throw new RegistrationError(
		context,
		`The webhook URL has ${url.length} characters, and WhatsApp takes ${MAX_CALLBACK_URL_LENGTH} at most`,
		'Give n8n a shorter public address.',
	);
}

/** Without a subscribed app nothing is sent, to any address. Services in between may not say. */
async function assertSubscribed(context: IHookFunctions): Promise<void> {
	const { businessAccountId } = await context.getCredentials(metaCredential.type);
	const accountId = String(businessAccountId ?? '').trim();
	if (accountId === '') return;
	const request = readSubscribedAppsRequest(accountId);
	const apps = await ask(context, metaCredential, request, readSubscribedAppsResponse).catch(
		(error: unknown) => {
			warn(context, 'WhatsApp did not say whether an app gets the events of this account', error);
			return undefined;
		},
	);
	if (apps !== 0) return;
	throw new RegistrationError(
		context,
		'No app gets the events of this WhatsApp Business Account, so none would arrive here either',
		'In the App Dashboard open WhatsApp, Configuration, connect the app to this account and subscribe to the field messages. Then publish again.',
	);
}

/** Undoes a registration that failed half way. n8n's own undo would not know of it yet. */
async function putBack(
	context: IHookFunctions,
	{ phoneNumberId, url, previous }: MetaRegistration,
	before: string,
): Promise<void> {
	try {
		if (before === url || (await readOverride(context, phoneNumberId)) !== url) return;
		await setOverride(context, phoneNumberId, previous);
	} catch (error) {
		warn(context, 'the webhook URL could not be put back after a failed registration', error);
	}
}

/**
 * Brings back what was there, if our address is still the one set. Returns the note when that failed. Never
 * throws: n8n would only log it and then not save what is left to do.
 */
export async function unregisterAtMeta(
	context: IHookFunctions,
	registration: MetaRegistration,
): Promise<MetaRegistration | undefined> {
	const { phoneNumberId, url, previous } = registration;
	try {
		const now = await readOverride(context, phoneNumberId);
		if (now === url || isAbandonedTest(now, registration)) await restore(context, phoneNumberId, previous);
		return undefined;
	} catch (error) {
		const what = `the webhook URL of the phone number ${shownId(phoneNumberId)} could not be put back, so its events still go to this workflow`;
		warn(context, what, error);
		return registration;
	}
}

/** An address of this n8n whose workflow is gone verifies nothing anymore: then the number has none of its own. */
async function restore(context: IHookFunctions, phoneNumberId: string, previous: Override): Promise<void> {
	const isOwn = previous.url !== '' && previous.verifyToken === undefined;
	const restored = setOverride(context, phoneNumberId, previous);
	const refusal = isOwn ? await refusalOf(restored) : await restored;
	if (refusal) await setOverride(context, phoneNumberId, { url: '' });
}

/** A test address of this node that n8n, killed while it listened, could not take back. */
function isAbandonedTest(now: string, { url, isTest }: MetaRegistration): boolean {
	return isTest !== true && isSameNode(now, url);
}
