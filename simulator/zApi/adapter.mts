import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorObject } from 'ajv';
import type { Json, ZApiAccount } from '../core/accounts.mts';
import type { ProviderAdapter } from '../core/pipeline.mts';
import { Refusal } from '../core/refusal.mts';
import { describeProblem } from '../core/schema.mts';
import type { State } from '../core/state.mts';

/** What unknown addresses get, also seen with status 200. */
export const NOT_FOUND = {
	error: 'NOT_FOUND',
	message: 'Unable to find matching target resource method',
};

/** Z-API's way of saying things: `{"error": text}`. */
export function zApiAdapter(state: State): ProviderAdapter {
	return {
		identify: (request) => {
			const account = state.accounts.get((request.params as { instance?: string }).instance ?? '');
			return account?.provider === 'zApi' ? account : null;
		},
		describe: (body, route) => {
			const phone = (body as Json | undefined)?.phone;
			return { recipient: typeof phone === 'string' ? phone : null, operation: route };
		},
		closePort: (port, ms) => state.closePort(port, ms),
		errorBody: (status, message) => (status === 404 ? NOT_FOUND : { error: message }),
		refusal200: (fault) => ({ error: fault.error ?? 'Did not have permission to send this message.' }),
	};
}

/** The account a request passed authentication for. */
export function accountOf(request: FastifyRequest): ZApiAccount {
	return request.context.account as ZApiAccount;
}

/** Checks instance, token and Client-Token; the texts are those of zapi's security pages and captures. */
export function authenticate(request: FastifyRequest): void {
	const account = request.context.account as ZApiAccount | null;
	const { token } = request.params as { token: string };
	if (!account || account.token !== token) throw new Refusal(404, 'Instance not found');
	if (account.clientTokenMode === 'inactive') return;
	if (account.clientTokenMode === 'notConfigured') {
		throw new Refusal(400, 'your client-token is not configured');
	}
	const given = request.headers['client-token'];
	if (given === account.clientToken) return;
	throw new Refusal(account.authStatus, given ? `${String(given)} not allowed` : 'null not allowed');
}

type FrameworkError = Error & { statusCode?: number; validation?: ErrorObject[] };

export function sendError(error: FrameworkError, request: FastifyRequest, reply: FastifyReply): void {
	request.context.entry.outcome = 'refused';
	if (error.validation) {
		void reply.code(400).send({ error: describeProblem(error.validation[0]) });
		return;
	}
	const status = error.statusCode ?? 500;
	void reply.code(status).send({ error: status === 415 ? 'Unsupported Media Type' : error.message });
}
