import type { IHttpRequestOptions } from 'n8n-workflow';

interface Api {
	/** Base URL as it is filled in; slashes at its end do not count. */
	baseUrl: string;
	/** The address while Base URL is empty. */
	usualUrl: string;
	/** Headers that hold the secret. */
	headers: Record<string, string>;
	/** What of a path is asked below the address; `wasFull`: it was given as a full URL. Without it, the path itself. */
	pathOf?(path: string, wasFull: boolean): string;
}

/**
 * Turns a path (`/v1/…`) into the full URL and adds the headers. A full URL within Base URL, as n8n's HTTP Request node
 * has it, gets them too; one elsewhere stays as it is and gets nothing, so that no secret can be lured away.
 */
export function withSecret(
	options: IHttpRequestOptions,
	{ baseUrl, usualUrl, headers, pathOf = (path) => path }: Api,
): IHttpRequestOptions {
	const base = baseUrl.replace(/\/+$/, '') || usualUrl;
	// The HTTP Request node names the address `uri`.
	const given = options.url ?? String((options as { uri?: unknown }).uri ?? '');
	const isWithin = base !== '' && given.startsWith(`${base}/`);
	if (/^https?:/i.test(given) && !isWithin) return options;
	const url = base + pathOf(isWithin ? given.slice(base.length) : given, isWithin);
	return {
		...options,
		url,
		...('uri' in options ? { uri: url } : {}),
		headers: { ...options.headers, ...headers },
	};
}
