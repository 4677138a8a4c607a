import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	cleanEventRecipient,
	cleanRecipient,
	DEFAULT_COUNTRIES,
	type Recipient,
	type RecipientOptions,
} from '../../../commerce/domain/identity/phone';
import { asObject } from '../../../commerce/domain/looseJson';
import type { ItemParameters } from '../itemParameters';

const FIELD = 'Recipient Phone';

/** What an operation can reach besides phone numbers. */
export type Reachable = Omit<RecipientOptions, 'field' | 'defaultCountry'>;

export const DEFAULT_COUNTRY_OPTION: INodeProperties = {
	displayName: 'Default Country',
	name: 'defaultCountry',
	type: 'options',
	options: [
		{
			name: 'Brazil',
			value: 'BR',
			description: 'Adds 55 to (31) 98765-4321 and other numbers in Brazilian form',
		},
		{
			name: 'None',
			value: 'none',
			description: 'Refuses numbers in Brazilian form without 55, which may be of another country too',
		},
	],
	default: 'BR',
	description: 'The country of a phone number that names none; numbers with + or 00 are taken as they are',
};

/**
 * The recipient that a user gave. A phone that the input item has from a provider or from this node has its
 * country code already. Throws InvalidInputError.
 */
export function readRecipient(params: ItemParameters, phone: unknown, reachable: Reachable = {}): Recipient {
	const clean = hasCountryCode(params.input, phone) ? cleanEventRecipient : cleanRecipient;
	return clean(phone, recipientOptions(params, reachable));
}

function hasCountryCode(input: IDataObject, phone: unknown): boolean {
	const { provider, eventId, operation, sendStatus } = input;
	if (typeof provider !== 'string') return false;
	const isEvent = typeof eventId === 'string';
	const isOutput = typeof operation === 'string' && typeof sendStatus === 'string';
	const known = isEvent ? asObject(input.contact)?.phone : isOutput ? input.phone : undefined;
	return known !== undefined && known === phone;
}

/** The recipient that an order event tells, whose number has its country code. Throws InvalidInputError. */
export function readEventRecipient(params: ItemParameters, phone: unknown, reachable: Reachable): Recipient {
	return cleanEventRecipient(phone, recipientOptions(params, reachable));
}

function recipientOptions(params: ItemParameters, reachable: Reachable): RecipientOptions {
	const defaultCountry = params.optionChoice('defaultCountry', 'Default Country', DEFAULT_COUNTRIES, 'BR');
	return { ...reachable, field: FIELD, defaultCountry };
}
