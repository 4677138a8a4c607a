import { readAll } from '../../../commerce/domain/readAll';
import type { ItemParameters, KnownOfMessage, RunParameters } from '../../providers/itemParameters';
import type { ProviderRequest } from '../../providers/api/exchange';
import { readTestPhone } from '../../providers/fields/recipient';
import type { PreparedSend, SendOperation } from '../../providers/operation';
import type { Provider } from '../../providers/provider';
import type { Account } from './account';
import type { LedgerMessage } from './ledger';
import { readOnceKey, warningsAboutKey, type OnceKey } from './onceKey';
import type { MessageFacts } from './outputItems';
import { readSendOptions, type SendOptions } from './sendOptions';

/** What all messages of a run have in common. */
export interface SendRunSettings {
	operation: SendOperation;
	provider: Provider;
	operationName: string;
	parameters: RunParameters;
	account: Account;
	/** Whether somebody tries the workflow out in the editor. */
	isTestRun: boolean;
}

/** One message, checked and built, with how it is to be sent. */
export interface Plan {
	itemIndex: number;
	/** Messages with the same key keep their order. */
	key: string;
	/** About the customer, whoever gets it. */
	prepared: PreparedSend;
	/** Whom it goes to: the customer, or the shop's test phone. */
	recipient: string;
	isToTestPhone: boolean;
	request: ProviderRequest;
	/** With the key of Send Once Per; undefined when the guard is off. */
	options: SendOptions & { onceKey?: OnceKey };
	facts: MessageFacts;
	/** Names the message in the ledger, together with its item and content. */
	messageKey: string;
}

/** Reads and checks one item. Throws InvalidInputError. */
export function planSend(settings: SendRunSettings, params: ItemParameters): Plan {
	const { checked, options } = readAll({
		checked: () => settings.operation.prepare(params),
		options: () => readSendOptions(params.options),
	});
	const onceKey = readOnceKey(params.options, checked);
	const warnings = [...checked.warnings, ...warningsAboutKey(onceKey)];
	const prepared = { ...checked, warnings };
	// A dry run shows what the customer would get: nobody gets it.
	const testPhone =
		settings.isTestRun && !options.dryRun ? readTestPhone(settings.parameters.account) : undefined;
	const recipient = testPhone ?? prepared.recipient;
	const facts: MessageFacts = {
		...namesOf(settings),
		phone: recipient,
		...(testPhone === undefined ? {} : { testPhone: true, customerPhone: prepared.recipient }),
		...(prepared.referenceId === undefined ? {} : { referenceId: prepared.referenceId }),
	};
	return {
		itemIndex: params.itemIndex,
		key: recipient,
		prepared,
		recipient,
		isToTestPhone: testPhone !== undefined,
		request: prepared.requestTo(recipient),
		options: { ...options, onceKey },
		facts,
		messageKey: [facts.provider, facts.operation, facts.phone, facts.customerPhone].filter(Boolean).join('|'),
	};
}

/** What identifies the message in the ledger. */
export function messageOf({ itemIndex, messageKey, request }: Plan): LedgerMessage {
	return { itemIndex, messageKey, request };
}

/** What is known of a message that is ready to leave. */
export function knownOf({ recipient, prepared: { referenceId, output } }: Plan): KnownOfMessage {
	const totalCents = output?.totalCents;
	return { phone: recipient, referenceId, ...(typeof totalCents === 'number' ? { totalCents } : {}) };
}

/** What output items say of a message before it is known whom it goes to. */
export function namesOf({ provider, operationName }: SendRunSettings) {
	return { provider: provider.id, operation: operationName };
}
