import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { ChangeNotAllowedError, type InvalidInputError } from '../../commerce/domain/errors';
import { inputErrorsOf } from '../../commerce/domain/readAll';
import type { FailureReason } from '../providers/api/exchange';

/** A send that did not end in "accepted", with all that a person needs to act on it. */
export interface SendFailure {
	outcome: 'refused' | 'unknown';
	reason: FailureReason;
	retryAfterMs?: number;
	/** Who was to receive it, e.g. 5511999999999. */
	recipient: string;
	/** Under which reference to look for it, when the message has one. */
	referenceId?: string;
}

/**
 * Turns whatever stopped an item before sending into a NodeOperationError with the item's index and with all
 * that is wrong with the item. Node errors pass through: wrapping one again would drop its index.
 *
 * Messages name items as n8n does: `[item 0]` is the first, as in `$itemIndex` and in n8n's own messages.
 */
export function toInputError(
	node: INode,
	error: unknown,
	itemIndex: number,
): NodeOperationError | NodeApiError {
	if (error instanceof NodeOperationError || error instanceof NodeApiError) return error;
	const errors = inputErrorsOf(error);
	if (errors === undefined) return new NodeOperationError(node, error as Error, { itemIndex });
	const { message, description } = wordInputErrors(errors);
	const text = `${message} [item ${itemIndex}]`;
	const nodeError = new NodeOperationError(node, text, { itemIndex, description });
	// n8n puts a message about files in place of one that has "eexist" in it, as in "preexistente".
	nodeError.message = text;
	return nodeError;
}

/** More problems than these are only counted. */
const MAX_LISTED = 10;

/** The first problem and how many more there are; all of them in the description. */
function wordInputErrors(errors: readonly InvalidInputError[]): { message: string; description: string } {
	const { message, lead } = wordInputError(errors[0]);
	const more = errors.length - 1;
	if (more === 0) {
		return { message, description: `${lead}Nothing was sent for this item. ${adviceFor(errors)}` };
	}
	const listed = errors.slice(0, MAX_LISTED).map((error, index) => `(${index + 1}) ${error.message}`);
	const rest = errors.length - listed.length;
	const list = [...listed, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
	return {
		message: `${message} (and ${more} more ${more === 1 ? 'problem' : 'problems'})`,
		description: `Nothing was sent for this item. All its problems: ${list}. ${adviceFor(errors)}`,
	};
}

/**
 * n8n files an execution as canceled when the message of its error has this word in it (n8n-core, measured),
 * and one of the order statuses is called so. What has the word goes into the description.
 */
const STATUS_WORD_OF_N8N = /canceled/i;

function wordInputError(error: InvalidInputError): { message: string; lead: string } {
	const { field, found, expected, message } = error;
	if (!STATUS_WORD_OF_N8N.test(message)) return { message, lead: '' };
	if (error instanceof ChangeNotAllowedError) {
		const lead = `${upperFirst(error.change)}: ${error.why}. `;
		return { message: `${field}: this change is not allowed`, lead };
	}
	if (STATUS_WORD_OF_N8N.test(found)) {
		return { message: `${field}: this value cannot be used`, lead: `Found ${found}, expected ${expected}. ` };
	}
	return { message: `${field}: found ${found}`, lead: `Expected ${expected}. ` };
}

function adviceFor(errors: readonly InvalidInputError[]): string {
	const changes = errors.filter((error) => error instanceof ChangeNotAllowedError).length;
	const values = errors.length - changes;
	return [
		...(values === 0 ? [] : [values === 1 ? CORRECT_ONE : CORRECT_SEVERAL]),
		...(changes === 0 ? [] : [CHECK_CHANGE]),
	].join(' ');
}

const CORRECT_ONE = 'Correct the value, or the expression that gives it.';
const CORRECT_SEVERAL = 'Correct the values, or the expressions that give them.';
const CHECK_CHANGE =
	'If the order has changed since this event, use its newest event; Options > Check Status Change switches this check off.';

/**
 * Moves what to do next into the message: of a tool that failed, agents read nothing else (n8n-core, measured). The
 * word that makes n8n file an execution as canceled gets its other spelling, which the node reads as well.
 */
export function adviseAgent(error: NodeApiError | NodeOperationError): void {
	const next = (error.description ?? '').replace(/canceled/gi, 'cancelled');
	const text = next === '' ? error.message : `${error.message}. ${next}`;
	error.message = text.replace(FAULT_WORDS_OF_N8N, (word) => `${word[0]}\u200b${word.slice(1)}`);
	error.description = undefined;
}

/**
 * Of a tool's error n8n makes another one, and puts a text of its own in place of a message with one of these in
 * it (n8n-workflow, COMMON_ERRORS): for ECONNRESET that it can be tried again at once, which may charge twice. With
 * a space of no width in it the word looks the same and is not found.
 */
const FAULT_WORDS_OF_N8N =
	/ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|ERRADDRINUSE|EADDRNOTAVAIL|ECONNABORTED|EHOSTUNREACH|EAI_AGAIN|ENOENT|EISDIR|ENOTDIR|EACCES|EEXIST|EPERM|GETADDRINFO/gi;

/** The node error of an item that was not sent because Send Once Per could not be looked up. */
export function storeError(node: INode, itemIndex: number): NodeOperationError {
	const message = `Send Once Per: n8n's store of processed data did not answer [item ${itemIndex}]`;
	const description = 'Nothing was sent for this item. Run it again, or switch Send Once Per off.';
	return new NodeOperationError(node, message, { itemIndex, description });
}

/** The node error of a send that was refused or whose outcome is unknown. Never carries URL or credential. */
export function toSendError(node: INode, failure: SendFailure, itemIndex: number): NodeApiError {
	const { outcome, reason, retryAfterMs } = failure;
	const what = outcome === 'unknown' ? wordUnknown(failure) : wordRefused(failure);
	const message = `${what} [item ${itemIndex}]`;
	const details: JsonObject = {
		outcome,
		...(reason.providerMessage === undefined ? {} : { providerMessage: reason.providerMessage }),
		...(reason.providerCode === undefined ? {} : { providerCode: reason.providerCode }),
	};
	const error = new NodeApiError(node, details, {
		message,
		description: describeSendFailure(failure),
		...(reason.statusCode === undefined ? {} : { httpCode: String(reason.statusCode) }),
		itemIndex,
		...(reason.cause === undefined
			? {}
			: { failure: { cause: reason.cause, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) } }),
	});
	// n8n puts a message of its own in place of one with an error code of Node in it.
	error.message = message;
	return error;
}

