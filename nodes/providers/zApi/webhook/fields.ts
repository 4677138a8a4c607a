import type { INodeProperties } from 'n8n-workflow';

import { when } from '../../fields/conditions';
import type { EventChoice } from '../../provider';
import type { SettingsReader } from '../../webhook/settingsReader';

/** What Z-API reports: received messages, their status and failures of its queue. */
export const events: EventChoice[] = [
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
];

const whenAnotherUrlIsSet: INodeProperties = {
	displayName: 'When Another URL Is Set',
	name: 'whenAnotherUrlIsSet',
	type: 'options',
	noDataExpression: true,
	displayOptions: when({ registration: ['automatic'] }),
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
};

/** Fields below Registration. */
export const fields: INodeProperties[] = [
	whenAnotherUrlIsSet,
	{
		displayName:
			'Copy the webhook URL above into the Z-API panel under Instances, Webhooks: into On Receiving for carts, orders and payments (and switch on Notify Sent by Me there for orders), into Message Status for Message Status, and into On Sending for Message Delivery Failed.',
		name: 'zApiManualNotice',
		type: 'notice',
		default: '',
		displayOptions: when({ registration: ['manual'] }),
	},
];

/** What only Z-API's trigger has to set. */
export interface ZApiSettings {
	replaceOtherUrl: boolean;
}

/** With manual registration the field is hidden, and nothing is replaced. */
export function readZApiSettings(
	reader: SettingsReader,
	{ automatic }: { automatic: boolean },
): ZApiSettings {
	return { replaceOtherUrl: automatic && reader.choice(whenAnotherUrlIsSet) === 'replace' };
}
