import type { IDataObject, INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Problem } from '../../../commerce/domain/problem';
import type { FailureReason } from '../../providers/api/exchange';
import type { PreparedSend } from '../../providers/operation';

/** What every output item says about its message. */
export interface MessageFacts extends IDataObject {
	provider: string;
	operation: string;
	phone: string;
	referenceId?: string;
}

/** An accepted message: the provider's reply fields, our facts, those of the operation, and the reply's meaning in one word. */
export function acceptedItem(
	itemIndex: number,
	facts: MessageFacts,
	prepared: PreparedSend,
	meaning: string,
	fields: IDataObject,
): INodeExecutionData {
	return item(itemIndex, {
		...fields,
		...facts,
		...prepared.output,
		sendStatus: meaning,
		...warningsOf(prepared.warnings),
	});
}

/** What would be sent: no host, no account, no secret. */
export function dryRunItem(
	itemIndex: number,
	facts: MessageFacts,
	prepared: PreparedSend,
): INodeExecutionData {
	const { method, path, body } = prepared.request;
	return item(itemIndex, {
		...facts,
		...prepared.output,
		sendStatus: 'notSent',
		dryRun: true,
		request: { method, path, body: body as IDataObject },
		...warningsOf(prepared.warnings),
	});
}

/** A message that Send Once Per held back. */
export function skippedItem(
	itemIndex: number,
	facts: MessageFacts,
	prepared: PreparedSend,
): INodeExecutionData {
	return item(itemIndex, {
		...facts,
		...prepared.output,
		sendStatus: 'notSent',
		skipped: true,
		reason: 'Send Once Per: a message with this key was sent before, or may have been',
		...warningsOf(prepared.warnings),
	});
}

/**
 * A failed item for the two "continue" settings. n8n moves an item to the error output when `error` stands
 * beside no other members than `message` and `details` (n8n-core), so the facts go into `details`.
 */
export function failedItem(
	itemIndex: number,
	error: NodeApiError | NodeOperationError,
	details: IDataObject,
): INodeExecutionData {
	return item(itemIndex, {
		error: error.message,
		details: { ...details, ...(error.description ? { description: error.description } : {}) },
	});
}

/** What the provider gave as its reason, for the details of a failed item. */
export function reasonFacts({ statusCode, providerMessage, providerCode }: FailureReason): IDataObject {
	return {
		...(statusCode === undefined ? {} : { statusCode }),
		...(providerMessage === undefined ? {} : { providerMessage }),
		...(providerCode === undefined ? {} : { providerCode }),
	};
}

function item(itemIndex: number, json: IDataObject): INodeExecutionData {
	return { json, pairedItem: { item: itemIndex } };
}

function warningsOf(warnings: Problem[]): IDataObject {
	return warnings.length === 0 ? {} : { warnings: warnings.map(({ rule, message }) => ({ rule, message })) };
}
