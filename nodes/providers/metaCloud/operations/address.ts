import type { INodeProperties } from 'n8n-workflow';

import type { Problem } from '../../../../commerce/domain/problem';
import { phoneField } from '../../fields/common';
import { readRecipient } from '../../fields/recipient';
import { requiredText } from '../../../shared/readValue';
import type { ItemParameters } from '../../itemParameters';
import { readUserId, recipientKey, type MetaRecipient } from '../api/recipient';
import { checkPhoneNumberId, checkReferenceId } from '../api/texts';
import { phoneNumberField } from '../fields';
import { locatorValue } from '../locator';

/** Sender, recipient and reference, which every message has. */
export const addressFields: INodeProperties[] = [
	phoneNumberField,
	phoneField(
		'Number with country and area code; Brazilian numbers without 55 get it, user IDs such as BR.1502576394655843 work too',
	),
	{
		displayName: 'Reference ID',
		name: 'referenceId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. order-987654344',
		description:
			'ID of the order in your system: up to 60 letters, digits, dots, dashes and underscores; a new payment request needs a new one',
	},
];

/** What every message starts from. */
export interface Address {
	phoneNumberId: string;
	recipient: MetaRecipient;
	referenceId: string;
	/** About how the recipient was read. */
	warnings: Problem[];
}

/** Throws InvalidInputError. */
export function readAddress(params: ItemParameters): Address {
	return {
		phoneNumberId: readPhoneNumberId(params.value('phoneNumberId')),
		...readWhom(params),
		referenceId: checkReferenceId(
			params.text('referenceId', 'Reference ID', 'the ID of the order in your system'),
		),
	};
}

/** The phone number ID that Phone Number gives. Throws InvalidInputError. */
export function readPhoneNumberId(given: unknown): string {
	const field = 'Phone Number';
	const id = requiredText(locatorValue(given), field, 'a number of your account, or its ID');
	return checkPhoneNumberId(id, field);
}

function readWhom(params: ItemParameters): Pick<Address, 'recipient' | 'warnings'> {
	const given = params.value('phone');
	const userId = readUserId(given, 'Recipient Phone');
	if (userId !== undefined) return { recipient: { recipient: userId }, warnings: [] };
	const { recipient, warnings } = readRecipient(params, given);
	return { recipient: { to: recipient }, warnings };
}

/** What the host has to know of whom a message goes to. */
export function factsOf({ recipient, phoneNumberId, referenceId }: Address) {
	return { recipient: recipientKey(recipient), referenceId, channelId: phoneNumberId };
}
