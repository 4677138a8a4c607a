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
import type {
	FailureCause,
	FailureReason,
	JsonObject,
	ProviderResponse,
	SendOutcome,
} from '../../api/exchange';

const PROVIDER = 'Z-API';

interface KnownText {
	pattern: RegExp;
	what: string;
	next: string;
	cause?: FailureCause;
}

/**
 * Texts of Z-API, matched loosely because its final dots come and go (Z-API documentation, on-message-send; public
 * captures).
 */
const KNOWN_TEXTS: KnownText[] = [
	{
		pattern: /^null not allowed/i,
		what: 'Z-API asks for the Client-Token',
		next: 'Copy the account security token from the Z-API panel under Security into the credential.',
		cause: 'credential-invalid',
	},
	{
		pattern: /client-token is not configured/i,
		what: 'Z-API says that the Client-Token is not configured',
		next: 'Create and activate it in the Z-API panel under Security and paste it into the credential.',
		cause: 'credential-invalid',
	},
	{
		pattern: /^\[?[\d.:a-f]{7,}\]? not allowed|^\[request ip\] not allowed/i,
		what: 'Z-API does not accept requests from the IP address of this server',
		next: 'Add the address to the allowed IPs in the Z-API panel under Security.',
		cause: 'configuration-invalid',
	},
	{
		pattern: /not allowed$/i,
		what: 'Z-API did not accept the Client-Token',
		next: 'Compare it with the account security token in the Z-API panel under Security.',
		cause: 'credential-invalid',
	},
	{
		pattern: /instance not found/i,
		what: 'Z-API does not know this instance',
		next: 'Compare Instance ID and Instance Token in the credential with the Z-API panel under Instances.',
		cause: 'credential-invalid',
	},
	{
		pattern: /^not_found|unable to find matching target resource method/i,
		what: 'Z-API does not know this address',
		next: 'Check Instance ID, Instance Token and Base URL in the credential.',
		cause: 'configuration-invalid',
	},
	{
		pattern: /not connected|restore the session|device has been disconnected/i,
		what: 'The Z-API instance is not connected to WhatsApp',
		next: 'Open the instance in the Z-API panel and scan the QR code with the phone.',
		cause: 'configuration-invalid',
	},
	{
		pattern: /phone number does not exist|invalid phone number/i,
		what: 'WhatsApp does not know the recipient phone number',
		next: 'Check the number with country code and area code; some numbers exist only without the ninth digit.',
	},
	{
		pattern: /invalid currency code/i,
		what: 'Z-API did not accept the currency code of the order',
		next: 'Use BRL.',
	},
	{
		pattern: /update order has not been sent/i,
		what: 'Z-API did not accept the data of the order update',
		next: 'Build the update from the order event itself: every product with its ID must be the same as in the order.',
	},
	{
		pattern: /product id was not found/i,
		what: 'WhatsApp does not find a product of the order in the catalog',
		next: 'Leave Product ID empty for items outside the catalog, or copy the ID from the catalog.',
	},
	{
		pattern: /accept buttons message terms/i,
		what: 'The button terms are not accepted in the Z-API account',
		next: 'Accept them in the Z-API panel, then send again.',
		cause: 'configuration-invalid',
	},
	{
		pattern: /not available to channels/i,
		what: 'WhatsApp channels cannot receive payments',
		next: 'Send to a person or, for a PIX key, to a group.',
	},
	{
		pattern:
			/did not have permission|does not have permission|rejected sending|did not allow sending|shadow ban/i,
		what: 'WhatsApp did not let this number send the message',
		next: 'The number may be limited: send less, only to people who wrote first, and look at it in the WhatsApp Business app.',
		cause: 'quota-exhausted',
	},
	{
		pattern: /send message to queue due to request error/i,
		what: 'Z-API took the request but did not queue the message',
		next: 'Check the data of this item, then send it again.',
	},
	{
		pattern: /queue.*(full|limit)|limit.*queue/i,
		what: 'The message queue of the Z-API instance is full',
		next: 'Clear old charges from the queue in the Z-API panel, then reconnect the instance: it sends all that is still waiting.',
		cause: 'quota-exhausted',
	},
	{
		pattern: /invalid request params|invalid request data|error occurred in the conversion/i,
		what: 'Z-API did not accept the data of this message',
		next: 'Compare the values of this item with the Z-API documentation of the operation.',
	},
];

