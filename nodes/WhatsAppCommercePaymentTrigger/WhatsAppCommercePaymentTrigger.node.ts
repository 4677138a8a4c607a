import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IHookFunctions,
	INodeCredentialTestResult,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { PAYMENT_PROVIDERS } from '../paymentProviders';
import { testPaymentCredential } from './credentialTest';
import { describePaymentTrigger } from './description';
import { receivePayment } from './receivePayment';
import { isReady, stop } from './lifecycle';

/** Fields and the subtitle that follow from the payment providers. */
const derived = describePaymentTrigger(PAYMENT_PROVIDERS);

/** Nothing is registered at a payment provider: the shop pastes the address there. */
const lifecycle = {
	async checkExists(this: IHookFunctions): Promise<boolean> {
		return await isReady(this, PAYMENT_PROVIDERS);
	},
	async create(this: IHookFunctions): Promise<boolean> {
		return true;
	},
	async delete(this: IHookFunctions): Promise<boolean> {
		return stop(this);
	},
};

export class WhatsAppCommercePaymentTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WhatsApp Commerce Payment Trigger',
		name: 'whatsAppCommercePaymentTrigger',
		icon: {
			light: 'file:../../credentials/paymentWebhook.svg',
			dark: 'file:../../credentials/paymentWebhook.dark.svg',
		},
		group: ['trigger'],
		version: 1.1,
		subtitle: derived.subtitle,
		description: 'Starts the workflow when your payment provider says that an order was paid or refunded',
		eventTriggerDescription:
			'Waiting for a call of your payment provider. Other calls, and such as cannot be verified, do not end the wait.',
		activationMessage:
			'This workflow now starts with every payment you chose under Trigger On, once the webhook URL is set at your payment provider.',
		defaults: { name: 'WhatsApp Commerce Payment Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// Without it n8n would answer with the text firstEntryJson instead of our answer.
				responseData: '',
				path: 'webhook',
			},
			// Banks add /pix to the address they are given.
			{
				name: 'setup',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook/pix',
				ndvHideUrl: true,
			},
		],
		// The editor names its buttons Execute step and, in n8n 2, Publish.
		triggerPanel: {
			header: 'Receive a payment',
			executionsHelp: {
				inactive:
					'While you build: click Execute step, then let your payment provider send a call, e.g. by paying a charge of its test environment. When the workflow is published (activated): every payment you chose runs it; see the executions list.',
				active:
					'Every payment you chose runs the workflow; see the executions list. To watch one here, click Execute step, then pay a charge of the test environment.',
			},
			activationHint:
				'Click Execute step, then let your payment provider send a call to the test URL. If nothing comes, click it again: it shows what came and why nothing started. Then set the production URL there, and publish (activate) the workflow.',
		},
		usableAsTool: undefined,
		credentials: [{ name: 'paymentWebhookApi', required: true, testedBy: 'paymentWebhookTest' }],
		properties: derived.properties,
	};

	methods = {
		credentialTest: {
			async paymentWebhookTest(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
			): Promise<INodeCredentialTestResult> {
				return await testPaymentCredential(this, credential.data ?? {}, PAYMENT_PROVIDERS);
			},
		},
	};

	webhookMethods = { default: lifecycle, setup: lifecycle };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receivePayment(this, PAYMENT_PROVIDERS);
	}
}
