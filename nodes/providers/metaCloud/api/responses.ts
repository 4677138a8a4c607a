import { effectOfMetaCode, explainMetaCode, reasonOfUnknown } from '../../api/metaErrors';
import {
	adviceForStatus,
	judgeHttpStatus,
	parseJsonObject,
	parseRetryAfterMs,
	unlessTaken,
	unreadableResponse,
	withoutError,
} from '../../api/httpOutcome';
import { excerpt, wordsOf } from '../../api/responseText';
import type { StatusMeanings } from '../../api/httpOutcome';
import type { FailureReason, JsonObject, ProviderResponse, SendOutcome } from '../../api/exchange';
import { asObject, asText, compact } from '../../../../commerce/domain/looseJson';

const PROVIDER = 'WhatsApp';

/**
 * Judges the response to a send by the code of its error before the HTTP status, which Meta documents for few
 * codes and sends otherwise: rate limits with 403, bad values with 500, errors with 200 (Meta, support/error-codes).
 * Accepted only with a message ID, which says that WhatsApp took the message and not that anybody got it.
 */
export function readMetaSendResponse(response: ProviderResponse, nowMs: number): SendOutcome {
	const json = parseJsonObject(response.body);
	const error = errorOf(json);
	const messageId = messageIdOf(json);
	if (error && messageId !== undefined) return contradiction(response, error);
	if (error) return judgeError(response, error, nowMs);
	const judged = judgeHttpStatus(response, nowMs, reasonOf);
	if (judged) return judged;
	if (json === undefined) return unreadableResponse(PROVIDER, response);
	const notTaken = unlessTaken(PROVIDER, response, { json, hasId: messageId !== undefined });
	if (notTaken) return notTaken;
	return { outcome: 'accepted', ...acceptedFacts(json, messageId!) };
}

/** The response, with what a workflow wants of it at the top. */
function acceptedFacts(json: JsonObject, messageId: string): { meaning: string; fields: JsonObject } {
	const contact = firstOf(json.contacts);
	// Only templates have a status; it may be held_for_quality_assessment.
	const meaning = asText(firstOf(json.messages)?.message_status) ?? 'accepted';
	// The number that WhatsApp knows may lack the ninth digit, or be a user ID: it is told as it came.
	const found = compact({ messageId, waId: asText(contact?.wa_id), userId: asText(contact?.user_id) });
	return { meaning, fields: { ...withoutError(json), ...found } };
}

function judgeError(response: ProviderResponse, error: MetaError, nowMs: number): SendOutcome {
	const { statusCode, headers } = response;
	const reason = explainError(error, statusCode);
	const effect = error.code === undefined ? undefined : effectOfMetaCode(error.code);
	const isKnown = error.code !== undefined && explainMetaCode(error.code, 'metaCloud') !== undefined;
	const retryAfterMs = parseRetryAfterMs(headers['retry-after'], nowMs);
	if (effect === 'busy' || statusCode === 429) {
		return { outcome: 'refused', busy: true, retryAfterMs, reason: { ...reason, cause: 'rate-limited' } };
	}
	if (statusCode === 503 && retryAfterMs !== undefined) {
		return { outcome: 'refused', busy: true, retryAfterMs, reason };
	}
	// The page says of codes 1, 2 and 131000 only "try again": after a 5xx the message may have gone out.
	const isUnsure = statusCode >= 500 || statusCode === 408;
	if (isUnsure && (effect === 'unsure' || !isKnown)) {
		return { outcome: 'unknown', reason: reasonOfUnknown(reason) };
	}
	return { outcome: 'refused', busy: false, reason };
}

function contradiction(response: ProviderResponse, error: MetaError): SendOutcome {
	const reason = reasonOfUnknown(explainError(error, response.statusCode));
	const what = 'WhatsApp answered with a message ID and an error';
	return { outcome: 'unknown', reason: { ...reason, what } };
}

/** What Meta's error object says (Graph API); every member may be missing. */
export interface MetaError {
	code?: string;
	/** Its message without the code in front, and its details. */
	words?: string;
}

/** Services that pass Meta's JSON on give a list of errors as well. */
function errorOf(json: JsonObject | undefined): MetaError | undefined {
	const { error, errors } = json ?? {};
	const told = asObject(error) ?? firstOf(error) ?? firstOf(errors);
	if (told !== undefined) return readMetaError(told);
	return error ? { words: wordsOf(error) } : undefined;
}

/** Code and words of an error, in a response or in a webhook: the details say what the title does not. */
export function readMetaError(error: Readonly<Record<string, unknown>>): MetaError {
	const details = wordsOf(asObject(error.error_data)?.details) ?? wordsOf(error.details);
	const title = (wordsOf(error.message) ?? wordsOf(error.title))?.replace(/^\(#\d{1,10}\) ?/, '');
	const both = title !== undefined && details !== undefined && !details.includes(title);
	const words = both ? `${title}: ${details}` : (details ?? title);
	return compact({ code: asText(error.code), words });
}

/** Why a request of any kind failed, by the code of its error, else by its HTTP status. */
export function explainError({ code, words }: MetaError, statusCode: number): FailureReason {
	const known = code === undefined ? undefined : explainMetaCode(code, 'metaCloud');
	return { ...(known ?? adviceFor(statusCode)), providerMessage: words, providerCode: code, statusCode };
}

/** Undefined for a 2xx whose body is a JSON object without an error. */
export function refusalOf(response: ProviderResponse): FailureReason | undefined {
	const json = parseJsonObject(response.body);
	const error = errorOf(json);
	if (error) return explainError(error, response.statusCode);
	const { statusCode, body } = response;
	if (statusCode >= 200 && statusCode < 300 && json !== undefined) return undefined;
	return { ...adviceFor(statusCode), providerMessage: excerpt(body), statusCode };
}

function reasonOf(statusCode: number, _json: JsonObject | undefined, body: string): FailureReason {
	return { ...adviceFor(statusCode), providerMessage: excerpt(body), statusCode };
}

const BAD_TOKEN = {
	what: 'did not accept the access token',
	next: 'Create a system user token that does not expire and paste it into the credential.',
	cause: 'credential-invalid',
} as const;

const OWN_MEANINGS: StatusMeanings = {
	401: BAD_TOKEN,
	403: BAD_TOKEN,
	404: {
		what: 'does not know this address',
		next: 'Check Base URL and API Version in the credential, and the phone number.',
		cause: 'configuration-invalid',
	},
};

const NOT_AS_DOCUMENTED = {
	what: 'did not answer as documented',
	next: 'Check Base URL and API Version in the credential.',
};

function adviceFor(statusCode: number): FailureReason {
	return adviceForStatus(statusCode, PROVIDER, OWN_MEANINGS, NOT_AS_DOCUMENTED);
}

function messageIdOf(json: JsonObject | undefined): string | undefined {
	return asText(firstOf(json?.messages)?.id);
}

function firstOf(list: unknown): Readonly<Record<string, unknown>> | undefined {
	return asObject(Array.isArray(list) ? list[0] : undefined);
}
