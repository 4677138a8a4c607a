import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { asObject, holdsMoreThan, isNestedDeeperThan, MAX_LEVELS } from '../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../commerce/domain/looseJson';

/**
 * A product of an order takes 60 bytes, so a MB of products has a third of this; what has more takes too long to
 * read.
 */
const MAX_HOLDERS = 50_000;

/** A webhook call, before anybody judged it. */
export interface IncomingRequest {
	/** GET or POST. */
	method: string;
	/** Of the address, as n8n parsed it. */
	query: IDataObject;
	headers: IDataObject;
	/** The bytes as received, after decompression. */
	rawBody: Uint8Array;
	/** The parsed body; a provider's is an object. */
	body: unknown;
}

/** An answer that starts nothing. The reason names the rule, never a secret. */
export interface Refusal {
	status: number;
	reason: string;
}

interface N8nRequest {
	method?: string;
	rawBody?: Uint8Array;
	readRawBody?: () => Promise<void>;
}

/** The call as n8n took it in; the body of a type that n8n does not read is still empty. */
export function readRequest(context: IWebhookFunctions): IncomingRequest {
	const { method = 'POST', rawBody } = context.getRequestObject() as N8nRequest;
	return {
		method,
		query: method === 'GET' ? (context.getQueryData() as IDataObject) : {},
		headers: context.getHeaderData() as IDataObject,
		rawBody: rawBody ?? new Uint8Array(),
		body: context.getBodyData(),
	};
}

/** Single text value of a header; undefined when absent. */
export function headerText(headers: IDataObject, name: string): string | undefined {
	const value = headers[name];
	return typeof value === 'string' ? value : undefined;
}

/** JSON under a name of its own, e.g. application/cloudevents+json (RFC 6839). */
const OTHER_JSON = /^application\/[\w.+-]+\+json$/;

/**
 * Refuses what no provider sends before anything is done with it. Fills in a body that n8n left alone: it reads
 * and parses application/json only, and a proxy may have lost the content type.
 */
export async function checkForm(
	context: IWebhookFunctions,
	request: IncomingRequest,
	maxBodyBytes: number,
): Promise<Refusal | undefined> {
	const { headers } = request;
	const tooLarge = { status: 413, reason: `the body is larger than ${maxBodyBytes / 1_000_000} MB` };
	if (Number(headerText(headers, 'content-length') ?? 0) > maxBodyBytes) return tooLarge;
	const type = (headerText(headers, 'content-type') ?? '').split(';')[0].trim().toLowerCase();
	const isOther = type === '' || OTHER_JSON.test(type);
	if (type !== 'application/json' && !isOther) return NOT_JSON;
	const unread = isOther ? await readRawBody(context, request, tooLarge) : undefined;
	if (unread) return unread;
	if (request.rawBody.length > maxBodyBytes) return tooLarge;
	if (isOther) request.body = parsed(request.rawBody);
	return type === '' && asObject(request.body) === undefined ? NOT_JSON : undefined;
}

const NOT_JSON: Refusal = { status: 415, reason: 'the content type must be application/json' };

/** n8n offers to read the body of a node of version 1.1 when it does not know the content type. */
async function readRawBody(
	context: IWebhookFunctions,
	request: IncomingRequest,
	tooLarge: Refusal,
): Promise<Refusal | undefined> {
	const n8nRequest = context.getRequestObject() as unknown as N8nRequest;
	try {
		await n8nRequest.readRawBody?.();
	} catch (error) {
		// n8n's own limit, N8N_PAYLOAD_SIZE_MAX; all else is a broken compression or connection.
		if (asObject(error)?.status === 413) return tooLarge;
		return { status: 400, reason: 'the body could not be read' };
	}
	request.rawBody = n8nRequest.rawBody ?? request.rawBody;
	return undefined;
}

/** The JSON of a body; undefined when it is not JSON. */
function parsed(rawBody: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder().decode(rawBody)) as unknown;
	} catch {
		return undefined;
	}
}

/** The body as an object, or the refusal of anything else. */
export function checkObject({ rawBody, body }: IncomingRequest): { body: LooseObject } | Refusal {
	const object = rawBody.length > 0 ? asObject(body) : undefined;
	if (object === undefined) return { status: 400, reason: 'the body must be a JSON object' };
	if (isNestedDeeperThan(object, MAX_LEVELS)) {
		return { status: 400, reason: `the body is nested more than ${MAX_LEVELS} levels deep` };
	}
	if (holdsMoreThan(object, MAX_HOLDERS)) {
		return { status: 400, reason: 'the body has more than 50,000 lists and objects' };
	}
	return { body: object };
}
