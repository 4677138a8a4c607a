import type { MetaAccount } from '../metaCloud/account.mts';
import type { DeliveryTarget } from './deliveries.mts';
import { hexId, uuid } from './ids.mts';

export type Json = Record<string, unknown>;

/** One message a provider took in, with what its recipient got. */
export interface AcceptedMessage {
	account: string;
	recipient: string;
	operation: string;
	messageId: string;
	zaapId?: string;
	body: Json;
	/** Milliseconds since 1970, with fractions. */
	at: number;
	/** True while the instance is disconnected: accepted, not yet on its way. */
	queued: boolean;
	/** True when another request to this recipient was still open. */
	overlapped: boolean;
	/** False for what is accepted and never reaches anybody. */
	delivered?: boolean;
}

export interface OrderProduct {
	name: string;
	value: number;
	quantity: number;
	productId: string;
	isCustomItem: boolean;
}

/** An order as WhatsApp keeps it, known by the message that carried it. Amounts in reais. */
export interface StoredOrder {
	phone: string;
	messageId: string;
	referenceId: string;
	orderRequestId: string;
	orderStatus: string;
	paymentStatus: string;
	order: { currency: string; products: OrderProduct[]; discount?: number; tax?: number; shipping?: number };
}

export interface AccountBase {
	/** Name in control calls: Z-API's instance id, the Hub's application id, or Meta's business account id. */
	id: string;
	latencyMs: number | null;
	/** Wait before each callback of a send. */
	callbackDelayMs: number;
	messages: AcceptedMessage[];
	recipients: Map<string, number>;
	open: { now: number; peak: number; overlaps: number; byRecipient: Map<string, number> };
}

export type ClientTokenMode = 'required' | 'inactive' | 'notConfigured';

export interface ZApiAccount extends AccountBase {
	provider: 'zApi';
	token: string;
	clientToken: string;
	clientTokenMode: ClientTokenMode;
	/** HTTP status of token refusals, which no document states. */
	authStatus: number;
	connected: boolean;
	buttonsTermsAccepted: boolean;
	/** What an update for an order never sent here meets: 400, silence, or a failed delivery. */
	unknownOrders: 'refuse' | 'accept' | 'async';
	notifySentByMe: boolean;
	/** Callback addresses by their name in GET /me. */
	callbackUrls: Record<string, string | null>;
	/** When true, the setters answer {"value":true} and keep the old address (seen in the wild). */
	ignoreWebhookWrites: boolean;
	/** What an empty address does: no document says. */
	emptyUrls: 'clear' | 'refuse';
	orders: Map<string, StoredOrder>;
	queue: Array<{ message: AcceptedMessage; release: () => void }>;
}

export interface HubWebhook extends DeliveryTarget {
	id: string;
	active: boolean;
	label: string;
	eventType: 'Message' | 'MessageStatus';
	endpoint: string;
	authenticationProtocol: string;
	headers: Array<{ key: string; value: string }>;
	requiresSignature: boolean;
	scope: string | null;
	secret: string | null;
	numberOfErrors: number;
	isVerified: boolean;
	verifiedAt: string | null;
	createdDate: string;
	lastModifiedDate: string;
}

export interface HubAccount extends AccountBase {
	provider: 'chatt2Me';
	apiKey: string;
	channels: Array<{ id: string; phoneNumber: string }>;
	templates: Array<{ id: string; type: string }>;
	sendStatus: 'enqueued' | 'sent';
	/** Name of the response field that carries the signing secret; null leaves it out. */
	signingSecretField: string | null;
	/** Recipients whose 24-hour window is closed: free content gets error 131047. */
	closedWindows: Set<string>;
	webhooks: Map<string, HubWebhook>;
}

export type Account = ZApiAccount | HubAccount | MetaAccount;

/** What every new account starts with. */
export function newBase(): Omit<AccountBase, 'id'> {
	return {
		latencyMs: null,
		callbackDelayMs: 15,
		messages: [],
		recipients: new Map(),
		open: { now: 0, peak: 0, overlaps: 0, byRecipient: new Map() },
	};
}

export const CALLBACK_NAMES = [
	'receivedCallbackUrl',
	'receivedAndDeliveryCallbackUrl',
	'deliveryCallbackUrl',
	'messageStatusCallbackUrl',
	'connectedCallbackUrl',
	'disconnectedCallbackUrl',
] as const;

/** A Z-API instance with fresh secrets, connected, with no webhook set. */
export function newZApiAccount(given: Partial<ZApiAccount> = {}): ZApiAccount {
	return {
		...newBase(),
		id: hexId(32),
		provider: 'zApi',
		token: hexId(24),
		clientToken: `F${hexId(32).toLowerCase()}S`,
		clientTokenMode: 'required',
		authStatus: 403,
		connected: true,
		buttonsTermsAccepted: true,
		unknownOrders: 'refuse',
		notifySentByMe: false,
		callbackUrls: Object.fromEntries(CALLBACK_NAMES.map((name) => [name, null])),
		ignoreWebhookWrites: false,
		emptyUrls: 'clear',
		orders: new Map(),
		queue: [],
		...given,
	};
}

/** A Hub application with one channel, an ORDER_STATUS template (the documents' own id) and another one. */
export function newHubAccount(given: Partial<HubAccount> = {}): HubAccount {
	return {
		...newBase(),
		id: uuid(),
		provider: 'chatt2Me',
		apiKey: `hub_${hexId(48).toLowerCase()}`,
		channels: [{ id: uuid(), phoneNumber: '5511900000001' }],
		templates: [
			{ id: 'b50baa16-555b-4cfc-8fa8-29392a6e43d1', type: 'ORDER_STATUS' },
			{ id: '0a9d4cbd-d321-41f5-abda-16255c273ee0', type: 'UTILITY' },
		],
		sendStatus: 'enqueued',
		signingSecretField: 'signingSecret',
		closedWindows: new Set(),
		webhooks: new Map(),
		...given,
	};
}
