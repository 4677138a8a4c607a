import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { asObject } from '../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../commerce/domain/looseJson';

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

/** The call as n8n took it in. n8n keeps the bytes for every content type but multipart forms. */
export function readRequest(context: IWebhookFunctions): IncomingRequest {
	const { method = 'POST', rawBody } = context.getRequestObject() as {
		method?: string;
		rawBody?: Uint8Array;
	};
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

/** Refuses what no provider sends before anything is done with it. */
export function checkForm({ headers, rawBody }: IncomingRequest, maxBodyBytes: number): Refusal | undefined {
	const announced = Number(headerText(headers, 'content-length') ?? 0);
	if (rawBody.length > maxBodyBytes || announced > maxBodyBytes) {
		return { status: 413, reason: `the body is larger than ${maxBodyBytes / 1_000_000} MB` };
	}
	const type = headerText(headers, 'content-type')?.split(';')[0].trim().toLowerCase();
	if (type !== 'application/json') {
		return { status: 415, reason: 'the content type must be application/json' };
	}
	return undefined;
}

/** The body as an object, or the refusal of anything else. */
export function checkObject({ rawBody, body }: IncomingRequest): { body: LooseObject } | Refusal {
	const object = rawBody.length > 0 ? asObject(body) : undefined;
	return object ? { body: object } : { status: 400, reason: 'the body must be a JSON object' };
}
