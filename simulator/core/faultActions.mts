import type { FastifyReply } from 'fastify';
import type { Fault } from './faults.mts';
import { spoilNextBytes } from './tlsDoor.mts';

/** How a provider words an error of its own. */
export type ErrorBody = (status: number, message: string, code?: string) => unknown;

export interface FaultContext {
	fault: Fault;
	/** The body the provider would have answered with; null when the message was not taken in. */
	success: unknown;
	errorBody: ErrorBody;
	/** The Hub answers 200 with status "error" where Z-API answers 200 with "error". */
	refusal200: (fault: Fault) => unknown;
}

const LONGEST_HANG_MS = 120_000;
const HTML = '<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Checking</body></html>';

/** Ends a request the way the fault says. The connection is taken from fastify where HTTP itself breaks. */
export function performFault(reply: FastifyReply, context: FaultContext): void {
	const { fault } = context;
	const success = JSON.stringify(context.success ?? context.errorBody(500, 'not processed'));
	switch (fault.kind) {
		case 'refuse':
		case 'reset':
			reply.hijack();
			reply.raw.socket?.resetAndDestroy();
			return;
		case 'timeout':
			hang(reply, fault.ms ?? LONGEST_HANG_MS);
			return;
		case 'resetMidBody':
			breakMidBody(reply, success);
			return;
		case 'slowBody':
			drip(reply, success, fault.ms ?? 1000);
			return;
		case 'truncated':
			void reply
				.code(200)
				.type('application/json')
				.send(success.slice(0, Math.ceil(success.length / 2)));
			return;
		case 'spoiltTls':
			spoilNextBytes(reply.request.raw.socket);
			void reply.code(200).type('application/json').send(success);
			return;
		case 'status':
			answerStatus(reply, context);
			return;
		case 'html200':
			void reply.code(200).type('text/html; charset=utf-8').send(HTML);
			return;
		case 'empty200':
			void reply.code(200).header('content-length', 0).send('');
			return;
		case 'notFound200':
			void reply
				.code(200)
				.type('application/json')
				.send(JSON.stringify(context.errorBody(404, 'NOT_FOUND', 'not_found')));
			return;
		case 'error200':
			void reply
				.code(200)
				.type('application/json')
				.send(JSON.stringify(context.refusal200(fault)));
			return;
		default:
			throw new Error(`${fault.kind} does not end a request`);
	}
}

function hang(reply: FastifyReply, ms: number): void {
	reply.hijack();
	const { socket } = reply.raw;
	const timer = setTimeout(() => socket?.destroy(), ms);
	reply.raw.once('close', () => clearTimeout(timer));
}

function breakMidBody(reply: FastifyReply, body: string): void {
	reply.hijack();
	const { raw } = reply;
	raw.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
	raw.write(body.slice(0, Math.ceil(body.length / 2)), () => {
		// A moment for the half to reach the client, which would otherwise see only the reset.
		setTimeout(() => raw.socket?.resetAndDestroy(), 10);
	});
}

function drip(reply: FastifyReply, body: string, ms: number): void {
	reply.hijack();
	const { raw } = reply;
	const bytes = Buffer.from(body);
	const steps = 10;
	const size = Math.ceil(bytes.length / steps);
	raw.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
	let sent = 0;
	const timer = setInterval(() => {
		raw.write(bytes.subarray(sent, sent + size));
		sent += size;
		if (sent >= bytes.length) raw.end();
	}, ms / steps);
	raw.once('close', () => clearInterval(timer));
}

function answerStatus(reply: FastifyReply, { fault, errorBody }: FaultContext): void {
	const status = fault.status ?? 500;
	void reply.code(status);
	if (fault.retryAfter !== undefined) void reply.header('retry-after', retryAfterHeader(fault.retryAfter));
	if (fault.body !== undefined) {
		const text = typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body);
		void reply.type(fault.contentType ?? 'application/json').send(text);
		return;
	}
	const body = errorBody(status, fault.error ?? WORDS[status] ?? 'Error', fault.errorCode);
	void reply.type('application/json').send(JSON.stringify(body));
}

function retryAfterHeader(value: number | string): string {
	const ahead = /^date:(\d+)$/.exec(String(value));
	return ahead ? new Date(Date.now() + Number(ahead[1]) * 1000).toUTCString() : String(value);
}

const WORDS: Record<number, string> = {
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	409: 'Conflict',
	415: 'Unsupported Media Type',
	422: 'Unprocessable Entity',
	429: 'Too Many Requests',
	500: 'Internal Server Error',
	502: 'Bad Gateway',
	503: 'Service Unavailable',
	504: 'Gateway Timeout',
};
