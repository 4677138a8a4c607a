import type { INodeProperties } from 'n8n-workflow';

export const DRY_RUN: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description: 'Whether to check everything and return what would be sent, without sending',
};

export const MAX_CONCURRENT_REQUESTS: INodeProperties = {
	displayName: 'Max Concurrent Requests',
	name: 'maxConcurrentRequests',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 10_000 },
	default: 10,
	description:
		'How many messages are sent at the same time: 1 sends strictly in order, 0 sets no limit. Messages to one recipient always keep their order.',
};

export const RETRY_WHEN_BUSY: INodeProperties = {
	displayName: 'Retry When Busy',
	name: 'retryWhenBusy',
	type: 'boolean',
	default: true,
	description:
		'Whether to try up to 3 times when the provider was not reached or asks to come back later. A message that may have been sent is never repeated.',
};

export const TIMEOUT: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 600_000 },
	default: 30000,
	description: 'Milliseconds to wait for the provider; the outcome of a message that times out is unknown',
};

/** Members of Options that every sending operation has; `readSendOptions` reads them. */
export function sendingOptions({ hasReference }: { hasReference: boolean }): INodeProperties[] {
	return [
		DRY_RUN,
		MAX_CONCURRENT_REQUESTS,
		RETRY_WHEN_BUSY,
		{
			displayName: 'Send Once Key',
			name: 'sendOnceKey',
			type: 'string',
			default: '',
			placeholder: 'e.g. {{ $json.orderId }}-paid',
			displayOptions: { show: { sendOncePer: ['customKey'] } },
			description: 'This node sends only one message for each key',
		},
		{
			displayName: 'Send Once Per',
			name: 'sendOncePer',
			type: 'options',
			options: [
				{ name: 'Custom Key', value: 'customKey', description: 'The key given in Send Once Key' },
				{ name: 'Off', value: 'off', description: 'Every execution sends' },
				...(hasReference
					? [
							{
								name: 'Reference ID',
								value: 'referenceId',
								description: 'Once per operation, reference ID and status',
							},
						]
					: []),
			],
			default: 'off',
			description:
				'Skips messages that an earlier execution of this node sent or may have sent, on any worker. The last 10,000 keys are kept. A run takes a few tenths of a second longer.',
		},
		TIMEOUT,
	];
}
