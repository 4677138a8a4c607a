import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';

import { InvalidInputError } from '../../commerce/domain/errors';
import type { DecimalMark } from '../../commerce/domain/money/amountText';
import { asFlag } from '../../commerce/domain/looseJson';
import { parseAmountCents } from '../../commerce/domain/money/money';

/** Parameters that hold no expression give every item the same value: they are read once per run. */
export class RunParameters {
	private readonly raw: INode['parameters'];

	private readonly constants = new Map<string, unknown>();

	constructor(private readonly context: IExecuteFunctions) {
		this.raw = context.getNode().parameters;
	}

	/** The JSON of one input item. */
	input(itemIndex: number): IDataObject {
		return this.context.getInputData()[itemIndex]?.json ?? {};
	}

	/** The value of a field for one item, as n8n gives it. */
	read(name: string, itemIndex: number, fallback: unknown): unknown {
		if (this.constants.has(name)) return this.constants.get(name);
		const value: unknown = this.context.getNodeParameter(name, itemIndex, fallback);
		if (!hasExpression(this.raw[name])) this.constants.set(name, value);
		return value;
	}
}

function hasExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(hasExpression);
}

/** The node's fields for one item, in the types the operations need. Labels are those of the editor. */
export class ItemParameters {
	/** An expression is worth evaluating once: it is what preparing an item spends its time on. */
	private readonly values = new Map<string, unknown>();

	constructor(
		private readonly run: RunParameters,
		readonly itemIndex: number,
	) {}

	/** The value as n8n gives it; undefined when the field is hidden or empty. */
	value(name: string): unknown {
		if (!this.values.has(name)) this.values.set(name, this.run.read(name, this.itemIndex, undefined));
		return this.values.get(name);
	}

	/** The JSON of the input item. */
	get input(): IDataObject {
		return this.run.input(this.itemIndex);
	}

	/** One of a field's options; an expression may give anything else. Throws InvalidInputError. */
	choice<T extends string>(name: string, label: string, allowed: readonly T[]): T {
		return choiceOf(this.value(name), label, allowed);
	}

	/** A text that must not be empty; surrounding space is cut. Throws InvalidInputError. */
	text(name: string, label: string, expected: string): string {
		return requiredText(this.value(name), label, expected);
	}

	/** A text, or undefined when the field is empty. */
	optionalText(name: string, label: string): string | undefined {
		return textOf(this.value(name), label);
	}

	/** A toggle, off when the field is hidden or empty. Throws InvalidInputError. */
	flag(name: string, label: string): boolean {
		return flagOf(this.value(name), label) ?? false;
	}

	/** A toggle of Options, with what holds when nobody set it. Throws InvalidInputError. */
	optionFlag(name: string, label: string, unset: boolean): boolean {
		return flagOf(this.options[name], label) ?? unset;
	}

	/** The members of a collection field. */
	collection(name: string): IDataObject {
		return (this.value(name) ?? {}) as IDataObject;
	}

	get options(): IDataObject {
		return this.collection('options');
	}

	/** An amount of Additional Fields or of a field, in integer cents; undefined when empty. */
	optionalCents(value: unknown, label: string): number | undefined {
		if (value === undefined || value === null || value === '') return undefined;
		return this.cents(value, label);
	}

	/** An amount in currency units as integer cents, read with the decimal mark of Options. */
	cents(value: unknown, label: string): number {
		const decimalMark = choiceOf(this.options.decimalMark ?? 'auto', 'Decimal Mark', DECIMAL_MARKS);
		return parseAmountCents(value, { field: label, decimalMark });
	}
}

const DECIMAL_MARKS: readonly DecimalMark[] = ['auto', 'comma', 'dot'];

/** One of the options of a field or of an option; an expression may give anything else. Throws InvalidInputError. */
export function choiceOf<T extends string>(value: unknown, label: string, allowed: readonly T[]): T {
	const choice = allowed.find((option) => option === value);
	if (choice === undefined) throw new InvalidInputError(label, value, `one of ${allowed.join(', ')}`);
	return choice;
}

/**
 * A toggle; undefined when empty. Text is read too: an expression typed without braces (`true`) gives it, and
 * taking the text for off would send what Dry Run was to hold back. Throws InvalidInputError.
 */
export function flagOf(value: unknown, label: string): boolean | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const flag = asFlag(typeof value === 'string' ? value.trim().toLowerCase() : value);
	if (flag === undefined) throw new InvalidInputError(label, value, 'true or false');
	return flag;
}

/** A non-empty text from a field; numbers are taken as their digits. Throws InvalidInputError. */
export function requiredText(value: unknown, label: string, expected: string): string {
	const text = textOf(value, label);
	if (text === undefined) throw new InvalidInputError(label, value, expected);
	return text;
}

/** A text from a field, trimmed; undefined when empty. Throws InvalidInputError for anything that is no text. */
export function textOf(value: unknown, label: string): string | undefined {
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'bigint') return String(value);
	if (typeof value === 'number') return numberText(value, label);
	if (typeof value !== 'string') throw new InvalidInputError(label, value, 'a text');
	const text = value.trim();
	return text === '' ? undefined : text;
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
