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

const DEFAULT_BASE_URL = 'https://graph.facebook.com';

/** A WhatsApp Business Account at Meta, or at a service that takes the same requests at another address. */
export class MetaCloudApi implements ICredentialType {
	name = 'metaCloudApi';

	displayName = 'Meta WhatsApp Cloud API';

	documentationUrl = 'https://developers.facebook.com/documentation/business-messaging/whatsapp/get-started';

	icon: Icon = { light: 'file:metaCloudApi.svg', dark: 'file:metaCloudApi.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Token of a system user that does not expire, with whatsapp_business_messaging and whatsapp_business_management; for Kapso or 360dialog, their API key',
		},
		{
			displayName: 'WhatsApp Business Account ID',
			name: 'businessAccountId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 102290129340398',
			description: 'In WhatsApp Manager under Account Tools; not the ID of a phone number',
		},
		{
			displayName: 'App Secret',
			name: 'appSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Needed only by a trigger, to check that events come from WhatsApp: in the App Dashboard under App Settings, Basic',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: DEFAULT_BASE_URL,
			description:
				'Change it only for a proxy, a test server or a service that takes the same requests, e.g. https://api.kapso.ai/meta/whatsapp or https://waba-v2.360dialog.io',
		},
		{
			displayName: 'API Version',
			name: 'apiVersion',
			type: 'string',
			default: 'v25.0',
			description:
				'Version in the address. Leave empty for a service that has neither version nor IDs in its addresses, e.g. 360dialog.',
		},
		{
			displayName: 'Authentication Header',
			name: 'authHeader',
			type: 'string',
			default: 'Authorization',
			description:
				'Header that carries the token: Authorization sends it as Bearer, any other name sends it as it is, e.g. X-API-Key for Kapso or D360-API-KEY for 360dialog',
		},
		{
			displayName: 'Phone Number ID',
			name: 'phoneNumberId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 106540352242922',
			description:
				'The number that sends and receives, unless the node names another: its ID is in WhatsApp Manager under Phone Numbers',
		},
		...shopFields('pixKey', 'merchantName', 'merchantCity', 'defaultCountry', 'testPhone'),
	];

	/** Adds the token, and the version to a path such as `/106540352242922/messages`. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const text = (name: string) => String(credentials[name] ?? '').trim();
		const version = text('apiVersion').replace(/^\/+|\/+$/g, '');
		const header = text('authHeader') || 'Authorization';
		const token = text('accessToken');
		return withSecret(requestOptions, {
			baseUrl: text('baseUrl'),
			usualUrl: DEFAULT_BASE_URL,
			headers: { [header]: header.toLowerCase() === 'authorization' ? `Bearer ${token}` : token },
			pathOf: (path, wasFull) => {
				if (wasFull) return path;
				// A service without a version knows number and account from the key: `/messages`, `/message_templates`.
				return version === '' ? path.replace(/^\/\d+(?=\/)/, '') : `/${version}${path}`;
			},
		});
	}

	// Graph says what is wrong in the code of its error; HTTP statuses are not reliable (Meta, support/error-codes).
	test: ICredentialTestRequest = {
		request: {
			method: 'GET',
			url: '=/{{ $credentials.businessAccountId }}/phone_numbers?limit=1',
			ignoreHttpStatusErrors: true,
		},
		rules: [
			...[190, 0].map((code) => rule(code, TOKEN_WORDS)),
			...[100, 33, 803].map((code) => rule(code, ACCOUNT_WORDS)),
			...[3, 10, 200, 131005].map((code) => rule(code, PERMISSION_WORDS)),
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'data',
					value: undefined,
					message:
						'WhatsApp did not accept this credential: compare the WhatsApp Business Account ID with WhatsApp Manager, and check Access Token, Base URL, API Version and Authentication Header',
				},
			},
		],
	};
}

const TOKEN_WORDS =
	'WhatsApp did not accept the access token: it has expired, was revoked or is not complete. Create a token of a system user that does not expire in Meta Business Settings, and paste it here';
const ACCOUNT_WORDS =
	'The access token is right, but it sees no WhatsApp Business Account with this ID: copy the ID from WhatsApp Manager, which is not that of a phone number, and assign the account to the system user in Meta Business Settings';
const PERMISSION_WORDS =
	'The access token lacks a permission, or it did not arrive: create one with whatsapp_business_messaging and whatsapp_business_management, and check Authentication Header';

function rule(code: number, message: string) {
	return { type: 'responseSuccessBody' as const, properties: { key: 'error.code', value: code, message } };
}
