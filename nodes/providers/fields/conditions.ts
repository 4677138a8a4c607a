import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** Values of other fields with which a field shows. */
export type Conditions = NonNullable<IDisplayOptions['show']>;

/** Shows a field only when other fields have one of these values. */
export function when(show: Conditions): IDisplayOptions {
	return { show };
}

/**
 * Fields with one more condition for each, before those they have. A field that has one, because one choice of
 * another field needs it, is never `required`: when that choice is an expression, n8n shows the fields of all
 * choices and would not run the node before each of them is filled in. What is missing is refused at run time,
 * for the choice that was made.
 */
export function shownWhen(show: Conditions, fields: INodeProperties[]): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		required: hangsOnField(field) ? undefined : field.required,
		displayOptions: { ...field.displayOptions, show: { ...show, ...field.displayOptions?.show } },
	}));
}

/** Whether other fields decide if it is shown; names with @ are about the node itself. */
function hangsOnField({ displayOptions }: INodeProperties): boolean {
	return Object.keys(displayOptions?.show ?? {}).some((name) => !name.startsWith('@'));
}
