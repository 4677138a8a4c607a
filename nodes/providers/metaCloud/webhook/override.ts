import type { IHookFunctions } from 'n8n-workflow';

import type { StoredRegistration } from '../../webhook/nodeState';
import { ask, RegistrationError } from '../../webhook/providerCalls';
import {
	clearOverrideRequest,
	readOverrideResponse,
	readOverrideRequest,
	readSetOverrideResponse,
	setOverrideRequest,
} from '../api/webhooks';
import { metaCredential } from '../credential';
import { ownVerifyToken } from './caller';

/** The address of a phone number, and the token that it is verified with. */
export interface Override {
	/** Empty when the number has none of its own. */
	url: string;
	/** Absent for addresses of this n8n, whose token can be made again. */
	verifyToken?: string;
}

/** What was set at a phone number, and what has to come back. */
export interface MetaRegistration {
	provider: 'metaCloud';
	phoneNumberId: string;
	/** Our address. */
	url: string;
	/** Whether it is that of "Listen for test event". */
	isTest?: true;
	previous: Override;
}

/** Whether a note is about a phone number of the Cloud API. */
export function isMetaNote(note: StoredRegistration | undefined): note is MetaRegistration {
	return note?.provider === 'metaCloud';
}

/** Whether a note is about this phone number. */
export function isOfNumber(note: unknown, phoneNumberId: string): note is MetaRegistration {
	return isMetaNote(note as MetaRegistration) && (note as MetaRegistration).phoneNumberId === phoneNumberId;
}

/** The address of the number itself; those of the account and the app are not ours to change. */
export async function readOverride(context: IHookFunctions, phoneNumberId: string): Promise<string> {
	const request = readOverrideRequest(phoneNumberId);
	return (await ask(context, metaCredential, request, readOverrideResponse)).phoneNumber;
}

/** Sets an address, which WhatsApp verifies while the request runs, or takes it away. Throws RegistrationError. */
export async function setOverride(
	context: IHookFunctions,
	phoneNumberId: string,
	{ url, verifyToken }: Override,
): Promise<void> {
	const request =
		url === ''
			? clearOverrideRequest(phoneNumberId)
			: setOverrideRequest(phoneNumberId, {
					url,
					verifyToken: verifyToken ?? (await ownVerifyToken(context, url)),
				});
	await ask(context, metaCredential, request, readSetOverrideResponse);
}

/** Why WhatsApp refused a setting; undefined when it took it. Rejects when it cannot be asked now. */
export async function refusalOf(setting: Promise<void>): Promise<RegistrationError | undefined> {
	return await setting.then(
		() => undefined,
		async (error: unknown) => {
			const isRefusal = error instanceof RegistrationError && !error.passing;
			return isRefusal ? error : await Promise.reject(error);
		},
	);
}
