import type { INodeProperties } from 'n8n-workflow';

const showForZApi = { provider: ['zApi'] };
const showForHub = { provider: ['chatt2Me'] };

/** The fields above the options, in the order the editor shows them. */
export const triggerFields: INodeProperties[] = [
	{
		displayName: 'Provider',
		name: 'provider',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Z-API', value: 'zApi', description: 'A WhatsApp number connected to a Z-API instance' },
			{
				name: 'Hub Chatt2.me',
				value: 'chatt2Me',
				description: 'Channels of a Hub Chatt2.me Application',
			},
		],
		default: 'zApi',
		description: 'The service that connects your WhatsApp number',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		displayOptions: { show: showForZApi },
		options: [
			{
				name: 'Cart Received',
				value: 'cartReceived',
				description: 'A customer sent a cart from the catalog; nothing is charged yet',
			},
			{
				name: 'Message Delivery Failed',
				value: 'deliveryFailed',
				description: 'A message that Z-API had taken could not be sent',
			},
			{
				name: 'Message Status',
				value: 'messageStatus',
				description: 'A message was sent, delivered, read or played',
			},
			{
				name: 'Order Sent',
				value: 'orderSent',
				description: 'An order was sent to a customer; carries the IDs that updates need',
			},
			{
				name: 'Order Updated',
				value: 'orderUpdated',
				description: 'The order status or payment status of an order was changed',
			},
			{
				name: 'Payment Declined',
				value: 'paymentDeclined',
				description: 'A WhatsApp Pay request was declined',
			},
			{
				name: 'Payment Received',
				value: 'paymentReceived',
				description: 'A WhatsApp Pay transfer from person to person; it names no order',
			},
			{
				name: 'Payment Requested',
				value: 'paymentRequested',
				description: 'A WhatsApp Pay request from person to person',
			},
			{
				name: 'PIX Key Sent',
				value: 'pixKeySent',
				description: 'A PIX key button was sent; for your own buttons, switch off Ignore Own Messages',
			},
		],
		default: ['orderSent', 'orderUpdated'],
		required: true,
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		displayOptions: { show: showForHub },
		options: [
			{
				name: 'Message Received',
				value: 'messageReceived',
				description: 'A customer sent a message or chose a button',
			},
			{
				name: 'Message Status',
				value: 'messageStatus',
				description: 'A message was sent, delivered, read or failed',
			},
		],
		default: ['messageReceived'],
		required: true,
	},
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description: 'The node sets the webhook at the provider, and undoes that when the workflow stops',
			},
			{
				name: 'Manual',
				value: 'manual',
				description: 'You paste the webhook URL yourself; nothing is changed at the provider',
			},
		],
		default: 'automatic',
		description: 'Who tells the provider where to send events',
	},
	{
		displayName: 'When Another URL Is Set',
		name: 'whenAnotherUrlIsSet',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { ...showForZApi, registration: ['automatic'] } },
		options: [
			{
				name: 'Stop',
				value: 'stop',
				description: 'Do not activate; the error names the host that gets the events now',
			},
			{
				name: 'Replace and Restore on Deactivation',
				value: 'replace',
				description: 'Take the events over, and give them back when the workflow stops',
			},
		],
		default: 'stop',
		description:
			'A Z-API instance has one URL per kind of event. If another system uses it, setting ours takes the events away from it.',
	},
	{
		displayName:
			'Copy the webhook URL above into the Z-API panel under Instances, Webhooks: into On Receiving for carts, orders and payments (and switch on Notify Sent by Me there for orders), into Message Status for Message Status, and into On Sending for Message Delivery Failed.',
		name: 'zApiManualNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { ...showForZApi, registration: ['manual'] } },
	},
	{
		displayName:
			'Create a webhook in the Hub dashboard with the webhook URL above: of type Message for Message Received, of type MessageStatus for Message Status, or one of each. Switch signing on and paste the secret into Webhook Signing Secret of the credential: without it nothing proves that a caller is the Hub. Automatic registration does all of this by itself.',
		name: 'hubManualNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { ...showForHub, registration: ['manual'] } },
	},
];
