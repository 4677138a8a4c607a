import type { IExecuteFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import type { Deadline } from '../deadlines';
import { explainTransportError } from '../transportFailure';

/** What an address gave; the status may be any. */
export interface FetchedText {
	statusCode: number;
	retryAfter?: string;
	/** Undefined when it is larger than MAX_BYTES. */
	body?: string;
}

/** The largest body that is read. A signed charge has two or three kilobytes, a key set of one key as many. */
const MAX_BYTES = 65_536;

/**
 * Gets a public address with n8n's request helper, so that its proxy settings and its SSRF protection hold. Sends no
 * credential and follows no redirect. `deadline` bounds head and body together. Never throws: what happens on the way
 * is given in words.
 */
export async function fetchPublicText(
	context: IExecuteFunctions,
	url: string,
	{ accept, deadline, timeoutMs }: { accept: string; deadline: Deadline; timeoutMs: number },
): Promise<FetchedText | { failure: string }> {
	const abort = new AbortController();
	try {
		const reading = getText(context, url, { accept, abort });
		// It fails once it is aborted, when nobody listens any more.
		reading.catch(() => undefined);
		const text = await Promise.race([reading, deadline.reached]);
		return text === 'deadline' ? { failure: `did not answer within ${timeoutMs / 1000} s` } : text;
	} catch (error) {
		return { failure: wordFailure(error, timeoutMs) };
	} finally {
		abort.abort();
	}
}

async function getText(
	context: IExecuteFunctions,
	url: string,
	{ accept, abort }: { accept: string; abort: AbortController },
): Promise<FetchedText> {
	const response = (await context.helpers.httpRequest({
		method: 'GET',
		url,
		headers: { Accept: accept },
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		abortSignal: abort.signal,
	})) as IN8nHttpFullResponse;
	const retryAfter: unknown = response.headers?.['retry-after'];
	return {
		statusCode: response.statusCode,
		...(typeof retryAfter === 'string' ? { retryAfter } : {}),
		body: await readUpTo(response.body as unknown as AsyncIterable<Uint8Array>),
	};
}

/** Stops reading, and so closes the connection, once there is too much. */
async function readUpTo(chunks: AsyncIterable<Uint8Array>): Promise<string | undefined> {
	const read: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of chunks) {
		size += chunk.length;
		if (size > MAX_BYTES) return undefined;
		read.push(chunk);
	}
	return Buffer.concat(read).toString();
}

function wordFailure(error: unknown, timeoutMs: number): string {
	const { what, code, sent } = explainTransportError(error, { timeoutMs, redact: (text) => text });
	if (code !== undefined) return `${sent ? 'did not answer' : 'could not be reached'} (${code})`;
	// n8n's own words, about an address that it does not call.
	return `was not called: ${what.replace('Base URL', 'the bank')}`;
}
