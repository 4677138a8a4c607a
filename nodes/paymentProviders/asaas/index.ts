import type { PaymentProvider } from '../paymentProvider';
import { receiveAsaas } from './api/events';

export const asaas: PaymentProvider = {
	id: 'asaas',
	name: 'Asaas',
	description: 'Verified by your token in the header; with an API token each payment is looked up',
	notice:
		'At Asaas under Integrations, Webhooks: paste the webhook URL above, choose PAYMENT_CONFIRMED and PAYMENT_RECEIVED (and PAYMENT_REFUNDED …), and set the authentication token that is in the credential. Put your own order ID into externalReference when you make the charge.',
	hasSecret: true,
	// docs.asaas.com, "Crie um novo Webhook", /docs/criar-novo-webhook-pela-api: 32 to 255 characters.
	weaknessOf: ({ secret }) =>
		secret.length < 32
			? 'Asaas takes authentication tokens of 32 to 255 characters: this one is shorter'
			: undefined,
	credentialTest: ({ canAsk }) => (canAsk ? { path: '/v3/payments?limit=1', refusal } : undefined),
	maxBodyBytes: 1_000_000,
	receive: receiveAsaas,
};

function refusal(statusCode: number): string {
	return statusCode === 401 || statusCode === 403
		? 'Asaas did not accept API Token: copy it from Integrations, API Keys, and leave Base URL empty unless it is of the sandbox'
		: `Asaas answered ${statusCode}: check Base URL`;
}
