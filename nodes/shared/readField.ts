/*
 * Values as their field declares them: label, default, limits and choices are in the field and nowhere else.
 */
import type { INodeProperties } from 'n8n-workflow';

import { choiceOf, flagOf, isNothing, numberOf, type NumberRange } from './readValue';

/** A toggle; the field's default for nothing. Throws InvalidInputError. */
export function flagOfField(field: INodeProperties, value: unknown): boolean {
	return flagOf(value, field.displayName) ?? field.default === true;
}

/** A number within the field's limits; the field's default for nothing. Throws InvalidInputError. */
export function numberOfField(
	field: INodeProperties,
	value: unknown,
	{ whole }: Pick<NumberRange, 'whole'> = {},
): number {
	const { minValue: min = 0, maxValue: max = Infinity } = field.typeOptions ?? {};
	return numberOf(value, field.displayName, { min, max, whole }) ?? Number(field.default);
}

/**
 * One of the field's choices, which are the members of T; the field's default for nothing. Throws
 * InvalidInputError.
 */
export function choiceOfField<T extends string>(field: INodeProperties, value: unknown): T {
	const chosen = isNothing(value) ? field.default : value;
	return choiceOf(chosen, field.displayName, choicesIn(field) as T[]);
}

/** The values that a field offers. */
export function choicesIn({ options = [] }: INodeProperties): string[] {
	return options.map((option) => String('value' in option ? option.value : option.name));
}
