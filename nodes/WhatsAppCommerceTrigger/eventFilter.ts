import type { CommerceEvent, EventName } from '../../commerce/domain/event';
import type { TriggerSettings } from '../providers/webhook/triggerSettings';

/**
 * Own messages that the loop guard lets through: orders, because their own event is the only source of their
 * ids, and reports about messages, which are no messages.
 */
const NOT_OWN_MESSAGES: readonly EventName[] = [
	'orderSent',
	'orderUpdated',
	'messageStatus',
	'deliveryFailed',
	'paymentDeclined',
];

/** Why an event of the provider starts nothing; undefined when it is to run. */
export function whyIgnored(event: CommerceEvent, settings: TriggerSettings): string | undefined {
	if (event.event === 'unknown') {
		if (!settings.includeUnknown) return 'undocumented events are ignored (Include Unknown Events)';
	} else if (!settings.events.includes(event.event)) {
		return 'not chosen under Trigger On';
	}
	if (settings.ignoreGroups && event.contact.isGroup === true) return 'groups are ignored (Ignore Groups)';
	if (settings.ignoreOwnMessages && event.fromMe && !NOT_OWN_MESSAGES.includes(event.event)) {
		return 'own messages are ignored (Ignore Own Messages)';
	}
	if (!isFromChosenAccount(event, settings.onlyAccounts))
		return 'Only These Accounts does not include this instance or channel';
	if (!hasChosenStatus(event, settings.statusWords)) return 'Status Words does not include this status';
	const total = event.order?.totalCents;
	if (total !== undefined && total < settings.minimumOrderTotalCents) {
		return 'the order total is below the minimum (Minimum Order Total)';
	}
	return undefined;
}

/** An event that names neither instance nor channel passes: nothing says that it is another's. */
function isFromChosenAccount({ accountId, message }: CommerceEvent, chosen: readonly string[]): boolean {
	const names = [accountId, message?.channel].filter((name) => typeof name === 'string');
	if (chosen.length === 0 || names.length === 0) return true;
	return names.some((name) => chosen.includes(name.toLowerCase()));
}

/** An event without any status is not filtered by status. */
function hasChosenStatus({ order, delivery, payment }: CommerceEvent, chosen: readonly string[]): boolean {
	const words = [
		delivery?.status,
		delivery?.providerStatus,
		order?.orderStatus,
		order?.paymentStatus,
		payment?.status,
		payment?.transactionStatus,
	].filter((word) => typeof word === 'string');
	if (chosen.length === 0 || words.length === 0) return true;
	return words.some((word) => chosen.includes(word.toLowerCase()));
}
