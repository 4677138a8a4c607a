import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';

import { InvalidInputError } from '../../../commerce/domain/errors';
import type { DecimalMark } from '../../../commerce/domain/amountText';
import { parseAmountCents } from '../../../commerce/domain/money';

/** Parameters that hold no expression give every item the same value: they are read once per run. */
export class RunParameters {
	private readonly raw: INode['parameters'];

	private readonly constants = new Map<string, unknown>();

	constructor(private readonly context: IExecuteFunctions) {
		this.raw = context.getNode().parameters;
	}

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
	constructor(
		private readonly run: RunParameters,
		readonly itemIndex: number,
	) {}

	/** The value as n8n gives it; undefined when the field is hidden or empty. */
	value(name: string): unknown {
		return this.run.read(name, this.itemIndex, undefined);
	}

	/** One of a field's options. */
	choice<T extends string>(name: string): T {
		return this.value(name) as T;
	}

	/** A text that must not be empty; surrounding space is cut. Throws InvalidInputError. */
	text(name: string, label: string, expected: string): string {
		return requiredText(this.value(name), label, expected);
	}

	/** A text, or undefined when the field is empty. */
	optionalText(name: string, label: string): string | undefined {
		return textOf(this.value(name), label);
	}

	flag(name: string): boolean {
		return this.value(name) === true;
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
		const decimalMark = (this.options.decimalMark as DecimalMark | undefined) ?? 'auto';
		return parseAmountCents(value, { field: label, decimalMark });
	}
}

/** A non-empty text from a field; numbers are taken as their digits. Throws InvalidInputError. */
export function requiredText(value: unknown, label: string, expected: string): string {
	const text = textOf(value, label);
	if (text === undefined) throw new InvalidInputError(label, value, expected);
	return text;
}

/** A text from a field, trimmed; undefined when empty. Throws InvalidInputError for lists and objects. */
export function textOf(value: unknown, label: string): string | undefined {
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'number' || typeof value === 'bigint') return String(value);
	if (typeof value !== 'string') throw new InvalidInputError(label, value, 'a text');
	const text = value.trim();
	return text === '' ? undefined : text;
}
