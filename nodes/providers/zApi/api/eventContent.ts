import type { CommerceEvent, EventName } from '../../../../commerce/domain/event';

/** What the content of a received message says, before it is set into the envelope. */
export type EventContent = Pick<CommerceEvent, 'order' | 'payment' | 'message' | 'warnings'> & {
	event: EventName;
	/** What tells two events of one message apart, besides the event's name. */
	identity: Array<string | undefined>;
};
