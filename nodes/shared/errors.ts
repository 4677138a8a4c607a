import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { ChangeNotAllowedError, InvalidInputError } from '../../commerce/domain/errors';
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
 * Turns whatever stopped an item before sending into a NodeOperationError with the item's index.
 * Node errors pass through: wrapping one again would drop its index.
 */
export function toInputError(
	node: INode,
	error: unknown,
	itemIndex: number,
): NodeOperationError | NodeApiError {
	if (error instanceof NodeOperationError || error instanceof NodeApiError) return error;
	if (error instanceof InvalidInputError) {
		const { message, lead } = wordInputError(error);
		const text = `${message} [item ${itemIndex}]`;
		const description = `${lead}Nothing was sent for this item. ${adviceFor(error)}`;
		const nodeError = new NodeOperationError(node, text, { itemIndex, description });
		// n8n puts a message about files in place of one that has "eexist" in it, as in "preexistente".
		nodeError.message = text;
		return nodeError;
	}
	return new NodeOperationError(node, error as Error, { itemIndex });
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

function adviceFor(error: InvalidInputError): string {
	return error instanceof ChangeNotAllowedError
		? 'If the order has changed since this event, use its newest event; Options > Check Status Change switches this check off.'
		: 'Correct the value, or the expression that gives it.';
}

/** The node error of an item that was not sent because Send Once Per could not be looked up. */
export function storeError(node: INode, itemIndex: number): NodeOperationError {
	const message = `Send Once Per: n8n's store of processed data did not answer [item ${itemIndex}]`;
	const description = 'Nothing was sent for this item. Run it again, or switch Send Once Per off.';
	return new NodeOperationError(node, message, { itemIndex, description });
}

/** The node error of a send that was refused or whose outcome is unknown. Never carries URL or credential. */
export function toSendError(node: INode, failure: SendFailure, itemIndex: number): NodeApiError {
	const { outcome, reason, retryAfterMs } = failure;
	const what = outcome === 'unknown' ? wordUnknown(failure) : reason.what;
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

/** All of it in the message: an agent that has the node as a tool need not see the description. */
function wordUnknown({ reason, recipient }: SendFailure): string {
	const why = lowerFirst(reason.what.replace(/\.$/, ''));
	return `The message may or may not have been sent: ${why}. Do not send it again before looking in the WhatsApp chat with ${recipient}`;
}

/** What the provider said, and what to do next; for unknown outcomes also what to look for. */
export function describeSendFailure({ outcome, reason, referenceId }: SendFailure): string {
	const parts: string[] = [];
	if (reason.providerMessage !== undefined) {
		const code = reason.providerCode === undefined ? '' : ` (code ${reason.providerCode})`;
		parts.push(`The provider says: "${reason.providerMessage}"${code}.`);
	} else if (reason.providerCode !== undefined) {
		parts.push(`The provider gives code ${reason.providerCode}.`);
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
	return /^[A-Z][a-z]/.test(text) && !text.startsWith('WhatsApp')
		? text[0].toLowerCase() + text.slice(1)
		: text;
}
