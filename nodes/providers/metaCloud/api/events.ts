import type { CommerceEvent } from '../../../../commerce/domain/event';
import { toIsoTime } from '../../../../commerce/domain/time/eventTime';
import { asObject, asText, compact, objectsIn } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';
import { joinEventId, looksLikeOrder, MAX_EVENTS, TOO_MANY } from '../../api/eventReading';
import type { EventReading, ReadEvent } from '../../api/eventReading';
import { contactDirectory } from './contact';
import { digestOf, idText } from './event';
import type { EventPlace } from './event';
import { readEchoedMessage, readIncomingMessage } from './messageEvents';
import { readAccountError, readStatus } from './statusEvents';

const OBJECT = 'whatsapp_business_account';

/** Fields whose messages somebody wrote in the WhatsApp Business app on the same number. */
const ECHO_FIELDS = ['message_echoes', 'smb_message_echoes'];

/**
 * Reads a webhook body of the Cloud API: every message, status and error of every change of every entry is one
 * event, in the order of the body (Meta, webhooks/overview). Every member may be missing or of another type.
 * Never throws.
 */
export function readMetaEvents(given: unknown): EventReading {
	const body = asObject(given) ?? {};
	if (body.object !== OBJECT) {
		return { kind: 'notAnEvent', reason: `a WhatsApp event has "object": "${OBJECT}"` };
	}
	if (!Array.isArray(body.entry))
		return { kind: 'notAnEvent', reason: 'a WhatsApp event has a list "entry"' };
	const changes = changesOf(body.entry);
	if (changes.reduce((sum, { change }) => sum + countEvents(change), 0) > MAX_EVENTS) return TOO_MANY;
	const fields = new Set<string>();
	const events = changes.flatMap(({ entry, change }) => {
		fields.add((asText(change.field) ?? 'nothing').slice(0, 60));
		return readChange(entry, change);
	});
	if (events.length > 0) return { kind: 'events', events };
	const names = [...fields].slice(0, 5).join(', ');
	return {
		kind: 'ignored',
		reason:
			names === ''
				? 'the body holds no change'
				: `a change of ${names} holds neither message, status, order nor payment`,
	};
}

/** Lists of a change with one event per element. */
const EVENT_LISTS = ['messages', 'statuses', 'errors', 'message_echoes'];

/** One at most when a change holds no list: it is told as a whole or not at all. */
function countEvents({ value }: LooseObject): number {
	const lists = EVENT_LISTS.map((name) => asObject(value)?.[name]);
	return lists.reduce((sum: number, list) => sum + (Array.isArray(list) ? list.length : 0), 0) || 1;
}

interface FoundChange {
	entry: LooseObject;
	change: LooseObject;
}

function changesOf(entries: readonly unknown[]): FoundChange[] {
	return objectsIn(entries).flatMap((entry) => objectsIn(entry.changes).map((change) => ({ entry, change })));
}

function readChange(entry: LooseObject, change: LooseObject): ReadEvent[] {
	const value = asObject(change.value) ?? {};
	const field = asText(change.field) ?? '';
	const place: EventPlace = {
		accountId: idText(asObject(value.metadata)?.phone_number_id) ?? null,
		profiles: contactDirectory(value.contacts),
	};
	const read = (member: string, reader: (item: LooseObject) => CommerceEvent) =>
		objectsIn(value[member]).map((item) =>
			received(reader(item), { entry, change, value, place, member, item }),
		);
	const echoes = ECHO_FIELDS.includes(field)
		? read('message_echoes', (echo) => readEchoedMessage(echo, place))
		: [];
	if (field !== 'messages') return echoes.length > 0 ? echoes : readUnknown(entry, change, value, place);
	const events = [
		...read('messages', (message) => readIncomingMessage(message, place)),
		...read('statuses', (status) => readStatus(status, place)),
		...read('errors', (error) => readAccountError(error, place, entry.time)),
	];
	return events.length > 0 ? events : readUnknown(entry, change, value, place);
}

interface FoundItem extends FoundChange {
	value: LooseObject;
	place: EventPlace;
	/** Which list of the change holds the item. */
	member: string;
	item: LooseObject;
}

/** An event with the body that holds nothing but it; the entry of `contacts` stays, as the names are there. */
function received(event: CommerceEvent, found: FoundItem): ReadEvent {
	const { entry, change, value, place, member, item } = found;
	const { contact } = event;
	const own = place.profiles.find([contact.phone, contact.participantPhone, contact.userId]);
	return {
		event,
		body: envelope(entry, change, { ...shared(value), ...ownContact(own), [member]: [item] }),
	};
}

/** What is repeated with up to a thousand events must be small. */
const SHARED_ROOM = 1_000;

function shared({ messaging_product: product, metadata }: LooseObject): LooseObject {
	const { display_phone_number: number, phone_number_id: id } = asObject(metadata) ?? {};
	return compact({
		messaging_product: idText(product),
		metadata:
			metadata === undefined
				? undefined
				: compact({ display_phone_number: idText(number), phone_number_id: idText(id) }),
	});
}

function ownContact(entry: LooseObject | undefined): LooseObject {
	return entry !== undefined && sizeOf(entry) <= SHARED_ROOM ? { contacts: [entry] } : {};
}

function sizeOf(json: LooseObject): number {
	try {
		return JSON.stringify(json).length;
	} catch {
		// Nested too deeply to be written.
		return Infinity;
	}
}

function envelope(entry: LooseObject, change: LooseObject, value: LooseObject): LooseObject {
	const changes = [compact({ field: idText(change.field), value })];
	const time = typeof entry.time === 'number' ? entry.time : idText(entry.time);
	return { object: OBJECT, entry: [compact({ id: idText(entry.id), time, changes })] };
}

/** Something order-like under a name that we do not read, e.g. payment_configuration_update; else nothing. */
function readUnknown(
	entry: LooseObject,
	change: LooseObject,
	value: LooseObject,
	{ accountId }: EventPlace,
): ReadEvent[] {
	const field = (asText(change.field) ?? '').slice(0, 60);
	if (!looksLikeOrder({ [field]: value }) && !looksLikeOrder(value)) return [];
	const event: CommerceEvent = {
		event: 'unknown',
		eventId: joinEventId(['metaCloud', accountId, field, digestOf([value, entry.time ?? null])]),
		provider: 'metaCloud',
		accountId,
		occurredAt: toIsoTime(value.updated_timestamp) ?? toIsoTime(entry.time),
		contact: { phone: null, isGroup: false },
		fromMe: false,
		messageId: null,
	};
	return [{ event, body: envelope(entry, change, value) }];
}