/** Z-API's texts have a line or two; some patterns take the square of the length. */
const LONGEST_TEXT = 500;

/**
 * What a known text of Z-API means and what to do about it; unknown texts come back undefined.
 * Used for send responses and for the `error` of delivery events.
 */
export function explainZApiText(text: string): Omit<KnownText, 'pattern'> | undefined {
	const beginning = text.trim().slice(0, LONGEST_TEXT);
	const known = KNOWN_TEXTS.find(({ pattern }) => pattern.test(beginning));
	return known && { what: known.what, next: known.next, cause: known.cause };
}

/**
 * Judges the response to a send. Accepted only when Z-API gives message ids: it answers 200 to things it did
 * not send, 404 bodies included (seen in public captures). `nowMs` is the clock, for Retry-After dates.
 */
export function readZApiSendResponse(response: ProviderResponse, nowMs: number): SendOutcome {
	const judged = judgeHttpStatus(response, nowMs, explainZApiFailure);
	if (judged) return judged;
	const json = parseJsonObject(response.body);
	if (json === undefined) return unreadableResponse(PROVIDER, response);
	const hasId = isId(json.messageId) || isId(json.zaapId);
	if (json.error) {
		const reason = explainZApiFailure(response.statusCode, json, response.body);
		// Ids next to an error contradict each other: the message may be on its way.
		return hasId ? { outcome: 'unknown', reason } : { outcome: 'refused', busy: false, reason };
	}
	const notTaken = unlessTaken(PROVIDER, response, { json, hasId });
	if (notTaken) return notTaken;
	return { outcome: 'accepted', meaning: 'queued', fields: withoutError(json) };
}

/** Why a request failed, from its status and body. `notDone` is what a 2xx means that did not do it. */
export function explainZApiFailure(
	statusCode: number,
	json: JsonObject | undefined,
	text: string,
	notDone: Meaning = NOT_TAKEN,
): FailureReason {
	const providerMessage = providerWords(json) ?? excerpt(text);
	const known = providerMessage === undefined ? undefined : explainZApiText(providerMessage);
	const general = adviceForStatus(statusCode, PROVIDER, OWN_MEANINGS, notDone);
	return { ...general, ...known, cause: known?.cause ?? general.cause, providerMessage, statusCode };
}

const BAD_CREDENTIAL = {
	what: 'did not accept the credential',
	next: 'Check Instance ID, Instance Token and Client-Token, and the allowed IPs in the Z-API panel under Security.',
	cause: 'credential-invalid',
} as const;

const OWN_MEANINGS: StatusMeanings = {
	401: BAD_CREDENTIAL,
	403: BAD_CREDENTIAL,
	404: {
		what: 'does not know this address',
		next: 'Check Instance ID, Instance Token and Base URL in the credential.',
		cause: 'configuration-invalid',
	},
};

const NOT_TAKEN: Meaning = {
	what: 'answered 200 but did not take the message',
	next: 'Compare the values of this item with what Z-API says.',
};

/** `error` and `message` of an error body, joined when both say something. */
function providerWords(json: JsonObject | undefined): string | undefined {
	if (json === undefined) return undefined;
	// A mere true says nothing.
	const parts = [json.error, json.message]
		.map((value) => (typeof value === 'boolean' ? undefined : wordsOf(value)))
		.filter((part) => part !== undefined);
	return parts.length === 0 ? undefined : [...new Set(parts)].join(': ');
}

function isId(value: unknown): boolean {
	return (typeof value === 'string' && value.trim() !== '') || typeof value === 'number';
}
