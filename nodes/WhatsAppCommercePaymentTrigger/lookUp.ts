import type { IWebhookFunctions } from 'n8n-workflow';

import type { PaymentStep } from '../paymentProviders/api/paymentStep';
import { createRedact } from '../shared/redact';
import type { ProviderRequest } from '../providers/api/exchange';
import { nodeKey } from '../providers/webhook/nodeState';
import { sendProviderRequest, type TransportResult } from '../shared/transport';
import { CREDENTIAL_SECRETS, CREDENTIAL_TYPE } from './access';
import { SharedWork } from './sharedWork';

/** Less than payment providers wait for an answer, some of them about 10 seconds. */
const TIMEOUT_MS = 8_000;
/** More than any of them needs. */
const MOST_QUESTIONS = 3;

/** Asks the payment provider as often as its reader wants to know something. Never throws. */
export async function lookUp(
	context: IWebhookFunctions,
	first: PaymentStep,
): Promise<Exclude<PaymentStep, { kind: 'ask' }>> {
	let step = first;
	for (let asked = 0; step.kind === 'ask' && asked < MOST_QUESTIONS; asked += 1) {
		const result = await ask(context, step.request);
		if ('failure' in result) {
			const hide = await createRedact(context, { type: CREDENTIAL_TYPE, secrets: CREDENTIAL_SECRETS });
			const reason = `the payment could not be looked up: ${hide(result.failure.what)}`;
			return { kind: 'refused', status: 503, reason };
		}
		step = step.then(result.response);
	}
	return step.kind === 'ask'
		? { kind: 'refused', status: 502, reason: 'the payment could not be looked up' }
		: step;
}

const questions = new SharedWork<TransportResult>();

/** Repeats of one call that come at the same moment ask once. */
async function ask(context: IWebhookFunctions, request: ProviderRequest): Promise<TransportResult> {
	const { method, path, body } = request;
	const key = [nodeKey(context), method, path, JSON.stringify(body ?? '')].join(' ');
	// Nothing of a response but what a reader takes leaves this node, so it passes unchanged.
	const options = { timeoutMs: TIMEOUT_MS, redact: (text: string) => text };
	return await questions.run(
		key,
		async () => await sendProviderRequest(context, CREDENTIAL_TYPE, request, options),
	);
}
