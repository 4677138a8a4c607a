import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { withSecret } from './withSecret';

/** How a payment provider's API is asked: its address, and the header that holds the token. */
interface PaymentApi {
	baseUrl: string;
	sign?(token: string): Record<string, string>;
	/** The field with the token. */
	token?: 'apiToken' | 'secret';
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

const APIS: { [paymentProvider: string]: PaymentApi | undefined } = {
	asaas: {
		baseUrl: 'https://api.asaas.com',
		sign: (token) => ({ access_token: token }),
		token: 'apiToken',
	},
	mercadoPago: { baseUrl: 'https://api.mercadopago.com', sign: bearer, token: 'apiToken' },
	// Only its public keys are asked for.
	woovi: { baseUrl: 'https://api.woovi.com' },
	pagBank: { baseUrl: 'https://api.pagseguro.com', sign: bearer, token: 'secret' },
	infinitePay: { baseUrl: 'https://api.checkout.infinitepay.io' },
};

/** What the payment provider proves its calls with, and how it is asked about a payment. */
export class PaymentWebhookApi implements ICredentialType {
	name = 'paymentWebhookApi';

	displayName = 'Payment Webhook API';

	documentationUrl =
		'https://github.com/n8n-nodes-whatsapp-commerce/n8n-nodes-whatsapp-commerce/blob/main/docs/payments.md';

	icon: Icon = { light: 'file:paymentWebhook.svg', dark: 'file:paymentWebhook.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'Payment Provider',
			name: 'paymentProvider',
			type: 'options',
			options: [
				{ name: 'AbacatePay', value: 'abacatePay' },
				{ name: 'API Pix (Efí, Inter and Others)', value: 'apiPix' },
				{ name: 'Asaas', value: 'asaas' },
				{ name: 'InfinitePay', value: 'infinitePay' },
				{ name: 'Mercado Pago', value: 'mercadoPago' },
				{ name: 'Other', value: 'other' },
				{ name: 'PagBank', value: 'pagBank' },
				{ name: 'Woovi (OpenPix)', value: 'woovi' },
			],
			default: 'asaas',
			description: 'The same as in the node',
		},
		{
			displayName: 'InfiniteTag',
			name: 'handle',
			type: 'string',
			default: '',
			displayOptions: { show: { paymentProvider: ['infinitePay'] } },
			placeholder: 'e.g. exampleshop',
			description: 'Your name in the InfinitePay app, without $. Payments are looked up under it.',
		},
		{
			displayName: 'Header Name',
			name: 'headerName',
			type: 'string',
			default: '',
			displayOptions: { show: { paymentProvider: ['other'] } },
			placeholder: 'e.g. Authorization',
			description: 'The header that has the secret in each call',
		},
		{
			displayName: 'Webhook Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { hide: { paymentProvider: ['infinitePay'] } },
			description:
				'What proves a call. Asaas: the authentication token of the webhook. AbacatePay: its secret. Mercado Pago: the secret signature of the application. Woovi: the Authorization of the webhook. PagBank: the token of your account. API Pix: the hmac at the end of the address. Other: the value of the header.',
		},
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { paymentProvider: ['asaas', 'mercadoPago'] } },
			description:
				'To look a payment up. Mercado Pago needs it: the access token of the application. With that of Asaas, amounts no longer depend on what a call says.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://api-sandbox.asaas.com',
			description:
				"Address of the payment provider's API. Leave empty unless you use its test environment or a proxy.",
		},
	];

	/** Adds the API token, where there is one to ask with. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const text = (name: string) => String(credentials[name] ?? '').trim();
		const api = APIS[text('paymentProvider')];
		const token = api?.token === undefined ? '' : text(api.token);
		return withSecret(requestOptions, {
			baseUrl: text('baseUrl'),
			usualUrl: api?.baseUrl ?? '',
			headers: token === '' ? {} : (api?.sign?.(token) ?? {}),
		});
	}
}
