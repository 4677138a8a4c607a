import type { INodeTypeDescription } from 'n8n-workflow';

import { credentialOf, labelOf } from '../providers/describe';
import type { Provider } from '../providers/provider';
import { triggerFields } from './triggerFields';
import { triggerOptions } from './triggerOptions';

type DerivedDescription = Pick<INodeTypeDescription, 'subtitle' | 'credentials' | 'properties'>;

/** What of the node's description follows from its providers. */
export function describeTrigger(providers: readonly Provider[]): DerivedDescription {
	return {
		subtitle: `={{ ${labelOf('provider', providers)} + " · " + ${chosenEvents(providers)} }}`,
		credentials: providers.map((provider) => credentialOf(provider)),
		properties: [...triggerFields(providers), triggerOptions(providers)],
	};
}

/** Part of a subtitle: the event when there is one, else how many. */
function chosenEvents(providers: readonly Provider[]): string {
	const events = providers.flatMap(({ trigger }) => trigger.events);
	const labels = JSON.stringify(Object.fromEntries(events.map(({ value, name }) => [value, name])));
	const chosen = '($parameter["events"] || [])';
	return `(${chosen}.length === 1 ? ((${labels})[${chosen}[0]] || ${chosen}[0]) : ${chosen}.length + " events")`;
}
