import type { IHookFunctions, INodeProperties, IWebhookFunctions } from 'n8n-workflow';

import type { CommerceWarning } from '../../../commerce/domain/errors';
import { EVENT_NAMES, type EventName } from '../../../commerce/domain/event';
import { parseAmountCents } from '../../../commerce/domain/money/money';
import type { ProviderId } from '../api/exchange';
import { choiceOf, choicesOf, flagOf, isNothing, listOf, numberOf } from '../../shared/readValue';
import { nodeState } from './nodeState';
import { SettingsReader, type SettingProblem } from './settingsReader';
import { optionField, topField } from '../../WhatsAppCommerceTrigger/triggerFieldsByName';

/** What the user chose, read once per call. */
export interface TriggerSettings {
	provider: ProviderId;
	events: readonly EventName[];
	automatic: boolean;
	replaceOtherUrl: boolean;
	deduplicateForMs: number;
	includeRaw: boolean;
	includeUnknown: boolean;
	ignoreGroups: boolean;
	ignoreOwnMessages: boolean;
	minimumOrderTotalCents: number;
	/** Lower case; empty means all. */
	onlyAccounts: readonly string[];
	/** Lower case; empty means all. */
	statusWords: readonly string[];
	signatureToleranceSeconds: number;
	/** What could not be read, and what holds instead. */
	problems: readonly SettingProblem[];
}

/** n8n's name of each provider's credential. */
export const CREDENTIAL_TYPE: Readonly<Record<ProviderId, string>> = {
	zApi: 'zApi',
	chatt2Me: 'chatt2MeApi',
};

const PROVIDERS = Object.keys(CREDENTIAL_TYPE) as ProviderId[];
const HOUR_MS = 3_600_000;

/**
 * Reads the node's fields. Any of them may be an expression that gives anything: what cannot be read keeps the
 * protection of its default, loses no event, and is listed in `problems`. Never throws.
 */
export function readSettings(context: IHookFunctions | IWebhookFunctions): TriggerSettings {
	const reader = new SettingsReader(context);
	const provider = readProvider(context, reader);
	const automatic = readRegistration(reader);
	return {
		provider,
		events: readEvents(provider, reader),
		automatic,
		replaceOtherUrl: provider === 'zApi' && automatic && readReplaceOtherUrl(reader),
		deduplicateForMs: readNumber('deduplicateForHours', reader) * HOUR_MS,
		includeRaw: readFlag('includeRaw', reader),
		includeUnknown: readFlag('includeUnknown', reader, true),
		ignoreGroups: readFlag('ignoreGroups', reader),
		ignoreOwnMessages: readFlag('ignoreOwnMessages', reader),
		minimumOrderTotalCents: readMinimum(reader),
		onlyAccounts: readWords('onlyAccounts', reader),
		statusWords: readWords('statusWords', reader),
		// The field is hidden for the other provider.
		signatureToleranceSeconds:
			provider === 'chatt2Me'
				? readNumber('signatureTolerance', reader, true)
				: Number(optionField('signatureTolerance').default),
		problems: reader.problems,
	};
}

/** Warnings for the items of a running workflow, which n8n's log gets too. */
export function warnOfProblems(
	context: IHookFunctions | IWebhookFunctions,
	{ problems }: TriggerSettings,
): CommerceWarning[] {
	return problems.map(({ message: problem, countsAs }) => {
		const message = `${problem}. Until this is corrected, it counts as ${countsAs}.`;
		context.logger.warn(`WhatsApp Commerce Trigger "${context.getNode().name}": ${message}`);
		return { rule: 'settings.unreadable', message };
	});
}

/** A provider that cannot be read counts as the one that was registered. */
function readProvider(context: IHookFunctions | IWebhookFunctions, reader: SettingsReader): ProviderId {
	const value = nodeState(context).registration?.provider ?? 'zApi';
	return reader.read(
		topField('provider'),
		(given) => choiceOf(given, topField('provider').displayName, PROVIDERS),
		{ value, words: value },
	);
}

/** To have an event too many is better than to lose one. */
function readEvents(provider: ProviderId, reader: SettingsReader): readonly EventName[] {
	const field = topField('events', provider);
	const offered = choiceValues(field);
	const all = EVENT_NAMES.filter((name) => offered.includes(name));
	const fallback = { value: all, words: 'all events' };
	return reader.read(field, (given) => choicesOf(given, field.displayName, all), fallback);
}

function readRegistration(reader: SettingsReader): boolean {
	const field = topField('registration');
	const take = (given: unknown) => choiceOf(given, field.displayName, choiceValues(field)) === 'automatic';
	return reader.read(field, take, { value: true, words: 'Automatic' });
}

function readReplaceOtherUrl(reader: SettingsReader): boolean {
	const field = topField('whenAnotherUrlIsSet');
	const take = (given: unknown) => choiceOf(given, field.displayName, choiceValues(field)) === 'replace';
	return reader.read(field, take, { value: false, words: 'Stop' });
}

/** `unreadable` is what holds for a value that cannot be read; the default when absent. */
function readFlag(name: string, reader: SettingsReader, unreadable?: boolean): boolean {
	const field = optionField(name);
	const unset = field.default === true;
	const value = unreadable ?? unset;
	const fallback = { value, words: value ? 'switched on' : 'switched off' };
	return reader.readOption(field, (given) => flagOf(given, field.displayName) ?? unset, fallback);
}

function readNumber(name: string, reader: SettingsReader, whole = false): number {
	const field = optionField(name);
	const { minValue: min = 0, maxValue: max = Infinity } = field.typeOptions ?? {};
	const unset = Number(field.default);
	return reader.readOption(
		field,
		(given) => numberOf(given, field.displayName, { min, max, whole }) ?? unset,
		{
			value: unset,
			words: String(unset),
		},
	);
}

function readMinimum(reader: SettingsReader): number {
	const field = optionField('minimumOrderTotal');
	const take = (given: unknown) =>
		isNothing(given) ? 0 : parseAmountCents(given, { field: field.displayName });
	return reader.readOption(field, take, { value: 0, words: '0, which lets all orders through' });
}

function readWords(name: string, reader: SettingsReader): readonly string[] {
	const field = optionField(name);
	const take = (given: unknown) => listOf(given, field.displayName).map((word) => word.toLowerCase());
	return reader.readOption(field, take, { value: [], words: 'empty, which lets all through' });
}

function choiceValues(field: INodeProperties): string[] {
	return (field.options ?? []).map((option) => String('value' in option ? option.value : option.name));
}
