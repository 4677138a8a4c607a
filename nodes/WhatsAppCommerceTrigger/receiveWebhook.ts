import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { addWarnings } from '../../commerce/domain/event';
import type { EventReading, ReadEvent } from '../providers/api/eventReading';
import type { HandshakeResponse, Provider, TriggerSupport } from '../providers/provider';
import { checkForm, readRequest } from '../providers/webhook/incomingRequest';
import type { IncomingRequest, Refusal } from '../providers/webhook/incomingRequest';
import { noteOwnAddressOnce } from '../providers/webhook/ownAddresses';
import type { TriggerSettings } from '../providers/webhook/triggerSettings';
import { STILL_STORING } from '../shared/onceMemory';
import { whyIgnored } from './eventFilter';
import { toItemJson } from './eventItem';
import { noteMissedCall, noteMissedEvent, warnOfMissed } from './listening';
import { readSettings, warnOfProblems } from './readSettings';
import { TriggerMemory } from './triggerMemory';

/**
 * Takes one webhook call. Its events that pass every rule start the workflow, once and with an item each, and
 * are answered with 200 as soon as n8n has stored the execution; what is the provider's but unwanted, or a
 * duplicate, is answered with 200 and starts nothing; all else is refused with a reason.
 */
export async function receiveWebhook(
	context: IWebhookFunctions,
	providers: readonly Provider[],
): Promise<IWebhookResponseData> {
	const request = readRequest(context);
	const { provider, settings } = readSettings(context, providers);
	const warnings = warnOfProblems(context, settings);
	const { trigger } = provider;
	const handshake = await trigger.respondToHandshake?.(request, context);
	if (handshake) return shakeHands(context, handshake);
	if (request.method === 'GET') return refuse(context, NOT_A_CALL);
	const taken = await takeEvents(context, request, trigger, settings);
	if ('status' in taken || taken.kind !== 'events') {
		noteMissedCall(context, taken.reason);
		return answerWithoutEvent(context, taken);
	}
	if (context.getMode() !== 'manual') noteOwnAddressOnce(context);
	for (const { event } of taken.events) addWarnings(event, warnings);
	const memory = new TriggerMemory(context, settings);
	if (taken.events.some(({ event }) => memory.isUnsettled(event.eventId))) {
		return refuse(context, { status: 503, reason: STILL_STORING });
	}
	const judged = taken.events.map((read) => judge(read, memory, settings));
	for (const { event, refrain } of judged) {
		if (refrain?.reason !== undefined) noteMissedEvent(context, provider, event, String(refrain.reason));
	}
	if (judged.some(({ refrain }) => refrain === undefined)) return start(context, judged, memory, settings);
	memory.save();
	return answer(context, 200, responseTo(judged));
}

/** A call that is refused, or is the provider's and about nothing that this package reports. */
function answerWithoutEvent(
	context: IWebhookFunctions,
	taken: Exclude<EventReading, { kind: 'events' }> | Refusal,
): IWebhookResponseData {
	if ('status' in taken) return refuse(context, taken);
	const { kind, reason } = taken;
	if (kind === 'ignored') return answer(context, 200, { status: 'ignored', reason });
	return refuse(context, { status: kind === 'tooMany' ? 413 : 400, reason });
}

/** Form first, because it is cheap; then the provider says who called and what happened. */
async function takeEvents(
	context: IWebhookFunctions,
	request: IncomingRequest,
	trigger: TriggerSupport,
	settings: TriggerSettings,
): Promise<EventReading | Refusal> {
	const refusal = await checkForm(context, request, trigger.maxBodyBytes);
	return refusal ?? (await trigger.receive(context, request, settings));
}

const NOT_A_CALL: Refusal = { status: 405, reason: 'events come by POST' };

function shakeHands(
	context: IWebhookFunctions,
	handshake: HandshakeResponse | Refusal,
): IWebhookResponseData {
	if ('reason' in handshake) return refuse(context, handshake);
	if ('body' in handshake) return answer(context, handshake.status, handshake.body);
	context.getResponseObject().status(handshake.status).type('text/plain').send(handshake.text);
	return { noWebhookResponse: true };
}

/** An event of the body, and what becomes of it. */
interface Judged extends ReadEvent {
	/** The answer for an event that is unwanted or came before; undefined for one that runs. */
	refrain?: IDataObject;
}

function judge({ event, body }: ReadEvent, memory: TriggerMemory, settings: TriggerSettings): Judged {
	memory.completeOrder(event);
	const reason = whyIgnored(event, settings);
	if (reason !== undefined) return { event, body, refrain: { status: 'ignored', reason } };
	const isDuplicate = memory.isDuplicate(event.eventId);
	return { event, body, refrain: isDuplicate ? { status: 'duplicate', eventId: event.eventId } : undefined };
}

/**
 * What the provider is answered: for one event what became of it, for several how many of each. `accepted` when
 * at least one runs, else `duplicate` when at least one came before.
 */
function responseTo(judged: readonly Judged[]): IDataObject {
	const [{ event, refrain }] = judged;
	if (judged.length === 1) return refrain ?? { status: 'accepted', eventId: event.eventId };
	const count = (status: string) =>
		judged.filter((each) => (each.refrain?.status ?? 'accepted') === status).length;
	const counts = {
		accepted: count('accepted'),
		duplicates: count('duplicate'),
		ignored: count('ignored'),
	};
	if (counts.accepted > 0) return { status: 'accepted', ...counts };
	if (counts.duplicates > 0) return { status: 'duplicate', ...counts };
	return { status: 'ignored', reason: refrain?.reason, ...counts };
}

/**
 * Hands the events to n8n, which stores one execution with an item for each, then asks for our answer, then
 * saves static data, then answers. When it could not store the execution, e.g. because its database is away, it
 * answers with a 500 and the provider sends the body again: then none of them must pass for a duplicate.
 */
function start(
	context: IWebhookFunctions,
	judged: readonly Judged[],
	memory: TriggerMemory,
	settings: TriggerSettings,
): IWebhookResponseData {
	const toRun = judged.filter(({ refrain }) => refrain === undefined);
	addWarnings(toRun[0].event, warnOfMissed(context));
	memory.watch(
		toRun.map(({ event }) => event.eventId),
		context.getResponseObject(),
	);
	const items = toRun.map(({ event, body }) => {
		const wantsRaw = settings.includeRaw || event.event === 'unknown';
		return { json: toItemJson(event, wantsRaw ? body : undefined) };
	});
	return {
		workflowData: [items],
		// Read once the execution is stored. Static data set before would not be saved: starting an execution
		// resets n8n's note that it changed.
		get webhookResponse() {
			memory.save();
			return responseTo(judged);
		},
	};
}

function answer(context: IWebhookFunctions, status: number, body: unknown): IWebhookResponseData {
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}

function refuse(context: IWebhookFunctions, { status, reason }: Refusal): IWebhookResponseData {
	return answer(context, status, { status: 'refused', reason });
}
