import type { IDataObject } from 'n8n-workflow';

/** An error as the editor's output panel shows it. */
export interface ShownError {
	name: string;
	message: string;
	description?: string;
	/** Which input item it was about; undefined when the node did not say. */
	itemIndex?: number;
	httpCode?: string;
	/** Further lines the panel shows under "Error details". */
	messages: string[];
	/** Machine-readable cause, on n8n lines that know it. */
	failure?: { cause: string; retryAfterMs?: number; resetsAtEpochMs?: number };
	context: IDataObject;
	/** The error object as n8n keeps it. */
	raw: unknown;
}

/** Reads the parts of an error that a user sees; n8n keeps errors as plain objects once a node has ended. */
export function shownError(error: unknown): ShownError {
	const parts = error as Partial<ShownError> & { context?: IDataObject & { itemIndex?: number } };
	const context = parts.context ?? {};
	return {
		name: parts.name ?? (error instanceof Error ? error.constructor.name : 'Error'),
		message: parts.message ?? String(error),
		description: parts.description ?? undefined,
		itemIndex: context.itemIndex,
		httpCode: parts.httpCode ?? undefined,
		messages: parts.messages ?? [],
		failure: parts.failure,
		context,
		raw: error,
	};
}
