import { ItemParameters, type RunParameters } from '../../providers/itemParameters';
import type { PreparedSend, SendOperation } from '../../providers/operation';
import type { Provider } from '../../providers/provider';
import type { LedgerMessage } from './ledger';
import { warningsAboutKey } from './onceKey';
import type { MessageFacts } from './outputItems';
import { readSendOptions, type SendOptions } from './sendOptions';

/** What all messages of a run have in common. */
export interface SendRunSettings {
	operation: SendOperation;
	provider: Provider;
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
	/** Names the message in the ledger, together with its item and content. */
	messageKey: string;
}

/** Reads and checks one item. Throws InvalidInputError. */
export function planSend(settings: SendRunSettings, itemIndex: number): Plan {
	const params = new ItemParameters(settings.parameters, itemIndex);
	const checked = settings.operation.prepare(params);
	const options = readSendOptions(params.options, checked);
	const warnings = [...checked.warnings, ...warningsAboutKey(options.onceKey)];
	const prepared = { ...checked, warnings };
	const facts: MessageFacts = {
		...namesOf(settings),
		phone: prepared.recipient,
		...(prepared.referenceId === undefined ? {} : { referenceId: prepared.referenceId }),
	};
	return {
		itemIndex,
		lane: prepared.recipient,
		prepared,
		options,
		facts,
		messageKey: `${facts.provider}|${facts.operation}|${facts.phone}`,
	};
}

/** The message as the ledger tells it from others. */
export function messageOf({ itemIndex, messageKey, prepared }: Plan): LedgerMessage {
	return { itemIndex, messageKey, request: prepared.request };
}

/** What output items say of a message before it is known whom it goes to. */
export function namesOf({ provider, operationName }: SendRunSettings) {
	return { provider: provider.id, operation: operationName };
}
