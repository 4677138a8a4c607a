import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Server as NetServer } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { controlRoutes, receiverRoutes, type Listeners } from './control/routes.mts';
import { compileSchema } from './core/schema.mts';
import { newState, type State } from './core/state.mts';
import { openTlsDoor } from './core/tlsDoor.mts';
import { hubRoutes } from './hub/routes.mts';
import { DeskStore, deskApiRoutes } from './paymentDesk/routes.mts';
import { metaCloudRoutes, VERSION_PREFIX } from './metaCloud/routes.mts';
import { zApiRoutes } from './zApi/routes.mts';
import { NOT_FOUND } from './zApi/adapter.mts';

export interface SimulatorOptions {
	/** 0, the default, takes any free port. */
	port?: number;
	host?: string;
	/** Wait before each answer of every provider, in milliseconds. */
	latencyMs?: number;
	/** Keep every request for GET /_control/requests (default true). */
	log?: boolean;
}

export interface Simulator {
	/** Base URL for all credentials, without a slash at the end. */
	url: string;
	port: number;
	stop(): Promise<void>;
}

const BODY_LIMIT = 1_048_576;

/** Starts the stand-in of all providers on one port. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const { port = 0, host = '127.0.0.1', latencyMs = 0, log = true } = options;
	const state = newState();
	state.latencyMs = latencyMs;
	state.log.enabled = log;
	const app = newApp();
	const listeners = new ExtraListeners(app, host);
	state.closePort = (which, ms) => listeners.closeFor(which, ms);
	let url = '';
	await app.register(zApiRoutes(state), { prefix: '/instances/:instance/token/:token' });
	await app.register(hubRoutes(state), { prefix: '/v1' });
	await app.register(metaCloudRoutes(state), { prefix: VERSION_PREFIX });
	await app.register(receiverRoutes(state), { prefix: '/_receiver' });
	const desks = new DeskStore();
	await app.register(deskApiRoutes(desks), { prefix: '/_payments' });
	await app.register(
		controlRoutes(state, listeners, desks, () => url),
		{ prefix: '/_control' },
	);
	app.setNotFoundHandler((_request, reply) => void reply.code(404).send(NOT_FOUND));
	await app.listen({ port, host });
	const bound = (app.server.address() as AddressInfo).port;
	url = `http://${host}:${bound}`;
	return {
		url,
		port: bound,
		stop: async () => {
			await listeners.closeAll();
			await state.banks.close();
			await app.close();
		},
	};
}

function newApp(): FastifyInstance {
	const app = fastify({
		bodyLimit: BODY_LIMIT,
		exposeHeadRoutes: false,
		forceCloseConnections: true,
		keepAliveTimeout: 65_000,
	});
	app.decorateRequest('context');
	app.setValidatorCompiler(compileSchema as never);
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
		if (body === '') return done(null, undefined);
		try {
			done(null, JSON.parse(body as string));
		} catch {
			done(Object.assign(new Error('body is not valid JSON'), { statusCode: 400 }), undefined);
		}
	});
	return app;
}

type Door = NetServer & { closeAllConnections(): void };

/** More doors to the same house; closing one gives real refused connections. */
class ExtraListeners implements Listeners {
	private readonly servers = new Map<number, Door>();
	private stopped = false;
	private readonly app: FastifyInstance;
	private readonly host: string;

	constructor(app: FastifyInstance, host: string) {
		this.app = app;
		this.host = host;
	}

	async open(port = 0, tls = false): Promise<number> {
		const server = tls ? await openTlsDoor(this.handler, port, this.host) : await this.openPlainDoor(port);
		const bound = (server.address() as AddressInfo).port;
		this.servers.set(bound, server as Door);
		return bound;
	}

	private readonly handler = (request: IncomingMessage, response: ServerResponse) =>
		this.app.routing(request, response);

	private async openPlainDoor(port: number): Promise<NetServer> {
		const server = createServer(this.handler);
		server.keepAliveTimeout = 65_000;
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(port, this.host, resolve);
		});
		return server;
	}

	async close(port: number): Promise<void> {
		const server = this.servers.get(port);
		if (!server) return;
		this.servers.delete(port);
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}

	/** Stops listening at once, lets open requests finish, and listens again after a while. */
	closeFor(port: number, ms: number): void {
		const server = this.servers.get(port);
		if (!server) return;
		this.servers.delete(port);
		server.close();
		setTimeout(() => {
			if (!this.stopped) void this.open(port).catch(() => undefined);
		}, ms);
	}

	async closeAll(): Promise<void> {
		this.stopped = true;
		await Promise.all([...this.servers.keys()].map((port) => this.close(port)));
	}
}

export type { State };
