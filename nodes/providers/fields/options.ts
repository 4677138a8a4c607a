import type {
	IDisplayOptions,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
} from 'n8n-workflow';

type OptionField = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/** Options of one provider and set of operations; `own` are those that only these operations have. */
export function optionsField(
	displayOptions: IDisplayOptions,
	own: INodeProperties[],
	oncePer: 'withReference' | 'customOnly',
): INodeProperties {
	const options = [...own, ...sendingOptions(oncePer)] as INodeProperties[];
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions,
		options: options.sort((a, b) =>
			a.displayName.localeCompare(b.displayName),
		) as OptionField[] as INodeProperties[],
	};
}

export const DECIMAL_MARK_OPTION: INodeProperties = {
	displayName: 'Decimal Mark',
	name: 'decimalMark',
	type: 'options',
	options: [
		{
			name: 'Automatic',
			value: 'auto',
			description: 'Refuses amounts that can be read in two ways, such as 1.499',
		},
		{ name: 'Comma', value: 'comma', description: 'Amounts such as 1.499,90' },
		{ name: 'Dot', value: 'dot', description: 'Amounts such as 1,499.90' },
	],
	default: 'auto',
	description: 'Which mark stands before the cents in amounts that come as text',
};

export const CHECK_PAYMENT_CODE_OPTION: INodeProperties = {
	displayName: 'Check Payment Code',
	name: 'checkPaymentCode',
	type: 'boolean',
	default: true,
	description:
		'Whether to refuse a PIX code or boleto line that breaks the rules of banks, instead of only warning',
};

export const ON_AMOUNT_MISMATCH_OPTION: INodeProperties = {
	displayName: 'On Amount Mismatch',
	name: 'onAmountMismatch',
	type: 'options',
	options: [
		{ name: 'Warn', value: 'warn', description: 'Sends the message and adds a warning to the output' },
		{ name: 'Stop', value: 'stop', description: 'Refuses the item before it is sent' },
	],
	default: 'warn',
	description: 'What to do when the PIX code or boleto line carries another amount than the total',
};

export const CHECK_STATUS_CHANGE_OPTION: INodeProperties = {
	displayName: 'Check Status Change',
	name: 'checkStatusChange',
	type: 'boolean',
	default: true,
	description:
		'Whether to refuse a change that WhatsApp does not allow, when the event tells the current status',
};

function sendingOptions(oncePer: 'withReference' | 'customOnly'): INodeProperties[] {
	return [
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
				...(oncePer === 'withReference'
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
