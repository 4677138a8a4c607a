import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HubAccount, Json } from '../core/accounts.mts';
import { wamid } from '../core/ids.mts';
import { answer, takeIn, type ProviderAdapter } from '../core/pipeline.mts';
import type { State } from '../core/state.mts';
import { checkMessage, type MessageBody } from './rules.mts';
import { accountOf, failedSend } from './adapter.mts';
import { deliver } from './deliver.mts';

/** POST /v1/communication/whatsapp/message. */
export function sendMessage(state: State, adapter: ProviderAdapter) {
	return (request: FastifyRequest, reply: FastifyReply): void => {
		const account = accountOf(request);
		const body = request.body as MessageBody;
		checkMessage(account, body);
		if (account.closedWindows.has(body.to) && !body.content.template) {
			const refusal = failedSend(
				'Re-engagement message: more than 24 hours have passed since the last reply',
				'131047',
			);
			answer(request, reply, adapter, refusal);
			return;
		}
		const messageId = wamid();
		takeIn(request, {
			recipient: body.to,
			operation: request.context.operation as string,
			messageId,
			body: body as unknown as Json,
			queued: false,
		});
		const failure = request.context.decision?.deliveryError;
		reportSend(state, account, messageId, failure);
		answer(request, reply, adapter, { messageId, status: account.sendStatus });
	};
}

/** MessageStatus events of one send: sent and delivered, or the failure alone. */
function reportSend(
	state: State,
	account: HubAccount,
	messageId: string,
	failure?: { error?: string; errorCode?: string },
): void {
	const hooks = [...account.webhooks.values()].filter((hook) => hook.eventType === 'MessageStatus');
	if (hooks.length === 0) return;
	state.webhooks.schedule(account.id, account.callbackDelayMs, async () => {
		for (const status of failure ? ['failed'] : ['sent', 'delivered']) {
			const event = {
				...statusEvent(messageId, status),
				...(failure && {
					errorMessage: failure.error ?? 'Message undeliverable',
					errorCode: failure.errorCode ?? '131026',
				}),
			};
			for (const hook of hooks) await deliver(state, account, hook, event);
		}
	});
}

/** Flat shape of webhooks/event-types. */
export function statusEvent(messageId: string, status: string): Json {
	return {
		eventType: 'MessageStatus',
		messageId,
		status,
		timestamp: Math.floor(Date.now() / 1000),
		channel: 'whatsapp',
	};
}
