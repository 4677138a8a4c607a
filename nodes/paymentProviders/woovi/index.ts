import type { PaymentProvider } from '../paymentProvider';
import { LIST_PATH } from './api/keys';
import { receiveWoovi } from './receive';

/** Woovi, also known as OpenPix: one company, one API. */
export const woovi: PaymentProvider = {
	id: 'woovi',
	name: 'Woovi (OpenPix)',
	description: 'Verified by its RSA signature and the Authorization value of your webhook',
	notice:
		'At Woovi under API/Plugins, New Webhook: paste the webhook URL above, choose OPENPIX:CHARGE_COMPLETED, and set the Authorization that is in the credential: without one, nothing says that a call is yours. Put your own order ID into correlationID when you make the charge.',
	hasSecret: true,
	credentialTest: () => ({
		path: LIST_PATH,
		refusal: (statusCode) => `Woovi answered ${statusCode} instead of its public keys: check Base URL`,
	}),
	maxBodyBytes: 1_000_000,
	receive: receiveWoovi,
};
