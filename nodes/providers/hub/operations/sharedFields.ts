import type { INodeProperties } from 'n8n-workflow';

import { InvalidInputError } from '../../../../commerce/domain/errors';
import type { GivenPayment } from '../../../../commerce/domain/payment/readPaymentEvent';
import type { Problem } from '../../../../commerce/domain/problem';
import { readAll } from '../../../../commerce/domain/readAll';
import { phoneField } from '../../fields/common';
import { when } from '../../fields/conditions';
import { FROM_CREDENTIAL, textFromEither } from '../../fields/fromCredential';
import { readReferenceId, withReferenceOfEvent } from '../../fields/paymentEvent';
import { readRecipient } from '../../fields/recipient';
import type { ItemParameters } from '../../itemParameters';

/** Sender, recipient and reference, which every Hub message has. */
export const addressFields: INodeProperties[] = [
	{
		displayName: 'Channel ID',
		name: 'channelId',
		type: 'string',
		default: '',
		placeholder: FROM_CREDENTIAL,
		description:
			'Application Channel ID in the Hub dashboard under Application, Channels. Leave empty to use the one of the credential.',
	},
	phoneField('Number with country and area code; Brazilian numbers without 55 get it'),
	{
		displayName: 'Reference ID',
		name: 'referenceId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. order-987654344',
		description: 'ID of the order in your system; a new payment request needs a new one',
	},
];

/** The same of an update. */
export const updateAddressFields = withReferenceOfEvent(addressFields);

/** What every Hub message starts from; `payment` is the event that an update is about. Throws InvalidInputError. */
export function readAddress(
	params: ItemParameters,
	payment?: GivenPayment,
): {
	channelId: string;
	recipient: string;
	referenceId: string;
	/** About how the recipient was read. */
	warnings: Problem[];
} {
	const { to, ...ids } = readAll({
		channelId: () => readChannelId(params),
		to: () => readRecipient(params, params.value('phone')),
		referenceId: () => readKnownReference(params, payment),
	});
	return { ...ids, ...to };
}

function readChannelId(params: ItemParameters): string {
	const channelId = textFromEither(params, {
		...{ name: 'channelId', member: 'channelId', label: 'Channel ID' },
		expected: 'the Application Channel ID of the Hub dashboard',
	});
	if (!/\s/.test(channelId)) return channelId;
	throw new InvalidInputError('Channel ID', channelId, 'an ID without spaces, as the Hub dashboard shows it');
}

function readKnownReference(params: ItemParameters, payment: GivenPayment | undefined): string {
	const referenceId = readReferenceId(params, payment);
	params.known.referenceId = referenceId;
	return referenceId;
}

/** How an order status leaves: as text inside the 24-hour window, or with a template at any time. */
export const messageFields: INodeProperties[] = [
	{
		displayName: 'Send As',
		name: 'sendAs',
		type: 'options',
		options: [
			{
				name: 'Text (Within 24 Hours)',
				value: 'text',
				description: 'The customer wrote in the last 24 hours',
			},
			{
				name: 'Template (Any Time)',
				value: 'template',
				description: 'With an approved template of type ORDER_STATUS',
			},
		],
		default: 'text',
		description: 'WhatsApp takes free text only in the 24 hours after the customer last wrote',
	},
	{
		displayName: 'Template ID',
		name: 'templateId',
		type: 'string',
		default: '',
		placeholder: 'e.g. b50baa16-555b-4cfc-8fa8-29392a6e43d1',
		displayOptions: when({ sendAs: ['template'] }),
		description: 'Hub ID of an ORDER_STATUS template; its components are filled in by the Hub',
	},
	{
		displayName: 'Body Text',
		name: 'bodyText',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. Your order has been shipped!',
		displayOptions: when({ sendAs: ['text'] }),
		description: 'Text that the customer reads',
	},
	{
		displayName: 'Body Text',
		name: 'bodyText',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. Your order has been shipped!',
		displayOptions: when({ sendAs: ['template'] }),
		description: 'Text sent along with the template, if the template has room for one',
	},
];

/** Template and text of an order status. Throws InvalidInputError. */
export function readMessage(params: ItemParameters): { templateId?: string; bodyText?: string } {
	if (params.choice('sendAs', 'Send As', ['text', 'template']) === 'template') {
		return readAll({
			templateId: () => params.text('templateId', 'Template ID', 'the Hub ID of an ORDER_STATUS template'),
			bodyText: () => params.optionalText('bodyText', 'Body Text'),
		});
	}
	return { bodyText: params.text('bodyText', 'Body Text', 'the text that the customer reads') };
}
