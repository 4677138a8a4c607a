import { createHash, timingSafeEqual } from 'crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import { nodeKey } from '../../webhook/nodeState';

/** Who may call, as digests: this process keeps no secret in memory for longer than a call. */
export interface ZApiIdentity {
	instanceId: Uint8Array;
	token: Uint8Array;
}

/**
 * How long a credential that was read answers for itself. n8n reads it from the database and starts a
 * sandbox for its expressions each time, which takes as long as a third of the whole execution.
 */
const REMEMBER_MS = 30_000;

const remembered = new Map<string, { identity: ZApiIdentity; readAt: number }>();

/** What was read a moment ago. It may only let a caller in: before a refusal the credential is read anew. */
export function rememberedIdentity(key: string): ZApiIdentity | undefined {
	const entry = remembered.get(key);
	return entry !== undefined && Date.now() - entry.readAt < REMEMBER_MS ? entry.identity : undefined;
}

/** Reads the credential of the node. */
export async function readIdentity(context: IWebhookFunctions): Promise<ZApiIdentity> {
	const credential = await context.getCredentials('zApi');
	const identity = {
		instanceId: digest(String(credential.instanceId ?? '').trim()),
		token: digest(String(credential.instanceToken ?? '').trim()),
	};
	remembered.set(nodeKey(context), { identity, readAt: Date.now() });
	return identity;
}

/** At a change of the node the credential may be another. */
export function forgetIdentity(key: string): void {
	remembered.delete(key);
}

/** SHA-256 of a secret, to compare with and not to keep it. */
export function digest(text: string): Uint8Array {
	return createHash('sha256').update(text).digest();
}

/** Constant time, whatever the lengths. */
export function isSame(text: string, expected: Uint8Array): boolean {
	return timingSafeEqual(digest(text), expected);
}
