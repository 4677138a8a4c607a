import type { INodeProperties } from 'n8n-workflow';

/** The Options collection. n8n itself looks for `options` when it parses a webhook body, so the name is fixed. */
export const triggerOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Deduplicate For (Hours)',
			name: 'deduplicateForHours',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 720 },
			default: 24,
			description:
				'How long a repeated event is ignored. Providers deliver again when an answer is late or lost. 0 switches this off.',
		},
		{
			displayName: 'Ignore Groups',
			name: 'ignoreGroups',
			type: 'boolean',
			default: true,
			description: 'Whether to ignore events from group chats',
		},
		{
			displayName: 'Ignore Own Messages',
			name: 'ignoreOwnMessages',
			type: 'boolean',
			default: true,
			description:
				'Whether to ignore messages sent from your own number, so that a workflow does not answer itself. Orders you send always come through.',
		},
		{
			displayName: 'Include Raw Event',
			name: 'includeRaw',
			type: 'boolean',
			default: false,
			description: "Whether to add the provider's own body, without secrets, as raw",
		},
		{
			displayName: 'Include Unknown Events',
			name: 'includeUnknown',
			type: 'boolean',
			default: false,
			description:
				'Whether to report undocumented events that look like an order or a payment, as event unknown with the raw body',
		},
		{
			displayName: 'Minimum Order Total',
			name: 'minimumOrderTotal',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 0,
			description: 'Total in reais below which orders and carts are ignored',
		},
		{
			displayName: 'Only These Accounts',
			name: 'onlyAccounts',
			type: 'string',
			default: '',
			placeholder: 'e.g. 3f0c2e0a-5b52-4b8e-9d1e-0a6d2a9c1f10',
			description:
				'Comma-separated Z-API instance IDs, Hub channel IDs or channel names such as whatsapp. Empty lets all through. Status events of the Hub do not say where they come from and always pass.',
		},
		{
			displayName: 'Signature Tolerance (Seconds)',
			name: 'signatureTolerance',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 86400 },
			default: 300,
			displayOptions: { show: { '/provider': ['chatt2Me'] } },
			description:
				'How old a signed call of the Hub may be. Older ones are refused, because they may be replayed.',
		},
		{
			displayName: 'Status Words',
			name: 'statusWords',
			type: 'string',
			default: '',
			placeholder: 'e.g. read, failed, paid',
			description:
				'Comma-separated status words. An event with a message, order or payment status starts the workflow only when its status is listed. Empty lets all through.',
		},
	],
};
