import type { INodeProperties } from 'n8n-workflow';

export const options: INodeProperties[] = [
	{
		displayName: 'Accept Unsigned Calls',
		name: 'acceptUnsigned',
		type: 'boolean',
		default: false,
		description:
			'Whether to look up what a call without a signature names, which Mercado Pago needs for QR codes only. A wrong signature is refused in any case.',
	},
	{
		displayName: 'Tolerance (Seconds)',
		name: 'toleranceSeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 86_400 },
		default: 0,
		description:
			'How far the time of a signature may be from the clock of this server. 0 allows any time: the payment itself is looked up whenever a call comes.',
	},
];
