import type { INodeProperties } from 'n8n-workflow';

import { when } from '../../fields/conditions';
import type { EventChoice } from '../../provider';
import type { SettingsReader } from '../../webhook/settingsReader';

/** What the Hub reports: messages and their status. */
export const events: EventChoice[] = [
	{
		name: 'Message Received',
		value: 'messageReceived',
		action: 'On message received',
		description: 'A customer sent a message or chose a button',
		tryIt: "On a second phone, write to the channel's number or choose a button of a message it sent.",
	},
	{
		name: 'Message Status',
		value: 'messageStatus',
		action: 'On message status',
		description: 'A message was sent, delivered, read or failed',
		tryIt: 'Send a message through the Hub and open it on the phone that gets it; each step is an event.',
	},
];

/** Fields below Registration. */
export const fields: INodeProperties[] = [
	{
		displayName:
			'Create a webhook in the Hub dashboard with the webhook URL above: of type Message for Message Received, of type MessageStatus for Message Status, or one of each. Switch signing on and paste the secret into Webhook Signing Secret of the credential: without it nothing proves that a caller is the Hub. Automatic registration does all of this by itself.',
		name: 'hubManualNotice',
		type: 'notice',
		default: '',
		displayOptions: when({ registration: ['manual'] }),
	},
];

const signatureTolerance: INodeProperties = {
	displayName: 'Signature Tolerance (Seconds)',
	name: 'signatureTolerance',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 86400 },
	default: 300,
	description:
		'How old a signed call of the Hub may be. Older ones are refused, because they may be replayed.',
};

/** Members of Options. */
export const options: INodeProperties[] = [signatureTolerance];

/** What only the Hub's trigger has to set. */
export interface HubSettings {
	signatureToleranceSeconds: number;
}

export function readHubSettings(reader: SettingsReader): HubSettings {
	return { signatureToleranceSeconds: reader.number(signatureTolerance, { whole: true }) };
}
