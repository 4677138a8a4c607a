import { asFlag, asObject, asText } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';

/** Facts of a message wherever the body keeps them. */
export interface MessageFacts {
	messageId?: string;
	from?: string;
	to?: string;
	name?: string;
	timestamp?: unknown;
	content?: unknown;
	fromMe?: boolean;
}

/** Facts of a message status wherever the body keeps them. */
export interface StatusFacts {
	messageId?: string;
	status?: string;
	to?: string;
	timestamp?: unknown;
	error?: string;
	errorCode?: string;
}

const first = (value: unknown): LooseObject | undefined =>
	asObject(Array.isArray(value) ? value[0] : undefined);

/**
 * The objects that may hold an event's facts, nearest first: the flat body, its `payload`, and inside that
 * what Meta's platforms send (a webhook entry, a change, a messaging event).
 */
function layers(body: LooseObject): LooseObject[] {
	const payload = asObject(body.payload);
	const entry = first(payload?.entry) ?? payload;
	const value = asObject(first(entry?.changes)?.value) ?? asObject(entry?.value);
	const messaging = first(entry?.messaging);
	return [body, payload, value, messaging].filter((layer) => layer !== undefined);
}

function pick<T>(from: LooseObject[], read: (layer: LooseObject) => T | undefined): T | undefined {
	for (const layer of from) {
		const found = read(layer);
		if (found !== undefined) return found;
	}
	return undefined;
}

/** Message facts of a flat or wrapped body; what is nowhere stays undefined. */
export function findMessage(body: LooseObject): MessageFacts {
	const all = layers(body);
	const inner = pick(all, (layer) => first(layer.messages) ?? asObject(layer.message));
	// A message object of the channel comes before the envelope: it has the message's own time and id.
	const near = inner === undefined ? all : [inner, ...all];
	const profile = pick(all, (layer) => first(layer.contacts));
	return {
		messageId: pick(near, (layer) => asText(layer.messageId) ?? asText(layer.mid) ?? asText(inner?.id)),
		from: pick(near, (layer) => asText(layer.from) ?? asText(asObject(layer.sender)?.id)),
		to: pick(near, (layer) => asText(layer.to) ?? asText(asObject(layer.recipient)?.id)),
		name: asText(asObject(profile?.profile)?.name) ?? pick(all, (layer) => asText(layer.name)),
		timestamp: pick(near, (layer) => (layer === body ? undefined : (layer.timestamp ?? undefined))),
		content: pick(all, (layer) => asObject(layer.content)) ?? inner,
		fromMe: pick(near, (layer) => asFlag(layer.fromMe) ?? asFlag(layer.is_echo)),
	};
}

/** Status facts of a flat or wrapped body; what is nowhere stays undefined. */
export function findStatus(body: LooseObject): StatusFacts {
	const all = layers(body);
	const inner = pick(all, (layer) => first(layer.statuses));
	const near = inner === undefined ? all : [inner, ...all];
	const failure = pick(near, (layer) => first(layer.errors) ?? asObject(layer.error));
	return {
		messageId: pick(near, (layer) => asText(layer.messageId) ?? asText(inner?.id)),
		status: pick(near, (layer) => asText(layer.status)),
		to: pick(near, (layer) => asText(layer.to) ?? asText(layer.recipient_id) ?? asText(layer.recipientId)),
		timestamp: pick(near, (layer) => (layer === body ? undefined : (layer.timestamp ?? undefined))),
		error:
			pick(near, (layer) => asText(layer.errorMessage) ?? asText(layer.error)) ??
			asText(failure?.message) ??
			asText(failure?.title),
		errorCode: pick(near, (layer) => asText(layer.errorCode)) ?? asText(failure?.code),
	};
}
