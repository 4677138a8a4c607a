import type { PaymentProvider } from '../paymentProvider';
import { receiveMercadoPago } from './api/notifications';
import { options } from './fields';

export const mercadoPago: PaymentProvider = {
	id: 'mercadoPago',
	name: 'Mercado Pago',
	description: 'Verified by its signature; payment or order are looked up with your access token',
	notice:
		'At Mercado Pago under Your integrations, your application, Webhooks: paste the webhook URL above, choose either Payments or Order (Mercado Pago), not both, and copy the secret signature into the credential. Or send the URL as notification_url with each payment. Put your own order ID into external_reference.',
	hasSecret: true,
	credentialFields: [{ field: 'apiToken', label: 'API Token' }],
	credentialTest: () => ({ path: '/users/me', refusal }),
	options,
	maxBodyBytes: 1_000_000,
	receive: receiveMercadoPago,
};

function refusal(statusCode: number): string {
	return statusCode === 401 || statusCode === 403
		? 'Mercado Pago did not accept API Token: copy the access token of your application from Your integrations'
		: `Mercado Pago answered ${statusCode}: check Base URL`;
}
