import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Problem } from '../../commerce/domain/problem';
import type { ProviderRequest } from './api/exchange';
import type { ItemParameters } from './itemParameters';

/** How an operation stands in the Operation list. */
export interface OperationChoice {
	name: string;
	/** What it does, as the node picker words it. */
	action: string;
	description: string;
}

interface OperationParts {
	choice: OperationChoice;
	/** Its fields, in the editor's order. When they show is added: their conditions are only those of their own. */
	fields: INodeProperties[];
}

/** One message, validated and built, ready to leave. */
export interface PreparedSend {
	request: ProviderRequest;
	/** Digits, or WhatsApp's id of another chat. Messages to one recipient keep their order. */
	recipient: string;
	referenceId?: string;
	/** The Hub's channel or Meta's phone number that sends it; Z-API has one number per credential. */
	channelId?: string;
	/** What makes this message the same as another for Send Once Per: Reference ID; absent when it has no reference. */
	onceKey?: string;
	warnings: Problem[];
	/** What the output item says of this operation, besides whom it went to and what became of it. */
	output?: IDataObject;
}

/** An operation of a provider: it sends one message per item. */
export interface SendOperation extends OperationParts {
	/** Its own members of Options, beside those that every sending operation has. */
	options?: INodeProperties[];
	/** Whether its messages carry a reference ID of the user's, so that `prepare` gives a `onceKey`. */
	hasReference: boolean;
	/** Reads and checks the fields of one item. Throws InvalidInputError. */
	prepare(params: ItemParameters): PreparedSend;
}

/** An operation that needs no network and no credential: the same with every provider. */
export interface LocalOperation extends OperationParts {
	/** The output of one item. Throws InvalidInputError. */
	compute(params: ItemParameters): IDataObject;
}
