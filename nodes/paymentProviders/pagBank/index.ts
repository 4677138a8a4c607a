import type { PaymentProvider } from '../paymentProvider';
import { receivePagBank } from './api/events';

export const pagBank: PaymentProvider = {
	id: 'pagBank',
	name: 'PagBank',
	description: 'Verified by the digest of token and body; without one the order is looked up',
	notice:
		'Send the webhook URL above in notification_urls with each order at PagBank, and your own order ID as reference_id. The Webhook Secret of the credential is the token of your account. Not read: the old notifications with a notificationCode, and the signature of recurring payments, which PagBank does not document; what such a call names is looked up instead.',
	hasSecret: true,
	// PagBank, "Consultar chave pública", /reference/consultar-chave-publica: 404 when the account has made none.
	credentialTest: () => ({ path: '/public-keys/card', refusal }),
	maxBodyBytes: 1_000_000,
	receive: receivePagBank,
};

function refusal(statusCode: number): string | undefined {
	if (statusCode === 404) return undefined;
	return statusCode === 401 || statusCode === 403
		? 'PagBank did not accept Webhook Secret: it is the token of your account, and Base URL is empty unless it is of the sandbox'
		: `PagBank answered ${statusCode}: check Base URL`;
}
