import type { FieldsExpected } from './actionFields.mts';

const OPTIONS = [
	'Deduplicate For (Hours)',
	'Ignore Groups',
	'Ignore Own Messages',
	'Include Raw Event',
	'Include Unknown Events',
	'Minimum Order Total',
	'Only These Accounts',
	'Status Words',
];
const HUB_OPTIONS = [...OPTIONS.slice(0, -1), 'Signature Tolerance (Seconds)', 'Status Words'];

function choice(provider: string, registration: string, ...more: string[]): FieldsExpected {
	return {
		choose: [
			['provider', provider],
			['registration', registration],
		],
		labels: ['Provider', `${provider} Account`, 'Trigger On', 'Registration', ...more, 'Options'],
		options: provider === 'Z-API' ? OPTIONS : HUB_OPTIONS,
	};
}

/** What the panel of the trigger must show for each choice; see actionFields.mts. */
export const TRIGGER_FIELDS: FieldsExpected[] = [
	choice('Z-API', 'Automatic', 'When Another URL Is Set'),
	choice('Z-API', 'Manual', 'Copy the webhook URL above into the Z-AP'),
	choice('Hub Chatt2.me', 'Automatic'),
	choice('Hub Chatt2.me', 'Manual', 'Create a webhook in the Hub dashboard wi'),
];

/** What Trigger On offers. */
export const EVENTS = {
	'Z-API': [
		'Cart Received',
		'Message Delivery Failed',
		'Message Status',
		'Order Sent',
		'Order Updated',
		'Payment Declined',
		'Payment Received',
		'Payment Requested',
		'PIX Key Sent',
	],
	'Hub Chatt2.me': ['Message Received', 'Message Status'],
};
