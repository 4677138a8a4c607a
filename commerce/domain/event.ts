import type { Problem } from './problem';
import type { Order } from './order/order';

/** What the trigger can report, of all providers together. */
export const EVENT_NAMES = [
	'cartReceived',
	'orderSent',
	'orderUpdated',
	'pixKeySent',
	'paymentRequested',
	'paymentReceived',
	'paymentDeclined',
	'paymentMethodChosen',
	'messageStatus',
	'deliveryFailed',
	'messageReceived',
	'unknown',
] as const;
export type EventName = (typeof EVENT_NAMES)[number];

/** Whom an event is about. */
export interface EventContact {
	/** Digits with country code, or WhatsApp's id of a group or hidden number, as the provider gave it. */
	phone: string | null;
	lid?: string;
	/** Business-scoped user ID, e.g. `BR.1502576394655843`: what a message is sent to when `phone` is null. */
	userId?: string;
	/** The user ID that the parent portfolio knows. */
	parentUserId?: string;
	/** Without `@`. */
	username?: string;
	name?: string;
	isGroup?: boolean;
	/** Who wrote, when `phone` is a group. */
	participantPhone?: string;
}

/** Payment facts of an event: from person to person, of the card chosen, of a gateway. Money is integer cents. */
export interface EventPayment {
	status: string | null;
	transactionStatus?: string;
	amountCents?: number;
	currency?: string;
	key?: string;
	keyType?: string;
	merchantName?: string;
	referenceId?: string;
	receiverPhone?: string;
	expiresAt?: string;
	/** How is paid, in the provider's word: `offsite_card_pay`, `credit_card` … */
	method?: string;
	/** Reference of the stored card at the shop's payment provider; no card number. */
	credentialId?: string;
	lastFourDigits?: string;
	/** When the method was chosen, ISO 8601. */
	chosenAt?: string;
	transactionId?: string;
	payerName?: string;
}

/** What became of messages on their way. */
export interface EventDelivery {
	/** Lower-case status word: sent, delivered, read, played, failed. */
	status: string;
	/** The provider's own word. */
	providerStatus?: string;
	messageIds: string[];
	zaapId?: string;
	error?: string;
	errorCode?: string;
	/** What a failure means and what to do. */
	advice?: string;
	/** Reference ID that the message was sent with. */
	referenceId?: string;
	/** What came back instead when something else sent the message. */
	callbackData?: string;
}

/** One provider event in the shape all providers share. Pure data; the trigger adds `raw` when asked. */
export interface CommerceEvent {
	event: EventName;
	/** Same for every redelivery of the same event, different for different events. */
	eventId: string;
	/** Id of the provider. */
	provider: string;
	/** Z-API instance ID, the Hub's channel ID or Meta's phone number ID; null when the provider does not say. */
	accountId: string | null;
	/** ISO 8601; null when the provider gave no usable time. */
	occurredAt: string | null;
	contact: EventContact;
	fromMe: boolean;
	messageId: string | null;
	order?: Order;
	payment?: EventPayment;
	delivery?: EventDelivery;
	/** Content of an ordinary message, or the note a customer sent with a cart. */
	message?: Record<string, unknown>;
	/** What could not be read or vouched for; the event is reported nevertheless. */
	warnings?: Problem[];
}

/** Adds to what an event warns of. */
export function addWarnings(event: CommerceEvent, warnings: readonly Problem[]): void {
	if (warnings.length > 0) event.warnings = [...(event.warnings ?? []), ...warnings];
}
