import type { IDataObject } from 'n8n-workflow';

import {
	cleanEventRecipient,
	cleanRecipient,
	type Recipient,
	type RecipientOptions,
} from '../../../commerce/domain/identity/phone';
import { DEFAULT_COUNTRIES, type DefaultCountry } from '../../../commerce/domain/identity/phoneNumber';
import { asObject } from '../../../commerce/domain/looseJson';
import { optionalChoiceOf, textOf } from '../../shared/readValue';
import type { ItemParameters } from '../itemParameters';

const FIELD = 'Recipient Phone';

/** What an operation can reach besides phone numbers. */
export type Reachable = Omit<RecipientOptions, 'field' | 'defaultCountry'>;

/**
 * The recipient that a user gave. A phone that the input item has from a provider or from this node has its
 * country code already. Throws InvalidInputError.
 */
export function readRecipient(params: ItemParameters, phone: unknown, reachable: Reachable = {}): Recipient {
	const clean = hasCountryCode(params.input, phone) ? cleanEventRecipient : cleanRecipient;
	return noted(params, clean(phone, recipientOptions(params, reachable)));
}

function hasCountryCode(input: IDataObject, phone: unknown): boolean {
	const { provider, eventId, operation, sendStatus } = input;
	if (typeof provider !== 'string') return false;
	const isEvent = typeof eventId === 'string';
	const isOutput = typeof operation === 'string' && typeof sendStatus === 'string';
	const known = [
		...(isEvent ? [asObject(input.contact)?.phone] : []),
		...(isOutput ? [input.phone, input.customerPhone] : []),
	];
	return phone !== undefined && known.includes(phone);
}

/** The recipient of an order event, whose number has its country code. Throws InvalidInputError. */
export function readEventRecipient(params: ItemParameters, phone: unknown, reachable: Reachable): Recipient {
	return noted(params, cleanEventRecipient(phone, recipientOptions(params, reachable)));
}

function noted({ known }: ItemParameters, read: Recipient): Recipient {
	known.phone = read.recipient;
	return read;
}

/**
 * The recipient of a stored order when it is unknown who wrote the number. Bare digits that are both a Brazilian
 * number and one of another country are refused: a shop means the first, a row kept from an event may mean the
 * second. Throws InvalidInputError.
 */
export function readStoredRecipient(params: ItemParameters, phone: unknown, reachable: Reachable): Recipient {
	const options = recipientOptions(params, reachable);
	const read = cleanRecipient(phone, options);
	const isBare = /^\s*\d+(?:\.00?)?\s*$/.test(String(phone));
	const isUnclear = isBare && read.warnings.length > 0;
	return noted(params, isUnclear ? cleanRecipient(phone, { ...options, defaultCountry: 'none' }) : read);
}

function recipientOptions(params: ItemParameters, reachable: Reachable): RecipientOptions {
	return { ...reachable, field: FIELD, defaultCountry: readDefaultCountry(params.account) };
}

/** Default Country of the credential. Throws InvalidInputError. */
function readDefaultCountry({ defaultCountry }: IDataObject): DefaultCountry {
	return optionalChoiceOf(defaultCountry, 'Default Country in the credential', DEFAULT_COUNTRIES) ?? 'BR';
}

/** Test Phone of the credential; undefined while it is empty. Throws InvalidInputError. */
export function readTestPhone(account: IDataObject): string | undefined {
	const text = textOf(account.testPhone, TEST_PHONE);
	if (text === undefined) return undefined;
	return cleanRecipient(text, { field: TEST_PHONE, defaultCountry: readDefaultCountry(account) }).recipient;
}

const TEST_PHONE = 'Test Phone in the credential';
