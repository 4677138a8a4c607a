import { createPublicKey, X509Certificate, type KeyObject } from 'crypto';

import { asObject, asText, type LooseObject } from '../../looseJson';
import { thumbprintOf, thumbprintsIn, type JwsHeader } from './jws';

/** A key of a bank's key set, ready to verify with; or why it cannot be used. */
export type UsableKey = { key: KeyObject } | { reason: string };

const MAX_KEYS = 100;

/**
 * The keys that may have made a signature: those with its ID or a thumbprint of its certificate. Real key sets are
 * untidy: keys without a name count when no other fits, and all of them when the header names none (RFC 7517
 * section 4; bacen/pix-api issues 188, 295 and 541).
 */
export function candidateKeys(keySet: unknown, { keyId, thumbprints }: JwsHeader): LooseObject[] {
	const keys = keysIn(keySet).filter(({ use }) => use !== 'enc');
	if (keyId === null && thumbprints.length === 0) return keys;
	const named = keys.map((jwk) => ({ jwk, id: asText(jwk.kid), prints: printsOf(jwk) }));
	const fitting = named.filter(
		({ id, prints }) =>
			(id !== undefined && id === keyId) || prints.some((print) => thumbprints.includes(print)),
	);
	const found =
		fitting.length > 0 ? fitting : named.filter(({ id, prints }) => id === undefined && prints.length === 0);
	return found.map(({ jwk }) => jwk);
}

function keysIn(keySet: unknown): LooseObject[] {
	const set = asObject(keySet);
	const list: unknown[] = Array.isArray(set?.keys) ? set.keys : [set];
	return list
		.slice(0, MAX_KEYS)
		.map(asObject)
		.filter((entry) => entry !== undefined);
}

/** What a key says of its certificate, and what the certificate itself gives. */
function printsOf(jwk: LooseObject): string[] {
	const certificate = certificateOf(jwk);
	if (!(certificate instanceof X509Certificate)) return thumbprintsIn(jwk);
	const { fingerprint, fingerprint256 } = certificate;
	return [...thumbprintsIn(jwk), thumbprintOf(fingerprint), thumbprintOf(fingerprint256)];
}

/** The public key of a JWK, when its certificate holds on that day and is about the same key. Never throws. */
export function usableKey(jwk: LooseObject, nowMs: number): UsableKey {
	const key = publicKeyOf(jwk);
	if (key === undefined) return { reason: 'the key cannot be read' };
	const certificate = certificateOf(jwk);
	if (certificate === undefined) return { key };
	if (certificate === 'unreadable') return { reason: 'the certificate of the key cannot be read' };
	if (!certificate.publicKey.equals(key))
		return { reason: 'the certificate of the key is about another key' };
	if (nowMs < Date.parse(certificate.validFrom)) {
		return { reason: `the certificate of the key is valid only from ${certificate.validFrom}` };
	}
	if (nowMs > Date.parse(certificate.validTo)) {
		return { reason: `the certificate of the key ended on ${certificate.validTo}` };
	}
	return { key };
}

/** `alg` of a JWK is not looked at: `RSA` stands there beside RS256 in headers. */
function publicKeyOf({ kty, n, e, crv, x, y }: LooseObject): KeyObject | undefined {
	try {
		return createPublicKey({ key: { kty, n, e, crv, x, y } as never, format: 'jwk' });
	} catch {
		return undefined;
	}
}

/** The first certificate of `x5c`, which has line breaks and PEM lines at some banks; undefined when there is none. */
function certificateOf({ x5c }: LooseObject): X509Certificate | 'unreadable' | undefined {
	const first: unknown = Array.isArray(x5c) ? x5c[0] : x5c;
	if (first === undefined || first === null || first === '') return undefined;
	if (typeof first !== 'string') return 'unreadable';
	try {
		return new X509Certificate(Buffer.from(first.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64'));
	} catch {
		return 'unreadable';
	}
}
