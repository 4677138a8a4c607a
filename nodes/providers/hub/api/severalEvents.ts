import { asText, objectsIn } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';
import { sharedMembers } from '../../api/eventReading';

/** What a wrapped body may hold several of. */
export type WrappedKind = 'message' | 'status';

/** What each layer of a wrapped body may hold: further layers, and lists with one event per element. */
const LAYERS = {
	body: { layers: ['payload'], lists: ['messages', 'statuses'] },
	payload: { layers: ['entry', 'changes', 'value'], lists: ['messages', 'statuses', 'messaging'] },
	entry: { layers: ['changes', 'value'], lists: ['messaging'] },
	changes: { layers: ['value'], lists: [] },
	value: { layers: [], lists: ['messages', 'statuses'] },
} as const;

type Layer = keyof typeof LAYERS;

const LISTS: Readonly<Record<WrappedKind, readonly string[]>> = {
	message: ['messages', 'messaging'],
	status: ['statuses', 'messaging'],
};

/** Set anew in each part, with one element. */
const STRUCTURE = ['payload', 'entry', 'changes', 'value', 'messages', 'statuses', 'messaging', 'contacts'];

/** What is true of one event only, so that several cannot share it. */
const NOT_SHARED: Readonly<Record<WrappedKind, readonly string[]>> = {
	message: ['messageId', 'mid', 'message', 'content', 'text', 'errors'],
	status: ['errors'],
};

/** How many events of a kind a body wraps. */
export function countParts(body: LooseObject, kind: WrappedKind, layer: Layer = 'body'): number {
	let count = 0;
	for (const name of LAYERS[layer].lists) {
		if (LISTS[kind].includes(name)) count += objectsIn(body[name]).length;
	}
	for (const name of LAYERS[layer].layers) {
		// Most layers are absent, and there may be very many of them.
		if (body[name] === undefined) continue;
		for (const inner of innerLayers(body, name)) count += countParts(inner, kind, name);
	}
	return count;
}

/**
 * Bodies of the same shape with one event each, in the order of `body` (Meta, webhooks: a call may carry
 * several entries, changes, messages and statuses). None for a body that wraps no list. Of what surrounds the
 * events at most `room` characters per layer are repeated; Infinity takes all of it.
 */
export function* partsOf(
	body: LooseObject,
	kind: WrappedKind,
	room: number,
	layer: Layer = 'body',
): Generator<LooseObject> {
	const omitted = room === Infinity ? STRUCTURE : [...STRUCTURE, ...NOT_SHARED[kind]];
	const shared = sharedMembers(body, omitted, room);
	for (const name of LAYERS[layer].lists) {
		if (!LISTS[kind].includes(name)) continue;
		const elements = objectsIn(body[name]);
		const contactsOf = contactFinder(body, elements.length);
		for (const element of elements) yield { ...shared, ...contactsOf(element), [name]: [element] };
	}
	for (const name of LAYERS[layer].layers) {
		for (const inner of innerLayers(body, name)) {
			for (const part of partsOf(inner, kind, room, name)) {
				yield { ...shared, [name]: isList(name) ? [part] : part };
			}
		}
	}
}

const isList = (layer: Layer): boolean => layer === 'entry' || layer === 'changes';

function innerLayers(body: LooseObject, layer: Layer): LooseObject[] {
	return objectsIn(isList(layer) ? body[layer] : [body[layer]]);
}

/** Finds whom an event is about among the contacts beside it; an only contact belongs to an only event. */
function contactFinder(
	{ contacts }: LooseObject,
	eventCount: number,
): (event: LooseObject) => { contacts?: LooseObject[] } {
	const known = objectsIn(contacts);
	if (known.length === 1 && eventCount === 1) return () => ({ contacts: known });
	const byId = new Map(
		known.flatMap((contact) => [contact.wa_id, contact.user_id].map((id) => [asText(id), contact])),
	);
	return (event) => {
		const ids = [event.from, event.from_user_id, event.recipient_id, event.recipient_user_id].map(asText);
		const contact = ids.map((id) => (id === undefined ? undefined : byId.get(id))).find(Boolean);
		return contact === undefined ? {} : { contacts: [contact] };
	};
}
