import type { INodeProperties } from 'n8n-workflow';

import { oneOf } from '../providers/describe';
import { shownWhen } from '../providers/fields/conditions';
import type { AccountWords, Provider } from '../providers/provider';

const deduplicateFor: INodeProperties = {
	displayName: 'Deduplicate For (Hours)',
	name: 'deduplicateForHours',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 720 },
	default: 24,
	description:
		'How long a repeated event is ignored. Providers deliver again when an answer is late or lost. 0 switches this off.',
};

/** With the time that the provider repeats a call as default, when it says one. */
export function deduplicateForHours({ trigger }: Provider): INodeProperties {
	const { redeliveryHours } = trigger;
	return redeliveryHours === undefined ? deduplicateFor : { ...deduplicateFor, default: redeliveryHours };
}

export const ignoreGroups: INodeProperties = {
	displayName: 'Ignore Groups',
	name: 'ignoreGroups',
	type: 'boolean',
	default: true,
	description: 'Whether to ignore events from group chats',
};

export const ignoreOwnMessages: INodeProperties = {
	displayName: 'Ignore Own Messages',
	name: 'ignoreOwnMessages',
	type: 'boolean',
	default: true,
	description:
		'Whether to ignore messages sent from your own number, so that a workflow does not answer itself. Orders you send always come through.',
};

export const includeRaw: INodeProperties = {
	displayName: 'Include Raw Event',
	name: 'includeRaw',
	type: 'boolean',
	default: false,
	description: "Whether to add the provider's own body, without secrets, as raw",
};

export const includeUnknown: INodeProperties = {
	displayName: 'Include Unknown Events',
	name: 'includeUnknown',
	type: 'boolean',
	default: false,
	description:
		'Whether to report undocumented events that look like an order or a payment, as event unknown with the raw body',
};

export const minimumOrderTotal: INodeProperties = {
	displayName: 'Minimum Order Total',
	name: 'minimumOrderTotal',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 2 },
	default: 0,
	description: 'Total in reais below which orders and carts are ignored',
};

export const onlyAccounts: INodeProperties = {
	displayName: 'Only These Accounts',
	name: 'onlyAccounts',
	type: 'string',
	default: '',
	placeholder: 'e.g. 3f0c2e0a-5b52-4b8e-9d1e-0a6d2a9c1f10',
};

export const statusWords: INodeProperties = {
	displayName: 'Status Words',
	name: 'statusWords',
	type: 'string',
	default: '',
	placeholder: 'e.g. read, failed, paid',
	description:
		'Comma-separated status words. An event with a message, order or payment status starts the workflow only when its status is listed. Empty lets all through.',
};

/** The Options collection. n8n itself looks for `options` when it parses a webhook body, so the name is fixed. */
export function triggerOptions(providers: readonly Provider[]): INodeProperties {
	const description = describeAccounts(providers.map(({ trigger }) => trigger.accounts));
	const common = [
		ignoreGroups,
		ignoreOwnMessages,
		includeRaw,
		includeUnknown,
		minimumOrderTotal,
		{ ...onlyAccounts, description },
		statusWords,
	];
	const own = providers.flatMap((provider) =>
		shownWhen({ '/provider': [provider.id] }, [deduplicateForHours(provider), ...provider.trigger.options]),
	);
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [...common, ...own].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

function describeAccounts(accounts: AccountWords[]): string {
	const names = oneOf(accounts.flatMap((words) => words.names));
	const notes = accounts.flatMap(({ note }) => note ?? []);
	return [`Comma-separated ${names}. Empty lets all through.`, ...notes].join(' ');
}
