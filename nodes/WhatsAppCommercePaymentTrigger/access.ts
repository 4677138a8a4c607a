import type { ICredentialDataDecryptedObject, IWebhookFunctions, IHookFunctions } from 'n8n-workflow';

import type { PaymentAccess } from '../paymentProviders/api/paymentStep';
import type { PaymentProvider } from '../paymentProviders/paymentProvider';
import { nodeKey } from '../providers/webhook/nodeState';
import { secretText } from '../../commerce/domain/secret';
import { SharedWork } from './sharedWork';

/** `credentials/PaymentWebhookApi.credentials.ts`. */
export const CREDENTIAL_TYPE = 'paymentWebhookApi';

/** Its fields that no text may show. */
export const CREDENTIAL_SECRETS = ['secret', 'apiToken'];

/** What of the credential a payment provider needs to know. */
export type CredentialAccess = Pick<PaymentAccess, 'secret' | 'canAsk' | 'baseUrl'> & {
	own: { [field: string]: unknown };
};

const reads = new SharedWork<ICredentialDataDecryptedObject>();

/** Reads the node's credential; a text says why it cannot be used. */
export async function readAccess(
	context: IWebhookFunctions | IHookFunctions,
	provider: PaymentProvider,
): Promise<CredentialAccess | string> {
	const read = async () => await context.getCredentials(CREDENTIAL_TYPE);
	const data = await reads.run(nodeKey(context), read);
	return accessOf(data, provider);
}

/** The same of decrypted data. Fails closed: without a secret every call could be forged. */
export function accessOf(
	data: ICredentialDataDecryptedObject,
	provider: PaymentProvider,
): CredentialAccess | string {
	const text = (name: string) => secretText(data[name]);
	const { id, name, credentialFields = [] } = provider;
	if (text('paymentProvider') !== id) {
		return `the credential is for another payment provider than ${name}`;
	}
	if (provider.hasSecret && text('secret') === '') return 'the credential has no Webhook Secret';
	const missing = credentialFields.find(({ field }) => text(field) === '');
	if (missing !== undefined) return `the credential has no ${missing.label}`;
	return {
		secret: text('secret'),
		canAsk: text('apiToken') !== '',
		baseUrl: text('baseUrl'),
		own: Object.fromEntries(credentialFields.map(({ field }) => [field, text(field)])),
	};
}
