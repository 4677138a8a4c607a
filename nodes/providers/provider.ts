import type {
	IHookFunctions,
	ILoadOptionsFunctions,
	INode,
	INodeListSearchResult,
	INodeProperties,
	INodePropertyOptions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { describeFound } from '../../commerce/domain/errors';
import type { EventName } from '../../commerce/domain/event';
import type { EventReading } from './api/eventReading';
import type { ProviderResponse, SendOutcome } from './api/exchange';
import type { SendOperation } from './operation';
import type { SendOperationName } from './resources';
import type { IncomingRequest, Refusal } from './webhook/incomingRequest';
import type { StoredRegistration } from './webhook/nodeState';
import type { SettingsReader } from './webhook/settingsReader';
import type { TriggerSettings } from './webhook/triggerSettings';

/**
 * A way to send and receive WhatsApp messages. All that the two nodes know of a provider is here: fields,
 * conditions, lists and subtitles of the editor follow from it.
 */
export interface Provider {
	/** Value of the Provider field. Workflows are saved with it, so it never changes. */
	readonly id: string;
	/** As its customers know it. */
	readonly name: string;
	readonly credential: ProviderCredential;
	/** What it sends, by the value of the Operation field; `resources.ts` has the names and the order. */
	readonly operations: Readonly<Partial<Record<SendOperationName, SendOperation>>>;
	/** Judges the response to a send. Never throws. */
	readSendResponse(response: ProviderResponse, nowMs: number): SendOutcome;
	/** Lists that its fields let users choose from, by the `searchListMethod` of the field: names begin with its id. */
	readonly listSearch?: Readonly<Record<string, ListSearch>>;
	readonly trigger: TriggerSupport;
}

/** A page of a list, filtered by what the user typed. Throws NodeOperationError with words for the editor. */
export type ListSearch = (
	context: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** The credential class that belongs to a provider. */
export interface ProviderCredential {
	/** n8n's name of it. */
	readonly type: string;
	/** Its fields that no text may show. */
	readonly secrets: readonly string[];
}

/** A choice under Trigger On. */
export interface EventChoice extends INodePropertyOptions {
	value: EventName;
	/** When it happens, as the node picker words it, e.g. "On order sent". */
	action: string;
	description: string;
	/** What to do on the phone so that it comes, for whoever tries the workflow out: a whole sentence. */
	tryIt: string;
}

/** What the trigger has to know of a provider; `Own` is what `readOwnSettings` gives. */
export interface TriggerSupport<Own = unknown> {
	/** What the Provider choice says under the name. */
	readonly description: string;
	readonly events: EventChoice[];
	readonly defaultEvents: EventName[];
	/** Its own fields below Registration. That they show for this provider only is added. */
	readonly fields: INodeProperties[];
	/** Its own members of Options; the same is added. */
	readonly options: INodeProperties[];
	readonly accounts: AccountWords;
	/** Reads those of its fields and options that no other provider has. */
	readOwnSettings?(reader: SettingsReader, registration: { automatic: boolean }): Own;
	/** A webhook body larger than this is refused unread. */
	readonly maxBodyBytes: number;
	/** For how many hours the provider repeats a call that was not answered well: the default of Deduplicate For. */
	readonly redeliveryHours?: number;
	/** Answers a call that only proves who owns the address; undefined for any other. A GET is never an event. */
	respondToHandshake?(
		request: IncomingRequest,
		context: IWebhookFunctions,
	): MaybePromise<HandshakeResponse | Refusal | undefined>;
	/** Whether the caller is the provider, and what the call says. */
	receive(
		context: IWebhookFunctions,
		request: IncomingRequest,
		settings: TriggerSettings<Own>,
	): Promise<EventReading | Refusal>;
	/** Checks before publishing what Manual registration needs too. Throws RegistrationError. */
	assertReady?(context: IHookFunctions, settings: TriggerSettings<Own>): Promise<void>;
	readonly registration: WebhookRegistration<Own>;
	/** Lets go of what this process remembers of a node, whose credential may be another now. */
	forget?(nodeKey: string): void;
}

/** What a call that proves ownership of the address is answered with. */
export type HandshakeResponse =
	| { status: number; body: unknown }
	/** As text/plain, which is not JSON. */
	| { status: number; text: string };

type MaybePromise<T> = T | Promise<T>;

/** Words of the option Only These Accounts. */
export interface AccountWords {
	/** What an account is called, in the plural. */
	names: string[];
	/** What else a user has to know about it. */
	note?: string;
}

/** Sets the webhooks at the provider, and undoes that. */
export interface WebhookRegistration<Own = unknown> {
	/** Whether the provider already sends here what was chosen. */
	isRegistered(context: IHookFunctions, settings: TriggerSettings<Own>): Promise<boolean>;
	/** Throws RegistrationError; then nothing is changed. */
	register(context: IHookFunctions, settings: TriggerSettings<Own>): Promise<void>;
	/**
	 * Undoes what one of its own notes says was set, and returns what is left to undo later; undefined when
	 * nothing is. Never throws.
	 */
	unregister(context: IHookFunctions, note: StoredRegistration): Promise<StoredRegistration | undefined>;
}

/** The provider with that id. Throws NodeOperationError for an id that the list has not. */
export function findProvider(providers: readonly Provider[], id: unknown, node: INode): Provider {
	const provider = providers.find((candidate) => candidate.id === id);
	if (provider !== undefined) return provider;
	const names = providers.map(({ name }) => name).join(', ');
	throw new NodeOperationError(node, `Unknown provider ${describeFound(id)}`, {
		description: `Choose Provider again. This version of the node knows ${names}.`,
	});
}
