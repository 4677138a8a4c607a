import { isNestedDeeperThan, MAX_LEVELS } from '../../../commerce/domain/looseJson';
import type { FailureReason, JsonObject, ProviderResponse, SendOutcome } from './exchange';
import { excerpt } from './responseText';

/**
 * Waiting time that a Retry-After header asks for, in milliseconds; seconds and HTTP dates are understood
 * (RFC 9110 section 10.2.3). Undefined when the header is absent or unreadable.
 */
export function parseRetryAfterMs(value: string | undefined, nowMs: number): number | undefined {
	const text = value?.trim();
	if (!text) return undefined;
	if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
	// A date without letters is not an HTTP date; Date.parse would guess at it.
	if (!/[a-z]/i.test(text)) return undefined;
	const at = Date.parse(text);
	return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}

/** The body as a JSON object, or undefined when it is anything else (HTML, empty, cut off, a list). */
export function parseJsonObject(body: string): JsonObject | undefined {
	try {
		const value: unknown = JSON.parse(body);
		return typeof value === 'object' && value !== null && !Array.isArray(value)
			? (value as JsonObject)
			: undefined;
	} catch {
		return undefined;
	}
}

/**
 * Reply fields for a successful item: n8n takes any `error` member, even an empty one, for a failed item, and
 * cannot store what is nested too deeply.
 */
export function withoutError(json: JsonObject): JsonObject {
	const isKept = ([name, value]: [string, unknown]) =>
		name !== 'error' && !isNestedDeeperThan(value, MAX_LEVELS);
	return Object.fromEntries(Object.entries(json).filter(isKept));
}

/** Provider-specific reading of an error body: its words, its code, and our advice for them. */
export type ExplainFailure = (
	statusCode: number,
	json: JsonObject | undefined,
	text: string,
) => FailureReason;

/**
 * Judges a response by its HTTP status alone, before the body of a 2xx is looked at. Undefined for 2xx.
 *
 * 3xx, 4xx, 429 and 503 with Retry-After refuse the request before processing. Any other 5xx, and 408, may come
 * after the provider took the message, so the outcome is unknown and the request must not be repeated; so may 303,
 * which sends to the result of a request (RFC 9110 section 15.4.4).
 */
export function judgeHttpStatus(
	response: ProviderResponse,
	nowMs: number,
	explain: ExplainFailure,
): Exclude<SendOutcome, { outcome: 'accepted' }> | undefined {
	const { statusCode, headers, body } = response;
	if (statusCode >= 200 && statusCode < 300) return undefined;
	const json = parseJsonObject(body);
	const reason = { ...explain(statusCode, json, body), ...meaningOnTheWay(statusCode, json) };
	const retryAfterMs = parseRetryAfterMs(headers['retry-after'], nowMs);
	if (statusCode === 429 || (statusCode === 503 && retryAfterMs !== undefined)) {
		const cause = statusCode === 429 ? 'rate-limited' : 'temporarily-unavailable';
		return { outcome: 'refused', busy: true, retryAfterMs, reason: { ...reason, cause } };
	}
	if (statusCode >= 500 || statusCode === 408 || statusCode === 303) return { outcome: 'unknown', reason };
	return { outcome: 'refused', busy: false, reason };
}

/** The outcome of a 2xx whose body is not a JSON object: the provider may or may not have sent. */
export function unreadableResponse(providerName: string, response: ProviderResponse): SendOutcome {
	const seen = excerpt(response.body);
	const kind = seen === undefined ? 'an empty response' : 'a response that is not readable JSON';
	return {
		outcome: 'unknown',
		reason: {
			what: `${providerName} answered ${response.statusCode} with ${kind}`,
			next: 'Check Base URL in the credential, and any proxy between n8n and the provider.',
			providerMessage: seen,
			statusCode: response.statusCode,
			cause: 'temporarily-unavailable',
		},
	};
}

/**
 * The outcome of a 2xx that does not say that the message was taken: it has no message ID, or one beside
 * `success: false`, which no document has. Undefined when it does.
 */