/** What happened, in the provider's words too, and which field of ours they are about. */
function wordRefused({ reason }: SendFailure): string {
	const { field, what } = reason;
	return `${field === undefined ? '' : `${field}: `}${what}${quoted(reason)}`;
}

/** What must not be done next is said here too, where nobody overlooks it. */
function wordUnknown({ reason, recipient }: SendFailure): string {
	const why = lowerFirst(reason.what.replace(/\.$/, '')) + quoted(reason);
	return `The message may or may not have been sent: ${why}. Do not send it again before looking in the WhatsApp chat with ${recipient}`;
}

/** The provider's words that fit into a message, and its code; empty when it gave none. */
function quoted({ providerMessage, providerCode }: FailureReason): string {
	const words =
		providerMessage === undefined || !fitsMessage(providerMessage) ? '' : `: "${providerMessage}"`;
	return words + (providerCode === undefined ? '' : ` (code ${providerCode})`);
}

const LONGEST_QUOTE = 200;

function fitsMessage(words: string): boolean {
	return words.length <= LONGEST_QUOTE && !STATUS_WORD_OF_N8N.test(words);
}

/** What the provider said, unless the message has it, and what to do next; for unknown outcomes what to look for. */
function describeSendFailure({ outcome, reason, referenceId }: SendFailure): string {
	const parts: string[] = [];
	if (reason.providerMessage !== undefined && !fitsMessage(reason.providerMessage)) {
		parts.push(`The provider says: "${reason.providerMessage}".`);
	}
	if (outcome === 'unknown') {
		parts.push('The message may have gone out, so this node does not send it again.');
		if (referenceId !== undefined) parts.push(`Look for reference ID ${referenceId} in the chat.`);
	}
	if (reason.next !== '') parts.push(reason.next);
	return parts.join(' ');
}

function upperFirst(text: string): string {
	return text[0].toUpperCase() + text.slice(1);
}

function lowerFirst(text: string): string {
	// Names that are no word of a sentence keep their capital.
	return /^[A-Z][a-z ]/.test(text) && !text.startsWith('WhatsApp')
		? text[0].toLowerCase() + text.slice(1)
		: text;
}
