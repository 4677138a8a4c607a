import type { ErrorObject } from 'ajv';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HubAccount, Json } from '../core/accounts.mts';
import type { ProviderAdapter } from '../core/pipeline.mts';
import { Refusal } from '../core/refusal.mts';
import { describeProblem } from '../core/schema.mts';
import type { State } from '../core/state.mts';
import { kindOf } from './rules.mts';

/** The Hub's way of saying things: `{"errorMessage": text, "errorCode": word}`. */
export function hubAdapter(state: State): ProviderAdapter {
	return {
		identify: (request) => {
			const key = request.headers['x-api-key'];
			const account = typeof key === 'string' ? state.accounts.get(key) : undefined;
			return account?.provider === 'chatt2Me' && account.apiKey === key ? account : null;
		},
		describe: (body, route) => {
			const { to, content } = (body ?? {}) as { to?: unknown; content?: Json };
			const kind = typeof content === 'object' && content !== null ? kindOf(content) : null;
			return { recipient: typeof to === 'string' ? to : null, operation: kind ?? route };
		},
		closePort: (port, ms) => state.closePort(port, ms),
		errorBody: (status, message, code) => ({ errorMessage: message, errorCode: code ?? String(status) }),
		refusal200: (fault) => failedSend(fault.error, fault.errorCode),
	};
}

/** A send the channel's platform did not take (troubleshooting): no message id, and why. */
export function failedSend(message = 'The recipient is not a valid WhatsApp user', code = '130472') {
	return { messageId: null, status: 'error', errorMessage: message, errorCode: code };
}

export function accountOf(request: FastifyRequest): HubAccount {
	return request.context.account as HubAccount;
}

export function authenticate(request: FastifyRequest): void {
	if (request.context.account) return;
	const given = request.headers['x-api-key'];
	throw new Refusal(401, given ? 'Invalid API key' : 'Missing API key', 'unauthorized');
}

type FrameworkError = Error & { statusCode?: number; code?: string; validation?: ErrorObject[] };

export function sendError(error: FrameworkError, request: FastifyRequest, reply: FastifyReply): void {
	request.context.entry.outcome = 'refused';
	if (error.validation) {
		const errorMessage = describeProblem(error.validation[0]);
		void reply.code(400).send({ errorMessage, errorCode: 'invalid_payload' });
		return;
	}
	void reply
		.code(error.statusCode ?? 500)
		.send({ errorMessage: error.message, errorCode: error.code ?? 'internal_error' });
}
