import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { CommerceEvent } from '../../commerce/domain/event';
import type { ReadEvent } from '../providers/api/eventReading';
import { findProvider, type HandshakeAnswer, type Provider } from '../providers/provider';
import { whyIgnored } from './eventFilter';
import { toItemJson } from './eventItem';
import { checkForm, readRequest } from '../providers/webhook/incomingRequest';
import type { Refusal } from '../providers/webhook/incomingRequest';
import { nodeKey, nodeState } from '../providers/webhook/nodeState';
import { orderMessagesOf } from './orderMessages';
import { seenEventsOf } from './seenEvents';
import { readSettings } from '../providers/webhook/triggerSettings';
import type { TriggerSettings } from '../providers/webhook/triggerSettings';

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
	const settings = readSettings(context);
	const { trigger } = findProvider(providers, settings.provider, context.getNode());
	const handshake = await trigger.answerHandshake?.(request, context);
	if (handshake) return shakeHands(context, handshake);
	if (request.method === 'GET') return refuse(context, NOT_A_CALL);
	// Form first, because it is cheap.
	const taken =
		checkForm(request, trigger.maxBodyBytes) ?? (await trigger.receive(context, request, settings));
	if ('status' in taken) return refuse(context, taken);
	if (taken.kind === 'notAnEvent') return refuse(context, { status: 400, reason: taken.reason });
	if (taken.kind === 'tooMany') return refuse(context, { status: 413, reason: taken.reason });
	if (taken.kind === 'ignored') return ignore(context, taken.reason);
	const judged = taken.events.map((read) => judge(context, read, settings));
	const toRun = judged.filter(({ refrain }) => refrain === undefined);
	if (toRun.length === 0) {
		if (judged.some(({ isNews }) => isNews)) saveOrderMessages(context, judged, settings);
		return answer(context, 200, answerTo(judged));
	}
	return start(context, judged, toRun, settings);
}

const NOT_A_CALL: Refusal = { status: 405, reason: 'events come by POST' };

function shakeHands(context: IWebhookFunctions, handshake: HandshakeAnswer | Refusal): IWebhookResponseData {
	if ('reason' in handshake) return refuse(context, handshake);
	if ('body' in handshake) return answer(context, handshake.status, handshake.body);
	context.getResponseObject().status(handshake.status).type('text/plain').send(handshake.text);
	return { noWebhookResponse: true };
}

/** An event of the body, and what becomes of it. */
interface Judged extends ReadEvent {
	/** The answer for an event that is unwanted or came before; undefined for one that runs. */
	refrain?: IDataObject;
	/** Whether it said something new about the message of an order. */
	isNews: boolean;
}

function judge(context: IWebhookFunctions, { event, body }: ReadEvent, settings: TriggerSettings): Judged {
	const isNews = completeOrder(context, event, settings);
	return { event, body, isNews, refrain: whyNotStart(context, event, settings) };
}

/**
 * What the provider is told: for one event what became of it, for several how many of each. `accepted` when
 * at least one runs, else `duplicate` when at least one came before.
 */
function answerTo(judged: readonly Judged[]): IDataObject {
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
	toRun: readonly Judged[],
	settings: TriggerSettings,
): IWebhookResponseData {
	const response = context.getResponseObject();
	response.once('finish', () => {
		if (response.statusCode < 400) return;
		const seen = seenEventsOf(nodeKey(context));
		for (const { event } of toRun) seen.forget(event.eventId);
	});
	const items = toRun.map(({ event, body }) => {
		const wantsRaw = settings.includeRaw || event.event === 'unknown';
		return { json: toItemJson(event, wantsRaw ? body : undefined) };
	});
	return {
		workflowData: [items],
		// Read once the execution is stored. Static data set before would not be saved: starting an execution
		// resets n8n's note that it changed.
		get webhookResponse() {
			saveMemories(context, judged, settings);
			return answerTo(judged);
		},
	};
}

/** Puts what this process remembers into static data, for the next process. */
function saveMemories(
	context: IWebhookFunctions,
	judged: readonly Judged[],
	settings: TriggerSettings,
): void {
	if (countsOnce(context, settings)) {
		const seen = seenEventsOf(nodeKey(context));
		nodeState(context).seen = seen.pack(Date.now(), settings.deduplicateForMs);
	}
	saveOrderMessages(context, judged, settings);
}

function saveOrderMessages(
	context: IWebhookFunctions,
	judged: readonly Judged[],
	{ events }: TriggerSettings,
): void {
	if (!events.includes('orderUpdated') || judged.every(({ event }) => event.order === undefined)) return;
	nodeState(context).orderMessages = orderMessagesOf(nodeKey(context)).pack();
}

/** The answer to an event that is unwanted or came before; undefined for one that starts the workflow. */
function whyNotStart(
	context: IWebhookFunctions,
	event: CommerceEvent,
	settings: TriggerSettings,
): IDataObject | undefined {
	const reason = whyIgnored(event, settings);
	if (reason !== undefined) return { status: 'ignored', reason };
	return isFirst(context, event, settings) ? undefined : { status: 'duplicate', eventId: event.eventId };
}

/** Notes which message carries an order, and tells it with later updates of that order. True when it is news. */
function completeOrder(context: IWebhookFunctions, event: CommerceEvent, settings: TriggerSettings): boolean {
	const { order } = event;
	if (order?.referenceId === undefined || !settings.events.includes('orderUpdated')) return false;
	const messages = orderMessagesOf(nodeKey(context));
	messages.absorb(nodeState(context).orderMessages);
	if (order.orderMessageId !== undefined) return messages.note(order.referenceId, order.orderMessageId);
	const found = event.event === 'orderUpdated' ? messages.find(order.referenceId) : undefined;
	if (found !== undefined) order.orderMessageId = found;
	return false;
}

/** A test event may come as often as the editor listens; only production counts. */
function countsOnce(context: IWebhookFunctions, { deduplicateForMs }: TriggerSettings): boolean {
	return deduplicateForMs > 0 && context.getMode() !== 'manual';
}

/** Whether no such event came before. From now on this process remembers it. */
function isFirst(context: IWebhookFunctions, event: CommerceEvent, settings: TriggerSettings): boolean {
	if (!countsOnce(context, settings)) return true;
	const seen = seenEventsOf(nodeKey(context));
	seen.absorb(nodeState(context).seen);
	return seen.addIfNew(event.eventId, Date.now(), settings.deduplicateForMs);
}

function answer(context: IWebhookFunctions, status: number, body: unknown): IWebhookResponseData {
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}

function ignore(context: IWebhookFunctions, reason: string): IWebhookResponseData {
	return answer(context, 200, { status: 'ignored', reason });
}

function refuse(context: IWebhookFunctions, { status, reason }: Refusal): IWebhookResponseData {
	return answer(context, status, { status: 'refused', reason });
}
