import type { FieldsExpected } from './actionFields.mts';

const FIRST = ['Provider', 'Trigger On', 'Registration'];
const OPTIONS = [
	'Deduplicate For (Hours)',
	'Ignore Groups',
	'Ignore Own Messages Other Than Orders',
	'Include Raw Event',
	'Include Unknown Events',
	'Minimum Order Total',
	'Only These Instances or Channels',
	'Status Words',
];

/** What the panel of the trigger must show for each choice; see actionFields.mts. */
export const TRIGGER_FIELDS: Record<string, FieldsExpected> = {
	'Z-API, registered automatically': {
		choose: [
			['provider', 'Z-API'],
			['registration', 'Automatic'],
		],
		labels: ['Credential for Z-API API', ...FIRST, 'When Another URL Is Set', 'Options'],
		options: OPTIONS,
	},
	'Z-API, registered by hand': {
		choose: [
			['provider', 'Z-API'],
			['registration', 'Manual'],
		],
		labels: ['Credential for Z-API API', ...FIRST, 'Copy the webhook URL above into the Z-AP', 'Options'],
	},
	'Hub, registered automatically': {
		choose: [
			['provider', 'Hub Chatt2.me'],
			['registration', 'Automatic'],
		],
		labels: ['Credential for Hub Chatt2.me API', ...FIRST, 'Options'],
		options: [...OPTIONS.slice(0, -1), 'Signature Tolerance (Seconds)', 'Status Words'],
	},
	'Hub, registered by hand': {
		choose: [
			['provider', 'Hub Chatt2.me'],
			['registration', 'Manual'],
		],
		labels: [
			'Credential for Hub Chatt2.me API',
			...FIRST,
			'Create a webhook in the Hub dashboard wi',
			'Options',
		],
	},
};

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
