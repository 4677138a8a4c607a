import {
	BAD_CERTIFICATE,
	BLOCKED,
	BROKEN,
	CANCELED,
	CERTIFICATE_CODES,
	CONNECT_ERRORS,
	NOT_A_URL,
	NOT_CONNECTED,
	NOT_FOUND,
	NOT_LOOKED_UP,
	NOT_TRIED,
	TLS_BROKEN,
	type Meaning,
} from './transportMeanings';

/** A request that brought no HTTP response that can be read. */
export interface TransportFailure extends Meaning {
	/** False: it certainly never reached the provider. */
	sent: boolean;
	/** Node's or n8n's code, e.g. ECONNREFUSED; for the description only. */
	code?: string;
}

/** OpenSSL's errors; most come during the handshake, but a spoilt record of the response gives the same ones. */
const TLS_CODE = /^(EPROTO$|ERR_SSL_|ERR_TLS_)/;

/** The failure of a request that was given up after `timeoutMs`. */
export function timedOut(timeoutMs: number): TransportFailure {
	return {
		sent: true,
		code: 'ETIMEDOUT',
		what: `The provider did not answer within ${timeoutMs} ms`,
		next: 'Raise Timeout under Options when the provider is slow.',
		passing: true,
	};
}

/** The failure of a request whose response came and could not be read. */
export function unreadable(statusCode: unknown): TransportFailure {
	const status = typeof statusCode === 'number' ? ` (HTTP ${statusCode})` : '';
	return {
		sent: true,
		what: `The response of the provider could not be read${status}`,
		next: 'Check Base URL in the credential, and any proxy between n8n and the provider.',
		passing: false,
	};
}

/** An error or one of its causes, as far as it says what happened. */
interface ErrorLink {
	code?: string;
	syscall?: string;
	/** Name of its class. */
	kind: string;
	message: string;
	isAxiosError: boolean;
	/** What was read of a response that broke off. */
	response?: { status?: unknown; headers?: unknown };
	/** It has no cause: this is what happened. */
	isRoot: boolean;
}

const MAX_LINKS = 32;

/**
 * The error and all its causes, outermost first. n8n wraps the HTTP client's error, which wraps the socket's;
 * where a host has several addresses, that is one with an error for each (Node.js documentation,
 * "net.setDefaultAutoSelectFamily").
 */
function linksOf(error: unknown): ErrorLink[] {
	const links: ErrorLink[] = [];
	const queue: unknown[] = [error];
	while (queue.length > 0 && links.length < MAX_LINKS) {
		const link = queue.shift();
		if (typeof link !== 'object' || link === null) continue;
		const { code, syscall, message, isAxiosError, response, cause, errors } = link as Record<string, unknown>;
		const causes = cause !== undefined && cause !== null ? [cause] : Array.isArray(errors) ? errors : [];
		const causedBy = causes.filter((one) => typeof one === 'object' && one !== null);
		queue.push(...causedBy);
		links.push({
			...(typeof code === 'string' ? { code } : {}),
			...(typeof syscall === 'string' ? { syscall } : {}),
			...(typeof response === 'object' && response !== null ? { response } : {}),
			kind: link.constructor?.name ?? '',
			message: String(message ?? ''),
			isAxiosError: isAxiosError === true,
			isRoot: causedBy.length === 0,
		});
	}
	return links;
}

/**
 * What an error of n8n's HTTP helper means. A request counts as never sent only when the error itself proves it:
 * raised while the name was looked up, while connecting, while the certificate was verified, or by n8n before the
 * HTTP client ran. After anything else the provider may have the message. Never throws.
 */
export function explainTransportError(
	error: unknown,
	{ timeoutMs, redact }: { timeoutMs: number; redact: (text: string) => string },
): TransportFailure {
	const links = linksOf(error);
	const roots = links.filter(({ isRoot }) => isRoot);
	const meanings = roots.map(beforeTheRequest);
	if (meanings.length > 0 && meanings.every((meaning) => meaning !== undefined)) {
		return { sent: false, code: roots[0].code, ...meanings[0]! };
	}
	const codes = links.map(({ code }) => code).filter((code) => code !== undefined);
	const isClient = links.some(({ isAxiosError }) => isAxiosError);
	if (!isClient && codes.length === 0 && links.every(({ syscall }) => syscall === undefined)) {
		// Raised by n8n before the HTTP client ran: no credential, a blocked address.
		const message = links.length > 0 ? links[0].message : String(error);
		return { sent: false, ...NOT_TRIED, what: redact(message) || NOT_TRIED.what };
	}
	if (codes.includes('ERR_CANCELED')) return { sent: true, code: 'ERR_CANCELED', ...CANCELED };
	// The client's own clock; a time-out of the operating system names its system call.
	if (codes.includes('ECONNABORTED') || (isClient && isClockOf(roots))) return timedOut(timeoutMs);
	const tls = codes.find((code) => TLS_CODE.test(code));
	return { sent: true, code: tls ?? codes[0], ...(tls === undefined ? BROKEN : TLS_BROKEN) };
}

function isClockOf(roots: ErrorLink[]): boolean {
	return roots.some(({ code, syscall }) => code === 'ETIMEDOUT' && syscall === undefined);
}

/** What a root cause means that is raised before the first byte of a request leaves; undefined for all others. */
function beforeTheRequest({ code = '', syscall = '', kind, message }: ErrorLink): Meaning | undefined {
	if (syscall === 'connect') return CONNECT_ERRORS[code] ?? NOT_CONNECTED;
	if (code === 'ENOTFOUND') return NOT_FOUND;
	// Resolvers name the question they asked, e.g. queryA.
	if (code === 'EAI_AGAIN' || /^(getaddrinfo|query)/.test(syscall)) return NOT_LOOKED_UP;
	if (CERTIFICATE_CODES.has(code)) return BAD_CERTIFICATE;
	// n8n's guards of name look-up and connection.
	if (/^Ssrf\w*Error$/.test(kind)) return BLOCKED;
	if (code === 'ERR_INVALID_URL') return NOT_A_URL;
	if (code === 'ERR_BAD_REQUEST' && message.startsWith('Unsupported protocol')) return NOT_A_URL;
	return undefined;
}

/**
 * Status and Retry-After of a response whose head was read and whose body broke off, as happens with the long error
 * pages of proxies; undefined when there is none, or when it says that the request was taken.
 */
export function headOfBrokenResponse(
	error: unknown,
): { statusCode: number; retryAfter?: string } | undefined {
	for (const { response } of linksOf(error)) {
		const status = response?.status;
		if (typeof status !== 'number' || status < 300) continue;
		const retryAfter = (response?.headers as Record<string, unknown> | undefined)?.['retry-after'];
		return { statusCode: status, ...(typeof retryAfter === 'string' ? { retryAfter } : {}) };
	}
	return undefined;
}
