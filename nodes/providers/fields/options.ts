import type { INodeProperties } from 'n8n-workflow';

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
	description: 'Which mark comes before the cents in amounts that are text',
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
		{
			name: 'Automatic',
			value: 'auto',
			description: 'Stops for a PIX code, warns for a boleto, which may include a fine or a discount',
		},
		{ name: 'Stop', value: 'stop', description: 'Refuses the item before it is sent' },
		{ name: 'Warn', value: 'warn', description: 'Sends the message and adds a warning to the output' },
	],
	default: 'auto',
	description: 'What to do when the PIX code or boleto line carries another amount than the total',
};

export const CHECK_STATUS_CHANGE_OPTION: INodeProperties = {
	displayName: 'Check Status Change',
	name: 'checkStatusChange',
	type: 'boolean',
	default: true,
	description:
		'Whether to refuse a change that WhatsApp does not allow, when the event says the current status',
};

export const ASK_BANK_FIRST_OPTION: INodeProperties = {
	displayName: 'Ask the Bank First',
	name: 'askBankFirst',
	type: 'boolean',
	default: false,
	description:
		'Whether to look a dynamic PIX code up at its bank right before it is sent: refuses a charge that was paid, has expired or was removed, and compares its amount with the total. When the bank cannot be reached, the message is sent with a warning.',
};
