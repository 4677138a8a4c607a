/*
 * What a field of either node holds, as the type it should be. Any field may be an expression, so any value may
 * come. Nothing (undefined, null, blank text) means that the field's default holds; everything else is read or
 * refused with the field's label, and never passed over.
 */
import type { IDataObject } from 'n8n-workflow';

import { InvalidInputError } from '../../commerce/domain/errors';
import { asFlag, asObject } from '../../commerce/domain/looseJson';

/** The limits of a number, both included. */
export interface NumberRange {
	min: number;
	max: number;
	whole?: boolean;
}

/** Whether a field was left empty, or its expression found nothing. */
export function isNothing(value: unknown): value is undefined | null | string {
	return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/** One of a field's options, by its value. Throws InvalidInputError, also for nothing. */
export function choiceOf<T extends string>(value: unknown, label: string, allowed: readonly T[]): T {
	const choice = allowed.find((option) => option === value);
	if (choice === undefined) throw new InvalidInputError(label, value, `one of ${allowed.join(', ')}`);
	return choice;
}

/** One of a field's options; undefined for nothing. Throws InvalidInputError. */
export function optionalChoiceOf<T extends string>(
	value: unknown,
	label: string,
	allowed: readonly T[],
): T | undefined {
	return isNothing(value) ? undefined : choiceOf(value, label, allowed);
}

/**
 * Some of a field's options: a list of their values, or a text with commas between them. Throws
 * InvalidInputError for a value that is not offered, and for an empty list.
 */
export function choicesOf<T extends string>(value: unknown, label: string, allowed: readonly T[]): T[] {
	const expected = `one or more of ${allowed.join(', ')}`;
	const names = listOf(value, label, expected);
	if (names.length === 0) throw new InvalidInputError(label, value, expected);
	const stranger = names.find((name) => !(allowed as readonly string[]).includes(name));
	if (stranger !== undefined) throw new InvalidInputError(label, stranger, expected);
	return allowed.filter((option) => names.includes(option));
}

/**
 * A toggle; undefined for nothing. Text is read too: an expression typed without braces (`true`) gives it, and
 * taking the text for off would send what Dry Run was meant to keep. Throws InvalidInputError.
 */
export function flagOf(value: unknown, label: string): boolean | undefined {
	if (isNothing(value)) return undefined;
	const flag = asFlag(typeof value === 'string' ? value.trim().toLowerCase() : value);
	if (flag === undefined) throw new InvalidInputError(label, value, 'true or false');
	return flag;
}

/**
 * A number within its limits, also as text of digits with at most a dot; undefined for nothing. Throws
 * InvalidInputError: `24h` is neither 24 nor zero.
 */
export function numberOf(value: unknown, label: string, range: NumberRange): number | undefined {
	if (isNothing(value)) return undefined;
	const { min, max, whole = false } = range;
	const isDigits = typeof value === 'string' && /^\d{1,15}(?:\.\d{1,15})?$/.test(value.trim());
	const number = isDigits ? Number(value) : value;
	// NaN is within no limits.
	const fits = typeof number === 'number' && number >= min && number <= max;
	if (!fits || (whole && !Number.isInteger(number))) {
		throw new InvalidInputError(label, value, `a ${whole ? 'whole ' : ''}number from ${min} to ${max}`);
	}
	return number;
}

/** A non-empty text from a field; numbers are taken as their digits. Throws InvalidInputError. */
export function requiredText(value: unknown, label: string, expected: string): string {
	const text = textOf(value, label);
	if (text === undefined) throw new InvalidInputError(label, value, expected);
	return text;
}

/** A text from a field, trimmed; undefined for nothing. Throws InvalidInputError for anything but text. */
export function textOf(value: unknown, label: string): string | undefined {
	if (isNothing(value)) return undefined;
	if (typeof value === 'bigint') return String(value);
	if (typeof value === 'number') return numberText(value, label);
	if (typeof value !== 'string') throw new InvalidInputError(label, value, 'a text');
	return value.trim();
}

/** IDs of 17 digits are usual on WhatsApp, and as a JSON number they come with other last digits. */
function numberText(value: number, label: string): string {
	if (!Number.isFinite(value)) throw new InvalidInputError(label, value, 'a text');
	if (Math.abs(value) > Number.MAX_SAFE_INTEGER) {
		throw new InvalidInputError(
			label,
			value,
			'a text, because numbers this long lose digits: put it in quotes',
		);
	}
	return String(value);
}

/**
 * Texts from a list, or from one text with commas, semicolons or line breaks between them. Throws
 * InvalidInputError.
 */
export function listOf(
	value: unknown,
	label: string,
	expected = 'a text with commas between the values, or a list of texts',
): string[] {
	const parts: unknown[] = Array.isArray(value)
		? value
		: typeof value === 'string'
			? value.split(/[,;\n]/)
			: [value];
	if (parts.some((part) => !isNothing(part) && typeof part !== 'string' && typeof part !== 'number')) {
		throw new InvalidInputError(label, value, expected);
	}
	return parts.map((part) => textOf(part, label)).filter((part) => part !== undefined);
}

/** The members of a collection field; none for nothing. Throws InvalidInputError for anything but an object. */
export function collectionOf(value: unknown, label: string): IDataObject {
	// n8n keeps an empty collection as a list in workflows that were built by other tools.
	if (isNothing(value) || (Array.isArray(value) && value.length === 0)) return {};
	const members = asObject(value);
	if (members === undefined) throw new InvalidInputError(label, value, 'an object with its fields');
	return members as IDataObject;
}
