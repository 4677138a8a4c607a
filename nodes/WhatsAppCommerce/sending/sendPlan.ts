import { ItemParameters, type RunParameters } from '../../providers/itemParameters';
import type { PreparedSend, SendOperation } from '../../providers/operation';
import type { MessageFacts } from './outputItems';
import { readSendOptions, type SendOptions } from './sendOptions';

/** What all messages of a run have in common. */
export interface SendRunSettings {
	operation: SendOperation;
	provider: string;
	operationName: string;
	parameters: RunParameters;
}

/** One message, checked and built, with how it is to be sent. */
export interface Plan {
	itemIndex: number;
	lane: string;
	prepared: PreparedSend;
	options: SendOptions;
	facts: MessageFacts;
	/** Names the message in the ledger. */
	purpose: string;
}

/** Reads and checks one item. Throws InvalidInputError. */
export function planSend(settings: SendRunSettings, itemIndex: number): Plan {
	const params = new ItemParameters(settings.parameters, itemIndex);
	const prepared = settings.operation.prepare(params);
	const facts: MessageFacts = {
		...namesOf(settings),
		phone: prepared.recipient,
		...(prepared.referenceId === undefined ? {} : { referenceId: prepared.referenceId }),
	};
	return {
		itemIndex,
		lane: prepared.recipient,
		prepared,
		options: readSendOptions(params.options, prepared),
		facts,
		purpose: `${facts.provider}|${facts.operation}|${facts.phone}`,
	};
}

/** What output items say of a message before it is known whom it goes to. */
export function namesOf({ provider, operationName }: SendRunSettings) {
	return { provider, operation: operationName };
}
