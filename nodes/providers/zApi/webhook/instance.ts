import type { IHookFunctions } from 'n8n-workflow';

import {
	READ_SETTINGS,
	readSetResponse,
	readSettingsResponse,
	setCallbackRequest,
	setSentByMeRequest,
} from '../api/webhooks';
import type { ZApiCallback, ZApiWebhookSettings } from '../api/webhooks';
import type { StoredRegistration } from '../../webhook/nodeState';
import { ask, warn } from '../../webhook/providerCalls';
import { shownId } from '../../webhook/registrationNotes';
import { zApiCredential } from '../credential';
import type { Found } from './takeovers';

/** What was set at a Z-API instance, and what has to come back. */
export interface ZApiRegistration {
	provider: 'zApi';
	/** Where it was set; absent in notes of older versions. */
	instanceId?: string;
	/** Our address. */
	url: string;
	/** Whether it is that of "Listen for test event". */
	isTest?: true;
	/** Address that was set before, by callback; empty when none was. */
	previous: Partial<Record<ZApiCallback, string>>;
	/** Whether own messages were reported before; absent when we did not care. */
	sentByMeBefore?: boolean;
}

/** The instance's webhook settings as they are now. */
export const readInstance = async (context: IHookFunctions): Promise<ZApiWebhookSettings> =>
	await ask(context, zApiCredential, READ_SETTINGS, readSettingsResponse);

export const setUrl = async (context: IHookFunctions, callback: ZApiCallback, url: string): Promise<true> =>
	await ask(context, zApiCredential, setCallbackRequest(callback, url), readSetResponse);

export const setSentByMe = async (context: IHookFunctions, on: boolean): Promise<true> =>
	await ask(context, zApiCredential, setSentByMeRequest(on), readSetResponse);

/** The instance that the credential names now. */
export async function instanceIdOf(context: IHookFunctions): Promise<string> {
	const { instanceId } = await context.getCredentials(zApiCredential.type);
	return String(instanceId ?? '').trim();
}

/** Names a setting of an instance among all instances. */
export const slotOf = (instanceId: string, callback: ZApiCallback): string => `${instanceId}/${callback}`;

/** Whether a note is about Z-API. */
export function isZApiNote(note: StoredRegistration | undefined): note is ZApiRegistration {
	return note?.provider === 'zApi';
}

/** Whether a note is about this instance. One of an older version does not say, and passes for it. */
export function isOfInstance(
	note: StoredRegistration | undefined,
	instanceId: string,
): note is ZApiRegistration {
	return isZApiNote(note) && (note.instanceId ?? instanceId) === instanceId;
}

/** What a note says was there before our address. */
export function foundBy(registration: ZApiRegistration, callback: ZApiCallback): Found {
	const url = registration.previous[callback] ?? '';
	return callback === 'received' ? { url, sentByMe: registration.sentByMeBefore } : { url };
}

/** Says that an instance the credential does not name anymore was not put back. */
export function warnLeftBehind(context: IHookFunctions, { instanceId = '' }: ZApiRegistration): void {
	warn(
		context,
		`the Z-API instance ${shownId(instanceId)} still sends its events to this workflow, because the credential now names another instance`,
		'To restore its former webhook URLs, put that instance back into the credential, then publish and unpublish the workflow; or set them in the Z-API panel under Instances, Webhooks.',
	);
}
