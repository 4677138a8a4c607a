import { createHmac, timingSafeEqual } from 'crypto';

import type { PaymentCall } from '../../api/paymentStep';
import { single } from '../../api/proof';

/** What a signature is checked with. */
export interface SignatureInput extends Pick<PaymentCall, 'headers'> {
	/** `data.id` of the query; undefined when the query has none. */
	id: string | undefined;
	secret: string;
	nowMs: number;
	/** How far the signature's time may be from ours, either way; 0 for any time. */
	toleranceSeconds: number;
}

const MALFORMED = 'the header x-signature is missing or malformed';

/**
 * Why the `x-signature` of a notification proves nothing; undefined when it does. It is HMAC-SHA256 over the query's
 * id, the request's id and its time, and never over the body (Mercado Pago Developers, "Webhooks", "Validar origem da
 * notificação", /developers/pt/docs/your-integrations/notifications/webhooks). A part that is missing drops out.
 */
export function whyUnsigned(input: SignatureInput): string | undefined {
	const header = single(input.headers, 'x-signature');
	if (header === undefined) return MALFORMED;
	const { ts, hashes } = parts(header);
	if (ts === undefined || hashes.length === 0) return MALFORMED;
	const requestId = single(input.headers, 'x-request-id');
	// The documents lower an id with letters, versions of Mercado Pago's own library disagree.
	const ids = [...new Set([input.id, input.id?.toLowerCase()])];
	const expected = ids.map((id) => hmac(input.secret, template(id, requestId, ts)));
	const matches = hashes.flatMap((hash) => expected.map((wanted) => timingSafeEqual(hash, wanted)));
	if (!matches.includes(true)) return 'the signature does not match';
	// The documents speak of milliseconds and show seconds; which one it is, the size tells.
	const atMs = Number(ts) * (ts.length > 11 ? 1 : 1000);
	const isTimely = Math.abs(input.nowMs - atMs) <= input.toleranceSeconds * 1000;
	return input.toleranceSeconds === 0 || isTimely ? undefined : 'the signature is outside the time tolerance';
}

function template(id: string | undefined, requestId: string | undefined, ts: string): string {
	return [
		...(id === undefined ? [] : [`id:${id};`]),
		...(requestId === undefined ? [] : [`request-id:${requestId};`]),
		`ts:${ts};`,
	].join('');
}

function hmac(secret: string, text: string): Uint8Array {
	return createHmac('sha256', secret).update(text).digest();
}

function parts(header: string): { ts?: string; hashes: Uint8Array[] } {
	const members = header.split(',').map((part) => part.split('='));
	const valuesOf = (name: string) =>
		members
			.filter(([key, ...values]) => key.trim() === name && values.length === 1)
			.map(([, value]) => value.trim());
	const [ts, ...more] = valuesOf('ts');
	return {
		ts: more.length === 0 && /^\d{1,16}$/.test(String(ts)) ? ts : undefined,
		hashes: valuesOf('v1')
			.filter((hash) => /^[0-9a-f]{64}$/i.test(hash))
			.map((hash) => Buffer.from(hash, 'hex')),
	};
}
