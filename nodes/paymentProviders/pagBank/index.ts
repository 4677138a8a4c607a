import type { PaymentProvider } from '../paymentProvider';
import { receivePagBank } from './api/events';

export const pagBank: PaymentProvider = {
	id: 'pagBank',
	name: 'PagBank',
	description: 'Verified by the digest of token and body; without one the order is looked up',
	notice:
		'Send the webhook URL above in notification_urls with each order at PagBank, and your own order ID as reference_id. The Webhook Secret of the credential is the token of your account. Not read: the old notifications with a notificationCode, and the signature of recurring payments, which PagBank does not document; what such a call names is looked up instead.',
	hasSecret: true,
	maxBodyBytes: 1_000_000,
	receive: receivePagBank,
};
