import type { PaymentProvider } from '../paymentProvider';
import { receiveAbacatePay } from './api/events';

export const abacatePay: PaymentProvider = {
	id: 'abacatePay',
	name: 'AbacatePay',
	description: 'Verified by the secret of your webhook and the signature of the body',
	notice:
		'At AbacatePay under Integrate, Webhooks: paste the webhook URL above, set the secret that is in the credential, and choose checkout.completed and transparent.completed (and their refunded and disputed). Put your own order ID into externalId when you make the charge.',
	hasSecret: true,
	weaknessOf: ({ secret }) =>
		secret.length < 32
			? 'AbacatePay takes secrets of 32 characters and more: this one is shorter'
			: undefined,
	maxBodyBytes: 1_000_000,
	receive: receiveAbacatePay,
};
