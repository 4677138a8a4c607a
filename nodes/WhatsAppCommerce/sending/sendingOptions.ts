import type { INodeProperties } from 'n8n-workflow';

import { DEFAULT_COUNTRY_OPTION } from '../../providers/fields/recipient';

/** Members of Options that every sending operation has; `readSendOptions` reads them. */
export function sendingOptions({ hasReference }: { hasReference: boolean }): INodeProperties[] {
	return [
		DEFAULT_COUNTRY_OPTION,
		{
			displayName: 'Dry Run',
			name: 'dryRun',
			type: 'boolean',
			default: false,
			description: 'Whether to check everything and return what would be sent, without sending',
		},
		{
			displayName: 'Max Concurrent Requests',
			name: 'maxConcurrentRequests',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 10,
			description:
				'How many messages are sent at the same time: 1 sends strictly in order, 0 sets no limit. Messages to one recipient always keep their order.',
		},
		{
			displayName: 'Retry When Busy',
			name: 'retryWhenBusy',
			type: 'boolean',
			default: true,
			description:
				'Whether to try up to 3 times when the provider was not reached or asks to come back later. A message that may have been sent is never repeated.',
		},
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
				'Skips messages that an earlier execution of this node sent or may have sent, on any worker. The last 10,000 keys are kept. Takes about a tenth of a second per message.',
		},
		{
			displayName: 'Timeout',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 30000,
			description:
				'Milliseconds to wait for the provider; the outcome of a message that times out is unknown',
		},
	];
}
