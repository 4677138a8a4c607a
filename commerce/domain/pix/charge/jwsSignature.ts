import { constants, verify, type KeyObject } from 'crypto';

import { ownMember } from '../../looseJson';
import type { Jws } from './jws';
import { candidateKeys, whyNotUsable, type BankKey } from './jwsKeys';

/** Whether a bank's signature holds. */
export interface SignatureVerdict {
	verified: boolean;
	/** Names of the header, as given. */
	algorithm: string | null;
	keyId: string | null;
	/** Why it does not hold, or why nobody looked. */
	reason?: string;
}

interface Algorithm {
	/** Absent: RSA with the padding of PKCS #1 version 1.5, which is Node's own choice. */
	family?: 'PS' | 'ES';
	hash: 'sha256' | 'sha384' | 'sha512';
	/** Of an EC key. */
	curve?: string;
}

/** Of RFC 7518 section 3.1 those with a public key. Without `none` and HS*, which anybody could make. */
const ALGORITHMS: Readonly<Record<string, Algorithm>> = {
	PS256: { family: 'PS', hash: 'sha256' },
	PS384: { family: 'PS', hash: 'sha384' },
	PS512: { family: 'PS', hash: 'sha512' },
	RS256: { hash: 'sha256' },
	RS384: { hash: 'sha384' },
	RS512: { hash: 'sha512' },
	ES256: { family: 'ES', hash: 'sha256', curve: 'prime256v1' },
	ES384: { family: 'ES', hash: 'sha384', curve: 'secp384r1' },
	ES512: { family: 'ES', hash: 'sha512', curve: 'secp521r1' },
};

/** RFC 7518 sections 3.3 and 3.5. */
const MIN_RSA_BITS = 2048;

/** The verdict on a signature that nobody could or should look at. */
export function notVerified(reason: string, jws?: Jws): SignatureVerdict {
	return {
		verified: false,
		algorithm: jws?.header.algorithm ?? null,
		keyId: jws?.header.keyId ?? null,
		reason,
	};
}

/** Why no key set needs to be fetched: the header asks for what is never taken. */
export function whyNotVerifiable({ header }: Jws): string | undefined {
	if (header.algorithm === null) return 'the header names no algorithm';
	if (ownMember(ALGORITHMS, header.algorithm) === undefined) {
		return `${header.algorithm} is not an algorithm that banks sign with`;
	}
	return header.isCritical ? 'the header demands rules that are not known here (crit)' : undefined;
}

/**
 * Verifies a signed charge with the keys of its bank. Several keys may fit: one that holds is enough. Never throws.
 * Source: bacen/pix-api, openapi.yaml, tag CobPayload; RFC 7515, 7517 and 7518.
 */
export function verifyJws(jws: Jws, keys: readonly BankKey[], nowMs: number): SignatureVerdict {
	const refusal = whyNotVerifiable(jws);
	if (refusal !== undefined) return notVerified(refusal, jws);
	const { algorithm, keyId } = jws.header;
	const reasons = candidateKeys(keys, jws.header).map((key) => whyNotSigned(jws, key, nowMs));
	if (reasons.includes(undefined)) return { verified: true, algorithm, keyId };
	const none = 'the bank has no key with the ID or thumbprint that the signature names';
	return notVerified(reasons[0] ?? none, jws);
}

/** Undefined when the key has made the signature. */
function whyNotSigned(jws: Jws, bankKey: BankKey, nowMs: number): string | undefined {
	const { key } = bankKey;
	const reason = whyNotUsable(bankKey, nowMs);
	if (key === undefined || reason !== undefined) return reason;
	const algorithm = ALGORITHMS[jws.header.algorithm as string];
	const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {};
	// Of the kinds of keys that a key set has, only RSA has a modulus.
	const fits = algorithm.family === 'ES' ? namedCurve === algorithm.curve : modulusLength >= MIN_RSA_BITS;
	if (!fits) return `the key is not one for ${jws.header.algorithm}`;
	return isSigned(jws, key, algorithm) ? undefined : 'the signature does not match the key of the bank';
}

function isSigned({ signingInput, signature }: Jws, key: KeyObject, { family, hash }: Algorithm): boolean {
	const how =
		family &&
		{
			PS: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
			ES: { dsaEncoding: 'ieee-p1363' as const },
		}[family];
	try {
		return verify(hash, signingInput, { key, ...how }, signature);
	} catch {
		// A key that OpenSSL does not use in this way has not made it.
	}
	return false;
}