export function unlessTaken(
	providerName: string,
	{ body, statusCode }: ProviderResponse,
	{ json, hasId, words = excerpt(body) }: { json: JsonObject; hasId: boolean; words?: string },
): SendOutcome | undefined {
	const saysNo = json.success === false || json.success === 'false';
	if (hasId && !saysNo) return undefined;
	const how = hasId ? 'with a message ID, and that it had no success' : 'without a message ID';
	const what = `${providerName} answered ${how}`;
	return { outcome: 'unknown', reason: { what, next: '', providerMessage: words, statusCode } };
}

/** What an HTTP status means: `what` continues the provider's name. */
export type Meaning = Pick<FailureReason, 'what' | 'next' | 'cause'>;
export type StatusMeanings = Readonly<Record<number, Meaning>>;

const MEANING_OF_STATUS: StatusMeanings = {
	405: {
		what: 'does not take this request at this address',
		next: 'Check Base URL in the credential.',
		cause: 'configuration-invalid',
	},
	407: {
		what: 'was not reached: the proxy on the way asks for a login',
		next: 'Check user and password in the proxy settings of the n8n server, e.g. HTTPS_PROXY.',
		cause: 'configuration-invalid',
	},
	408: {
		what: 'gave up waiting for the request',
		next: 'Check the network between n8n and the provider.',
		cause: 'temporarily-unavailable',
	},
	409: {
		what: 'reported a conflict with existing data',
		next: 'A reference ID can be used for one payment request only: use a new one, e.g. with a sequence number.',
	},
	415: {
		what: 'did not take the content type',
		next: 'A proxy between n8n and the provider may have changed the request.',
		cause: 'configuration-invalid',
	},
	429: {
		what: 'is receiving too many requests',
		next: 'Lower Max Concurrent Requests under Options, or send later.',
		cause: 'rate-limited',
	},
};

const REDIRECTED: Meaning = {
	what: 'redirected the request to another address, and n8n did not follow it there',
	next: 'Check Base URL in the credential: it may lack the s of https, or be an old address. The login page of a network or proxy answers like this too.',
	cause: 'configuration-invalid',
};

/**
 * What a status means that came from a proxy, gateway or firewall between n8n and the provider, such as the answer
 * to CONNECT, which n8n's HTTP client hands on like any other. The providers answer in JSON.
 */
function meaningOnTheWay(statusCode: number, json: JsonObject | undefined): Partial<FailureReason> {
	if (json !== undefined) return {};
	if (statusCode === 403) return BLOCKED_ON_THE_WAY;
	if (statusCode < 502 || statusCode > 504) return {};
	return { ...GATEWAY_FAILED, what: `${GATEWAY_FAILED.what} (HTTP ${statusCode})` };
}

const BLOCKED_ON_THE_WAY: Meaning = {
	what: 'A proxy or firewall on the way to the provider did not let the request through (HTTP 403)',
	next: 'Allow the address of Base URL in the proxy or firewall of the n8n server. The answer is not in the form that the provider uses.',
	cause: 'configuration-invalid',
};
const GATEWAY_FAILED: Meaning = {
	what: 'A proxy or gateway on the way to the provider did not get an answer from it',
	next: 'Check the proxy of the n8n server, if it has one, and Base URL in the credential; else look at the status page of the provider.',
	cause: 'temporarily-unavailable',
};

const REFUSED: Meaning = {
	what: 'refused the request',
	next: 'Compare the values of this item with what the provider says.',
};
const FAILED: Meaning = {
	what: 'failed while handling the request',
	next: 'Look at the status page of the provider.',
	cause: 'temporarily-unavailable',
};

function usualMeaning(statusCode: number): Meaning {
	if (statusCode >= 500) return FAILED;
	return statusCode < 400 ? REDIRECTED : (MEANING_OF_STATUS[statusCode] ?? REFUSED);
}

/**
 * Advice for a request that failed: what its status means at this provider (`own`), else what it means
 * everywhere, and for a 2xx `notDone`.
 */
export function adviceForStatus(
	statusCode: number,
	providerName: string,
	own: StatusMeanings,
	notDone: Meaning,
): FailureReason {
	if (statusCode < 300) return { ...notDone, statusCode, what: `${providerName} ${notDone.what}` };
	const meaning = own[statusCode] ?? usualMeaning(statusCode);
	return { ...meaning, statusCode, what: `${providerName} ${meaning.what} (HTTP ${statusCode})` };
}
