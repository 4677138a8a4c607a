import { createHash } from 'crypto';
import type { IHookFunctions } from 'n8n-workflow';

import type { StoredRegistration } from '../../webhook/nodeState';
import { warn } from '../../webhook/providerCalls';
import { shownId } from '../../webhook/registrationNotes';
import type { HubEventType } from '../api/webhooks';
import { hubCredential } from '../credential';

/** The webhooks that were made at the Hub, one per event type. */
export interface HubRegistration {
	provider: 'chatt2Me';
	/** Names the API key it was made with, without holding it; absent in notes of older versions. */
	keyDigest?: string;
	/** The Hub's Application, as far as the Hub said it. */
	applicationId?: string;
	url: string;
	/** Value of our own secret header. */
	headerSecret: string;
	webhooks: Array<{ id: string; eventType: HubEventType; signingSecret?: string }>;
}

/** Whether a note is about the Hub. */
export function isHubNote(note: StoredRegistration | undefined): note is HubRegistration {
	return note?.provider === 'chatt2Me';
}

/** Names the API key of the credential, without holding it. */
export async function keyDigestOf(context: IHookFunctions): Promise<string> {
	const { apiKey } = await context.getCredentials(hubCredential.type);
	const digest = createHash('sha256').update(String(apiKey ?? '').trim());
	return digest.digest('base64url').slice(0, 16);
}

/** Whether the credential now has another API key than a registration was made with. False when unknown. */
export async function hasOtherKey(context: IHookFunctions, { keyDigest }: HubRegistration): Promise<boolean> {
	if (keyDigest === undefined) return false;
	return await keyDigestOf(context).then(
		(now) => now !== keyDigest,
		() => false,
	);
}

/** All webhooks of an Application that point here are taken over or removed, so older notes of it are done. */
export function isSameApplication(
	note: StoredRegistration,
	{ keyDigest, applicationId }: HubRegistration,
): boolean {
	if (!isHubNote(note)) return false;
	const isSame = applicationId !== undefined && note.applicationId === applicationId;
	return isSame || (note.keyDigest ?? keyDigest) === keyDigest;
}

/** Says that webhooks which the API key of the credential cannot reach were not deleted. */
export function warnLeftBehind(context: IHookFunctions, { applicationId }: HubRegistration): void {
	const which = applicationId === undefined ? 'another Application' : `Application ${shownId(applicationId)}`;
	warn(
		context,
		`webhooks of ${which} at the Hub may still send events to this workflow, because they were made with another API key than the credential now has`,
		'To delete them, put the former API key back into the credential, then publish and unpublish the workflow; or delete them in the Hub dashboard.',
	);
}
