import type { IHookFunctions } from 'n8n-workflow';

import type { Provider } from '../providers/provider';
import { nodeKey, nodeState } from '../providers/webhook/nodeState';
import type { StoredRegistration } from '../providers/webhook/nodeState';
import { forgetOwnAddress, noteOwnAddress } from '../providers/webhook/ownAddresses';
import { RegistrationError } from '../providers/webhook/providerCalls';
import { notesOf, putAside } from '../providers/webhook/registrationNotes';
import { tellListeningInVain } from './listening';
import { readSettings, warnOfProblems, type Chosen } from './readSettings';
import { forgetMemory } from './triggerMemory';

/**
 * n8n asks this at activation, when the editor starts to listen and, before its publication service (on by
 * default in 2.41, not in 2.8), at every start of each main process. With Manual registration there is nothing
 * to ask or make.
 */
export async function isRegistered(
	context: IHookFunctions,
	providers: readonly Provider[],
): Promise<boolean> {
	forgetCredentials(context, providers);
	const { provider, settings } = isRestart(context)
		? readSettings(context, providers)
		: settingsToPublish(context, providers);
	tellListeningInVain(context, settings);
	const problems = warnOfProblems(context, settings);
	if (!isRestart(context)) await provider.trigger.assertReady?.(context, settings);
	if (!settings.automatic) return true;
	// What was published keeps running: to register anything else now is for whoever corrects the settings.
	if (problems.length > 0 && nodeState(context).registration !== undefined) return true;
	const isHere = await provider.trigger.registration.isRegistered(context, settings);
	if (isHere) noteOwnAddress(context);
	return isHere;
}

/** n8n also asks when it starts, about a workflow that runs already. */
function isRestart(context: IHookFunctions): boolean {
	return ['init', 'leadershipChange'].includes(context.getActivationMode());
}

/** The settings of a workflow that is being published. Throws RegistrationError for what cannot be read. */
function settingsToPublish(context: IHookFunctions, providers: readonly Provider[]): Chosen {
	const chosen = readSettings(context, providers);
	const { problems } = chosen.settings;
	if (problems.length > 0) {
		const what = problems.map(({ message }) => message).join('. ');
		throw new RegistrationError(context, what, 'Correct the value, or the expression that gives it.');
	}
	return chosen;
}

/** Runs when isRegistered said no. n8n saves the static data only after it, and not at all when it throws. */
export async function register(context: IHookFunctions, providers: readonly Provider[]): Promise<boolean> {
	const { provider, settings } = settingsToPublish(context, providers);
	await provider.trigger.registration.register(context, settings);
	noteOwnAddress(context);
	return true;
}

/**
 * Undoes what was noted, whatever the fields say now, and keeps the note of what could not be undone. n8n also
 * calls it after a `create` that failed, and when listening for a test event ends.
 */
export async function unregister(context: IHookFunctions, providers: readonly Provider[]): Promise<boolean> {
	forgetMemory(nodeKey(context));
	forgetOwnAddress(context);
	forgetCredentials(context, providers);
	const state = nodeState(context);
	const left: StoredRegistration[] = [];
	for (const note of notesOf(state)) {
		const provider = providers.find(({ id }) => id === note.provider);
		const rest = provider ? await provider.trigger.registration.unregister(context, note) : note;
		if (rest !== undefined) left.push(rest);
	}
	putAside(state, left);
	return true;
}

/** Whatever provider it had before: its credential may be another now. */
function forgetCredentials(context: IHookFunctions, providers: readonly Provider[]): void {
	for (const { trigger } of providers) trigger.forget?.(nodeKey(context));
}
