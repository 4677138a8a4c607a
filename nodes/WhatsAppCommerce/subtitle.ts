import { labelOf } from '../providers/describe';
import type { Provider } from '../providers/provider';
import type { Resource } from '../providers/resources';

type Label = { id: string; name: string };

/**
 * Expression for the line below the node's name: operation and provider, or resource and operation where
 * nothing is sent.
 */
export function subtitleOf(
	sending: readonly Resource[],
	local: readonly Resource[],
	providers: readonly Provider[],
): string {
	const operation = labelOf('operation', [...sending, ...local].flatMap(operationLabels));
	const locals = JSON.stringify(local.map(({ value }) => value));
	const resource = labelOf(
		'resource',
		local.map(({ value, name }) => ({ id: value, name })),
	);
	const isLocal = `${locals}.includes($parameter["resource"])`;
	const words = `${isLocal} ? ${resource} + " · " + ${operation} : ${operation} + " · " + ${labelOf('provider', providers)}`;
	return `={{ ${words} }}`;
}

function operationLabels({ operations }: Resource): Label[] {
	return Object.entries(operations).map(([id, { name }]) => ({ id, name }));
}
