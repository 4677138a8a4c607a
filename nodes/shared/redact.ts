import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { RequestContext } from './transport';

const MASK = '[hidden]';

/** Of shorter secrets Base64 has too few digits of their own to be sure. */
const SHORTEST_IN_BASE64 = 8;

/** Replaces every secret value in a text, however it is encoded. Providers echo tokens in their refusals. */
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
		// A secret may begin with another one: the longer goes first, or its rest would stay.
		.sort((a, b) => b.length - a.length)
		.flatMap((secret) =>
			Buffer.byteLength(secret) < SHORTEST_IN_BASE64
				? [spelled(secret)]
				: [spelled(secret), ...inBase64(secret)],
		);
	if (spellings.length === 0) return (text) => text;
	// One pass, so that a short secret is not found again inside the mask.
	const anySecret = new RegExp(spellings.join('|'), 'g');
	return (text) => text.replace(anySecret, MASK);
}

/**
 * The pattern of a text as typed, in a URL and in JSON, which has several ways to write it: PHP writes every slash
 * as `\/`, and any character may come as `\u0041` or `%41`.
 */
function spelled(text: string): string {
	return [...text].map(characterSpelled).join('');
}

function characterSpelled(character: string): string {
	const typed = character.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
	const inJson = /["/\\]/.test(character) ? `\\\\{0,8}${typed}` : typed;
	const units = character.split('').map((unit) => hex(unit.charCodeAt(0), 4));
	const bytes = [...Buffer.from(character)].map((byte) => hex(byte, 2));
	return `(?:${inJson}|\\\\{1,8}u${units.join('\\\\{1,8}u')}|%${bytes.join('%')})`;
}

/** A number in hexadecimal digits of either case, as a pattern. */
function hex(value: number, digits: number): string {
	const text = value.toString(16).padStart(digits, '0');
	return text.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

/**
 * What Base64 makes of a secret, alone or anywhere inside a text: three ways, as it groups three bytes each. Only
 * the digits that the secret alone decides.
 */
function inBase64(secret: string): string[] {
	const length = Buffer.byteLength(secret);
	return [0, 1, 2].map((before) => {
		const digits = Buffer.from(`${'-'.repeat(before)}${secret}`).toString('base64');
		const own = digits.slice(Math.ceil((before * 4) / 3), Math.floor(((before + length) * 4) / 3));
		return [...own].map((digit) => IN_URL_BASE64[digit] ?? digit).join('');
	});
}

const IN_URL_BASE64: Record<string, string> = {
	'+': `(?:-|${characterSpelled('+')})`,
	'/': `(?:_|${characterSpelled('/')})`,
};
