import { createHash } from 'crypto';

import type { CommerceEvent } from '../../../commerce/domain/event';

/** What a webhook body turned out to be. */
export type EventReading =
	| { kind: 'event'; event: CommerceEvent }
	/** The provider's, but nothing that this package reports. */
	| { kind: 'ignored'; reason: string }
	/** Not a body that this provider sends. */
	| { kind: 'notAnEvent'; reason: string };

/**
 * Joins what identifies an event. Parts that are absent leave an empty place, so that two different events
 * never share an id by one lacking what the other has.
 */
export function joinEventId(parts: ReadonlyArray<string | null | undefined>): string {
	return parts.map((part) => (part ?? '').replace(/:/g, '%3A')).join(':');
}

/** Stands in for a missing message id: 16 hex digits of SHA-256 over the body as given. */
export function digestBody(body: unknown): string {
	return createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 16);
}

const ORDER_KEY = /order|pay|pix|cart|product|invoice|checkout/i;
const ORDER_MEMBERS = ['referenceId', 'orderRequestId', 'orderStatus', 'paymentStatus', 'products'];

/**
 * Whether a body that no reader knows carries something like an order or a payment: a member named like one
 * that holds an object or list, or an object with an order's own members.
 */
export function looksLikeOrder(body: Readonly<Record<string, unknown>>): boolean {
	return Object.entries(body).some(([name, value]) => {
		if (typeof value !== 'object' || value === null) return false;
		return ORDER_KEY.test(name) || ORDER_MEMBERS.some((member) => member in value);
	});
}

const SECRET_NAME = /^(?:authorization|password)$|token$|secret|api[-_]?key$/i;

/** A copy of provider JSON without members whose name says that they hold a secret. */
export function withoutSecrets(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(withoutSecrets);
	const copy: { [name: string]: unknown } = {};
	for (const [name, member] of Object.entries(value)) {
		// To set this name would change what the copy is.
		if (name !== '__proto__' && !SECRET_NAME.test(name)) copy[name] = withoutSecrets(member);
	}
	return copy;
}
