import type { EventContact } from '../../../../commerce/domain/event';
import { readContactName } from '../../../../commerce/domain/identity/contactName';
import { asFlag, asText, compact } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';

/** The chat an event belongs to. */
export function readContact(body: LooseObject): EventContact {
	const phone = asText(body.phone) ?? null;
	const lid = [body.chatLid, body.senderLid, phone].map(asText).find((id) => id?.endsWith('@lid'));
	return compact({
		phone,
		lid,
		name:
			(asFlag(body.fromMe) ? undefined : readContactName(body.senderName)) ?? readContactName(body.chatName),
		isGroup: asFlag(body.isGroup) ?? isGroupId(phone),
		participantPhone: asText(body.participantPhone),
	});
}

function isGroupId(phone: string | null): boolean {
	return phone !== null && /-group$|@g\.us$/.test(phone);
}
