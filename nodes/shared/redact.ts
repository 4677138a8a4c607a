import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { RequestContext } from './transport';

const MASK = '[hidden]';

/** Replaces every secret value in a text, plain and URL-encoded. Providers echo tokens in their refusals. */
export type Redact = (text: string) => string;

/** Builds the redactor for a credential of the node; without a credential nothing can leak. */
export async function createRedact(
	context: RequestContext,
	{ type, secrets }: { type: string; secrets: readonly string[] },
): Promise<Redact> {
	return redactValuesOf(await context.getCredentials(type), secrets);
}

/** The redactor for decrypted credential data, of which `secrets` names the fields that no text may show. */
export function redactValuesOf(data: ICredentialDataDecryptedObject, secrets: readonly string[]): Redact {
	const spellings = secrets
		.map((field) => String(data[field] ?? '').trim())
		.filter((secret) => secret !== '')
		.flatMap(spellingsOf)
		// A secret may begin with another one: the longer goes first, or its rest would stay.
		.sort((a, b) => b.length - a.length)
		.map((secret) => secret.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
	if (spellings.length === 0) return (text) => text;
	// One pass, so that a short secret is not found again inside the mask.
	const anySecret = new RegExp(spellings.join('|'), 'g');
	return (text) => text.replace(anySecret, MASK);
}

/** As typed, in a URL (with its escapes in either case) and in JSON. */
function spellingsOf(secret: string): string[] {
	const inUrl = encodeURIComponent(secret);
	const inUrlLower = inUrl.replace(/%../g, (escape) => escape.toLowerCase());
	return [secret, inUrl, inUrlLower, JSON.stringify(secret).slice(1, -1)];
}
