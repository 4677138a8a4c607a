import type { ProviderCredential } from '../provider';

/** `credentials/MetaCloudApi.credentials.ts`. */
export const metaCredential: ProviderCredential = {
	type: 'metaCloudApi',
	secrets: ['accessToken', 'appSecret'],
};
