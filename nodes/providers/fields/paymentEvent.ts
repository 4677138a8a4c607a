import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { InvalidInputError, InWords } from '../../../commerce/domain/errors';
import type { OrderStatus } from '../../../commerce/domain/order/order';
import {
	checkAmount,
	checkOrderStatusAfter,
	checkPaymentStatusAfter,
	hasMoved,
} from '../../../commerce/domain/payment/paymentEventRules';
import {
	isPaymentEvent,
	readPaymentEvent,
	type GivenPayment,
} from '../../../commerce/domain/payment/readPaymentEvent';
import { toUnixSeconds } from '../../../commerce/domain/time/timestamp';
import { choiceOfField } from '../../shared/readField';
import type { ItemParameters } from '../itemParameters';
import { when } from './conditions';
import { DECIMAL_MARK_OPTION } from './options';

const PAYMENT_DATA: INodeProperties = {
	displayName: 'Payment Data',
	name: 'paymentData',
	type: 'options',
	options: [
		{
			name: 'Automatic',
			value: 'auto',
			description: 'From the input item when it is a payment event, else as defined below',
		},
		{
			name: 'From Payment Event',
			value: 'fromPaymentEvent',
			description: 'From an event of the WhatsApp Commerce Payment Trigger; anything else is refused',
		},
		{ name: 'Define Below', value: 'defineBelow', description: 'From the fields of this node only' },
	],
	default: 'auto',
	description:
		'Where it comes from that the order is paid: an event is checked, and fills in what you leave empty',
};

const PAYMENT_EVENT: INodeProperties = {
	displayName: 'Payment Event',
	name: 'paymentEvent',
	type: 'json',
	default: '={{ $json }}',
	displayOptions: when({ paymentData: ['fromPaymentEvent'] }),
	description: 'Item of the WhatsApp Commerce Payment Trigger, or one of them as you stored it',
};

/** Where a payment comes from. */
export const paymentDataFields: INodeProperties[] = [PAYMENT_DATA, PAYMENT_EVENT];

const EXPECTED_AMOUNT: INodeProperties = {
	displayName: 'Expected Amount',
	name: 'expectedAmount',
	type: 'string',
	default: '',
	placeholder: 'e.g. 301.80',
	description: 'Nothing is sent unless the payment event has this amount, in reais',
};

/** Members of Options of an operation that has these fields. */
export const paymentAmountOptions: INodeProperties[] = [DECIMAL_MARK_OPTION, EXPECTED_AMOUNT];

/** The same with the fields themselves, for an operation that is rarely about a payment. */
export const paymentDataOptions: INodeProperties[] = [...paymentAmountOptions, ...paymentDataFields];

const FROM_PAYMENT_EVENT = 'From the payment event';

/** The fields of an address where a payment event may have the reference. */
export function withReferenceOfEvent(addressFields: INodeProperties[]): INodeProperties[] {
	return addressFields.map((field) =>
		field.name === 'referenceId'
			? {
					...field,
					required: false,
					placeholder: FROM_PAYMENT_EVENT,
					description:
						'ID of the order in your system, as in its payment request. Leave empty to use the one of the payment event.',
				}
			: field,
	);
}

/** When the payment was captured; shown where a captured payment goes along. */
export function capturedAtField(displayOptions?: IDisplayOptions): INodeProperties {
	return {
		displayName: 'Payment Captured At',
		name: 'capturedAt',
		type: 'dateTime',
		default: '',
		placeholder: FROM_PAYMENT_EVENT,
		displayOptions,
		description:
			'When the bank or payment provider confirmed the payment; a date (Brasília time unless it names a zone), or Unix time in seconds. Leave empty to take the time of the payment event, or now without one.',
	};
}

/** The payment event that an item is about, by Payment Data; undefined when there is none. Throws InvalidInputError. */
export function readGivenPayment(params: ItemParameters): GivenPayment | undefined {
	return paymentFrom(params, params.value(PAYMENT_DATA.name), () => params.value(PAYMENT_EVENT.name));
}

