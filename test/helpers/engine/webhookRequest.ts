import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IDataObject } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

/** n8n's default of N8N_PAYLOAD_SIZE_MAX. */
const PAYLOAD_LIMIT_BYTES = 16 * 1024 * 1024;

type IncomingMessage = FastifyRequest['raw'];
type ServerResponse = FastifyReply['raw'];

/** The request as a node's `getRequestObject()` gives it: Node's own plus what express and n8n add. */
export type N8nRequest = IncomingMessage & {
	contentType?: string;
	encoding: BufferEncoding;
	rawBody?: Buffer;
	body?: unknown;
	params: Record<string, string>;
	query: Record<string, string>;
	path: string;
	originalUrl: string;
	readRawBody: () => Promise<void>;
};

/** The response as a node's `getResponseObject()` gives it: Node's own plus what express adds. */
export type N8nResponse = ServerResponse & {
	locals: IDataObject;
	status: (code: number) => N8nResponse;
	set: (name: string, value: string) => N8nResponse;
	header: (name: string, value: string) => N8nResponse;
	type: (contentType: string) => N8nResponse;
	json: (body: unknown) => N8nResponse;
	send: (body?: unknown) => N8nResponse;
	sendStatus: (code: number) => N8nResponse;
};

/** What n8n answers by itself, before or instead of the node. */
export interface ServerRefusal {
	status: number;
	body: IDataObject;
}

/** Adds to a raw request what n8n's server adds before the node sees it; the body is still unread. */
export function asN8nRequest(raw: IncomingMessage): N8nRequest {
	const url = new URL(raw.url ?? '/', 'http://n8n.internal');
	const [type, ...parameters] = (raw.headers['content-type'] ?? '').split(';');
	const charset = parameters.map((part) => /^\s*charset=["']?([^"']+)/i.exec(part)?.[1]).find(Boolean);
	const request = Object.assign(raw, {
		contentType: raw.headers['content-type'] ? type.toLowerCase().trim() : undefined,
		encoding: (charset ?? 'utf-8').toLowerCase() as BufferEncoding,
		params: {},
		query: Object.fromEntries(url.searchParams),
		path: url.pathname,
		originalUrl: raw.url ?? '/',
	}) as N8nRequest;
	request.readRawBody = async () => {
		request.rawBody ??= await readBody(request);
	};
	return request;
}

/**
 * Parses the body the way n8n does: JSON, form and text by content type. Of any other type the body stays unparsed
 * (`body` undefined), with `rawBody` filled for a webhook node of version 1 and unread for a later one; multipart
 * is left alone, XML is not played.
 * Returns n8n's refusal when the body cannot be read (500) or is not what its content type says (422).
 */
export async function parseBody(
	request: N8nRequest,
	nodeVersion: number,
): Promise<ServerRefusal | undefined> {
	if (request.contentType?.startsWith('multipart/')) {
		request.body = { data: {}, files: {} };
		return undefined;
	}
	if (nodeVersion > 1 && !PARSED_TYPES.test(request.contentType ?? '')) return undefined;
	try {
		await request.readRawBody();
	} catch {
		return { status: 500, body: { code: 0, message: 'There was a problem executing the workflow' } };
	}
	if (!request.rawBody?.length) return undefined;
	try {
		parseByContentType(request, request.rawBody.toString(request.encoding));
		return undefined;
	} catch (error) {
		const hint = error instanceof Error ? error.message : String(error);
		return { status: 422, body: { code: 422, message: 'Failed to parse request body', hint } };
	}
}

const PARSED_TYPES = /^(?:application\/json|text\/plain|application\/x-www-form-urlencoded)|[/+]xml$/;

function parseByContentType(request: N8nRequest, text: string): void {
	const withoutBom = text.replace(/^\uFEFF/, '');
	if (request.contentType === 'application/json') request.body = jsonParse(withoutBom);
	if (request.contentType === 'application/x-www-form-urlencoded') {
		request.body = Object.fromEntries(new URLSearchParams(withoutBom));
	}
	if (request.contentType === 'text/plain') request.body = text;
}

/** Adds express's way of answering to a raw response. */
export function asN8nResponse(raw: ServerResponse): N8nResponse {
	const response = raw as N8nResponse;
	const answer = (contentType: string, body: string | Buffer) => {
		if (!response.hasHeader('content-type')) response.setHeader('content-type', contentType);
		response.end(body);
		return response;
	};
	const set = (name: string, value: string) => {
		response.setHeader(name, value);
		return response;
	};
	return Object.assign(response, {
		locals: {},
		status(code: number) {
			response.statusCode = code;
			return response;
		},
		set,
		header: set,
		type: (contentType: string) =>
			set('content-type', contentType.includes('/') ? contentType : `text/${contentType}`),
		json: (body: unknown) => answer('application/json; charset=utf-8', JSON.stringify(body) ?? ''),
		send(body?: unknown) {
			if (typeof body === 'string') return answer('text/html; charset=utf-8', body);
			if (Buffer.isBuffer(body)) return answer('application/octet-stream', body);
			return body === undefined ? answer('text/plain', '') : response.json(body);
		},
		sendStatus: (code: number) => response.status(code).send(String(code)),
	});
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
	const encoding = request.headers['content-encoding'];
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
	let body = Buffer.concat(chunks);
	if (encoding === 'gzip' || encoding === 'deflate') body = await inflate(body, encoding);
	if (body.length > PAYLOAD_LIMIT_BYTES) throw new Error('request entity too large');
	return body;
}

async function inflate(body: Buffer, format: 'gzip' | 'deflate'): Promise<Buffer> {
	const stream = new Blob([new Uint8Array(body)]).stream().pipeThrough(new DecompressionStream(format));
	return Buffer.from(await new Response(stream).arrayBuffer());
}

/** Compresses a body as a caller with `Content-Encoding: gzip` would. */
export async function gzip(body: Buffer): Promise<Buffer> {
	const stream = new Blob([new Uint8Array(body)]).stream().pipeThrough(new CompressionStream('gzip'));
	return Buffer.from(await new Response(stream).arrayBuffer());
}
