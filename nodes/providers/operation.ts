import type { IDataObject } from 'n8n-workflow';

import type { CommerceWarning } from '../../commerce/domain/errors';
import type { ProviderReply, ProviderRequest, SendOutcome } from './api/exchange';
import type { ItemParameters } from './itemParameters';

/** One message, validated and built, ready to leave. */
export interface PreparedSend {
	request: ProviderRequest;
	/** Digits, or WhatsApp's id of another chat. Messages to one recipient keep their order. */
	recipient: string;
	referenceId?: string;
	/** What makes this message the same as another for Send Once Per: Reference ID; absent when it has no reference. */
	onceKey?: string;
	warnings: CommerceWarning[];
}

/** An operation that sends one message per item. */
export interface SendOperation {
	credentialType: string;
	/** Reads and checks the fields of one item. Throws InvalidInputError. */
	prepare(params: ItemParameters): PreparedSend;
	/** Judges the provider's reply. */
	readReply(reply: ProviderReply, nowMs: number): SendOutcome;
}

/** An operation that needs no network and no credential. */
export interface LocalOperation {
	/** The output of one item. Throws InvalidInputError. */
	compute(params: ItemParameters): IDataObject;
}

/** What `actions/index.ts` lists. */
export type Operation = SendOperation | LocalOperation;

/** Tells the two kinds of operation apart. */
export function isLocal(operation: Operation): operation is LocalOperation {
	return 'compute' in operation;
}
