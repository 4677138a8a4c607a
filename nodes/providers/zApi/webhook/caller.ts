import type { IWebhookFunctions } from 'n8n-workflow';

import { asText } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';
import { isSameText, secretDigest } from '../../../../commerce/domain/secret';
import type { IncomingRequest, Refusal } from '../../webhook/incomingRequest';
import { nodeKey } from '../../webhook/nodeState';
import { zApiCredential } from '../credential';

/** Who may call, as digests: this process keeps no secret in memory for longer than a call. */
interface ZApiIdentity {
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
function rememberedIdentity(key: string): ZApiIdentity | undefined {
	const entry = remembered.get(key);
	return entry !== undefined && Date.now() - entry.readAt < REMEMBER_MS ? entry.identity : undefined;
}

/** Reads the credential of the node. */
async function readIdentity(context: IWebhookFunctions): Promise<ZApiIdentity> {
	const credential = await context.getCredentials(zApiCredential.type);
	const identity = {
		instanceId: secretDigest(String(credential.instanceId ?? '').trim()),
		token: secretDigest(String(credential.instanceToken ?? '').trim()),
	};
	remembered.set(nodeKey(context), { identity, readAt: Date.now() });
	return identity;
}

/** At a change of the node the credential may be another. */
export function forgetIdentity(key: string): void {
	remembered.delete(key);
}

/**
 * Z-API signs nothing. What there is: the instance id in every body, and the instance token in an
 * undocumented header, which therefore counts when it is there and is not asked for when it is not. The
 * random part of the webhook URL is the main protection.
 */
export async function checkZApiCaller(
	context: IWebhookFunctions,
	{ headers }: IncomingRequest,
	body: LooseObject,
): Promise<Refusal | undefined> {
	const caller = { instanceId: asText(body.instanceId), token: headers['z-api-token'] };
	const remembered = rememberedIdentity(nodeKey(context));
	if (remembered && whyNotFrom(remembered, caller) === undefined) return undefined;
	const reason = whyNotFrom(await readIdentity(context), caller);
	return reason === undefined ? undefined : { status: 401, reason };
}

function whyNotFrom(
	identity: ZApiIdentity,
	{ instanceId, token }: { instanceId?: string; token: unknown },
): string | undefined {
	if (!isSameText(instanceId, identity.instanceId)) {
		return 'the instance ID differs from the credential';
	}
	if (token !== undefined && !isSameText(String(token), identity.token)) {
		return 'the token of the call differs from the credential';
	}
	return undefined;
}
