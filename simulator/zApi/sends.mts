import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Json } from '../core/accounts.mts';
import { orderReference, whatsAppMessageId } from '../core/ids.mts';
import { answer, takeIn, type ProviderAdapter } from '../core/pipeline.mts';
import { Refusal } from '../core/refusal.mts';
import type { State } from '../core/state.mts';
import { newZaapId, reportSend, reviewBody } from './callbacks.mts';
import {
	applyUpdate,
	currencyProblem,
	storeOrder,
	type SendOrderBody,
	type UpdateOrderBody,
} from './orders.mts';
import { accountOf } from './adapter.mts';

const MAX_QUEUE = 1000;
const TERMS = 'You must accept buttons message terms in panel to send this message.';

interface Outgoing {
	content: () => Json;
	error?: string;
}

/** The four routes that put a message on its way; all answer `{zaapId, messageId, id}`. */
export function zApiSends(state: State, adapter: ProviderAdapter) {
	function send(request: FastifyRequest, reply: FastifyReply, messageId: string, outgoing: Outgoing): void {
		const account = accountOf(request);
		const queued = !account.connected;
		const zaapId = newZaapId();
		const body = request.body as Json;
		const recipient = body.phone as string;
		const operation = request.context.entry.route as string;
		const message = takeIn(request, { recipient, operation, messageId, zaapId, body, queued });
		const fault = request.context.decision?.deliveryError;
		const error = fault ? (fault.error ?? 'Whatsapp rejected sending this message') : outgoing.error;
		const release = () => {
			message.queued = false;
			reportSend(state, account, {
				phone: recipient,
				messageId,
				zaapId,
				content: outgoing.content(),
				error,
				errorCode: fault?.errorCode,
			});
		};
		if (queued) account.queue.push({ message, release });
		else release();
		answer(request, reply, adapter, { zaapId, messageId, id: messageId });
	}

	return {
		sendOrder(request: FastifyRequest, reply: FastifyReply): void {
			const body = request.body as SendOrderBody;
			checkQueue(request);
			const messageId = whatsAppMessageId();
			const stored = storeOrder(accountOf(request), messageId, body);
			send(request, reply, messageId, {
				content: () => ({ reviewAndPay: { type: 'physical-goods', ...reviewBody(stored) } }),
				error: currencyProblem(body.order.currency),
			});
		},

		updateOrder(changes: 'orderStatus' | 'paymentStatus') {
			return (request: FastifyRequest, reply: FastifyReply): void => {
				checkQueue(request);
				const { stored, error } = applyUpdate(accountOf(request), request.body as UpdateOrderBody, changes);
				const content = { reviewOrder: reviewBody(stored) };
				send(request, reply, whatsAppMessageId(), { content: () => content, error });
			};
		},

		sendButtonPix(request: FastifyRequest, reply: FastifyReply): void {
			const { phone, pixKey, type, merchantName } = request.body as Record<string, string>;
			checkQueue(request);
			const channel = phone.endsWith('@newsletter') ? 'Pix button not available to channels.' : undefined;
			const pixKeyMessage = {
				currency: 'BRL',
				referenceId: orderReference(),
				key: pixKey,
				keyType: type,
				merchantName: merchantName ?? 'Pix',
			};
			send(request, reply, whatsAppMessageId(), {
				content: () => ({ pixKeyMessage }),
				error: accountOf(request).buttonsTermsAccepted ? channel : TERMS,
			});
		},
	};
}

/** While disconnected the queue takes 1,000 messages (https://developer.z-api.io/en/queue/introduction). */
function checkQueue(request: FastifyRequest): void {
	const account = accountOf(request);
	if (!account.connected && account.queue.length >= MAX_QUEUE) {
		throw new Refusal(400, 'It was not possible to send message to queue due to request error.');
	}
}
