import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Problem } from '../../commerce/domain/problem';
import { InvalidInputError } from '../../commerce/domain/errors';
import { findProvider, type Provider } from '../providers/provider';
import { nodeState } from '../providers/webhook/nodeState';
import { SettingsReader } from '../providers/webhook/settingsReader';
import type { TriggerSettings } from '../providers/webhook/triggerSettings';
import { eventsField, registrationField } from './triggerFields';
import * as option from './triggerOptions';

const HOUR_MS = 3_600_000;

/** The provider that was chosen, and the rest of the node's fields. */
export interface Chosen {
	provider: Provider;
	settings: TriggerSettings;
}

/**
 * Reads the node's fields. What cannot be read keeps the protection of its default, loses no event, and is listed
 * in `problems`. Throws NodeOperationError only for an unknown provider when no known one is registered.
 */
export function readSettings(
	context: IHookFunctions | IWebhookFunctions,
	providers: readonly Provider[],
): Chosen {
	const reader = new SettingsReader(context);
	const provider = readProvider(context, providers, reader);
	const { trigger } = provider;
	const automatic = reader.choice(registrationField) === 'automatic';
	const settings: TriggerSettings = {
		// To have an event too many is better than to lose one.
		events: reader.choices(
			eventsField(provider),
			trigger.events.map(({ value }) => value),
		),
		automatic,
		deduplicateForMs: reader.number(option.deduplicateForHours(provider)) * HOUR_MS,
		includeRaw: reader.flag(option.includeRaw),
		includeUnknown: reader.flag(option.includeUnknown, true),
		ignoreGroups: reader.flag(option.ignoreGroups),
		ignoreOwnMessages: reader.flag(option.ignoreOwnMessages),
		minimumOrderTotalCents: reader.minimumCents(option.minimumOrderTotal),
		onlyAccounts: reader.words(option.onlyAccounts),
		statusWords: reader.words(option.statusWords),
		own: trigger.readOwnSettings?.(reader, { automatic }),
		problems: reader.problems,
	};
	return { provider, settings };
}

/** An unknown provider counts as the one that was registered. */
function readProvider(
	context: IHookFunctions | IWebhookFunctions,
	providers: readonly Provider[],
	{ problems }: SettingsReader,
): Provider {
	const given: unknown = context.getNodeParameter('provider');
	const chosen = providers.find(({ id }) => id === given);
	if (chosen !== undefined) return chosen;
	const { registration } = nodeState(context);
	const registered = providers.find(({ id }) => id === registration?.provider);
	if (registered === undefined) return findProvider(providers, given, context.getNode());
	const expected = `one of ${providers.map(({ id }) => id).join(', ')}`;
	const { message } = new InvalidInputError('Provider', given, expected);
	problems.push({ message, countsAs: registered.name });
	return registered;
}

/** Warnings for the items of a running workflow, which n8n's log gets too. */
export function warnOfProblems(
	context: IHookFunctions | IWebhookFunctions,
	{ problems }: TriggerSettings,
): Problem[] {
	return problems.map(({ message: problem, countsAs }) => {
		const message = `${problem}. Until this is corrected, it counts as ${countsAs}.`;
		context.logger.warn(`WhatsApp Commerce Trigger "${context.getNode().name}": ${message}`);
		return { rule: 'settings.unreadable', message };
	});
}
