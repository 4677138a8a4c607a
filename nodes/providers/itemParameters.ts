import type { IDataObject, IExecuteFunctions, INode, INodeProperties } from 'n8n-workflow';

import type { DecimalMark } from '../../commerce/domain/money/amountText';
import { parseAmountCents } from '../../commerce/domain/money/money';
import { choiceOf, collectionOf, isNothing, requiredText, textOf } from '../shared/readValue';
import { choiceOfField, flagOfField } from '../shared/readField';
import { DECIMAL_MARK_OPTION } from './fields/options';

/** Parameters that hold no expression give every item the same value: they are read once per run. */
export class RunParameters {
	private readonly raw: INode['parameters'];

	private readonly constants = new Map<string, unknown>();

	constructor(
		private readonly context: IExecuteFunctions,
		/** What the credential says, without its secrets. */
		readonly account: IDataObject = {},
	) {
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
		if (!this.isExpression(name)) this.constants.set(name, value);
		return value;
	}

	/** Whether a field holds an expression, so that it may differ between items. */
	isExpression(name: string): boolean {
		return hasExpression(this.raw[name]);
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

/** What is known of a message before it is built: the output of an item that fails has it. */
export interface KnownOfMessage {
	/** As it would be sent. */
	phone?: string;
	totalCents?: number;
	referenceId?: string;
}

/** The node's fields for one item, in the types the operations need. Labels are those of the editor. */
export class ItemParameters {
	/** Filled in while the fields are read. */
	readonly known: KnownOfMessage = {};

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

	/** What the credential says, without its secrets; empty for an operation that has no credential. */
	get account(): IDataObject {
		return this.run.account;
	}

	/**
	 * Whether a field holds an expression that found no value, unlike one that was left empty. `valueOf` takes the value
	 * out of a field that is an object.
	 */
	foundNothing(name: string, valueOf: (field: unknown) => unknown = (field) => field): boolean {
		return (valueOf(this.value(name)) ?? undefined) === undefined && this.run.isExpression(name);
	}

	/** Whether a field was left empty, unlike one whose expression found nothing. */
	isLeftEmpty(name: string): boolean {
		return isNothing(this.value(name)) && !this.run.isExpression(name);
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

	/** A toggle; its default when it is hidden or empty. Throws InvalidInputError. */
	flag(field: INodeProperties): boolean {
		return flagOfField(field, this.value(field.name));
	}

	/** A toggle of Options; its default when nobody set it. Throws InvalidInputError. */
	optionFlag(field: INodeProperties): boolean {
		return flagOfField(field, this.options[field.name]);
	}

	/** A choice of Options; its default when nobody made it. Throws InvalidInputError. */
	optionChoice<T extends string>(field: INodeProperties): T {
		return choiceOfField<T>(field, this.options[field.name]);
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
		const decimalMark = this.optionChoice<DecimalMark>(DECIMAL_MARK_OPTION);
		return parseAmountCents(value, { field: label, decimalMark });
	}
}

const COLLECTION_LABELS: Readonly<Partial<Record<string, string>>> = {
	additionalFields: 'Additional Fields',
	items: 'Items',
	options: 'Options',
};
