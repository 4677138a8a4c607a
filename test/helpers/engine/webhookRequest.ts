import type { Request, Response as ExpressResponse } from 'express';
import express from 'express';
import type { IDataObject } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

/** n8n's default of N8N_PAYLOAD_SIZE_MAX. */
const readBody = express.raw({ type: () => true, limit: '16mb' });

/** The request as a node's `getRequestObject()` gives it: express's own plus what n8n adds. */
export type N8nRequest = Request & {
	contentType?: string;
	encoding: BufferEncoding;
	rawBody?: Buffer;
	readRawBody: () => Promise<void>;
};

export type N8nResponse = ExpressResponse;

/** What n8n answers by itself, before or instead of the node. */
export interface ServerRefusal {
	status: number;
	body: IDataObject;
}

/** Adds to a request what n8n's server adds before the node sees it; the body is still unread. */
export function asN8nRequest(given: Request, response: ExpressResponse): N8nRequest {
	const [type, ...parameters] = (given.headers['content-type'] ?? '').split(';');
	const charset = parameters.map((part) => /^\s*charset=["']?([^"']+)/i.exec(part)?.[1]).find(Boolean);
	const request = Object.assign(given, {
		contentType: given.headers['content-type'] ? type.toLowerCase().trim() : undefined,
		encoding: (charset ?? 'utf-8').toLowerCase() as BufferEncoding,
	}) as N8nRequest;
	request.readRawBody = async () => {
		request.rawBody ??= await new Promise<Buffer>((resolve, reject) => {
			readBody(request, response, (error?: unknown) => {
				const { body } = request;
				request.body = undefined;
				if (error) reject(error);
				else resolve(Buffer.isBuffer(body) ? body : Buffer.alloc(0));
			});
		});
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
		const text = request.rawBody.toString(request.encoding);
		const withoutBom = text.replace(/^\uFEFF/, '');
		if (request.contentType === 'application/json') request.body = jsonParse(withoutBom);
		if (request.contentType === 'application/x-www-form-urlencoded') {
			request.body = Object.fromEntries(new URLSearchParams(withoutBom));
		}
		if (request.contentType === 'text/plain') request.body = text;
		return undefined;
	} catch (error) {
		const hint = error instanceof Error ? error.message : String(error);
		return { status: 422, body: { code: 422, message: 'Failed to parse request body', hint } };
	}
}

const PARSED_TYPES = /^(?:application\/json|text\/plain|application\/x-www-form-urlencoded)|[/+]xml$/;

/** Compresses a body as a caller with `Content-Encoding: gzip` would. */
export async function gzip(body: Buffer): Promise<Buffer> {
	const stream = new Blob([new Uint8Array(body)]).stream().pipeThrough(new CompressionStream('gzip'));
	return Buffer.from(await new Response(stream).arrayBuffer());
}
