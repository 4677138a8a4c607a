import type { IDataObject, INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { withFirst } from '../../../commerce/domain/looseJson';
import { centsToReais } from '../../../commerce/domain/money/money';
import type { Problem } from '../../../commerce/domain/problem';
import type { FailureReason } from '../../providers/api/exchange';
import type { KnownOfMessage } from '../../providers/itemParameters';
import type { PreparedSend } from '../../providers/operation';

/** What a person looks for in a table of messages, in this order; all else comes behind it. */
const FIRST = ['sendStatus', 'phone', 'totalReais', 'totalCents', 'referenceId', 'messageId'] as const;

/** Ids that say no more than `messageId` does. */
const LAST = ['zaapId', 'id'] as const;

/** What every output item says about its message. */
export interface MessageFacts extends IDataObject {
	provider: string;
	operation: string;
	/** Whom the message goes to. */
	phone: string;
	/** It goes to the shop's test phone and not to the customer. */
	testPhone?: true;
	customerPhone?: string;
	referenceId?: string;
}

/** What became of a message that did not go out as wished. */
export type FailedStatus = 'refused' | 'unknown' | 'notSent';

/** What an item that failed says about its message, as far as it is known. */
export interface FailedFacts extends IDataObject {
	sendStatus: FailedStatus;
}

/**
 * An accepted message: the response's meaning in one word, our facts, those of the operation, and the provider's
 * response fields.
 */
export function acceptedItem(
	itemIndex: number,
	facts: MessageFacts,
	prepared: PreparedSend,
	meaning: string,
	fields: IDataObject,
): INodeExecutionData {
	const ours = messageJson(meaning, {}, facts, prepared);
	// Ours decide, and come before the fields of the response.
	return item(itemIndex, { ...ours, ...fields, ...ours });
}

/** What would be sent: no host, no account, no secret. */
export function dryRunItem(
	itemIndex: number,
	facts: MessageFacts,
	prepared: PreparedSend,
): INodeExecutionData {
	const { method, path, body } = prepared.requestTo(prepared.recipient);
	const why = { dryRun: true, ...(prepared.preview === undefined ? {} : { preview: prepared.preview }) };
	const request = { method, path, body: body as IDataObject };
	return item(itemIndex, { ...messageJson('notSent', why, facts, prepared), request });
}

/** A message that Send Once Per held back. */
export function skippedItem(
	itemIndex: number,
	facts: MessageFacts,
	prepared: PreparedSend,
): INodeExecutionData {
	const reason = 'Send Once Per: a message with this key was sent before, or may have been';
	return item(itemIndex, messageJson('notSent', { skipped: true, reason }, facts, prepared));
}

/**
 * A failed item for the two "continue" settings. Beside the items that were sent it has what they begin with, so
 * that it never looks sent. n8n moves an item to the error output only when `error` has no other members beside it
 * than `message` and `details`, and puts the members of the input before them (n8n-core, measured): there the
 * facts are in `details` alone. `errorOutput` has the input when the item goes there. When that is a message which
 * was sent before, its members would pass for ours: n8n leaves out the input of an item whose link is a number.
 */
export function failedItem(
	itemIndex: number,
	error: NodeApiError | NodeOperationError,
	facts: IDataObject,
	errorOutput?: { input: IDataObject },
): INodeExecutionData {
	const details = inReadingOrder({
		...facts,
		...(error.description ? { description: error.description } : {}),
	});
	const failure = { error: error.message, details };
	if (errorOutput !== undefined) {
		const looksSent = 'sendStatus' in errorOutput.input;
		return { json: failure, pairedItem: looksSent ? itemIndex : { item: itemIndex } };
	}
	return item(itemIndex, {
		...failure,
		...only(facts, [...FIRST, 'testPhone', 'customerPhone', 'provider', 'operation']),
	});
}

/** What a failed item says of its message; `names` are the provider and the operation, and who got it for a test. */
export function factsOf(
	sendStatus: FailedStatus,
	names: IDataObject,
	{ phone, totalCents, referenceId }: KnownOfMessage,
	reason?: FailureReason,
): FailedFacts {
	return {
		sendStatus,
		...(phone === undefined ? {} : { phone }),
		...(totalCents === undefined ? {} : { totalReais: centsToReais(totalCents), totalCents }),
		...(referenceId === undefined ? {} : { referenceId }),
		...(reason === undefined ? {} : reasonFacts(reason)),
		...names,
	};
}

/**
 * Gives all items of a run the same first members, null where one has nothing to say: in a table n8n shows
 * "undefined" for what is missing. Items for the error output are left as they are.
 */
export function alignFirst(items: readonly INodeExecutionData[]): void {
	const inTable = items.filter(({ json }) => 'sendStatus' in json);
	const names = FIRST.filter((name) => inTable.some(({ json }) => name in json));
	for (const one of inTable) {
		if (names.every((name) => name in one.json)) continue;
		const empty = Object.fromEntries(names.map((name) => [name, null]));
		one.json = inReadingOrder({ ...empty, ...one.json });
	}
}

/** What the provider gave as its reason. */
function reasonFacts({ statusCode, providerMessage, providerCode }: FailureReason): IDataObject {
	return {
		...(statusCode === undefined ? {} : { statusCode }),
		...(providerMessage === undefined ? {} : { providerMessage }),
		...(providerCode === undefined ? {} : { providerCode }),
	};
}

/** What items of messages that did not fail have in common; `why` is what to know of one that was not sent. */
function messageJson(
	sendStatus: string,
	why: IDataObject,
	{ phone, referenceId, provider, operation, ...test }: MessageFacts,
	{ warnings, output }: PreparedSend,
): IDataObject {
	return {
		sendStatus,
		phone,
		...(referenceId === undefined ? {} : { referenceId }),
		...test,
		...why,
		...warningsOf(warnings),
		...output,
		provider,
		operation,
	};
}

function item(itemIndex: number, json: IDataObject): INodeExecutionData {
	return { json: inReadingOrder(json), pairedItem: { item: itemIndex } };
}

function inReadingOrder(json: IDataObject): IDataObject {
	const { ...rest } = json;
	for (const name of LAST) delete rest[name];
	return { ...withFirst(rest, FIRST), ...only(json, LAST) };
}

function only(json: IDataObject, names: readonly string[]): IDataObject {
	return Object.fromEntries(names.filter((name) => name in json).map((name) => [name, json[name]]));
}

function warningsOf(warnings: Problem[]): IDataObject {
	return warnings.length === 0 ? {} : { warnings: warnings.map(({ rule, message }) => ({ rule, message })) };
}
