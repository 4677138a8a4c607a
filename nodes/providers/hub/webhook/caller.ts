import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { asText } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';
import { verifyHubSignature } from '../api/signature';
import { digest, isSame, readIdentity, rememberedIdentity } from '../../zApi/webhook/caller';
import type { ZApiIdentity } from '../../zApi/webhook/caller';
import { HUB_SECRET_HEADER, lastHubRegistration } from './registration';
import type { IncomingRequest, Refusal } from '../../webhook/incomingRequest';
import { headerText } from '../../webhook/incomingRequest';
import { nodeKey, nodeState } from '../../webhook/nodeState';
import type { HubRegistration } from '../../webhook/nodeState';
import type { TriggerSettings } from '../../webhook/triggerSettings';

const refused = (reason: string): Refusal => ({ status: 401, reason });

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
	return reason === undefined ? undefined : refused(reason);
}

function whyNotFrom(
	identity: ZApiIdentity,
	{ instanceId, token }: { instanceId?: string; token: unknown },
): string | undefined {
	if (instanceId === undefined || !isSame(instanceId, identity.instanceId)) {
		return 'the instance ID is not the one of the credential';
	}
	if (token !== undefined && !isSame(String(token), identity.token)) {
		return 'the token of the call is not the one of the credential';
	}
	return undefined;
}

/** What is known about a Hub call once it may pass. */
export interface HubVerdict {
	/** Whether the body's signature was checked. */
	signed: boolean;
}

/**
 * A webhook that we registered must bring our secret header, and a signature when a signing secret is known:
 * the one that the Hub told us, else the one in the credential. A webhook made by hand has only the latter;
 * without it there is nothing to check.
 */
export async function checkHubCaller(
	context: IWebhookFunctions,
	request: IncomingRequest,
	{ automatic, signatureToleranceSeconds }: TriggerSettings,
): Promise<HubVerdict | Refusal> {
	const registration = hubRegistrationOf(context);
	if (registration === undefined && automatic) return refused('this webhook is not registered yet');
	if (registration !== undefined) {
		const secret = headerText(request.headers, HUB_SECRET_HEADER.toLowerCase());
		if (secret === undefined || !isSame(secret, digest(registration.headerSecret))) {
			return refused('the secret header is missing or wrong');
		}
	}
	const told = registration === undefined ? [] : signingSecretsFor(registration, request.body);
	const signingSecrets = told.length > 0 ? told : await pastedSigningSecret(context);
	return signingSecrets.length === 0
		? { signed: false }
		: checkSignature(request, signingSecrets, signatureToleranceSeconds);
}

function checkSignature(
	request: IncomingRequest,
	signingSecrets: string[],
	toleranceSeconds: number,
): HubVerdict | Refusal {
	const verdicts = signingSecrets.map((secret) =>
		verifyHubSignature({
			header: headerText(request.headers, 'x-hub-signature'),
			rawBody: request.rawBody,
			secret,
			nowMs: Date.now(),
			toleranceSeconds,
		}),
	);
	if (verdicts.some(({ valid }) => valid)) return { signed: true };
	const [first] = verdicts;
	return refused(first.valid ? '' : first.reason);
}

async function pastedSigningSecret(context: IWebhookFunctions): Promise<string[]> {
	const { webhookSecret } = await context.getCredentials('chatt2MeApi');
	const secret = String(webhookSecret ?? '').trim();
	return secret === '' ? [] : [secret];
}

/** Events may come before n8n has saved what `create` noted, so this process's own note counts too. */
function hubRegistrationOf(context: IWebhookFunctions): HubRegistration | undefined {
	const { registration } = nodeState(context);
	if (registration?.provider === 'chatt2Me') return registration;
	return lastHubRegistration(nodeKey(context));
}

/** Each webhook has its own secret; a body of another type may come through either. */
function signingSecretsFor({ webhooks }: HubRegistration, body: unknown): string[] {
	const eventType = asText((body as IDataObject | undefined)?.eventType);
	const ofType = webhooks.filter((webhook) => webhook.eventType === eventType);
	return (ofType.length > 0 ? ofType : webhooks)
		.map(({ signingSecret }) => signingSecret)
		.filter((signingSecret) => signingSecret !== undefined);
}
