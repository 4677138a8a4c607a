import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Json } from '../core/accounts.mts';
import type { ProviderAdapter } from '../core/pipeline.mts';
import type { State } from '../core/state.mts';
import type { MetaAccount } from './account.mts';
import { errorBody, MetaRefusal } from './refusal.mts';

/** Graph's codes for statuses that come from its front (support/error-codes); 1xxxxx and 2 say "try again later". */
const CODE_OF_STATUS: Record<number, number> = { 401: 190, 403: 10, 429: 130429, 503: 2 };

/** The Cloud API's way of saying things. */
export function metaAdapter(state: State): ProviderAdapter {
	return {
		identify: (request) => accountOfToken(state, request),
		describe: (body, route) => {
			const { to, recipient = to, ...message } = (body ?? {}) as Json;
			const operation = operationOf(message) ?? route;
			return { recipient: typeof recipient === 'string' ? recipient.replace(/^\+/, '') : null, operation };
		},
		closePort: (port, ms) => state.closePort(port, ms),
		errorBody: (status, message, code) =>
			errorBody(Number(code) || (CODE_OF_STATUS[status] ?? (status < 500 ? 100 : 131000)), message),
		refusal200: ({ error = 'Application does not have permission for this action', errorCode = '10' }) =>
			errorBody(Number(errorCode), error),
	};
}

/** The kind of message, before anything is checked. */
function operationOf({ interactive, template }: Json): string | null {
	const { type } = (interactive ?? {}) as { type?: unknown };
	if (type === 'order_details') return 'paymentRequest';
	if (type === 'order_status') return 'orderStatus';
	const text = template === undefined ? '' : JSON.stringify(template);
	if (/"sub_type":"(order_details|payment_request)"/.test(text)) return 'paymentRequest';
	return text.includes('"type":"order_status"') ? 'orderStatus' : null;
}

/** The account whose token a request brings. */
function accountOfToken(state: State, request: FastifyRequest): MetaAccount | null {
	for (const account of state.accounts.values()) {
		if (account.provider !== 'metaCloud') continue;
		const given = request.headers[account.authHeader.toLowerCase()];
		const isBearer = account.authHeader.toLowerCase() === 'authorization';
		if (given === (isBearer ? `Bearer ${account.token}` : account.token)) return account;
	}
	return null;
}

/** Refuses a missing or a wrong token. */
export function accountOf(request: FastifyRequest): MetaAccount {
	const { account } = request.context;
	if (account?.provider === 'metaCloud') return account;
	throw request.headers.authorization === undefined
		? new MetaRefusal(200, 'No access token was provided.', 401)
		: new MetaRefusal(190, 'Invalid OAuth access token - Cannot parse access token', 401);
}

type FrameworkError = Error & { statusCode?: number };

export function sendError(error: FrameworkError, request: FastifyRequest, reply: FastifyReply): void {
	request.context.entry.outcome = 'refused';
	if (error instanceof MetaRefusal) {
		void reply.code(error.statusCode).send(errorBody(error.code, error.details));
		return;
	}
	const status = error.statusCode ?? 500;
	void reply.code(status).send(errorBody(status < 500 ? 100 : 131000, error.message));
}
