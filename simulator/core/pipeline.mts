import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AcceptedMessage, Account } from './accounts.mts';
import { performFault, type ErrorBody } from './faultActions.mts';
import type { Doom, Fault } from './faults.mts';
import { now, type RequestEntry } from './requestLog.mts';
import type { World } from './state.mts';

/** What the simulator knows about one request on its way through. */
export interface Passage {
	account: Account | null;
	entry: RequestEntry;
	operation: string | null;
	doom: Doom | null;
	/** The account's counters while this request counts as open. */
	open: Account['open'] | null;
	/** The recipient it holds open, for the count of overlapping sends. */
	holds: string | null;
}

declare module 'fastify' {
	interface FastifyRequest {
		passage: Passage;
	}
	interface FastifyContextConfig {
		route?: string;
	}
}

/** What differs between the providers. */
export interface Voice {
	identify(request: FastifyRequest): Account | null;
	/** Recipient and operation of a body that has not been checked yet. */
	describe(body: unknown, route: string | null): { recipient: string | null; operation: string | null };
	errorBody: ErrorBody;
	refusal200: (fault: Fault) => unknown;
	closePort(port: number, ms: number): void;
}

/** Records every request, lets faults strike, and makes the account wait as long as it should. */
export function installPipeline(app: FastifyInstance, world: World, voice: Voice): void {
	app.addHook('onRequest', (request, reply, done) => {
		enter(world, voice, request, reply);
		const doom = pick(world, request.passage, true);
		if (doom?.fatal) return strike(request, reply, voice, doom.fatal, null);
		done();
	});

	app.addHook('preValidation', (request, reply, done) => {
		const { passage } = request;
		passage.entry.body = request.body;
		const { recipient, operation } = voice.describe(request.body, passage.entry.route);
		passage.entry.recipient = recipient;
		passage.operation = operation;
		hold(passage);
		passage.doom = pick(world, passage, false);
		const fatal = passage.doom?.fatal;
		if (fatal && !fatal.accepted) {
			return wait(world, passage, () => strike(request, reply, voice, fatal, null));
		}
		done();
	});

	app.addHook('preHandler', (request, _reply, done) => wait(world, request.passage, done));

	// Before the answer leaves: whoever reads it may send the next request at once.
	app.addHook('onSend', (request, _reply, payload, done) => {
		release(request.passage);
		done(null, payload);
	});
}

function enter(world: World, voice: Voice, request: FastifyRequest, reply: FastifyReply): void {
	const account = voice.identify(request);
	const entry = world.log.open({
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
	request.passage = { account, entry, operation: null, doom: null, holds: null, open };
	if (open) open.peak = Math.max(open.peak, ++open.now);
	reply.raw.once('close', () => leave(request.passage, reply));
}

function leave(passage: Passage, reply: FastifyReply): void {
	const { entry } = passage;
	release(passage);
	entry.endedAt = now();
	if (reply.raw.headersSent) entry.status = reply.raw.statusCode;
	if (entry.outcome === 'open') {
		entry.outcome = entry.status !== null && entry.status >= 400 ? 'refused' : 'answered';
	}
}

function pick(world: World, passage: Passage, early: boolean): Doom | null {
	const { entry, account } = passage;
	return world.faults.pick(
		{
			account: account?.id ?? '',
			route: entry.route,
			recipient: entry.recipient,
			operation: passage.operation,
		},
		early,
	);
}

function wait(world: World, passage: Passage, then: () => void): void {
	const ms = (passage.account?.latencyMs ?? world.latencyMs) + (passage.doom?.latencyMs ?? 0);
	if (ms > 0) setTimeout(then, ms);
	else then();
}

function hold(passage: Passage): void {
	const { open, entry } = passage;
	const { recipient } = entry;
	if (!open || recipient === null) return;
	const others = open.byRecipient.get(recipient) ?? 0;
	open.byRecipient.set(recipient, others + 1);
	if (others > 0) open.overlaps += 1;
	passage.holds = recipient;
}

/** The request no longer counts as open; once only, also when a reset came in between. */
function release(passage: Passage): void {
	const { open, holds } = passage;
	if (!open) return;
	passage.open = null;
	open.now -= 1;
	if (holds === null) return;
	const left = (open.byRecipient.get(holds) ?? 1) - 1;
	if (left > 0) open.byRecipient.set(holds, left);
	else open.byRecipient.delete(holds);
}

function strike(
	request: FastifyRequest,
	reply: FastifyReply,
	voice: Voice,
	fault: Fault,
	success: unknown,
): void {
	request.passage.entry.outcome = `fault:${fault.kind}`;
	performFault(reply, { fault, success, errorBody: voice.errorBody, refusal200: voice.refusal200 });
}

/** Takes a message in: from here on its recipient gets it, whatever the answer says. */
export function takeIn(
	request: FastifyRequest,
	message: Pick<AcceptedMessage, 'recipient' | 'operation' | 'messageId' | 'zaapId' | 'body' | 'queued'>,
): AcceptedMessage {
	const { passage } = request;
	const account = passage.account as Account;
	const overlapped = (passage.open?.byRecipient.get(message.recipient) ?? 0) > 1;
	const kept = { ...message, account: account.id, at: now(), overlapped };
	account.messages.push(kept);
	account.recipients.set(message.recipient, (account.recipients.get(message.recipient) ?? 0) + 1);
	passage.entry.accepted = true;
	return kept;
}

/** Answers a request that succeeded, unless a fault spoils the answer. */
export function answer(
	request: FastifyRequest,
	reply: FastifyReply,
	voice: Voice,
	body: unknown,
	status = 200,
): void {
	const { passage } = request;
	const { fatal, closePort } = passage.doom ?? {};
	if (closePort && passage.entry.port !== null) {
		// Before the answer leaves, so that whoever reads it finds the port closed.
		voice.closePort(passage.entry.port, closePort.ms ?? 300);
		void reply.header('connection', 'close');
	}
	if (fatal) {
		strike(request, reply, voice, fatal, body);
		return;
	}
	passage.entry.outcome = passage.entry.accepted ? 'accepted' : 'answered';
	void reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body));
}
