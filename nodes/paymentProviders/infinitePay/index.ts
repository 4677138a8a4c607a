import type { PaymentProvider } from '../paymentProvider';
import { receiveInfinitePay } from './api/events';

export const infinitePay: PaymentProvider = {
	id: 'infinitePay',
	name: 'InfinitePay',
	description: 'Signs nothing: each payment is looked up under your InfiniteTag',
	notice:
		'Send the webhook URL above as webhook_url with each payment link, and your own order ID as order_nsu. InfinitePay publishes no signature, so each payment is looked up; it tells payments only, and neither refunds nor the moment of payment, which is that of the call.',
	hasSecret: false,
	credentialFields: [{ field: 'handle', label: 'InfiniteTag' }],
	maxBodyBytes: 1_000_000,
	receive: receiveInfinitePay,
};
