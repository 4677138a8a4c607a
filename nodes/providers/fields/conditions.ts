import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

type Conditions = NonNullable<IDisplayOptions['show']>;

/** Shows a field only when other fields have one of these values. */
export function when(show: Conditions): IDisplayOptions {
	return { show };
}

/** Fields with one more condition for each, before those they have. */
export function shownWhen(show: Conditions, fields: INodeProperties[]): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		displayOptions: { ...field.displayOptions, show: { ...show, ...field.displayOptions?.show } },
	}));
}
