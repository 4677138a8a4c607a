import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { PROVIDERS } from '../providers';
import { listSearchOf } from '../providers/describe';
import { describeTrigger } from './description';
import { receiveWebhook } from './receiveWebhook';
import { isRegistered, register, unregister } from './webhookLifecycle';

/** Fields, lists, credentials and the subtitle that follow from the providers. */
const derived = describeTrigger(PROVIDERS);

export class WhatsAppCommerceTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WhatsApp Commerce Trigger',
		name: 'whatsAppCommerceTrigger',
		icon: {
			light: 'file:../WhatsAppCommerce/whatsAppCommerce.svg',
			dark: 'file:../WhatsAppCommerce/whatsAppCommerce.dark.svg',
		},
		group: ['trigger'],
		// The same node twice: for version 1, n8n 2.x looks for an option of its Webhook node in every call, which
		// takes as long as the rest of the call.
		version: [1, 1.1],
		defaultVersion: 1.1,
		subtitle: derived.subtitle,
		description:
			'Starts the workflow when a cart, an order, a payment or a message status arrives from WhatsApp',
		eventTriggerDescription:
			'Waiting for an event you chose under Trigger On. The notes there say what to do on the phone. Other events do not end the wait.',
		activationMessage:
			'This workflow now starts with every event you chose under Trigger On. The notes there say what to do on the phone to see it run.',
		defaults: { name: 'WhatsApp Commerce Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		webhooks: [
			{
				// First, because some providers verify the address while `create` of the other one runs.
				name: 'setup',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook',
			},
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// Without it n8n would answer with the text firstEntryJson instead of our answer.
				responseData: '',
				path: 'webhook',
			},
		],
		// The editor names its buttons Execute step and, in n8n 2, Publish.
		triggerPanel: {
			header: 'Receive an event from WhatsApp',
			executionsHelp: {
				inactive:
					'While you build: click Execute step, and n8n listens for one event you chose. It is shown here, and what came before it in its warnings; later events go back to where they went before. When the workflow is published (activated): every event you chose runs it; see the executions list.',
				active:
					'Every event you chose runs the workflow; see the executions list. To watch one here, click Execute step, then do what the note under Trigger On says.',
			},
			activationHint:
				'Click Execute step, then do on the phone what the note under Trigger On says. If nothing comes, click it again: it shows what came and why nothing started. Once the event looks right, publish (activate) the workflow.',
		},
		usableAsTool: undefined,
		credentials: derived.credentials,
		properties: derived.properties,
	};

	methods = { listSearch: listSearchOf(PROVIDERS) };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this, PROVIDERS);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this, PROVIDERS);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this, PROVIDERS);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveWebhook(this, PROVIDERS);
	}
}
