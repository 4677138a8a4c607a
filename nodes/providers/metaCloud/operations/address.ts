import type { INodeProperties } from 'n8n-workflow';

import { InvalidInputError } from '../../../../commerce/domain/errors';
import type { GivenPayment } from '../../../../commerce/domain/payment/readPaymentEvent';
import type { Problem } from '../../../../commerce/domain/problem';
import { readAll } from '../../../../commerce/domain/readAll';
import { phoneField } from '../../fields/common';
import { missingInBoth } from '../../fields/fromCredential';
import { readReferenceId, withReferenceOfEvent } from '../../fields/paymentEvent';
import { readRecipient } from '../../fields/recipient';
import { textOf } from '../../../shared/readValue';
import type { ItemParameters } from '../../itemParameters';
import { readUserId } from '../api/recipient';
import { checkPhoneNumberId, checkReferenceId } from '../api/texts';
import { phoneNumberField } from '../fields';
import { locatorValue } from '../locator';

/** Sender, recipient and reference, which every message has. */
export const addressFields: INodeProperties[] = [
	phoneNumberField(
		'Your number on WhatsApp; its ID is in WhatsApp Manager under Phone Numbers. Leave empty to use the one of the credential.',
	),
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

/** The same of an update. */
export const updateAddressFields = withReferenceOfEvent(addressFields);

/** What every message starts from. */
export interface Address {
	phoneNumberId: string;
	/** Digits, or a user ID. */
	recipient: string;
	referenceId: string;
	/** About how the recipient was read. */
	warnings: Problem[];
}

/** `payment` is the event that an update is about. Throws InvalidInputError. */
export function readAddress(params: ItemParameters, payment?: GivenPayment): Address {
	const { to, ...ids } = readAll({
		phoneNumberId: () => readPhoneNumberId(params),
		to: () => readWhom(params),
		referenceId: () => readKnownReference(params, payment),
	});
	return { ...ids, ...to };
}

const PHONE_NUMBER = { label: 'Phone Number', expected: 'a number of your account, or its ID' };

function readPhoneNumberId(params: ItemParameters): string {
	const { label, expected } = PHONE_NUMBER;
	if (params.foundNothing('phoneNumberId', locatorValue)) {
		const instead = 'the expression found no value; leave the field empty to use the one of the credential';
		throw new InvalidInputError(label, undefined, `${expected}: ${instead}`);
	}
	const own = textOf(locatorValue(params.value('phoneNumberId')), label);
	if (own !== undefined) return checkPhoneNumberId(own, label);
	const inCredential = `${label} ID in the credential`;
	const usual = textOf(params.account.phoneNumberId, inCredential);
	if (usual === undefined) throw missingInBoth(PHONE_NUMBER);
	return checkPhoneNumberId(usual, inCredential);
}

function readKnownReference(params: ItemParameters, payment: GivenPayment | undefined): string {
	const referenceId = readReferenceId(params, payment);
	params.known.referenceId = referenceId;
	return checkReferenceId(referenceId);
}

function readWhom(params: ItemParameters): Pick<Address, 'recipient' | 'warnings'> {
	const given = params.value('phone');
	const userId = readUserId(given, 'Recipient Phone');
	if (userId === undefined) return readRecipient(params, given);
	params.known.phone = userId;
	return { recipient: userId, warnings: [] };
}

/** What the host has to know of whom a message goes to. */
export function factsOf({ recipient, phoneNumberId, referenceId }: Address) {
	return { recipient, referenceId, channelId: phoneNumberId };
}
