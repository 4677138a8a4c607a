import type {
	CommerceEvent,
	EventContact,
	EventDelivery,
	EventName,
	EventPayment,
} from '../../../../commerce/domain/event';
import { asText } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';
import { digestBody } from '../../api/eventReading';

/** A customer, who may be known by a user ID alone (Meta, business-scoped-user-ids). */
export interface MetaContact extends EventContact {
	/** Business-scoped user ID, e.g. `BR.1502576394655843`: what a message is sent to when `phone` is null. */
	userId?: string;
	/** The ID that the parent portfolio knows. */
	parentUserId?: string;
	/** Without `@`. */
	username?: string;
}

/** Payment facts; the card that a customer chose, or what a gateway reports. */
export interface MetaPayment extends EventPayment {
	/** `offsite_card_pay`, `credit_card` … */
	method?: string;
	/** Reference of the stored card at the shop's payment provider; no card number. */
	credentialId?: string;
	lastFourDigits?: string;
	/** ISO 8601. */
	chosenAt?: string;
	transactionId?: string;
	payerName?: string;
}

/** What became of a message, with the order it was about. */
export interface MetaDelivery extends EventDelivery {
	/** Reference ID that the message was sent with. */
	referenceId?: string;
	/** What came back instead when the message was sent by something else. */
	callbackData?: string;
	/** What a failure means and what to do. */
	advice?: string;
}

/** One event of Meta's webhook in the shape that all providers share. */
export interface MetaEvent
	extends Omit<CommerceEvent, 'event' | 'provider' | 'accountId' | 'contact' | 'payment' | 'delivery'> {
	event: EventName | 'paymentMethodChosen';
	provider: 'metaCloud';
	/** Phone number ID. */
	accountId: string | null;
	contact: MetaContact;
	payment?: MetaPayment;
	delivery?: MetaDelivery;
}

/** An event and what the trigger needs beside it. */
export interface MetaReceived {
	event: MetaEvent;
	/** Same for all events of one customer at one number: what must not overtake what. */
	orderingKey: string;
	/** The webhook body with this event alone; read again it gives the same event. */
	body: LooseObject;
}

/**
 * Events of one body: the Graph API puts at most 1,000 updates into a call (Graph API webhooks), and more could
 * not be kept for finding duplicates either.
 */
export const MAX_EVENTS = 1_000;

/** What a webhook body turned out to be. */
export type MetaReading =
	/** At least one, in the order of the body. */
	| { kind: 'events'; events: MetaReceived[] }
	/** More events than MAX_EVENTS; none of them was read. */
	| { kind: 'tooMany'; reason: string }
	/** Meta's, but nothing that this package reports. */
	| { kind: 'ignored'; reason: string }
	/** Not a body that Meta sends. */
	| { kind: 'notAnEvent'; reason: string };

/** Where an event was found. */
export interface EventPlace {
	/** Phone number ID. */
	accountId: string | null;
	profiles: ContactDirectory;
}

/** The `contacts` of a change by phone and user ID. */
export interface ContactDirectory {
	/** The entry for any of these IDs; the only entry there is when none is known. */
	find(ids: ReadonlyArray<string | null | undefined>): LooseObject | undefined;
}

const MAX_ID_LENGTH = 200;

/** An ID as it came; what is too long for one, and would fill the memory of seen events, by its digest. */
export function idText(value: unknown): string | undefined {
	const text = asText(value);
	return text !== undefined && text.length > MAX_ID_LENGTH ? digestBody(text) : text;
}

/** Stands in for a missing ID, also for JSON that is nested too deeply to be written again. */
export function digestOf(value: unknown): string {
	try {
		return digestBody(value);
	} catch {
		return 'tooDeep';
	}
}
