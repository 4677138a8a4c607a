import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { ProviderResponse, ProviderRequest } from '../providers/api/exchange';
import { Deadlines } from './deadlines';
import {
	explainTransportError,
	headOfBrokenResponse,
	timedOut,
	type TransportFailure,
	unreadable,
} from './transportFailure';

export type { TransportFailure } from './transportFailure';

/**
 * The helper's own timeout watches a silent connection, not one that drips a byte now and then; these bound
 * the whole exchange.
 */
const deadlines = new Deadlines();

/** What a request needs of n8n: actions, registrations, webhook calls and the lists of the editor have it. */
export type RequestContext = IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IWebhookFunctions;

/** The response, whatever its status, or why there is none. */
export type TransportResult = { response: ProviderResponse } | { failure: TransportFailure };

/**
 * Sends one provider request with the credential of the given type. Never throws for anything that happens
 * on the network: the result is a response of any status, or a failure that knows whether the request can have
 * reached the provider. Texts of the response pass through `redact`.
 *
 * Statuses are not turned into errors by n8n's helper: it would repeat a POST after a 401, and its errors
 * carry the URL with the token.
 */
export async function sendProviderRequest(
	context: RequestContext,
	credentialType: string,
	request: ProviderRequest,
	options: { timeoutMs: number; redact: (text: string) => string },
): Promise<TransportResult> {
	const deadline = deadlines.start(options.timeoutMs);
	let response: IN8nHttpFullResponse | 'deadline';
	try {
		const call = context.helpers.httpRequestWithAuthentication.call(context, credentialType, {
			method: request.method,
			url: request.path,
			...(request.body === undefined ? {} : { body: request.body }),
			json: true,
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: options.timeoutMs,
		}) as Promise<IN8nHttpFullResponse>;
		response = await Promise.race([call, deadline.reached]);
	} catch (error) {
		const head = headOfBrokenResponse(error);
		if (head === undefined) return { failure: explainTransportError(error, options) };
		const { statusCode, retryAfter } = head;
		return { response: { statusCode, headers: { 'retry-after': retryAfter }, body: '' } };
	} finally {
		deadline.stop();
	}
	if (response === 'deadline') return { failure: timedOut(options.timeoutMs) };
	try {
		return { response: toProviderResponse(response, options.redact) };
	} catch {
		// A response came, so the provider has the request, whatever is wrong with its text.
		return { failure: unreadable(response?.statusCode) };
	}
}

function toProviderResponse(
	response: IN8nHttpFullResponse,
	redact: (text: string) => string,
): ProviderResponse {
	const { body, headers, statusCode } = response;
	const text =
		typeof body === 'string' ? body : body === null || body === undefined ? '' : JSON.stringify(body);
	const retryAfter = headers?.['retry-after'];
	return {
		statusCode,
		headers: { 'retry-after': typeof retryAfter === 'string' ? retryAfter : undefined },
		body: redact(text),
	};
}
