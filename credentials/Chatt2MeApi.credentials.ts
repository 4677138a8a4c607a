import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { shopFields } from './shopFields';
import { withSecret } from './withSecret';

/** Hub Chatt2.me Application: one key, which sees only its own channels and webhooks. */
export class Chatt2MeApi implements ICredentialType {
	name = 'chatt2MeApi';

	displayName = 'Hub Chatt2.me API';

	documentationUrl = 'https://docs.chatt2.me/docs/1.0/authentication';

	icon: Icon = { light: 'file:chatt2Me.svg', dark: 'file:chatt2Me.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'In the Hub dashboard under Application, Settings, API Key. It is shown once; a new one replaces it.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.chatt2.me',
			description: 'Change it only for a proxy or a test server',
		},
		{
			displayName: 'Webhook Signing Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Needed only by a trigger with Manual registration: the secret that the Hub shows when signing is switched on for the webhook',
		},
		{
			displayName: 'Channel ID',
			name: 'channelId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 0a9d4cbd-d321-41f5-abda-16255c273ee0',
			description:
				'The channel that sends, unless the node names another: Application Channel ID in the Hub dashboard under Application, Channels',
		},
		...shopFields('pixKey', 'merchantName', 'merchantCity', 'defaultCountry', 'testPhone'),
	];

	/** Adds the key. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const text = (name: string) => String(credentials[name] ?? '').trim();
		return withSecret(requestOptions, {
			baseUrl: text('baseUrl'),
			usualUrl: 'https://api.chatt2.me',
			headers: { 'x-api-key': text('apiKey') },
		});
	}

	// A rule on the body, because n8n before 2.39 shows its own words for a 401 and ignores a rule on the code.
	test: ICredentialTestRequest = {
		request: { method: 'GET', url: '/v1/organization/webhook?limit=1', ignoreHttpStatusErrors: true },
		rules: [
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'data',
					value: undefined,
					message:
						'The Hub did not accept the API key: it is shown only once and a newer one replaces it, so create a new key in the dashboard under Settings, API Key, and paste it here. If the key is right, check Base URL: the documented one is https://api.chatt2.me',
				},
			},
		],
	};
}
