import type { INodeTypeDescription } from 'n8n-workflow';

import { credentialOf, labelOf } from '../providers/describe';
import type { Provider } from '../providers/provider';
import { triggerFields } from './triggerFields';
import { triggerOptions } from './triggerOptions';

type DerivedDescription = Pick<INodeTypeDescription, 'subtitle' | 'credentials' | 'properties'>;

const EVENT_COUNT =
	'($parameter["events"] || []).length + (($parameter["events"] || []).length === 1 ? " event type" : " event types")';

/** What of the node's description follows from its providers. */
export function describeTrigger(providers: readonly Provider[]): DerivedDescription {
	return {
		subtitle: `={{ ${labelOf('provider', providers)} + " · " + ${EVENT_COUNT} }}`,
		credentials: providers.map((provider) => credentialOf(provider)),
		properties: [...triggerFields(providers), triggerOptions(providers)],
	};
}
