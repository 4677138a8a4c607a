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

/** Z-API instance. Its token is part of every URL, so only this class ever builds one. */
export class ZApi implements ICredentialType {
	name = 'zApi';

	displayName = 'Z-API API';

	documentationUrl = 'https://developer.z-api.io/en/security/introduction';

	icon: Icon = { light: 'file:zApi.svg', dark: 'file:zApi.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'Instance ID',
			name: 'instanceId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 3C67AB641C8AA0412F6A2242B4E23AC7',
			description: 'In the Z-API panel under Instances, Edit: the value named ID',
		},
		{
			displayName: 'Instance Token',
			name: 'instanceToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'In the Z-API panel under Instances, Edit: the value named Token',
		},
		{
			displayName: 'Client-Token',
			name: 'clientToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Account security token from the Z-API panel under Security. Leave empty only while the account has not activated it.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.z-api.io',
			description: 'Change it only for a proxy or a test server',
		},
		...shopFields('pixKey', 'merchantName', 'defaultCountry', 'testPhone'),
	];

	/**
	 * Adds the Client-Token, and the instance to a path such as `/send-order`; to a full URL too, so that n8n's HTTP
	 * Request node reaches any route, e.g. https://api.z-api.io/send-text, without the instance token in the workflow.
	 */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const text = (name: string) => String(credentials[name] ?? '').trim();
		const instance = `/instances/${encodeURIComponent(text('instanceId'))}/token/${encodeURIComponent(text('instanceToken'))}`;
		const clientToken = text('clientToken');
		return withSecret(requestOptions, {
			baseUrl: text('baseUrl'),
			usualUrl: 'https://api.z-api.io',
			headers: clientToken === '' ? {} : { 'Client-Token': clientToken },
			pathOf: (path) => (path.startsWith('/instances/') ? path : `${instance}${path}`),
		});
	}

	// Z-API explains most refusals in a body whose HTTP code no document names, so the rules read the body.
	test: ICredentialTestRequest = {
		request: { method: 'GET', url: '/status', ignoreHttpStatusErrors: true },
		rules: [
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'error',
					value: 'null not allowed',
					message:
						'Z-API asks for the Client-Token: copy the account security token from the Z-API panel under Security into this credential',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'error',
					value: 'your client-token is not configured',
					message:
						'Z-API says that the Client-Token is not configured: create and activate it in the Z-API panel under Security, then paste it into this credential',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'connected',
					value: false,
					message:
						'Instance ID and token are right, but the instance is not connected to WhatsApp: open it in the Z-API panel and scan the QR code with the phone',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'connected',
					value: undefined,
					message:
						'Z-API did not accept this credential: compare Instance ID and Instance Token with the Z-API panel under Instances, the Client-Token with the one under Security, and check that the allowed IP list there has this server',
				},
			},
		],
	};
}
