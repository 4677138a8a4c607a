import type { ProviderCredential } from '../provider';

/** `credentials/ZApi.credentials.ts`. */
export const zApiCredential: ProviderCredential = {
	type: 'zApi',
	secrets: ['instanceToken', 'clientToken'],
};
