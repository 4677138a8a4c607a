import type { IHookFunctions } from 'n8n-workflow';

import { forgetIdentity } from '../providers/zApi/webhook/caller';
import { isRegisteredAtHub, registerAtHub, unregisterAtHub } from '../providers/hub/webhook/registration';
import { nodeKey, nodeState } from '../providers/webhook/nodeState';
import { RegistrationError } from '../providers/webhook/providerCalls';
import { forgetSeenEvents } from './seenEvents';
import { readSettings, warnOfProblems } from '../providers/webhook/triggerSettings';
import type { TriggerSettings } from '../providers/webhook/triggerSettings';
import { isRegisteredAtZApi, registerAtZApi, unregisterAtZApi } from '../providers/zApi/webhook/registration';

/**
 * n8n asks this at activation, when the editor starts to listen and, before its publication service (on by
 * default in 2.41, not in 2.8), at every start of each main process. With Manual registration there is nothing
 * to ask or make.
 */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	forgetIdentity(nodeKey(context));
	const settings = isRestart(context) ? readSettings(context) : settingsToPublish(context);
	const problems = warnOfProblems(context, settings);
	if (!settings.automatic) return true;
	// What was published keeps running: to register anything else now is for whoever corrects the settings.
	if (problems.length > 0 && nodeState(context).registration !== undefined) return true;
	return settings.provider === 'zApi'
		? await isRegisteredAtZApi(context, settings)
		: await isRegisteredAtHub(context, settings);
}

/** n8n also asks when it starts, about a workflow that runs already. */
function isRestart(context: IHookFunctions): boolean {
	return ['init', 'leadershipChange'].includes(context.getActivationMode());
}

/** The settings of a workflow that is being published. Throws RegistrationError for what cannot be read. */
function settingsToPublish(context: IHookFunctions): TriggerSettings {
	const settings = readSettings(context);
	if (settings.problems.length > 0) {
		const what = settings.problems.map(({ message }) => message).join('. ');
		throw new RegistrationError(context, what, 'Correct the value, or the expression that gives it.');
	}
	return settings;
}

/** Runs when isRegistered said no. n8n saves the static data only after it, and not at all when it throws. */
export async function register(context: IHookFunctions): Promise<boolean> {
	const settings = settingsToPublish(context);
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
