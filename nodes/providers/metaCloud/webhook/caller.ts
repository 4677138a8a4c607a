import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { secretText } from '../../../../commerce/domain/secret';
import type { HandshakeResponse } from '../../provider';
import { headerText, type IncomingRequest, type Refusal } from '../../webhook/incomingRequest';
import { nodePathOf } from '../../webhook/publicUrl';
import { judgeHandshake, verifyMetaSignature, verifyTokenFor } from '../api/signature';
import type { TriggerSettings } from '../../webhook/triggerSettings';
import { metaCredential } from '../credential';
import type { MetaSettings } from './fields';

type Context = IHookFunctions | IWebhookFunctions;

async function credentialText(context: Context, name: 'appSecret' | 'accessToken'): Promise<string> {
	const credential = await context.getCredentials(metaCredential.type);
	return secretText(credential[name]);
}

/** Whether the credential can check calls. */
export async function hasAppSecret(context: Context): Promise<boolean> {
	return (await credentialText(context, 'appSecret')) !== '';
}

/** Every call bears the signature of the app; only without an app secret there is nothing to check it with. */
export async function checkMetaCaller(
	context: IWebhookFunctions,
	{ headers, rawBody }: IncomingRequest,
	{ own }: TriggerSettings<MetaSettings>,
): Promise<{ signed: boolean } | Refusal> {
	const appSecret = await credentialText(context, 'appSecret');
	if (appSecret === '' && own.acceptUnsigned) return { signed: false };
	const header = headerText(headers, 'x-hub-signature-256');
	const verdict = verifyMetaSignature({ header, rawBody, appSecret });
	return verdict.valid ? { signed: true } : { status: 401, reason: verdict.reason };
}

/**
 * The verify token of one of our addresses, made from a secret of the credential; see verifyTokenFor. A call to a
 * test address gets the production one from n8n, so only what both have in common counts.
 */
export async function ownVerifyToken(context: Context, url: string): Promise<string> {
	return verifyTokenFor(nodePathOf(url), await credentialText(context, 'accessToken'));
}

/** Answers the call with which WhatsApp verifies our address; undefined for an event. */
export async function respondToVerification(
	{ method, query }: IncomingRequest,
	context: IWebhookFunctions,
): Promise<HandshakeResponse | Refusal | undefined> {
	if (method !== 'GET') return undefined;
	const answer = judgeHandshake(query, await expectedToken(context));
	return answer.status === 200 ? { status: 200, text: answer.challenge } : answer;
}

async function expectedToken(context: IWebhookFunctions): Promise<string> {
	if (context.getNodeParameter('registration', 'automatic') === 'manual') {
		return secretText(context.getNodeParameter('verifyToken', ''));
	}
	return await ownVerifyToken(context, context.getNodeWebhookUrl('default') ?? '');
}
