import type { INodeProperties } from 'n8n-workflow';

import { CREDENTIAL_SLOT } from '../providers/describe';
import { shownWhen } from '../providers/fields/conditions';
import type { Provider } from '../providers/provider';

/** The fields above the options, in the order the editor shows them. */
export function triggerFields(providers: readonly Provider[]): INodeProperties[] {
	const [{ id: defaultProvider }] = providers;
	return [
		{
			displayName: 'Provider',
			name: 'provider',
			type: 'options',
			noDataExpression: true,
			options: providers.map(({ id, name, trigger }) => ({
				name,
				value: id,
				description: trigger.description,
			})),
			default: defaultProvider,
			description: 'The service that connects your WhatsApp number',
		},
		CREDENTIAL_SLOT,
		...providers.map(eventsField),
		...providers.flatMap(notesOnEvents),
		registrationField,
		...providers.flatMap(({ id, trigger }) => shownWhen({ provider: [id] }, trigger.fields)),
	];
}

/** Trigger On of one provider. */
export function eventsField({ id, trigger: { events, defaultEvents } }: Provider): INodeProperties {
	return {
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		displayOptions: { show: { provider: [id] } },
		options: events.map(({ name, value, action, description }) => ({ name, value, action, description })),
		default: [...defaultEvents],
		required: true,
	};
}

/** What to do on the phone, for each event that is chosen. */
function notesOnEvents({ id, trigger: { events } }: Provider): INodeProperties[] {
	return events.map(({ name, value, tryIt }) => ({
		displayName: `To try ${name}: ${tryIt}`,
		name: `${value}Notice`,
		type: 'notice',
		default: '',
		displayOptions: { show: { provider: [id], events: [value] } },
	}));
}

export const registrationField: INodeProperties = {
	displayName: 'Registration',
	name: 'registration',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Automatic',
			value: 'automatic',
			description: 'The node sets the webhook at the provider, and undoes that when the workflow stops',
		},
		{
			name: 'Manual',
			value: 'manual',
			description: 'You paste the webhook URL yourself; nothing is changed at the provider',
		},
	],
	default: 'automatic',
	description: 'How the provider learns where to send events',
};
