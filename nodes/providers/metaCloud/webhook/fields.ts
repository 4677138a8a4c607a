import type { INodeProperties } from 'n8n-workflow';

import { when } from '../../fields/conditions';
import type { EventChoice } from '../../provider';
import { anotherUrlField } from '../../webhook/anotherUrlField';
import type { SettingsReader } from '../../webhook/settingsReader';
import { phoneNumberField } from '../fields';

/** What the Cloud API reports of a phone number. */
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
		description: 'A message that WhatsApp had taken did not arrive; carries its reference ID and what to do',
		tryIt: 'Send a message with the WhatsApp Commerce node to a number that has no WhatsApp.',
	},
	{
		name: 'Message Received',
		value: 'messageReceived',
		action: 'On message received',
		description: 'A customer sent a message or chose a button',
		tryIt: 'On a second phone, write to your number or choose a button of a message it sent.',
	},
	{
		name: 'Message Status',
		value: 'messageStatus',
		action: 'On message status',
		description: 'A message was sent, delivered, read or played',
		tryIt:
			'Send a message with the WhatsApp Commerce node and open it on the phone that gets it; each step is an event.',
	},
	{
		name: 'Payment Method Chosen',
		value: 'paymentMethodChosen',
		action: 'On payment method chosen',
		description: 'A customer chose the card on file; charge it at your payment provider',
		tryIt: 'In a charge that offers a card on file, choose the card. Meta offers this to few shops so far.',
	},
	{
		name: 'Payment Received',
		value: 'paymentReceived',
		action: 'On payment received (check with your bank)',
		description:
			'WhatsApp gave a notice of payment, which it does not document for Brazil: check with your bank or payment provider',
		tryIt:
			'Pay a charge on a second phone. Whether WhatsApp gives notice of it is not documented for Brazil.',
	},
];

const whenAnotherUrlIsSet = anotherUrlField(
	'A phone number has one URL of its own. If another system uses it, setting ours takes the events away from it. The URL of the app and other numbers are never changed.',
);

const replacedVerifyToken: INodeProperties = {
	displayName: 'Replaced URL Verify Token',
	name: 'replacedVerifyToken',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	displayOptions: when({ '/registration': ['automatic'], whenAnotherUrlIsSet: ['replace'] }),
	description:
		'WhatsApp gives a URL back only with the verify token that the other system expects. Not needed for a URL of this n8n.',
};

/** Fields below Registration. */
export const fields: INodeProperties[] = [
	{
		...phoneNumberField(
			'The number whose events start this workflow; its ID is in WhatsApp Manager under Phone Numbers. Leave empty to use the one of the credential.',
		),
		displayOptions: when({ registration: ['automatic'] }),
	},
	{
		displayName:
			'Copy the webhook URL above into the App Dashboard under WhatsApp, Configuration, as Callback URL, with a verify token that you make up, and subscribe to the field messages. Publish (activate) this workflow before you save it there, because WhatsApp checks the URL at once.',
		name: 'metaManualNotice',
		type: 'notice',
		default: '',
		displayOptions: when({ registration: ['manual'] }),
	},
	{
		displayName: 'Verify Token',
		name: 'verifyToken',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		displayOptions: when({ registration: ['manual'] }),
		description: 'The verify token that you enter in the App Dashboard',
	},
];

const acceptUnsignedEvents: INodeProperties = {
	displayName: 'Accept Unsigned Events',
	name: 'acceptUnsignedEvents',
	type: 'boolean',
	default: false,
	description:
		'Whether to take events without checking who sent them, when the credential has no App Secret. Anybody who knows the webhook URL can then send events.',
};

/** Members of Options. */
export const options: INodeProperties[] = [acceptUnsignedEvents, replacedVerifyToken, whenAnotherUrlIsSet];

/** What only this trigger has to set. */
export interface MetaSettings {
	replaceOtherUrl: boolean;
	acceptUnsigned: boolean;
}

/** With manual registration nothing is replaced. What cannot be read keeps the check of signatures on. */
export function readMetaSettings(
	reader: SettingsReader,
	{ automatic }: { automatic: boolean },
): MetaSettings {
	return {
		replaceOtherUrl: automatic && reader.optionChoice(whenAnotherUrlIsSet) === 'replace',
		acceptUnsigned: reader.flag(acceptUnsignedEvents),
	};
}
