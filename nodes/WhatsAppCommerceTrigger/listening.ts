import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Problem } from '../../commerce/domain/problem';
import type { CommerceEvent } from '../../commerce/domain/event';
import type { Provider } from '../providers/provider';
import { nodeKey } from '../providers/webhook/nodeState';
import { RegistrationError } from '../providers/webhook/providerCalls';
import type { TriggerSettings } from '../providers/webhook/triggerSettings';
import { whyIgnored } from './eventFilter';

/*
 * n8n ends listening for a test event with the first item and runs what follows the trigger with it. So an event that
 * was filtered out can be no item: it would end the wait before the wanted one comes, e.g. the status "sent" before
 * the status "read", and run nodes with what they never get once the workflow is published. It is kept instead, and
 * reported with the wanted item; when none came, as the refusal of the next Execute step, once.
 */

/** What came while the editor listened and started nothing. */
interface Missed {
	what: string;
	times: number;
	/** Absent for a call that was no event. */
	event?: CommerceEvent;
}

const NODES = 100;
/** Different ones of a node. */
const KINDS = 10;
/** After that nobody waits for the reason anymore. */
const LIFETIME_MS = 15 * 60_000;

/** By node, for as long as this process runs. */
const missedBy = new Map<string, { at: number; all: Missed[] }>();

/** An event of a call while the editor listens, and why it starts nothing. */
export function noteMissedEvent(
	context: IWebhookFunctions,
	{ trigger }: Provider,
	event: CommerceEvent,
	reason: string,
): void {
	const name = trigger.events.find(({ value }) => value === event.event)?.name ?? event.event;
	note(context, `${name}: ${reason}`, event);
}

/** A call while the editor listens that brought no event. */
export function noteMissedCall(context: IWebhookFunctions, reason: string): void {
	note(context, `a call without an event: ${reason.slice(0, 200)}`);
}

function note(context: IWebhookFunctions, what: string, event?: CommerceEvent): void {
	if (context.getMode() !== 'manual') return;
	context.logger.info(`WhatsApp Commerce Trigger "${context.getNode().name}": started nothing: ${what}`);
	const key = nodeKey(context);
	const all = missedBy.get(key)?.all ?? [];
	const same = all.find((missed) => missed.what === what);
	if (same !== undefined) same.times += 1;
	else if (all.length < KINDS) all.push({ what, times: 1, event });
	missedBy.delete(key);
	missedBy.set(key, { at: Date.now(), all });
	for (const oldest of missedBy.keys()) {
		if (missedBy.size <= NODES) return;
		missedBy.delete(oldest);
	}
}

/** What came before the wanted event, for its item; after that it counts as reported. */
export function warnOfMissed(context: IWebhookFunctions): Problem[] {
	if (context.getMode() !== 'manual') return [];
	const missed = take(nodeKey(context));
	if (missed.length === 0) return [];
	return [
		{
			rule: 'listening.ignored',
			message: `While listening, other events came and started nothing. ${inWords(missed)}`,
		},
	];
}

/**
 * When the editor listens anew: throws RegistrationError, once, with what came the last time, if that was in vain and
 * would be again. Who has chosen what lets one of them through knows already.
 */
export function tellListeningInVain(context: IHookFunctions, settings: TriggerSettings): void {
	if (context.getActivationMode() !== 'manual') return;
	const missed = take(nodeKey(context));
	const isCorrected = missed.some(({ event }) => event && whyIgnored(event, settings) === undefined);
	if (missed.length === 0 || isCorrected) return;
	throw new RegistrationError(
		context,
		`When you listened last, no chosen event came, but others did. ${inWords(missed)}`,
		'Change Trigger On or Options if it should start the workflow. Click again to listen.',
	);
}

function take(key: string): Missed[] {
	const found = missedBy.get(key);
	missedBy.delete(key);
	return found !== undefined && Date.now() - found.at < LIFETIME_MS ? found.all : [];
}

function inWords(missed: readonly Missed[]): string {
	return missed.map(({ what, times }) => (times === 1 ? what : `${what}, ${times} times`)).join('; ');
}
