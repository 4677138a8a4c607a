import { createHash } from 'crypto';

import type { CommerceEvent } from '../../../commerce/domain/event';
import type { LooseObject } from '../../../commerce/domain/looseJson';

/** An event, and the provider's body as if it had carried this event alone. */
export interface ReadEvent {
	event: CommerceEvent;
	body: LooseObject;
}

/** What a webhook body turned out to be. */
export type EventReading =
	/** At least one, in the order of the body. */
	| { kind: 'events'; events: ReadEvent[] }
	/** More events than MAX_EVENTS; none of them was read. */
	| { kind: 'tooMany'; reason: string }
	/** The provider's, but nothing that this package reports. */
	| { kind: 'ignored'; reason: string }
	/** Not a body that this provider sends. */
	| { kind: 'notAnEvent'; reason: string };

/**
 * Events of one body. Meta, behind the Hub, puts at most 1,000 updates into a call (Graph API webhooks), and
 * more could not be kept for finding duplicates after a restart either.
 */
export const MAX_EVENTS = 1_000;

/** Characters of what surrounds several events that are repeated with each of them, per layer of the body. */
export const SHARED_ROOM = 1_000;

export const TOO_MANY: EventReading = {
	kind: 'tooMany',
	reason: `the body holds more than ${MAX_EVENTS.toLocaleString('en-US')} events`,
};

/** The reading of a body with a single event. */
export function oneEvent(event: CommerceEvent, body: LooseObject): EventReading {
	return { kind: 'events', events: [{ event, body }] };
}

/**
 * The members that several events of one body share, without `omitted`, up to `room` characters of JSON: what
 * is repeated up to a thousand times must be small. Members that do not fit are left out.
 */
export function sharedMembers(layer: LooseObject, omitted: readonly string[], room: number): LooseObject {
	let left = room;
	const members = Object.entries(layer).filter(([name, value]) => {
		if (omitted.includes(name)) return false;
		const size = room === Infinity ? 0 : name.length + (JSON.stringify(value) ?? '').length;
		if (size > left) return false;
		left -= size;
		return true;
	});
	return Object.fromEntries(members);
}

/**
 * Joins what identifies an event. Parts that are absent leave an empty place, so that two different events
 * never share an id by one lacking what the other has.
 */
export function joinEventId(parts: ReadonlyArray<string | null | undefined>): string {
	return parts.map((part) => (part ?? '').replace(/:/g, '%3A')).join(':');
}

/** Replaces a missing message ID: 16 hex digits of SHA-256 over the body as given. */
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

/** A copy of provider JSON without members whose name says that they hold a secret; `hide` masks those in its texts. */
export function withoutSecrets(value: unknown, hide = (text: string) => text): unknown {
	if (typeof value === 'string') return hide(value);
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((member) => withoutSecrets(member, hide));
	const copy: { [name: string]: unknown } = {};
	for (const [name, member] of Object.entries(value)) {
		// To set this name would change what the copy is.
		if (name !== '__proto__' && !SECRET_NAME.test(name)) copy[name] = withoutSecrets(member, hide);
	}
	return copy;
}
