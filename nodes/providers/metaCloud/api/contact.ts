import type { EventContact } from '../../../../commerce/domain/event';
import { asObject, asText, compact, objectsIn } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';
import { idText } from './event';
import type { ContactDirectory } from './event';
import { isUserId } from './recipient';

const MAX_NAME_LENGTH = 200;

/** The `contacts` of a change, looked up by any of their IDs. */
export function contactDirectory(contacts: unknown): ContactDirectory {
	const entries = objectsIn(contacts);
	const byId = new Map<string, LooseObject>();
	for (const entry of entries) {
		for (const id of [asText(entry.wa_id), asText(entry.user_id)]) {
			if (id !== undefined && !byId.has(withoutPlus(id))) byId.set(withoutPlus(id), entry);
		}
	}
	return {
		find(ids) {
			const known = ids.filter((id) => typeof id === 'string').map(withoutPlus);
			if (known.length === 0) return entries.length === 1 ? entries[0] : undefined;
			return known.map((id) => byId.get(id)).find((entry) => entry !== undefined);
		},
	};
}

/** The IDs that a message or status gives of its customer; each may be missing. */
export interface ContactIds {
	/** `from`, `recipient_id`: a phone number, or a user ID in its place. */
	id?: string;
	userId?: string;
	parentUserId?: string;
	groupId?: string;
}

/**
 * Who the customer is. A user ID is never taken for a number nor changed, and stands in `from` and `wa_id`
 * too for customers who show no number (Meta, business-scoped-user-ids).
 */
export function readContact(ids: ContactIds, profiles: ContactDirectory): EventContact {
	const entry = profiles.find(ids.id === undefined && ids.userId === undefined ? [] : [ids.userId, ids.id]);
	const profile = asObject(entry?.profile);
	const places = [ids.id, idText(entry?.wa_id)].filter((id) => id !== undefined);
	const number = places.find((id) => !isUserId(id));
	const phone = number === undefined ? null : withoutPlus(number);
	const isGroup = ids.groupId !== undefined;
	return compact({
		phone: ids.groupId ?? phone,
		userId: ids.userId ?? idText(entry?.user_id) ?? places.find(isUserId),
		parentUserId: ids.parentUserId ?? idText(entry?.parent_user_id),
		username: shortText(profile?.username)?.replace(/^@/, ''),
		name: shortText(profile?.name),
		isGroup,
		participantPhone: isGroup && phone !== null ? phone : undefined,
	});
}

/** One entry may be told with a thousand messages, so what is no name must not be repeated in full. */
function shortText(value: unknown): string | undefined {
	return asText(value)?.slice(0, MAX_NAME_LENGTH);
}

function withoutPlus(id: string): string {
	return /^\+\d{1,20}$/.test(id) ? id.slice(1) : id;
}
