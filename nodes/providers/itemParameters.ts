import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';

import type { DecimalMark } from '../../commerce/domain/money/amountText';
import { parseAmountCents } from '../../commerce/domain/money/money';
import {
	choiceOf,
	collectionOf,
	flagOf,
	isNothing,
	optionalChoiceOf,
	requiredText,
	textOf,
} from '../shared/readValue';

export { flagOf, requiredText, textOf };

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

/** Looks at a field and all that is in it, without calling itself: a pasted list may be nested deeply. */
function hasExpression(field: unknown): boolean {
	const seen = new Set([field]);
	for (const value of seen) {
		if (typeof value === 'string' && value.startsWith('=')) return true;
		if (typeof value !== 'object' || value === null) continue;
		for (const member of Object.values(value)) seen.add(member);
	}
	return false;
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

	/** A toggle; `unset` when the field is hidden or empty. Throws InvalidInputError. */
	flag(name: string, label: string, unset = false): boolean {
		return flagOf(this.value(name), label) ?? unset;
	}

	/** A toggle of Options, with what holds when nobody set it. Throws InvalidInputError. */
	optionFlag(name: string, label: string, unset: boolean): boolean {
		return flagOf(this.options[name], label) ?? unset;
	}

	/** A choice of Options, with what holds when nobody made it. Throws InvalidInputError. */
	optionChoice<T extends string>(name: string, label: string, allowed: readonly T[], unset: T): T {
		return optionalChoiceOf(this.options[name], label, allowed) ?? unset;
	}

	/** The members of a collection field. Throws InvalidInputError when it is something else. */
	collection(name: string): IDataObject {
		return collectionOf(this.value(name), COLLECTION_LABELS[name] ?? name);
	}

	get options(): IDataObject {
		return this.collection('options');
	}

	/** An amount of Additional Fields or of a field, in integer cents; undefined when empty. */
	optionalCents(value: unknown, label: string): number | undefined {
		if (isNothing(value)) return undefined;
		return this.cents(value, label);
	}

	/** An amount in currency units as integer cents, read with the decimal mark of Options. */
	cents(value: unknown, label: string): number {
		const decimalMark = this.optionChoice('decimalMark', 'Decimal Mark', DECIMAL_MARKS, 'auto');
		return parseAmountCents(value, { field: label, decimalMark });
	}
}

const COLLECTION_LABELS: Readonly<Partial<Record<string, string>>> = {
	additionalFields: 'Additional Fields',
	items: 'Items',
	options: 'Options',
};

const DECIMAL_MARKS: readonly DecimalMark[] = ['auto', 'comma', 'dot'];
