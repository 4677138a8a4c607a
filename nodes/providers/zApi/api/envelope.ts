import type { CommerceEvent, EventContact, EventName } from '../../../../commerce/domain/event';
import { readContactName } from '../../../../commerce/domain/identity/contactName';
import { asFlag, asText, compact } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';
import type { Problem } from '../../../../commerce/domain/problem';
import { toIsoTime } from '../../../../commerce/domain/time/eventTime';

/** What every body of Z-API says, whatever it is about. */
export function readEnvelope(
	body: LooseObject,
): Pick<CommerceEvent, 'provider' | 'accountId' | 'occurredAt' | 'contact'> {
	return {
		provider: 'zApi',
		accountId: asText(body.instanceId) ?? null,
		occurredAt: toIsoTime(body.momment),
		contact: readContact(body),
	};
}

/** The chat that an event belongs to. */
function readContact(body: LooseObject): EventContact {
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

/** What a received message is about. */
export type EventContent = Pick<CommerceEvent, 'order' | 'payment' | 'message' | 'warnings'> & {
	event: EventName;
	/** What distinguishes two events of one message, besides the event's name. */
	identity: Array<string | undefined>;
};

/**
 * Reads a part of an event. A part that cannot be read exactly is left out with a warning: the event is reported
 * all the same, and nobody calculates with half of it.
 */
export function readOrLeaveOut<T>(
	rule: string,
	part: string,
	read: () => T,
): { value?: T; warnings?: Problem[] } {
	try {
		return { value: read() };
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		return { warnings: [{ rule, message: `The ${part} was left out. ${why}` }] };
	}
}
