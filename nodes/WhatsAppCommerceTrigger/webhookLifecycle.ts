import type { IHookFunctions } from 'n8n-workflow';

import { findProvider, type Provider } from '../providers/provider';
import { nodeKey, nodeState } from '../providers/webhook/nodeState';
import type { StoredRegistration } from '../providers/webhook/nodeState';
import { notesOf, putAside } from '../providers/webhook/registrationNotes';
import { readSettings } from '../providers/webhook/triggerSettings';
import { forgetSeenEvents } from './seenEvents';

/**
 * n8n asks this at activation, when the editor starts to listen and, before its publication service (on by
 * default in 2.41, not in 2.8), at every start of each main process. With Manual registration there is nothing
 * to ask or make.
 */
export async function isRegistered(
	context: IHookFunctions,
	providers: readonly Provider[],
): Promise<boolean> {
	forgetNode(context, providers);
	const settings = readSettings(context);
	const { trigger } = findProvider(providers, settings.provider, context.getNode());
	await trigger.assertReady?.(context);
	if (!settings.automatic) return true;
	return await trigger.registration.isRegistered(context, settings);
}

/** Runs when isRegistered said no. n8n saves the static data only after it, and not at all when it throws. */
export async function register(context: IHookFunctions, providers: readonly Provider[]): Promise<boolean> {
	const settings = readSettings(context);
	const { trigger } = findProvider(providers, settings.provider, context.getNode());
	await trigger.registration.register(context, settings);
	return true;
}

/**
 * Undoes what was noted, whatever the fields say now, and keeps the note of what could not be undone. n8n also
 * calls it after a `create` that failed, and when listening for a test event ends.
 */
export async function unregister(context: IHookFunctions, providers: readonly Provider[]): Promise<boolean> {
	forgetSeenEvents(nodeKey(context));
	forgetNode(context, providers);
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
function forgetNode(context: IHookFunctions, providers: readonly Provider[]): void {
	for (const { trigger } of providers) trigger.forget?.(nodeKey(context));
}
