/** Titles of the codes as support/error-codes prints them; `message` is the code and the title. */
const TITLES: Record<number, string> = {
	100: 'Invalid parameter',
	190: 'Access token has expired',
	200: 'No access token was provided.',
	2040: 'Message is not supported',
	2046: 'Invalid status transition',
	2047: 'Cannot cancel order',
	130429: 'Rate limit hit',
	131005: 'Access denied',
	131008: 'Required parameter is missing',
	131009: 'Parameter value is not valid',
	131026: 'Message undeliverable',
	131047: 'Re-engagement message',
	131056: '(Business Account, Consumer Account) pair rate limit hit',
	132000: 'Number of parameters does not match the expected number of params',
	132001: 'Template name does not exist in the translation',
	132012: 'Parameter format does not match format in the created template',
	132015: 'Template is paused',
	132018: 'Template parameter issue',
};

export function titleOf(code: number): string {
	return TITLES[code] ?? 'Something went wrong';
}

/** A request that Meta does not take: its code, what is wrong in detail, and the HTTP status. */
export class MetaRefusal extends Error {
	readonly code: number;
	readonly details: string;
	readonly statusCode: number;

	constructor(code: number, details: string, statusCode = 400) {
		super(titleOf(code));
		this.code = code;
		this.details = details;
		this.statusCode = statusCode;
	}
}

/** The body of a refusal (support/error-codes). */
export function errorBody(code: number, details: string) {
	return {
		error: {
			message: `(#${code}) ${titleOf(code)}`,
			type: 'OAuthException',
			code,
			error_data: { messaging_product: 'whatsapp', details },
			fbtrace_id: 'AsimulatorTrace0000000A',
		},
	};
}

/** The same as an entry of `errors[]` in a status. */
export function statusError(code: number, details: string) {
	return {
		code,
		title: titleOf(code),
		message: titleOf(code),
		error_data: { details },
		href: 'https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes',
	};
}
