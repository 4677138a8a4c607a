import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { holdsMoreThan, isNestedDeeperThan, MAX_LEVELS } from '../../commerce/domain/looseJson';
import type { PaymentStep, ReadPayment } from '../paymentProviders/api/paymentStep';
import type { PaymentProvider } from '../paymentProviders/paymentProvider';
import { MAX_EVENTS, withoutSecrets } from '../providers/api/eventReading';
import { checkForm, readRequest, type Refusal } from '../providers/webhook/incomingRequest';
import { nodeKey, nodeState } from '../providers/webhook/nodeState';
import { OnceMemory, STILL_STORING } from '../shared/onceMemory';
import { createRedact, type Redact } from '../shared/redact';
import { CREDENTIAL_SECRETS, CREDENTIAL_TYPE, readAccess } from './access';
import { forgetMissed, noteMissed } from './listening';
import { lookUp } from './lookUp';
import { toPaymentItem } from './paymentItem';
import { readPaymentSettings, type PaymentSettings } from './paymentSettings';

/**
 * Takes one call of a payment provider. Payments in a wanted state that did not come before start the workflow, once
 * and with an item each; what is the payment provider's but unwanted or repeated is answered 200 and starts nothing;
 * what nobody vouches for is refused; what could not be looked up is answered with a 5xx, so that it comes again.
 */
export async function receivePayment(
	context: IWebhookFunctions,
	providers: readonly PaymentProvider[],
): Promise<IWebhookResponseData> {
	const settings = readPaymentSettings(context, providers);
	const step = await judge(context, settings);
	if (step.kind === 'refused') {
		noteMissed(context, `a call that was refused: ${step.reason}`);
		return answer(context, step.status, { status: 'refused', reason: step.reason });
	}
	if (step.kind === 'nothing') {
		noteMissed(context, `a call without a payment: ${step.reason}`);
		return answer(context, 200, { status: 'ignored', reason: step.reason });
	}
	return takePayments(context, step.payments, settings, await readRedact(context, settings));
}

/** What hides the credential's secrets in the raw JSON; undefined when that is not wanted. */
async function readRedact(
	context: IWebhookFunctions,
	{ includeRaw }: PaymentSettings,
): Promise<Redact | undefined> {
	if (!includeRaw) return undefined;
	return await createRedact(context, { type: CREDENTIAL_TYPE, secrets: CREDENTIAL_SECRETS });
}

type Settled = Exclude<PaymentStep, { kind: 'ask' }>;

const refused = ({ status, reason }: Refusal): Settled => ({ kind: 'refused', status, reason });

/** Form first, because it is cheap; then the payment provider says whose call it is and what it tells. */
async function judge(context: IWebhookFunctions, { provider, own }: PaymentSettings): Promise<Settled> {
	const request = readRequest(context);
	const form = await checkForm(context, request, provider.maxBodyBytes);
	if (form !== undefined) return refused(form);
	if (isNestedDeeperThan(request.body, MAX_LEVELS) || holdsMoreThan(request.body, MAX_HOLDERS)) {
		return refused({ status: 400, reason: 'the body is too deep or has too many parts' });
	}
	const access = await readAccess(context, provider);
	// A fault of the shop, not of the call: it is to come again once the credential is right.
	if (typeof access === 'string') return refused({ status: 500, reason: access });
	const { headers, rawBody, body } = request;
	const call = { headers, query: context.getQueryData() as IDataObject, rawBody, body };
	const step = provider.receive(call, {
		...access,
		own: { ...own, ...access.own },
		nowMs: Date.now(),
	});
	const settled = await lookUp(context, step);
	const tooMany = settled.kind === 'payments' && settled.payments.length > MAX_EVENTS;
	return tooMany ? refused({ status: 413, reason: `more than ${MAX_EVENTS} payments` }) : settled;
}

const MAX_HOLDERS = 50_000;

function takePayments(
	context: IWebhookFunctions,
	payments: readonly ReadPayment[],
	settings: PaymentSettings,
	redact: Redact | undefined,
): IWebhookResponseData {
	const wanted = payments.filter(({ event }) => settings.events.includes(event.event));
	if (wanted.length === 0) {
		const reason = `${payments[0].event.event} is not chosen under Trigger On`;
		noteMissed(context, reason);
		return answer(context, 200, { status: 'ignored', reason });
	}
	const isTest = context.getMode() === 'manual';
	const memory = new OnceMemory(nodeKey(context), nodeState(context), {
		windowMs: settings.deduplicateForMs,
		isTest,
	});
	if (wanted.some(({ event }) => memory.isUnsettled(event.eventId))) {
		return answer(context, 503, { status: 'refused', reason: STILL_STORING });
	}
	const fresh = wanted.filter(({ event }) => !memory.isDuplicate(event.eventId));
	if (fresh.length === 0)
		return answer(context, 200, { status: 'duplicate', eventId: wanted[0].event.eventId });
	forgetMissed(context);
	return start(context, fresh, memory, { settings, redact });
}

/**
 * Hands the payments to n8n, which stores one execution with an item for each, then asks for our answer, then saves
 * static data, then answers. When it could not store the execution it answers with a 500 and the payment provider
 * calls again: then none of them must pass for a repeated one.
 */
function start(
	context: IWebhookFunctions,
	payments: readonly ReadPayment[],
	memory: OnceMemory,
	{ settings, redact }: { settings: PaymentSettings; redact: Redact | undefined },
): IWebhookResponseData {
	memory.watch(
		payments.map(({ event }) => event.eventId),
		context.getResponseObject(),
	);
	const warnings = settings.problems.map(({ message, countsAs }) => ({
		rule: 'settings.unreadable',
		message: `${message}. Until this is corrected, it counts as ${countsAs}.`,
	}));
	const items = payments.map(({ event, body }) => ({
		json: toPaymentItem(event, redact && rawOf(body, redact), warnings),
	}));
	return {
		workflowData: [items],
		// Read once the execution is stored. Static data set before would not be saved: starting an execution
		// resets n8n's note that it changed.
		get webhookResponse() {
			memory.save();
			return { status: 'accepted', accepted: payments.length };
		},
	};
}

/** The JSON that a payment was read from; nothing of what n8n could not store. A look-up may have any depth. */
function rawOf(body: unknown, redact: Redact): unknown {
	return isNestedDeeperThan(body, MAX_LEVELS) ? undefined : withoutSecrets(body, redact);
}

function answer(context: IWebhookFunctions, status: number, body: IDataObject): IWebhookResponseData {
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}
