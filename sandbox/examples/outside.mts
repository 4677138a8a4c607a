import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

type Json = Record<string, unknown>;

/** A call that reached one of the outside services. */
export interface OutsideCall {
	method: string;
	path: string;
	headers: IncomingMessage['headers'];
	body: Json;
}

/** What a service answers; status 200 unless given. */
export type Answer = (call: OutsideCall) => { status?: number; body: unknown };

/**
 * The services that the examples call besides the two providers: payment providers, a chat model, and the
 * text route of Z-API. Each answers as its documents show; a path that nobody set answers 404.
 */
export class Outside {
	readonly calls: OutsideCall[] = [];

	private readonly answers: Array<{ path: RegExp; answer: Answer }> = [];

	private constructor(
		private readonly server: Server,
		readonly url: string,
	) {}

	static async start(): Promise<Outside> {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const outside = new Outside(server, `http://127.0.0.1:${port}`);
		server.on('request', (request, response) => {
			void outside.handle(request).then(({ status = 200, body }) => {
				response.writeHead(status, { 'content-type': 'application/json' });
				response.end(JSON.stringify(body));
			});
		});
		return outside;
	}

	/** Sets what a path answers from now on; the newest rule wins. */
	on(path: RegExp, answer: Answer): void {
		this.answers.unshift({ path, answer });
	}

	/** Calls of a path so far. */
	callsOf(path: RegExp): OutsideCall[] {
		return this.calls.filter((call) => path.test(call.path));
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private async handle(request: IncomingMessage): Promise<{ status?: number; body: unknown }> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const text = Buffer.concat(chunks).toString();
		const { method = '', url: path = '', headers } = request;
		const call = { method, path, headers, body: text ? JSON.parse(text) : {} };
		this.calls.push(call);
		const rule = this.answers.find((candidate) => candidate.path.test(path));
		return rule ? rule.answer(call) : { status: 404, body: { error: `Nothing at ${method} ${path}` } };
	}
}
