import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Problem } from '../../commerce/domain/problem';
import type { BankDesk } from '../shared/bank/bankDesk';
import type { ProviderRequest } from './api/exchange';
import type { FieldNames } from './api/fieldNamed';
import type { ItemParameters } from './itemParameters';

/** An entry of the Operation list. */
export interface OperationChoice {
	readonly name: string;
	/** What it does: the node picker's words, and the name of a new node. */
	readonly action: string;
	readonly description: string;
}

interface OperationParts {
	/** Its fields, in the editor's order. When they show is added: their conditions are only those of their own. */
	fields: INodeProperties[];
}

/** One message, validated and built, ready to leave. */
export interface PreparedSend {
	/** The customer: digits, or WhatsApp's id of another chat. Messages to one recipient keep their order. */
	recipient: string;
	/** The request that sends it to the customer, or to the shop's own phone when somebody tries a workflow out. */
	requestTo(recipient: string): ProviderRequest;
	referenceId?: string;
	/** The Hub's channel or Meta's phone number that sends it; Z-API has one number per credential. */
	channelId?: string;
	/** What makes this message the same as another for Send Once Per: Reference ID; absent when it has no reference. */
	onceKey?: string;
	warnings: Problem[];
	/** For messages about a refusal: what the provider calls the values, and what we call their fields. */
	fieldNames?: FieldNames;
	/** What the customer gets, in one line that a person reads at a glance; Dry Run shows it. */
	preview?: string;
	/** What the output item says of this operation, besides whom it went to and what became of it. */
	output?: IDataObject;
	/**
	 * What only the bank of its PIX code can say, asked right before it leaves; absent when nobody wants to know. Resolves
	 * to warnings. Throws InvalidInputError when the message should not leave.
	 */
	askBank?(bank: BankDesk): Promise<Problem[]>;
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

/** An operation that sends nothing: it needs no provider and no credential. */
export interface LocalOperation extends OperationParts {
	/** How many items are computed at the same time, for one that waits for others; 1 unless given. */
	concurrency?: number;
	/** The output of one item. Throws InvalidInputError. */
	compute(params: ItemParameters, bank: BankDesk): IDataObject | Promise<IDataObject>;
}
