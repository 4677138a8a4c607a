import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { PaymentWebhookApi } from '../../credentials/PaymentWebhookApi.credentials';
import type { PaymentProvider } from '../paymentProviders/paymentProvider';
import { accessOf } from './access';

const TIMEOUT_MS = 10_000;

/**
 * What the editor shows when a credential is tested: live where the payment provider has something to ask, and what
 * can be said without it where it has not. Never throws.
 */
export async function testPaymentCredential(
	context: ICredentialTestFunctions,
	data: ICredentialDataDecryptedObject,
	providers: readonly PaymentProvider[],
): Promise<INodeCredentialTestResult> {
	const provider = providers.find(({ id }) => id === data.paymentProvider);
	if (provider === undefined) return { status: 'Error', message: 'Choose Payment Provider' };
	const access = accessOf(data, provider);
	if (typeof access === 'string') return { status: 'Error', message: sentence(access) };
	const weakness = provider.weaknessOf?.(access);
	if (weakness !== undefined) return { status: 'Error', message: weakness };
	const question = provider.credentialTest?.(access);
	if (question === undefined) {
		return { status: 'OK', message: `Filled in. ${provider.name} has nothing to ask: its first call tells.` };
	}
	const request = await new PaymentWebhookApi().authenticate(data, { url: question.path });
	try {
		const response = (await context.helpers.request({
			method: 'GET',
			uri: request.url,
			headers: request.headers,
			resolveWithFullResponse: true,
			simple: false,
			timeout: TIMEOUT_MS,
		})) as { statusCode: number };
		const { statusCode } = response;
		const refusal = statusCode < 300 ? undefined : question.refusal(statusCode);
		return refusal === undefined
			? { status: 'OK', message: 'Connection successful!' }
			: { status: 'Error', message: refusal };
	} catch {
		return {
			status: 'Error',
			message: `${provider.name} could not be reached: check Base URL and the network`,
		};
	}
}

function sentence(text: string): string {
	return `${text[0].toUpperCase()}${text.slice(1)}`;
}
