import type { IExecuteFunctions, IHookFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import type { ProviderReply, ProviderRequest } from '../providers/api/exchange';
import { Deadlines } from './deadlines';

/**
 * The helper's own timeout watches a silent connection, not one that drips a byte now and then; these bound
 * the whole exchange.
 */
const deadlines = new Deadlines();

/** What a request needs of n8n: both the action and the trigger's registration have it. */
export type RequestContext = IExecuteFunctions | IHookFunctions;

/** A request that brought no HTTP reply. `sent` false: it certainly never reached the provider. */
export interface TransportFailure {
	sent: boolean;
	/** Node's or n8n's code, e.g. ECONNREFUSED; for the description only. */
	code?: string;
	/** One sentence: what happened on the way. */
	what: string;
	/** What to do about it. */
	next: string;
	/** True when the same request may work a moment later. */
	passing: boolean;
}

/** The reply, whatever its status, or why there is none. */
export type TransportResult = { reply: ProviderReply } | { failure: TransportFailure };

type Meaning = Pick<TransportFailure, 'what' | 'next' | 'passing'>;

/** Errors of name look-up and connection, all raised before the first byte of a request leaves. */
const NEVER_SENT: Record<string, Meaning> = {
	ENOTFOUND: {
		what: 'The host name of Base URL was not found',
		next: 'Check Base URL in the credential and the DNS of the n8n server.',
		passing: true,
	},
	EAI_AGAIN: {
		what: 'The host name of Base URL could not be looked up (DNS)',
		next: 'Check the network of the n8n server.',
		passing: true,
	},
	ECONNREFUSED: {
		what: 'The provider refused the connection',
		next: 'Check Base URL in the credential, or try later: the service may be down.',
		passing: true,
	},
	EHOSTUNREACH: {
		what: 'The provider cannot be reached from the n8n server',
		next: 'Check the network and firewall of the n8n server.',
		passing: true,
	},
	ENETUNREACH: {
		what: 'The n8n server has no network to the provider',
		next: 'Check the network and firewall of the n8n server.',
		passing: true,
	},
};

const TLS_CODE =
	/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ERR_TLS|ERR_SSL|EPROTO|HOSTNAME_MISMATCH/;

const TLS_FAILURE: Meaning = {
	what: 'The certificate of the provider could not be verified',
	next: 'Check Base URL in the credential and the certificates of the n8n server.',
	passing: false,
};
const NOT_CONNECTED: Meaning = {
	what: 'The provider could not be reached in time',
	next: 'Check the network and firewall of the n8n server.',
	passing: true,
};
const NOT_TRIED: Meaning = {
	what: 'n8n did not send the request',
	next: 'Check the credential and its Base URL.',
	passing: false,
};
const NOT_A_URL: Meaning = {
	what: 'Base URL of the credential is not a URL',
	next: 'Correct it in the credential.',
	passing: false,
};
const CANCELED: Meaning = {
	what: 'The execution was canceled while the request was under way',
	next: '',
	passing: false,
};
const BROKEN: Meaning = {
	what: 'The connection broke before the provider answered',
	next: '',
	passing: true,
};

/**
 * Sends one provider request with the credential of the given type. Never throws for anything that happens
 * on the network: the result is a reply of any status, or a failure that knows whether the request can have
 * reached the provider. Texts of the reply pass through `redact`.
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
		const response = await Promise.race([call, deadline.reached]);
		if (response === 'deadline') return { failure: timedOut(options.timeoutMs) };
		return { reply: toReply(response, options.redact) };
	} catch (error) {
		return { failure: explainTransportError(error, options) };
	} finally {
		deadline.stop();
	}
}

function timedOut(timeoutMs: number): TransportFailure {
	return {
		sent: true,
		code: 'ETIMEDOUT',
		what: `The provider did not answer within ${timeoutMs} ms`,
		next: 'Raise Timeout under Options when the provider is slow.',
		passing: true,
	};
}

function toReply(response: IN8nHttpFullResponse, redact: (text: string) => string): ProviderReply {
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

interface ErrorLink {
	code?: unknown;
	syscall?: unknown;
	isAxiosError?: unknown;
	message?: unknown;
	cause?: unknown;
	errors?: unknown;
}

/** The error and its causes, outermost first; n8n wraps the HTTP client's error, which wraps the socket's. */
function causeChain(error: unknown): ErrorLink[] {
	const chain: ErrorLink[] = [];
	let link = error;
	while (typeof link === 'object' && link !== null && chain.length < 8) {
		const current = link as ErrorLink;
		chain.push(current);
		link = current.cause ?? (Array.isArray(current.errors) ? current.errors[0] : undefined);
	}
	return chain;
}

function explainTransportError(
	error: unknown,
	{ timeoutMs, redact }: { timeoutMs: number; redact: (text: string) => string },
): TransportFailure {
	const chain = causeChain(error);
	const codes = chain.map((link) => link.code).filter((code): code is string => typeof code === 'string');
	const known = codes.find((code) => NEVER_SENT[code] !== undefined);
	if (known !== undefined) return { sent: false, code: known, ...NEVER_SENT[known] };
	const tls = codes.find((code) => TLS_CODE.test(code));
	if (tls !== undefined) return { sent: false, code: tls, ...TLS_FAILURE };
	if (codes.includes('ETIMEDOUT') && chain.some((link) => link.syscall === 'connect')) {
		return { sent: false, code: 'ETIMEDOUT', ...NOT_CONNECTED };
	}
	if (!chain.some((link) => link.isAxiosError === true)) {
		// Raised by n8n before the HTTP client ran: no credential, a blocked address, a malformed Base URL.
		const message = chain.length > 0 ? String(chain[0].message ?? '') : String(error);
		return { sent: false, code: codes[0], ...NOT_TRIED, what: redact(message) || NOT_TRIED.what };
	}
	if (codes.includes('ERR_INVALID_URL')) return { sent: false, code: 'ERR_INVALID_URL', ...NOT_A_URL };
	if (codes.includes('ECONNABORTED') || codes.includes('ETIMEDOUT')) return timedOut(timeoutMs);
	return { sent: true, code: codes[0], ...(codes.includes('ERR_CANCELED') ? CANCELED : BROKEN) };
}
