import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { PROVIDERS } from '../providers';
import { listSearchOf } from '../providers/describe';
import { describeActions } from './description';
import { runOperation } from './runOperation';

/** Fields, lists, credentials and words that follow from the providers. */
const derived = describeActions(PROVIDERS);

export class WhatsAppCommerce implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WhatsApp Commerce',
		name: 'whatsAppCommerce',
		icon: { light: 'file:whatsAppCommerce.svg', dark: 'file:whatsAppCommerce.dark.svg' },
		group: ['output'],
		version: [1],
		defaultVersion: 1,
		subtitle: derived.subtitle,
		description: derived.description,
		defaults: { name: 'WhatsApp Commerce' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: derived.credentials,
		properties: derived.properties,
	};

	methods = { listSearch: listSearchOf(PROVIDERS) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await runOperation(this, PROVIDERS)];
	}
}
