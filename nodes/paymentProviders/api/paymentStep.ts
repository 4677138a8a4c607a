import type { PaymentEvent } from '../../../commerce/domain/payment/paymentEvent';
import type { ProviderRequest, ProviderResponse } from '../../providers/api/exchange';

/** A call of a payment provider, before anybody judged it. */
export interface PaymentCall {
	/** Names in lower case. */
	readonly headers: { readonly [name: string]: unknown };
	readonly query: { readonly [name: string]: unknown };
	/** The bytes as received: signatures cover them and nothing else. */
	readonly rawBody: Uint8Array;
	/** The parsed body, of any JSON type. */
	readonly body: unknown;
}

/** What the shop has told about itself: its credential and the node's options. */
export interface PaymentAccess {
	/** Never empty, unless the payment provider has none to give. */
	readonly secret: string;
	/** Whether the credential can ask the payment provider's API. */
	readonly canAsk: boolean;
	/** Where it asks; empty for the documented address. */
	readonly baseUrl: string;
	/** Values of the fields that only this payment provider has, by name. */
	readonly own: { readonly [field: string]: unknown };
	readonly nowMs: number;
}

/** One payment of a call, and the JSON it was read from. */
export interface ReadPayment {
	event: PaymentEvent;
	body: unknown;
}

/** What becomes of a call. */
export type PaymentStep =
	/** The shop's own payments, in the order of the body: at least one. */
	| { kind: 'payments'; payments: ReadPayment[] }
	/** From the payment provider, or harmless, and nothing that starts a workflow: answered 200. */
	| { kind: 'nothing'; reason: string }
	/** Not believed, or not readable. The reason names the rule, never a secret. */
	| { kind: 'refused'; status: number; reason: string }
	/** Nobody vouches for what the call says: the payment provider is asked, and `then` reads its answer. */
	| { kind: 'ask'; request: ProviderRequest; then(response: ProviderResponse): PaymentStep };

/** Starts nothing, and the payment provider need not call again. */
export function nothing(reason: string): PaymentStep {
	return { kind: 'nothing', reason };
}

/** A call that nobody vouches for. Never 410: AbacatePay would switch the webhook off. */
export function notBelieved(reason: string): PaymentStep {
	return { kind: 'refused', status: 401, reason };
}

export function unreadable(reason: string): PaymentStep {
	return { kind: 'refused', status: 400, reason };
}

/** The answer to a look-up that settles nothing: a 5xx makes the payment provider call again. */
export function lookUpFailed(why: string): PaymentStep {
	return { kind: 'refused', status: 502, reason: `the payment could not be looked up: ${why}` };
}

/** A call with a single payment. */
export function onePayment(event: PaymentEvent, body: unknown): PaymentStep {
	return { kind: 'payments', payments: [{ event, body }] };
}
