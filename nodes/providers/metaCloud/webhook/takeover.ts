import type { IHookFunctions } from 'n8n-workflow';

import { nodeState } from '../../webhook/nodeState';
import { holderOf } from '../../webhook/ownAddresses';
import { RegistrationError } from '../../webhook/providerCalls';
import { hostOf, isOfThisN8n, isSameNode, ownUrl } from '../../webhook/publicUrl';
import { notesOf } from '../../webhook/registrationNotes';
import type { TriggerSettings } from '../../webhook/triggerSettings';
import type { MetaSettings } from './fields';
import { isOfNumber, refusalOf, setOverride, type Override } from './override';

/** What to bring back later. Throws RegistrationError for another's address that is not to be, or cannot be, replaced. */
export async function urlToRestore(
	context: IHookFunctions,
	settings: TriggerSettings<MetaSettings>,
	phoneNumberId: string,
	current: string,
): Promise<Override> {
	const url = ownUrl(context);
	const earlier = notesOf(nodeState(context)).find((note) => isOfNumber(note, phoneNumberId));
	const before = earlier?.previous ?? { url: '' };
	if (current === '') return { url: '' };
	if (current === url) return before;
	// "Listen for test event" comes over a running production address and must bring it back.
	const isTest = context.getActivationMode() === 'manual';
	if (isSameNode(current, url)) return isTest ? { url: current } : before;
	if (current === earlier?.url) return before;
	if (!settings.own.replaceOtherUrl) throw otherUrl(context, current);
	return await proveRestorable(context, phoneNumberId, current);
}

function otherUrl(context: IHookFunctions, current: string): RegistrationError {
	const other = holderOf(context, current);
	return new RegistrationError(
		context,
		`This phone number already sends its events to ${other.name}`,
		other.isOfThisN8n ? SHARE_THE_TRIGGER : TAKE_OVER,
	);
}

const TAKE_OVER =
	'A phone number has one URL of its own, and setting ours would end the events there. To take them over and give them back later, add the option When Another URL Is Set and choose Replace and Restore on Deactivation; or use another number, or Manual registration.';

const SHARE_THE_TRIGGER =
	'A phone number has one URL of its own. Let one trigger start both: choose the events of both there under Trigger On, and tell them apart by event with a Switch node. To take the events over as long as this workflow runs, add the option When Another URL Is Set and choose Replace and Restore on Deactivation; or use another number.';

/**
 * Another's address comes back only with the verify token that it expects, which WhatsApp does not tell. So it
 * is set once more with that token before it is replaced: what WhatsApp verifies now, it verifies later.
 */
async function proveRestorable(
	context: IHookFunctions,
	phoneNumberId: string,
	url: string,
): Promise<Override> {
	const verifyToken = String(context.getNodeParameter('options.replacedVerifyToken', '') ?? '').trim();
	const candidates: Override[] = [
		...(isOfThisN8n(url, ownUrl(context)) ? [{ url }] : []),
		...(verifyToken ? [{ url, verifyToken }] : []),
	];
	let refusal: RegistrationError | undefined;
	for (const candidate of candidates) {
		refusal = await refusalOf(setOverride(context, phoneNumberId, candidate));
		if (refusal === undefined) return candidate;
	}
	throw refusal === undefined || verifyToken === ''
		? tokenNeeded(context, url)
		: tokenWrong(context, url, refusal);
}

function tokenNeeded(context: IHookFunctions, url: string): RegistrationError {
	return new RegistrationError(
		context,
		`The URL at ${hostOf(url)} could not be given back later, so it is not replaced`,
		'WhatsApp gives it back only with its verify token: enter that token of the other system under Replaced URL Verify Token.',
	);
}

function tokenWrong(context: IHookFunctions, url: string, error: RegistrationError): RegistrationError {
	return new RegistrationError(
		context,
		`The URL at ${hostOf(url)} was not verified with the token under Replaced URL Verify Token, so it is not replaced`,
		`Correct the token, or check that the other system runs. ${error.message}`,
	);
}
