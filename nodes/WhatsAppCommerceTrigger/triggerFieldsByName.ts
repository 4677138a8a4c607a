import type { INodeProperties } from 'n8n-workflow';

import type { ProviderId } from '../providers/api/exchange';
import { triggerFields } from './triggerFields';
import { triggerOptions } from './triggerOptions';

/*
 * The fields as the editor has them: label, default, limits and choices are declared there and nowhere else.
 */

/** A field above the options, where there are several the one that a provider has. */
export function topField(name: string, provider?: ProviderId): INodeProperties {
	return found(
		triggerFields.find(
			(field) =>
				field.name === name &&
				(provider === undefined || field.displayOptions?.show?.provider?.includes(provider)),
		),
	);
}

/** A member of Options. */
export function optionField(name: string): INodeProperties {
	const options = (triggerOptions.options ?? []) as INodeProperties[];
	return found(options.find((field) => field.name === name));
}

function found(field: INodeProperties | undefined): INodeProperties {
	if (field === undefined) throw new RangeError('the trigger has no such field');
	return field;
}
