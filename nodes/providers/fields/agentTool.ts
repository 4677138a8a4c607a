import type { INodeProperties } from 'n8n-workflow';

/**
 * A field about who is paid, which no model may fill in: n8n offers "Let the model define this" wherever an
 * expression may stand, so as a tool of an agent the field takes none.
 */
export function fixedInTools(field: INodeProperties): INodeProperties[] {
	const shown = (asTool: boolean) => ({
		...field.displayOptions,
		show: { ...field.displayOptions?.show, '@tool': [asTool] },
	});
	return [
		{ ...field, displayOptions: shown(false) },
		{ ...field, noDataExpression: true, displayOptions: shown(true) },
	];
}
