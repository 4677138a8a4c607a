import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { asText } from '../../../../commerce/domain/looseJson';
import { isSameText, secretText } from '../../../../commerce/domain/secret';
import { verifyHubSignature } from '../api/signature';
import { hubCredential } from '../credential';
import { HUB_SECRET_HEADER, hubRegistrationOf } from './registration';
import type { HubRegistration } from './application';
import type { HubSettings } from './fields';
import type { IncomingRequest, Refusal } from '../../webhook/incomingRequest';
import { headerText } from '../../webhook/incomingRequest';
import type { TriggerSettings } from '../../webhook/triggerSettings';

const refused = (reason: string): Refusal => ({ status: 401, reason });

/** What is known about a Hub call once it may pass. */
export interface HubVerdict {
	/** Whether the body's signature was checked. */
	signed: boolean;
}

/**
 * A webhook that we registered must bring our secret header, and a signature when a signing secret is known:
 * the one that the Hub gave us, else the one in the credential. A webhook made by hand has only the latter;
 * without it there is nothing to check.
 */
export async function checkHubCaller(
	context: IWebhookFunctions,
	request: IncomingRequest,
	{ automatic, own }: TriggerSettings<HubSettings>,
): Promise<HubVerdict | Refusal> {
	const registration = hubRegistrationOf(context);
	if (registration === undefined && automatic) return refused('this webhook is not registered yet');
	if (registration !== undefined) {
		const secret = headerText(request.headers, HUB_SECRET_HEADER.toLowerCase());
		if (!isSameText(secret, registration.headerSecret)) {
			return refused('the secret header is missing or wrong');
		}
	}
	const given = registration === undefined ? [] : signingSecretsFor(registration, request.body);
	const signingSecrets = given.length > 0 ? given : await pastedSigningSecret(context);
	return signingSecrets.length === 0
		? { signed: false }
		: checkSignature(request, signingSecrets, own.signatureToleranceSeconds);
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
	const { webhookSecret } = await context.getCredentials(hubCredential.type);
	const secret = secretText(webhookSecret);
	return secret === '' ? [] : [secret];
}

/** Each webhook has its own secret; a body of another type may come through either. */
function signingSecretsFor({ webhooks }: HubRegistration, body: unknown): string[] {
	const eventType = asText((body as IDataObject | undefined)?.eventType);
	const ofType = webhooks.filter((webhook) => webhook.eventType === eventType);
	return (ofType.length > 0 ? ofType : webhooks)
		.map(({ signingSecret }) => signingSecret)
		.filter((signingSecret) => signingSecret !== undefined);
}
