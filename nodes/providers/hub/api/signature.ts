import { createHmac, timingSafeEqual } from 'crypto';

/** What a signature is checked with. */
export interface SignatureInput {
	/** Header `X-hub-Signature`: `t=<unix seconds>,v1=<hex>`. */
	header: string | undefined;
	/** The bytes as received; re-serialised JSON gives another signature. */
	rawBody: Uint8Array;
	/** Used as UTF-8 text, as the Hub's samples do. */
	secret: string;
	nowMs: number;
	/** How far the signature's time may be from ours, either way. */
	toleranceSeconds: number;
}

/** The reason names the rule, never a secret. */
export type SignatureVerdict = { valid: true } | { valid: false; reason: string };

/**
 * Checks the Hub's signature: HMAC-SHA256 over `<t>.<raw body>` in constant time, within the tolerance
 * (Hub documentation, verifying-signature). Never throws.
 */
export function verifyHubSignature(input: SignatureInput): SignatureVerdict {
	if (!input.header) return refuse('the signature header is missing');
	const { timestamp, signatures } = parseHeader(input.header);
	if (timestamp === undefined || signatures.length === 0) return refuse('the signature header is malformed');
	const expected = createHmac('sha256', input.secret).update(`${timestamp}.`).update(input.rawBody).digest();
	// Every candidate is compared, so that the time taken does not reveal which one matched.
	const matches = signatures.filter((signature) => timingSafeEqual(Buffer.from(signature, 'hex'), expected));
	if (matches.length === 0) return refuse('the signature does not match the body');
	const ageSeconds = Math.abs(input.nowMs / 1000 - Number(timestamp));
	// Compared this way round, a tolerance that is not a number lets nothing through.
	if (!(ageSeconds <= input.toleranceSeconds)) {
		return refuse('the signature is outside the time tolerance');
	}
	return { valid: true };
}

function refuse(reason: string): SignatureVerdict {
	return { valid: false, reason };
}

function parseHeader(header: string): { timestamp?: string; signatures: string[] } {
	const parts = header.split(',').map((part) => part.trim());
	const values = (name: string) =>
		parts.filter((part) => part.startsWith(`${name}=`)).map((part) => part.slice(name.length + 1));
	const [timestamp, ...more] = values('t');
	return {
		// The text itself is signed, so it is kept as it came.
		timestamp: more.length === 0 && /^\d{1,12}$/.test(String(timestamp)) ? timestamp : undefined,
		signatures: values('v1').filter((signature) => /^[0-9a-f]{64}$/i.test(signature)),
	};
}
