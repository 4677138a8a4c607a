import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AcceptedMessage, Account } from './accounts.mts';
import { performFault, type ErrorBody } from './faultActions.mts';
import type { FaultDecision, Fault } from './faults.mts';
import { now, type RequestEntry } from './requestLog.mts';
import type { State } from './state.mts';

/** What the simulator knows about one request on its way through. */
export interface RequestContext {
	account: Account | null;
	entry: RequestEntry;
	operation: string | null;
	decision: FaultDecision | null;
	/** The account's counters while this request counts as open. */
	open: Account['open'] | null;
	/** The recipient it holds open, for the count of overlapping sends. */
	holds: string | null;
}

declare module 'fastify' {
	interface FastifyRequest {
		context: RequestContext;
	}
	interface FastifyContextConfig {
		route?: string;
	}
}

/** What differs between the providers. */
export interface ProviderAdapter {
	identify(request: FastifyRequest): Account | null;
	/** Recipient and operation of a body that has not been checked yet. */
	describe(body: unknown, route: string | null): { recipient: string | null; operation: string | null };
	errorBody: ErrorBody;
	refusal200: (fault: Fault) => unknown;
	closePort(port: number, ms: number): void;
}

/** Records every request, applies faults, and makes the account wait as long as it should. */
export function installPipeline(app: FastifyInstance, state: State, adapter: ProviderAdapter): void {
	app.addHook('onRequest', (request, reply, done) => {
		enter(state, adapter, request, reply);
		const decision = pick(state, request.context, true);
		if (decision?.fatal) return applyFault(request, reply, adapter, decision.fatal, null);
		done();
	});

	app.addHook('preValidation', (request, reply, done) => {
		const { context } = request;
		context.entry.body = request.body;
		const { recipient, operation } = adapter.describe(request.body, context.entry.route);
		context.entry.recipient = recipient;
		context.operation = operation;
		hold(context);
		context.decision = pick(state, context, false);
		const fatal = context.decision?.fatal;
		if (fatal && !fatal.accepted) {
			return wait(state, context, () => applyFault(request, reply, adapter, fatal, null));
		}
		done();
	});

	app.addHook('preHandler', (request, _reply, done) => wait(state, request.context, done));

	// Before the answer leaves: whoever reads it may send the next request at once.
	app.addHook('onSend', (request, _reply, payload, done) => {
		release(request.context);
		done(null, payload);
	});
}

function enter(state: State, adapter: ProviderAdapter, request: FastifyRequest, reply: FastifyReply): void {
	const account = adapter.identify(request);
	const entry = state.log.open({
		account: account?.id ?? null,
		method: request.method,
		url: request.url,
		route: request.routeOptions.config.route ?? null,
		recipient: null,
		headers: request.headers,
		body: undefined,
		at: now(),
		endedAt: null,
		status: null,
		outcome: 'open',
		accepted: false,
		port: request.socket.localPort ?? null,
	});
	const open = account?.open ?? null;
	request.context = { account, entry, operation: null, decision: null, holds: null, open };
	if (open) open.peak = Math.max(open.peak, ++open.now);
	reply.raw.once('close', () => leave(request.context, reply));
}

function leave(context: RequestContext, reply: FastifyReply): void {
	const { entry } = context;
	release(context);
	entry.endedAt = now();
	if (reply.raw.headersSent) entry.status = reply.raw.statusCode;
	if (entry.outcome === 'open') {
		entry.outcome = entry.status !== null && entry.status >= 400 ? 'refused' : 'answered';
	}
}

function pick(state: State, context: RequestContext, early: boolean): FaultDecision | null {
	const { entry, account } = context;
	return state.faults.pick(
		{
			account: account?.id ?? '',
			route: entry.route,
			recipient: entry.recipient,
			operation: context.operation,
		},
		early,
	);
}

function wait(state: State, context: RequestContext, then: () => void): void {
	const ms = (context.account?.latencyMs ?? state.latencyMs) + (context.decision?.latencyMs ?? 0);
	if (ms > 0) setTimeout(then, ms);
	else then();
}

function hold(context: RequestContext): void {
	const { open, entry } = context;
	const { recipient } = entry;
	if (!open || recipient === null) return;
	const others = open.byRecipient.get(recipient) ?? 0;
	open.byRecipient.set(recipient, others + 1);
	if (others > 0) open.overlaps += 1;
	context.holds = recipient;
}

/** The request no longer counts as open; once only, also when a reset came in between. */
function release(context: RequestContext): void {
	const { open, holds } = context;
	if (!open) return;
	context.open = null;
	open.now -= 1;
	if (holds === null) return;
	const left = (open.byRecipient.get(holds) ?? 1) - 1;
	if (left > 0) open.byRecipient.set(holds, left);
	else open.byRecipient.delete(holds);
}

function applyFault(
	request: FastifyRequest,
	reply: FastifyReply,
	adapter: ProviderAdapter,
	fault: Fault,
	success: unknown,
): void {
	request.context.entry.outcome = `fault:${fault.kind}`;
	performFault(reply, { fault, success, errorBody: adapter.errorBody, refusal200: adapter.refusal200 });
}

/** Takes a message in: from here on its recipient gets it, whatever the answer says. */
export function takeIn(
	request: FastifyRequest,
	message: Omit<AcceptedMessage, 'account' | 'at' | 'overlapped'>,
): AcceptedMessage {
	const { context } = request;
	const account = context.account as Account;
	const overlapped = (context.open?.byRecipient.get(message.recipient) ?? 0) > 1;
	const kept = { ...message, account: account.id, at: now(), overlapped };
	account.messages.push(kept);
	if (message.delivered !== false) {
		account.recipients.set(message.recipient, (account.recipients.get(message.recipient) ?? 0) + 1);
	}
	context.entry.accepted = true;
	return kept;
}

/** Answers a request that succeeded, unless a fault spoils the answer. */
export function answer(
	request: FastifyRequest,
	reply: FastifyReply,
	adapter: ProviderAdapter,
	body: unknown,
	status = 200,
): void {
	const { context } = request;
	const { fatal, closePort } = context.decision ?? {};
	if (closePort && context.entry.port !== null) {
		// Before the answer leaves, so that whoever reads it finds the port closed.
		adapter.closePort(context.entry.port, closePort.ms ?? 300);
		void reply.header('connection', 'close');
	}
	if (fatal) {
		applyFault(request, reply, adapter, fatal, body);
		return;
	}
	context.entry.outcome = context.entry.accepted ? 'accepted' : 'answered';
	void reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body));
}
