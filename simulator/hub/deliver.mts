import { createHmac } from 'node:crypto';
import type { HubAccount, HubWebhook, Json } from '../core/accounts.mts';
import { uuid } from '../core/ids.mts';
import type { State } from '../core/state.mts';

/** `X-hub-Signature`: HMAC-SHA256 over `${t}.${body}`, t in Unix seconds (webhooks/verifying-signature). */
export function signatureHeader(secret: string, body: string | Buffer, seconds: number): string {
	const mac = createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex');
	return `t=${seconds},v1=${mac}`;
}

export function customHeaders(hook: HubWebhook): Record<string, string> {
	return Object.fromEntries(hook.headers.map(({ key, value }) => [key, value]));
}

/** Posts one event to one webhook; counts what was not answered with exactly 200. */
export async function deliver(
	state: State,
	account: HubAccount,
	hook: HubWebhook,
	event: Json,
): Promise<void> {
	if (!account.webhooks.has(hook.id) || !hook.active || !hook.isVerified) return;
	const body = JSON.stringify(event);
	const headers: Record<string, string> = { 'content-type': 'application/json', ...customHeaders(hook) };
	if (hook.requiresSignature && hook.secret) {
		headers['X-hub-Signature'] = signatureHeader(hook.secret, body, Math.floor(Date.now() / 1000));
	}
	const result = await state.webhooks.send({
		account: account.id,
		url: hook.endpoint,
		label: String(event.eventType),
		headers,
		body,
	});
	if (result.status !== 200) hook.numberOfErrors += 1;
}

/**
 * The handshake of webhooks/endpoint-verification: a POST with X-Validation-Token that must be answered
 * with 200 and the token, as a JSON string when the answer says it is JSON. Runs while create or update runs.
 */
export async function verifyEndpoint(state: State, account: HubAccount, hook: HubWebhook): Promise<void> {
	const token = uuid();
	const result = await state.webhooks.send({
		account: account.id,
		url: hook.endpoint,
		label: 'verification',
		headers: { 'content-type': 'application/json', 'X-Validation-Token': token, ...customHeaders(hook) },
		body: '{}',
		timeoutMs: 5000,
	});
	const isJson = result.contentType.includes('application/json');
	const expected = isJson ? JSON.stringify(token) : token;
	hook.isVerified = result.status === 200 && result.responseBody === expected;
	hook.verifiedAt = hook.isVerified ? new Date().toISOString() : null;
}
