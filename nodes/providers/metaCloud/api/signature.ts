import { createHmac, timingSafeEqual } from 'crypto';

import { isSameText } from '../../../../commerce/domain/secret';

/** The reason names the rule, never a secret. */
export type SignatureVerdict = { valid: true } | { valid: false; reason: string };

/**
 * Checks `X-Hub-Signature-256`: `sha256=` and the hex HMAC-SHA256 of the bytes as received, keyed with the app
 * secret (Meta, webhooks/overview), in constant time. It carries no time: a repeated call is told by its IDs
 * only. Never throws.
 */
export function verifyMetaSignature(input: {
	header: string | undefined;
	rawBody: Uint8Array;
	appSecret: string;
}): SignatureVerdict {
	const { header, rawBody, appSecret } = input;
	// Anybody can sign with an empty key.
	if (appSecret === '') return refuse('the credential has no app secret');
	if (header === undefined || header === '') return refuse('the signature header is missing');
	const hex = /^sha256=([0-9a-f]{64})$/i.exec(header.trim())?.[1];
	if (hex === undefined) return refuse('the signature header is malformed');
	const expected = createHmac('sha256', appSecret).update(rawBody).digest();
	return timingSafeEqual(Buffer.from(hex, 'hex'), expected)
		? { valid: true }
		: refuse('the signature does not match the body');
}

function refuse(reason: string): SignatureVerdict {
	return { valid: false, reason };
}

/** What to answer to the GET that verifies a webhook address. */
export type HandshakeVerdict =
	/** As text/plain, and nothing else in the body. */
	{ status: 200; challenge: string } | { status: 400 | 403; reason: string };

// Meta sends digits. What is echoed must not be able to carry markup.
const CHALLENGE = /^[\w.~-]{1,256}$/;

/**
 * Answers the verification call (`hub.mode`, `hub.verify_token`, `hub.challenge`; Meta, webhooks/overview).
 * `query` is what the caller wrote, so its members may be anything. The token is compared in constant time.
 * Never throws.
 */
export function judgeHandshake(
	query: Readonly<Record<string, unknown>>,
	verifyToken: string | undefined,
): HandshakeVerdict {
	const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = query;
	if (mode !== 'subscribe') return { status: 400, reason: 'hub.mode must be subscribe' };
	if (!verifyToken) return { status: 403, reason: 'this webhook is not registered' };
	if (!isSameText(token, verifyToken)) {
		return { status: 403, reason: 'the verify token is not the one of this webhook' };
	}
	if (typeof challenge !== 'string' || !CHALLENGE.test(challenge)) {
		return { status: 400, reason: 'hub.challenge is missing or malformed' };
	}
	return { status: 200, challenge };
}

/**
 * The verify token of one of our webhook addresses, made from the address and a secret of the credential. The
 * verification call comes while the registration runs, before n8n has saved anything, and after a crash the
 * address must be restored by somebody who never saw the token: both can make it again.
 */
export function verifyTokenFor(address: string, secret: string): string {
	return createHmac('sha256', secret).update(`whatsapp-commerce verify token ${address}`).digest('hex');
}
