import type { INodeProperties } from 'n8n-workflow';

import { when } from '../fields/conditions';

/** What to do when a URL of another system would be replaced; `description` says whose it may be. */
export function anotherUrlField(description: string): INodeProperties {
	return {
		displayName: 'When Another URL Is Set',
		name: 'whenAnotherUrlIsSet',
		type: 'options',
		noDataExpression: true,
		displayOptions: when({ '/registration': ['automatic'] }),
		options: [
			{
				name: 'Stop',
				value: 'stop',
				description: 'Do not activate; the error names the host that gets the events now',
			},
			{
				name: 'Replace and Restore on Deactivation',
				value: 'replace',
				description: 'Take the events over, and give them back when the workflow stops',
			},
		],
		default: 'stop',
		description,
	};
}
