import { gunzipSync } from 'node:zlib';
import type { ErrorObject } from 'ajv';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bankRoutes } from '../bank/control.mts';
import type { FaultRequest } from '../core/faults.mts';
import { Refusal } from '../core/refusal.mts';
import { describeProblem } from '../core/schema.mts';
import type { State } from '../core/state.mts';
import { deskControlRoutes, type DeskStore } from '../paymentDesk/routes.mts';
import { accountRoutes, optionalAccount } from './accounts.mts';
import { emitRoutes } from './emit.mts';
import { recordRoutes } from './records.mts';
import { FAULTS } from './schemas.mts';
import { webhookRoutes } from './webhooks.mts';

/** Ports besides the main one, which can be closed to make connections fail. */
export interface Listeners {
	open(port?: number, tls?: boolean): Promise<number>;
	close(port: number): Promise<void>;
}

type ControlError = Error & { statusCode?: number; validation?: ErrorObject[] };

/** Everything below /_control. */
export function controlRoutes(state: State, listeners: Listeners, desks: DeskStore, base: () => string) {
	return async (app: FastifyInstance): Promise<void> => {
		liftBodyLimit(app);
		app.setErrorHandler((error: ControlError, _request, reply) => {
			const { statusCode = 500, validation, message } = error;
			void reply.code(statusCode).send({ error: validation ? describeProblem(validation[0]) : message });
		});
		app.get('/health', async () => ({ ready: true }));
		accountRoutes(app, state);
		recordRoutes(app, state);
		webhookRoutes(app, state, base);
		emitRoutes(app, state);
		faultRoutes(app, state);
		listenerRoutes(app, listeners);
		bankRoutes(app, state.banks);
		deskControlRoutes(app, state, desks, base);
	};
}

/** The providers' limit is not the control API's: tests hand over whole batches. */
function liftBodyLimit(app: FastifyInstance): void {
	app.addHook('onRoute', (route) => {
		route.bodyLimit = 32 * 1_048_576;
	});
}

function faultRoutes(app: FastifyInstance, state: State): void {
	app.get('/faults', async (request) => state.faults.list(optionalAccount(state, request)?.id));
	app.post('/faults', { schema: { body: FAULTS } }, async (request, reply) => {
		const account = optionalAccount(state, request)?.id;
		const { faults } = request.body as { faults?: FaultRequest[] };
		const wanted = faults ?? [request.body as FaultRequest];
		void reply.code(201);
		return wanted.map((fault) => {
			const named = fault.account ? state.accounts.get(fault.account)?.id : account;
			return state.faults.add({ ...fault, account: named });
		});
	});
	app.delete('/faults', async (request, reply) => {
		state.faults.remove(optionalAccount(state, request)?.id);
		void reply.code(204);
	});
}

function listenerRoutes(app: FastifyInstance, listeners: Listeners): void {
	app.post('/listeners', async (request, reply) => {
		const { port: wanted, tls = false } = (request.body ?? {}) as { port?: number; tls?: boolean };
		const port = await listeners.open(wanted, tls);
		void reply.code(201);
		return { port, url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}` };
	});
	app.delete('/listeners/:port', async (request, reply) => {
		await listeners.close(Number((request.params as { port: string }).port));
		void reply.code(204);
	});
}

/** The body as text; inflated when it is good gzip, as a web server in front would do. */
function readable(body: Buffer, encoding: string | undefined): string {
	if (encoding !== 'gzip') return body.toString();
	try {
		return gunzipSync(body).toString();
	} catch {
		return body.toString('latin1');
	}
}

/** Receivers of webhooks below /_receiver. */
export function receiverRoutes(state: State) {
	return async (app: FastifyInstance): Promise<void> => {
		liftBodyLimit(app);
		app.removeAllContentTypeParsers();
		app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) =>
			done(null, readable(body as Buffer, request.headers['content-encoding'])),
		);
		const handler = async (request: FastifyRequest, reply: FastifyReply) => {
			const receiver = state.receivers.get((request.params as { id: string }).id);
			if (!receiver) throw new Refusal(404, 'no such receiver');
			const answer = state.receivers.receive(receiver, {
				method: request.method,
				path: request.url,
				headers: request.headers,
				body: (request.body as string | undefined) ?? '',
			});
			if (answer.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, answer.delayMs));
			return reply.code(answer.status).type(answer.contentType).send(answer.body);
		};
		app.all('/:id', handler);
		app.all('/:id/*', handler);
	};
}
