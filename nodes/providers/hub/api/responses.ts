import {
	adviceForStatus,
	judgeHttpStatus,
	parseJsonObject,
	unlessTaken,
	unreadableResponse,
	withoutError,
} from '../../api/httpOutcome';
import type { Meaning, StatusMeanings } from '../../api/httpOutcome';
import { excerpt, wordsOf } from '../../api/responseText';
import type { FailureReason, JsonObject, ProviderResponse, SendOutcome } from '../../api/exchange';
import { explainMetaCode, reasonOfUnknown } from '../../api/metaErrors';

const PROVIDER = 'The Hub';

/**
 * Judges the response to a send. Accepted only with a message ID and without `status: "error"`: the Hub
 * documents both in a response whose HTTP code it does not name (Hub documentation, troubleshooting).
 */
export function readHubSendResponse(response: ProviderResponse, nowMs: number): SendOutcome {
	const judged = judgeHttpStatus(response, nowMs, explainHubFailure);
	if (judged?.outcome === 'unknown') return { ...judged, reason: reasonOfUnknown(judged.reason) };
	if (judged) return judged;
	const json = parseJsonObject(response.body);
	if (json === undefined) return unreadableResponse(PROVIDER, response);
	const isError = hasErrorStatus(json);
	if (isError || hasErrorWords(json)) {
		const reason = explainHubFailure(response.statusCode, json, response.body);
		const noId = json.messageId === undefined || json.messageId === null || json.messageId === '';
		if (isError || noId) return { outcome: 'refused', busy: false, reason };
		// They contradict each other: the message may be on its way.
		return {
			outcome: 'unknown',
			reason: { ...reason, what: 'The Hub answered with a message ID and an error' },
		};
	}
	const words = providerWords(json);
	const notTaken = unlessTaken(PROVIDER, response, { json, hasId: hasText(json.messageId), words });
	if (notTaken) return notTaken;
	// A response without a status word (seen in the older specification) says no more than that it was taken.
	const meaning = typeof json.status === 'string' && json.status !== '' ? json.status : 'enqueued';
	return { outcome: 'accepted', meaning, fields: withoutError(json) };
}

function hasErrorStatus(json: JsonObject): boolean {
	return typeof json.status === 'string' && /^(error|failed)$/i.test(json.status);
}

function hasErrorWords(json: JsonObject): boolean {
	return hasText(json.errorMessage) || hasText(json.errorCode) || Boolean(json.error);
}

/** What statuses mean for a kind of request, and what a 2xx means that did not do it. */
interface Meanings {
	ofStatus: StatusMeanings;
	notDone: Meaning;
}

/** Why a request failed, from its status and body. */
export function explainHubFailure(
	statusCode: number,
	json: JsonObject | undefined,
	text: string,
	{ ofStatus, notDone }: Meanings = OF_SENDS,
): FailureReason {
	const providerMessage = providerWords(json) ?? excerpt(text);
	const providerCode = codeOf(json);
	const known = providerCode === undefined ? undefined : explainMetaCode(providerCode);
	const general = adviceForStatus(statusCode, PROVIDER, ofStatus, notDone);
	return {
		...general,
		...known,
		cause: known?.cause ?? general.cause,
		providerMessage,
		providerCode,
		statusCode,
	};
}

const BAD_DATA = {
	what: 'did not accept the data of this message',
	next: 'Compare the values of this item with what the Hub says.',
};
const BAD_KEY = {
	what: 'did not accept the API key',
	next: 'The key may be revoked, replaced by a newer one, or belong to another Application than the channel: compare it with the Hub dashboard under Settings, API Key.',
	cause: 'credential-invalid',
} as const;

/** What statuses mean for every request of the Hub. */
export const KEY_MEANINGS: StatusMeanings = { 401: BAD_KEY, 403: BAD_KEY };

const SEND_MEANINGS: StatusMeanings = {
	...KEY_MEANINGS,
	400: BAD_DATA,
	404: {
		what: 'does not find the channel for this API key',
		next: 'Copy Channel ID again from the dashboard: it changes when the channel is reconnected, and a key sees only the channels of its own Application.',
		cause: 'configuration-invalid',
	},
	422: BAD_DATA,
};

const OF_SENDS: Meanings = {
	ofStatus: SEND_MEANINGS,
	notDone: {
		what: 'did not send the message',
		next: 'Compare the values of this item with what the Hub says.',
	},
};

function providerWords(json: JsonObject | undefined): string | undefined {
	if (json === undefined) return undefined;
	for (const value of [json.errorMessage, json.message, json.error]) {
		// A number or a mere true says nothing.
		const words = typeof value === 'string' || typeof value === 'object' ? wordsOf(value) : undefined;
		if (words !== undefined) return words;
	}
	return undefined;
}

function codeOf(json: JsonObject | undefined): string | undefined {
	const code = json?.errorCode;
	if (typeof code === 'number') return String(code);
	return typeof code === 'string' ? wordsOf(code) : undefined;
}

function hasText(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}
