import { createPublicKey, X509Certificate, type KeyObject } from 'crypto';

import { asObject, asText, type LooseObject } from '../../looseJson';
import { thumbprintOf, thumbprintsIn, type JwsHeader } from './jws';

/** A key of a bank's key set, read once for many signatures. */
export interface BankKey {
	/** `kid`. */
	id?: string;
	/** Of its certificate: what the key set says, and what the certificate itself gives. */
	thumbprints: string[];
	/** Undefined when it cannot be used; then `reason` says why. */
	key?: KeyObject;
	reason?: string;
	/** Undefined for a key without certificate. */
	certificate?: X509Certificate;
}

const MAX_KEYS = 100;
/** Characters of base64url: 16,384 bits, the longest RSA keys that OpenSSL verifies with, and some zeros. */
const MAX_NUMBER = 2_740;

/** The signing keys of a bank's key set (JWKS), read as JSON. Never throws. Source: RFC 7517. */
export function readKeySet(keySet: unknown): BankKey[] {
	const set = asObject(keySet);
	const list: unknown[] = Array.isArray(set?.keys) ? set.keys : [set];
	return list
		.slice(0, MAX_KEYS)
		.map(asObject)
		.filter((jwk) => jwk !== undefined && jwk.use !== 'enc')
		.map((jwk) => readKey(jwk as LooseObject));
}

function readKey(jwk: LooseObject): BankKey {
	const named = { id: asText(jwk.kid), thumbprints: thumbprintsIn(jwk) };
	const key = publicKeyOf(jwk);
	if (key === undefined) return { ...named, reason: 'the key cannot be read' };
	const found = certificateOf(jwk);
	if (found === undefined) return { ...named, key };
	if (found === 'unreadable') return { ...named, reason: 'the certificate of the key cannot be read' };
	const { certificate, publicKey } = found;
	const { fingerprint, fingerprint256 } = certificate;
	named.thumbprints.push(thumbprintOf(fingerprint), thumbprintOf(fingerprint256));
	if (!publicKey.equals(key)) return { ...named, reason: 'the certificate of the key is about another key' };
	return { ...named, key, certificate };
}

/**
 * The keys that may have made a signature: those with its ID or a thumbprint of its certificate. Real key sets are
 * untidy: keys without a name count when no other fits, and all of them when the header names none (bacen/pix-api
 * issues 188, 295 and 541).
 */
export function candidateKeys(
	keys: readonly BankKey[],
	{ keyId, thumbprints }: JwsHeader,
): readonly BankKey[] {
	if (keyId === null && thumbprints.length === 0) return keys;
	const fitting = keys.filter(
		({ id, thumbprints: own }) => id === keyId || own.some((print) => thumbprints.includes(print)),
	);
	if (fitting.length > 0) return fitting;
	return keys.filter(({ id, thumbprints: own }) => id === undefined && own.length === 0);
}

/** Why a key cannot be used at that time; undefined when it can. */
export function whyNotUsable({ reason, certificate }: BankKey, nowMs: number): string | undefined {
	if (reason !== undefined || certificate === undefined) return reason;
	const { validFrom, validTo } = certificate;
	if (nowMs < Date.parse(validFrom)) return `the certificate of the key is valid only from ${validFrom}`;
	return nowMs > Date.parse(validTo) ? `the certificate of the key ended on ${validTo}` : undefined;
}

/** `alg` of a JWK is not looked at: `RSA` stands there beside RS256 in headers. */
function publicKeyOf({ kty, n, e, crv, x, y }: LooseObject): KeyObject | undefined {
	// Node needs a second for the details of a key as long as the largest body.
	if ([n, e].some((part) => typeof part === 'string' && part.length > MAX_NUMBER)) return undefined;
	try {
		return createPublicKey({ key: { kty, n, e, crv, x, y } as never, format: 'jwk' });
	} catch {
		return undefined;
	}
}

/** The first certificate of `x5c`, which has line breaks and PEM lines at some banks; undefined when there is none. */
function certificateOf({
	x5c,
}: LooseObject): { certificate: X509Certificate; publicKey: KeyObject } | 'unreadable' | undefined {
	const first: unknown = Array.isArray(x5c) ? x5c[0] : x5c;
	if (first === undefined || first === null || first === '') return undefined;
	if (typeof first !== 'string') return 'unreadable';
	try {
		const der = Buffer.from(first.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64');
		const certificate = new X509Certificate(der);
		// Read only now, and it throws for a kind of key that Node does not know.
		return { certificate, publicKey: certificate.publicKey };
	} catch {
		return 'unreadable';
	}
}
