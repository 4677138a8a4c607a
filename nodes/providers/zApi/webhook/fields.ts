import type { INodeProperties } from 'n8n-workflow';

import { when } from '../../fields/conditions';
import type { EventChoice } from '../../provider';
import { anotherUrlField } from '../../webhook/anotherUrlField';
import type { SettingsReader } from '../../webhook/settingsReader';

/** What Z-API reports: received messages, their status and failures of its queue. */
export const events: EventChoice[] = [
	{
		name: 'Cart Received',
		value: 'cartReceived',
		action: 'On cart received',
		description: 'A customer sent a cart from the catalog; nothing is charged yet',
		tryIt:
			'On a second phone, open your catalog in WhatsApp, put a product into the cart and send it to your number.',
	},
	{
		name: 'Message Delivery Failed',
		value: 'deliveryFailed',
		action: 'On message delivery failed',
		description: 'A message that Z-API had taken could not be sent',
		tryIt: 'Send a message through Z-API to a number that has no WhatsApp.',
	},
	{
		name: 'Message Status',
		value: 'messageStatus',
		action: 'On message status',
		description: 'A message was sent, delivered, read or played',
		tryIt: 'Send a message through Z-API and open it on the phone that gets it; each step is an event.',
	},
	{
		name: 'Order Sent',
		value: 'orderSent',
		action: 'On order sent',
		description: 'An order was sent to a customer; carries the IDs that updates need',
		tryIt:
			'Send an order from WhatsApp Business on your phone, or with Payment Request of the WhatsApp Commerce node.',
	},
	{
		name: 'Order Updated',
		value: 'orderUpdated',
		action: 'On order updated',
		description: 'The order status or payment status of an order was changed',
		tryIt:
			'Change the status of an order you sent, in WhatsApp Business on your phone or with Order Status of the WhatsApp Commerce node.',
	},
	{
		name: 'Payment Declined',
		value: 'paymentDeclined',
		action: 'On payment declined',
		description: 'A WhatsApp Pay request was declined',
		tryIt: 'Decline a WhatsApp Pay request.',
	},
	{
		name: 'Payment Received',
		value: 'paymentReceived',
		action: 'On payment received (names no order)',
		description: 'A WhatsApp Pay transfer from person to person; it names no order',
		tryIt:
			'On a second phone, send your number money with WhatsApp Pay. A PIX transfer in a banking app does not count.',
	},
	{
		name: 'Payment Requested',
		value: 'paymentRequested',
		action: 'On payment requested',
		description: 'A WhatsApp Pay request from person to person',
		tryIt: 'On a second phone, request money from your number with WhatsApp Pay.',
	},
	{
		name: 'PIX Key Sent',
		value: 'pixKeySent',
		action: 'On PIX key sent',
		description: 'A PIX key button was sent; for your own buttons, switch off Ignore Own Messages',
		tryIt:
			'On a second phone, send your number a PIX key. One that you send yourself comes only with the option Ignore Own Messages switched off.',
	},
];

const whenAnotherUrlIsSet = anotherUrlField(
	'A Z-API instance has one URL per kind of event. If another system uses it, setting ours takes the events away from it.',
);

/** Fields below Registration. */
export const fields: INodeProperties[] = [
	{
		displayName:
			'Copy the webhook URL above into the Z-API panel under Instances, Webhooks: into On Receiving for carts, orders and payments (and switch on Notify Sent by Me there for orders), into Message Status for Message Status, and into On Sending for Message Delivery Failed.',
		name: 'zApiManualNotice',
		type: 'notice',
		default: '',
		displayOptions: when({ registration: ['manual'] }),
	},
];

/** Members of Options. */
export const options: INodeProperties[] = [whenAnotherUrlIsSet];

/** What only Z-API's trigger has to set. */
export interface ZApiSettings {
	replaceOtherUrl: boolean;
}

/** With manual registration the option is hidden, and nothing is replaced. */
export function readZApiSettings(
	reader: SettingsReader,
	{ automatic }: { automatic: boolean },
): ZApiSettings {
	return { replaceOtherUrl: automatic && reader.optionChoice(whenAnotherUrlIsSet) === 'replace' };
}
