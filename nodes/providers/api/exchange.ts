import type { OrderStatus, PaymentStatus, Order, OrderItem } from '../../../commerce/domain/order/order';

export type JsonObject = { [key: string]: unknown };

/** A request without its secrets: the credential adds host, account path and headers. */
export interface ProviderRequest {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Path below the account, e.g. `/send-order` or `/v1/communication/whatsapp/message`. */
	path: string;
	body?: JsonObject;
}

/** What came back over HTTP, before anybody judged it. */
export interface ProviderResponse {
	statusCode: number;
	/** Header names in lower case. */
	headers: Record<string, string | undefined>;
	/** The body as text, unparsed. */
	body: string;
}

/** What happened to a send. Unknown is never resent by us. */
export type SendOutcome =
	| {
			outcome: 'accepted';
			/** What the response means in one word: queued (Z-API), enqueued or sent (Hub). */
			meaning: string;
			fields: JsonObject;
	  }
	| {
			outcome: 'refused';
			/** True when the provider did not process it and asks to come back later (429, 503 with Retry-After). */
			busy: boolean;
			retryAfterMs?: number;
			reason: FailureReason;
	  }
	| { outcome: 'unknown'; reason: FailureReason };

/** Kinds of failure that n8n-workflow knows (`failure.cause`). */
export type FailureCause =
	| 'rate-limited'
	| 'quota-exhausted'
	| 'temporarily-unavailable'
	| 'credential-invalid'
	| 'configuration-invalid';

/** Why a send failed, in the provider's words and in ours. */
export interface FailureReason {
	/** One sentence: what happened. */
	what: string;
	/** One or two sentences: what to do next. */
	next: string;
	/** Label of the field whose value the provider did not take, when its text says so. */
	field?: string;
	/** The provider's own text, untouched but for secrets. */
	providerMessage?: string;
	providerCode?: string;
	statusCode?: number;
	cause?: FailureCause;
}

/** What a reader found in a response, or why there is nothing. */
export type Read<T> = { value: T } | { reason: FailureReason };

/** An order as it is to be charged, already validated; money in integer cents. */
export interface PaymentRequestInput {
	recipient: string;
	items: OrderItem[];
	/** Undefined when the user left the field empty: then it is not sent. */
	currency?: string;
	subtotalCents?: number;
	discountCents?: number;
	taxCents?: number;
	shippingCents?: number;
	totalCents: number;
}

/** An order with its new status and the one that stays, already validated. */
export interface OrderUpdateInput {
	recipient: string;
	order: Order;
	orderStatus: OrderStatus;
	paymentStatus: PaymentStatus;
	message?: string;
}
