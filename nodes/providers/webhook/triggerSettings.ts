import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { EventName } from '../../../commerce/domain/event';
import { parseAmountCents } from '../../../commerce/domain/money/money';
import type { ProviderId } from '../api/exchange';

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
}

/** n8n's name of each provider's credential. */
export const CREDENTIAL_TYPE: Readonly<Record<ProviderId, string>> = {
	zApi: 'zApi',
	chatt2Me: 'chatt2MeApi',
};

/** Reads the node's fields. Throws InvalidInputError for an amount that is none. */
export function readSettings(context: IHookFunctions | IWebhookFunctions): TriggerSettings {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const on = (name: string, otherwise: boolean) => (options[name] ?? otherwise) === true;
	const number = (name: string, otherwise: number) => Number(options[name] ?? otherwise);
	return {
		provider: context.getNodeParameter('provider') as ProviderId,
		events: context.getNodeParameter('events', []) as EventName[],
		automatic: context.getNodeParameter('registration', 'automatic') === 'automatic',
		replaceOtherUrl: context.getNodeParameter('whenAnotherUrlIsSet', 'stop') === 'replace',
		deduplicateForMs: Math.max(0, number('deduplicateForHours', 24)) * 3_600_000,
		includeRaw: on('includeRaw', false),
		includeUnknown: on('includeUnknown', false),
		ignoreGroups: on('ignoreGroups', true),
		ignoreOwnMessages: on('ignoreOwnMessages', true),
		minimumOrderTotalCents: parseAmountCents(options.minimumOrderTotal ?? 0, {
			field: 'Minimum Order Total',
		}),
		onlyAccounts: listOf(options.onlyAccounts),
		statusWords: listOf(options.statusWords),
		signatureToleranceSeconds: number('signatureTolerance', 300),
	};
}

function listOf(value: unknown): string[] {
	const parts = Array.isArray(value) ? value.map(String) : String(value ?? '').split(/[,;\n]/);
	return parts.map((part) => part.trim().toLowerCase()).filter((part) => part !== '');
}
