import type { ProviderCredential } from '../provider';

/** `credentials/Chatt2MeApi.credentials.ts`. */
export const hubCredential: ProviderCredential = {
	type: 'chatt2MeApi',
	secrets: ['apiKey', 'webhookSecret'],
};
