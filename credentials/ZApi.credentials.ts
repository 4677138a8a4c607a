import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

/** Z-API instance. Its token is part of every URL, so only this class ever builds one. */
export class ZApi implements ICredentialType {
	name = 'zApi';

	displayName = 'Z-API API';

	documentationUrl = 'https://developer.z-api.io/en/security/introduction';

	icon: Icon = {
		light: 'file:../nodes/WhatsAppCommerce/whatsAppCommerce.svg',
		dark: 'file:../nodes/WhatsAppCommerce/whatsAppCommerce.dark.svg',
	};

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
	];

	/**
	 * Turns a path below the instance (`/send-order`) into the full URL and adds the Client-Token.
	 * A full URL gets the Client-Token only when it points into Base URL, so the token cannot be lured elsewhere.
	 */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const base =
			String(credentials.baseUrl ?? '')
				.trim()
				.replace(/\/+$/, '') || 'https://api.z-api.io';
		const instanceId = encodeURIComponent(String(credentials.instanceId ?? '').trim());
		const instanceToken = encodeURIComponent(String(credentials.instanceToken ?? '').trim());
		const isFullUrl = /^https?:\/\//i.test(requestOptions.url);
		const url = isFullUrl
			? requestOptions.url
			: `${base}/instances/${instanceId}/token/${instanceToken}${requestOptions.url}`;
		const clientToken = String(credentials.clientToken ?? '').trim();
		const mayCarryToken = url.startsWith(`${base}/`);
		return {
			...requestOptions,
			url,
			headers: {
				...requestOptions.headers,
				...(clientToken !== '' && mayCarryToken ? { 'Client-Token': clientToken } : {}),
			},
		};
	}

	// Z-API tells most refusals in a body whose HTTP code no document names, so the rules read the body.
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
						'Instance ID and token are right, but the instance is not connected to WhatsApp: open it in the Z-API panel and read the QR code with the phone',
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
