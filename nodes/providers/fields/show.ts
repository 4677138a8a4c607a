import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** Display options of a field that belongs to some operations of one provider, with further conditions. */
export function showFor(
	provider: string,
	operations: string[],
	more: NonNullable<IDisplayOptions['show']> = {},
): IDisplayOptions {
	return { show: { provider: [provider], operation: operations, ...more } };
}

/**
 * A field that one choice of another field needs. It must not be `required`: when that choice is an expression,
 * n8n shows the fields of all choices and would not run the node before each of them is filled in. What is
 * missing is refused at run time instead, for the choice that was made.
 */
export function neededAtRunTime(field: INodeProperties): INodeProperties {
	return { ...field, required: undefined };
}
