import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { CommerceWarning } from '../../commerce/domain/errors';
import type { CommerceEvent } from '../../commerce/domain/event';
import { readHubEvent } from '../providers/hub/api/events';
import type { EventReading } from '../providers/api/eventReading';
import { readZApiEvent } from '../providers/zApi/api/events';
import { checkHubCaller, checkZApiCaller } from '../providers/hub/webhook/caller';
import { whyIgnored } from './eventFilter';
import { toItemJson } from './eventItem';
import { checkForm, checkObject, headerText, readRequest } from '../providers/webhook/incomingRequest';
import type { IncomingRequest, Refusal } from '../providers/webhook/incomingRequest';
import { nodeKey, nodeState } from '../providers/webhook/nodeState';
import { orderMessagesOf } from './orderMessages';
import { seenEventsOf } from './seenEvents';
import { readSettings, warnOfProblems } from '../providers/webhook/triggerSettings';
import type { TriggerSettings } from '../providers/webhook/triggerSettings';
import { rememberTakeovers } from '../providers/zApi/webhook/registration';

/**
 * Takes one webhook call. What passes every rule starts the workflow and is answered with 200 as soon as n8n
 * has stored the execution; what is the provider's but unwanted, or a duplicate, is answered with 200 and
 * starts nothing; all else is refused with a reason.
 */
export async function receiveWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request = readRequest(context);
	const settings = readSettings(context);
	const warnings = warnOfProblems(context, settings);
	const token = headerText(request.headers, 'x-validation-token');
	if (settings.provider === 'chatt2Me' && token !== undefined) return answerHandshake(context, token);
	const taken = await takeEvent(context, request, settings);
	if ('status' in taken) return refuse(context, taken);
	if (taken.kind === 'notAnEvent') return refuse(context, { status: 400, reason: taken.reason });
	if (taken.kind === 'ignored') return ignore(context, taken.reason);
	const { event } = taken;
	addWarnings(event, warnings);
	const isNews = completeOrder(context, event, settings);
	const refrain = whyNotStart(context, event, settings);
	if (refrain !== undefined) {
		if (isNews) saveOrderMessages(context, event, settings);
		return answer(context, 200, refrain);
	}
	const wantsRaw = settings.includeRaw || event.event === 'unknown';
	return start(context, event, settings, toItemJson(event, wantsRaw ? request.body : undefined));
}

/**
 * Hands the event to n8n, which stores an execution, then asks for our answer, then saves static data, then
 * answers. When it could not store the execution, e.g. because its database is away, it answers with a 500 and
 * the provider sends the event again: then it must not pass for a duplicate.
 */
function start(
	context: IWebhookFunctions,
	event: CommerceEvent,
	settings: TriggerSettings,
	json: IDataObject,
): IWebhookResponseData {
	const response = context.getResponseObject();
	response.once('finish', () => {
		if (response.statusCode >= 400) seenEventsOf(nodeKey(context)).forget(event.eventId);
	});
	return {
		workflowData: [[{ json }]],
		// Read once the execution is stored. Static data set before would not be saved: starting an execution
		// resets n8n's note that it changed.
		get webhookResponse() {
			saveMemories(context, event, settings);
			return { status: 'accepted', eventId: event.eventId };
		},
	};
}

/** Puts what this process remembers into static data, for the next process. */
function saveMemories(context: IWebhookFunctions, event: CommerceEvent, settings: TriggerSettings): void {
	if (countsOnce(context, settings)) {
		const seen = seenEventsOf(nodeKey(context));
		nodeState(context).seen = seen.pack(Date.now(), settings.deduplicateForMs);
	}
	saveOrderMessages(context, event, settings);
}

function saveOrderMessages(
	context: IWebhookFunctions,
	{ order }: CommerceEvent,
	{ events }: TriggerSettings,
): void {
	if (order === undefined || !events.includes('orderUpdated')) return;
	nodeState(context).orderMessages = orderMessagesOf(nodeKey(context)).pack();
}

/** Form first, because it is cheap; for the Hub the caller before the content, for Z-API the caller is in it. */
async function takeEvent(
	context: IWebhookFunctions,
	request: IncomingRequest,
	settings: TriggerSettings,
): Promise<EventReading | Refusal> {
	const form = await checkForm(context, request);
	if (form) return form;
	if (settings.provider === 'chatt2Me') return await takeHubEvent(context, request, settings);
	const object = checkObject(request);
	if ('status' in object) return object;
	const reading = readZApiEvent(object.body);
	if (reading.kind === 'notAnEvent') return reading;
	const refusal = await checkZApiCaller(context, request, object.body);
	if (refusal) return refusal;
	if (context.getMode() !== 'manual') rememberTakeovers(nodeState(context), String(object.body.instanceId));
	return reading;
}

async function takeHubEvent(
	context: IWebhookFunctions,
	request: IncomingRequest,
	settings: TriggerSettings,
): Promise<EventReading | Refusal> {
	const caller = await checkHubCaller(context, request, settings);
	if ('status' in caller) return caller;
	const object = checkObject(request);
	if ('status' in object) return object;
	const reading = readHubEvent(object.body);
	if (reading.kind === 'event' && !caller.signed) warnUnsigned(reading.event, settings);
	return reading;
}

function warnUnsigned(event: CommerceEvent, { automatic }: TriggerSettings): void {
	const message = automatic
		? 'The Hub gave no signing secret when the webhook was made, so only the secret header was checked; a secret from its dashboard can be pasted into the credential'
		: 'Nothing was checked, so anybody who knows the webhook URL can send events: switch signing on in the Hub and paste its secret into the credential';
	addWarnings(event, [{ rule: 'hub.unsigned', message }]);
}

function addWarnings(event: CommerceEvent, warnings: readonly CommerceWarning[]): void {
	if (warnings.length > 0) event.warnings = [...(event.warnings ?? []), ...warnings];
}

/** The Hub's proof of ownership: its token back as JSON (Hub documentation, endpoint-verification). */
function answerHandshake(context: IWebhookFunctions, token: string): IWebhookResponseData {
	if (token === '' || token.length > 1000) {
		return refuse(context, { status: 400, reason: 'the validation token is empty or too long' });
	}
	context.getResponseObject().status(200).json(token);
	return { noWebhookResponse: true };
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

function answer(context: IWebhookFunctions, status: number, body: IDataObject): IWebhookResponseData {
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}

function ignore(context: IWebhookFunctions, reason: string): IWebhookResponseData {
	return answer(context, 200, { status: 'ignored', reason });
}

function refuse(context: IWebhookFunctions, { status, reason }: Refusal): IWebhookResponseData {
	return answer(context, status, { status: 'refused', reason });
}