/** The same where Payment Data is a member of Options. */
export function readGivenPaymentInOptions(params: ItemParameters): GivenPayment | undefined {
	const { options, input } = params;
	// A member that nobody added has its default, which is the item.
	const event = PAYMENT_EVENT.name in options ? options[PAYMENT_EVENT.name] : input;
	return paymentFrom(params, options[PAYMENT_DATA.name], () => event);
}

function paymentFrom(
	{ input }: ItemParameters,
	chosen: unknown,
	readEvent: () => unknown,
): GivenPayment | undefined {
	switch (choiceOfField<'auto' | 'fromPaymentEvent' | 'defineBelow'>(PAYMENT_DATA, chosen)) {
		case 'auto':
			return isPaymentEvent(input) ? readPaymentEvent(input, PAYMENT_EVENT.displayName) : undefined;
		case 'fromPaymentEvent':
			return readPaymentEvent(readEvent(), PAYMENT_EVENT.displayName);
		case 'defineBelow':
			return undefined;
	}
}

/** What the customer is to be told of a payment or an order. */
export interface ToldStatus {
	paymentStatus?: 'paid' | 'pending' | 'failed';
	orderStatus?: OrderStatus;
}

/**
 * Refuses what the payment event contradicts: the status, and the amount of Expected Amount or, while that is empty,
 * the order's total if it is known, in cents. Throws InvalidInputError.
 */
export function checkPayment(
	params: ItemParameters,
	payment: GivenPayment | undefined,
	told: ToldStatus,
	orderTotalCents?: number,
): void {
	// Read even without an amount: an option that cannot be read is refused, never passed over.
	params.optionChoice(DECIMAL_MARK_OPTION);
	const expectedCents = params.optionalCents(params.options.expectedAmount, 'Expected Amount');
	if (payment === undefined) return requireNoAmount(expectedCents);
	if (told.orderStatus !== undefined) checkOrderStatusAfter(payment, told.orderStatus);
	if (told.paymentStatus !== undefined) checkPaymentStatusAfter(payment, told.paymentStatus);
	if (expectedCents !== undefined) checkAmount(payment, expectedCents, 'the Expected Amount');
	else if (orderTotalCents !== undefined && hasMoved(payment)) {
		checkAmount(payment, orderTotalCents, 'the total of the order');
	}
}

function requireNoAmount(expectedCents: number | undefined): void {
	if (expectedCents === undefined) return;
	throw new InvalidInputError(
		'Payment Event',
		new InWords('no payment event'),
		'one to compare Expected Amount with: choose Payment Data > From Payment Event',
	);
}

/**
 * Reference ID as the user gave it, or that of the payment event while the field is empty. Throws InvalidInputError,
 * also when an expression in the field found no value: it may have been to find another order's.
 */
export function readReferenceId(params: ItemParameters, payment: GivenPayment | undefined): string {
	const [field, expected] = ['Reference ID', 'the ID of the order in your system'];
	const isOfEvent = payment !== undefined && params.isLeftEmpty('referenceId');
	return isOfEvent ? requireReference(payment, field, expected) : params.text('referenceId', field, expected);
}

/** The reference of a payment event. Throws InvalidInputError when it has none, so that it may be about any order. */
export function requireReference(
	payment: GivenPayment,
	field = 'Payment Event',
	expected = 'the ID of the order',
): string {
	if (payment.referenceId !== null) return payment.referenceId;
	throw new InvalidInputError(
		field,
		new InWords('no referenceId in the payment event'),
		`${expected}: give it to the payment provider with the charge`,
	);
}

/**
 * Unix seconds of Payment Captured At, or of the payment event while the field is empty, or of now. Throws
 * InvalidInputError.
 */
export function readCapturedAt(params: ItemParameters, payment: GivenPayment | undefined): number {
	if (!params.isLeftEmpty('capturedAt')) {
		return toUnixSeconds(params.value('capturedAt'), 'Payment Captured At');
	}
	return payment?.paidAt ?? toUnixSeconds(Date.now(), 'Payment Captured At');
}
