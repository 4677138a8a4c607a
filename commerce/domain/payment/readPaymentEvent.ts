import { InvalidInputError, InWords } from '../errors';
import { asObject, asText, unwrapJson, type LooseObject } from '../looseJson';
import { parseAmountCents } from '../money/money';
import type { Problem } from '../problem';
import { readAll } from '../readAll';
import { toUnixSeconds } from '../time/timestamp';
import { PAYMENT_EVENT_NAMES, type PaymentEvent, type PaymentEventName } from './paymentEvent';

/** What an order update takes from a payment event. */
export interface GivenPayment extends Pick<PaymentEvent, 'event' | 'referenceId' | 'amountCents'> {
	/** Unix seconds; null when the event has no time. */
	paidAt: number | null;
	/** Those of the event. */
	warnings: Problem[];
}

const EXPECTED = 'an item of the WhatsApp Commerce Payment Trigger, or one of them as you stored it';

/** Whether an item is a payment event, of a kind that is known or not. No other item has these members together. */
export function isPaymentEvent(item: LooseObject): boolean {
	return [item.event, item.eventId, item.paymentProvider].every((member) => typeof member === 'string');
}

/**
 * Reads a payment event: the item of the payment trigger, or one stored as JSON text or in a list of one.
 * Throws InvalidInputError under `field` for anything else, and for members of a wrong type.
 */
export function readPaymentEvent(value: unknown, field: string): GivenPayment {
	const given = unwrapJson(value);
	if (Array.isArray(given) && given.length > 1) {
		throw new InvalidInputError(
			field,
			new InWords(`a list of ${given.length}`),
			'one payment event per item',
		);
	}
	const item = asObject(given);
	if (item === undefined) throw new InvalidInputError(field, value, EXPECTED);
	if (!isPaymentEvent(item)) throw new InvalidInputError(field, notAnEvent(item), EXPECTED);
	return readAll({
		event: () => readName(item.event, field),
		referenceId: () => readReference(item.referenceId, `${field}, referenceId`),
		amountCents: () => readCents(item.amountCents, `${field}, amountCents`),
		paidAt: () => readTime(item.paidAt, `${field}, paidAt`),
		warnings: () => readWarnings(item.warnings, `${field}, warnings`),
	});
}

function notAnEvent(item: LooseObject): unknown {
	const name = asText(item.event);
	return name === undefined ? item : new InWords(`an item with the event "${name.slice(0, 40)}"`);
}

function readName(value: unknown, field: string): PaymentEventName {
	const name = PAYMENT_EVENT_NAMES.find((known) => known === value);
	if (name === undefined)
		throw new InvalidInputError(field, value, `one of ${PAYMENT_EVENT_NAMES.join(', ')}`);
	return name;
}

function readReference(value: unknown, field: string): string | null {
	if (isAbsent(value)) return null;
	const text = asText(value)?.trim();
	if (text === undefined) throw new InvalidInputError(field, value, 'a text');
	return text;
}

function readCents(value: unknown, field: string): number | null {
	return isAbsent(value) ? null : parseAmountCents(value, { field, unit: 'cents' });
}

function readTime(value: unknown, field: string): number | null {
	return isAbsent(value) ? null : toUnixSeconds(value, field);
}

function readWarnings(value: unknown, field: string): Problem[] {
	const list = unwrapJson(isAbsent(value) ? [] : value);
	const warnings = Array.isArray(list) ? list : [list];
	return warnings.map((warning) => {
		const { rule, message } = asObject(warning) ?? {};
		if (typeof rule === 'string' && typeof message === 'string') return { rule, message };
		throw new InvalidInputError(field, value, 'a list of objects with rule and message');
	});
}

/** A column of a table gives an empty text for null. */
function isAbsent(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}
