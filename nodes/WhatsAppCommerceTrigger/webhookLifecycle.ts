import type { IHookFunctions } from 'n8n-workflow';

import { forgetIdentity } from '../providers/zApi/webhook/caller';
import { isRegisteredAtHub, registerAtHub, unregisterAtHub } from '../providers/hub/webhook/registration';
import { nodeKey, nodeState } from '../providers/webhook/nodeState';
import { forgetSeenEvents } from './seenEvents';
import { readSettings } from '../providers/webhook/triggerSettings';
import { isRegisteredAtZApi, registerAtZApi, unregisterAtZApi } from '../providers/zApi/webhook/registration';

/**
 * n8n asks this at activation, when the editor starts to listen and, before its publication service (on by
 * default in 2.41, not in 2.8), at every start of each main process. With Manual registration there is nothing
 * to ask or make.
 */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	forgetIdentity(nodeKey(context));
	const settings = readSettings(context);
	if (!settings.automatic) return true;
	return settings.provider === 'zApi'
		? await isRegisteredAtZApi(context, settings)
		: await isRegisteredAtHub(context, settings);
}

/** Runs when isRegistered said no. n8n saves the static data only after it, and not at all when it throws. */
export async function register(context: IHookFunctions): Promise<boolean> {
	const settings = readSettings(context);
	if (settings.provider === 'zApi') await registerAtZApi(context, settings);
	else await registerAtHub(context, settings);
	return true;
}

/**
 * Undoes what was noted, whatever the fields say now. n8n also calls it after a `create` that failed, and
 * when listening for a test event ends.
 */
export async function unregister(context: IHookFunctions): Promise<boolean> {
	forgetSeenEvents(nodeKey(context));
	forgetIdentity(nodeKey(context));
	const { registration } = nodeState(context);
	if (registration?.provider === 'zApi') await unregisterAtZApi(context, registration);
	if (registration?.provider === 'chatt2Me') await unregisterAtHub(context, registration);
	return true;
}
