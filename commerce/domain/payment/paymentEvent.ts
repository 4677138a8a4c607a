import type { Problem } from '../problem';

/** What a payment provider can report of a charge. */
export const PAYMENT_EVENT_NAMES = [
	'paymentConfirmed',
	'paymentRefunded',
	'paymentExpired',
	'paymentUnderReview',
] as const;
export type PaymentEventName = (typeof PAYMENT_EVENT_NAMES)[number];

export const PAYMENT_METHODS = ['pix', 'boleto', 'card', 'other'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/**
 * One state of one payment, in the shape all payment providers share: what the payment trigger
 * gives, and what *Payment Data: From Payment Event* reads.
 */
export interface PaymentEvent {
	event: PaymentEventName;
	/** Same for every call that reports this state of this payment, whatever ids the calls carry. */
	eventId: string;
	/** Id of the payment provider. */
	paymentProvider: string;
	/** The shop's own ID of the order; null when the charge was made without one. */
	referenceId: string | null;
	/** What was paid (refunded, due …), in integer cents; null when the provider does not say. */
	amountCents: number | null;
	/** When it was paid, ISO 8601; null when the provider gave no usable time. */
	paidAt: string | null;
	method: PaymentMethod;
	txid?: string;
	endToEndId?: string;
	payerName?: string;
	/** What the payment provider keeps, in integer cents. */
	feeCents?: number;
	/** What nothing vouches for, or could not be read. */
	warnings?: Problem[];
}
