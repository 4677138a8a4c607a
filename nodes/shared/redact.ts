import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { RequestContext } from './transport';

const SECRET_FIELDS = ['instanceToken', 'clientToken', 'apiKey'];
const MASK = '[hidden]';

/** Replaces every secret value in a text, plain and URL-encoded. Providers echo tokens in their refusals. */
export type Redact = (text: string) => string;

/** Builds the redactor for a credential of the node; without a credential nothing can leak. */
export async function createRedact(context: RequestContext, credentialType: string): Promise<Redact> {
	return redactValuesOf(await context.getCredentials(credentialType));
}

/** The redactor for decrypted credential data. */
export function redactValuesOf(data: ICredentialDataDecryptedObject): Redact {
	const secrets = new Set<string>();
	for (const field of SECRET_FIELDS) {
		const value = String(data[field] ?? '').trim();
		if (value === '') continue;
		secrets.add(value);
		secrets.add(encodeURIComponent(value));
		secrets.add(JSON.stringify(value).slice(1, -1));
	}
	return (text) => {
		let clean = text;
		for (const secret of secrets) {
			if (clean.includes(secret)) clean = clean.split(secret).join(MASK);
		}
		return clean;
	};
}
