import type { FaultKind, FaultRequest } from '../../simulator/core/faults.mts';
import type { ReadErrorCode } from './readErrors.mts';

/** Options > Timeout of a message that is to time out. */
export const TIMEOUT_MS = 2000;

/** What the node may say about the message that met the fault. `accepted` means that the fault was survived. */
export type Verdict = 'accepted' | 'refused' | 'unknown';

export interface FaultRow {
	name: string;
	/** How often it hits the same message. */
	lasts: 'once' | 'always';
	/** What one try of the node must make of it. `busy` is refused, and tried again by the node itself. */
	class: 'accepted' | 'refused' | 'busy' | 'unknown';
	/** The fault to set in the simulator; absent for faults that need no simulator. */
	fault?: Omit<FaultRequest, 'account' | 'recipient' | 'times'>;
	/** Whether the message times out. */
	needsTimeout?: boolean;
	/** Faults of the way there, which strike every message sent meanwhile. */
	network?: 'portClosed' | 'noSuchHost';
	/** The provider is reached over TLS. */
	tls?: boolean;
	/** What the operating system reports in place of a reset while the reply is read. */
	readError?: ReadErrorCode;
	/** What of the provider's own words the user must read, when it says any. */
	words?: RegExp;
}

type Simulated = Omit<FaultRow, 'lasts' | 'fault'>;

const once = (row: Simulated, kind: FaultKind, details: Partial<FaultRequest> = {}): FaultRow => ({
	...row,
	lasts: 'once',
	fault: { kind, ...details },
});

/** A fault that may pass is played twice: gone on the next try, and there for good. */
const both = (row: Simulated, kind: FaultKind, details: Partial<FaultRequest> = {}): FaultRow[] => [
	once(row, kind, details),
	{ ...once(row, kind, details), lasts: 'always' },
];

const refused = (status: number, words: RegExp) =>
	once({ name: String(status), class: 'refused', words }, 'status', { status });

/** The way is lost when the provider already has the message: a code of connecting, while reading. */
const readError = (code: ReadErrorCode) =>
	once({ name: `read ${code}`, class: 'unknown', readError: code, words: new RegExp(code) }, 'reset', {
		accepted: true,
	});

const busy = (status: number, how: string, words: RegExp, retryAfter?: number | string) =>
	both({ name: `${status}, ${how}`, class: 'busy', words }, 'status', { status, retryAfter });

const tooMany = /Too Many Requests/;
const unavailable = /Service Unavailable/;

/** Every fault of the matrix. After an unknown outcome the message may have arrived: a second one would double it. */
export const FAULT_ROWS: FaultRow[] = [
	once({ name: 'answer after 300 ms', class: 'accepted' }, 'latency', { ms: 300 }),
	once({ name: 'slow body, in time', class: 'accepted' }, 'slowBody', { ms: 400 }),

	once({ name: 'timeout before accepting', class: 'unknown', needsTimeout: true }, 'timeout', {
		ms: TIMEOUT_MS + 500,
	}),
	once({ name: 'timeout after accepting', class: 'unknown', needsTimeout: true }, 'timeout', {
		ms: TIMEOUT_MS + 500,
		accepted: true,
	}),
	once({ name: 'accepted after the timeout', class: 'unknown', needsTimeout: true }, 'latency', {
		ms: TIMEOUT_MS + 500,
	}),
	once({ name: 'slow body, too late', class: 'unknown', needsTimeout: true }, 'slowBody', {
		ms: TIMEOUT_MS * 2,
	}),
	once({ name: 'cut before the answer', class: 'unknown' }, 'refuse'),
	once({ name: 'reset before accepting', class: 'unknown' }, 'reset'),
	once({ name: 'reset after accepting', class: 'unknown' }, 'reset', { accepted: true }),
	once({ name: 'reset mid-body', class: 'unknown' }, 'resetMidBody'),
	once({ name: 'TLS broken after the request', class: 'unknown', tls: true }, 'spoiltTls'),
	readError('ECONNREFUSED'),
	readError('EHOSTUNREACH'),
	readError('ENETUNREACH'),
	once({ name: '500 after accepting', class: 'unknown', words: /Internal Server Error/ }, 'status', {
		status: 500,
	}),
	once({ name: '500 before accepting', class: 'unknown', words: /Internal Server Error/ }, 'status', {
		status: 500,
		accepted: false,
	}),
	once({ name: '502', class: 'unknown', words: /Bad Gateway/ }, 'status', { status: 502 }),
	once({ name: '503 without Retry-After', class: 'unknown', words: unavailable }, 'status', { status: 503 }),
	once({ name: '504', class: 'unknown', words: /Gateway Timeout/ }, 'status', { status: 504 }),
	once({ name: '200 + HTML, accepted', class: 'unknown', words: /Just a moment/ }, 'html200', {
		accepted: true,
	}),
	once({ name: '200 + HTML, not accepted', class: 'unknown', words: /Just a moment/ }, 'html200'),
	once({ name: '200 + empty, accepted', class: 'unknown' }, 'empty200', { accepted: true }),
	once({ name: '200 + empty, not accepted', class: 'unknown' }, 'empty200'),
	once({ name: 'truncated JSON', class: 'unknown' }, 'truncated'),

	...both({ name: '400', class: 'refused', words: /Bad Request/ }, 'status', { status: 400 }),
	refused(401, /Unauthorized/),
	refused(403, /Forbidden/),
	refused(404, /NOT_FOUND|Not Found/),
	refused(409, /Conflict/),
	refused(415, /Unsupported Media Type/),
	refused(422, /Unprocessable Entity/),
	once({ name: '200 + error', class: 'refused', words: /permission|not a valid/ }, 'error200'),
	once({ name: '404 as 200', class: 'refused', words: /NOT_FOUND/ }, 'notFound200'),
	once({ name: '429, Retry-After 1 hour', class: 'refused', words: tooMany }, 'status', {
		status: 429,
		retryAfter: 3600,
	}),

	...busy(429, 'no Retry-After', tooMany),
	...busy(429, 'Retry-After seconds', tooMany, 1),
	...busy(429, 'Retry-After date', tooMany, 'date:1'),
	...busy(503, 'Retry-After seconds', unavailable, 1),
	...busy(503, 'Retry-After date', unavailable, 'date:1'),
	{ name: 'connection refused', class: 'busy', lasts: 'once', network: 'portClosed' },
	{ name: 'connection refused', class: 'busy', lasts: 'always', network: 'portClosed' },
	{ name: 'no such host (DNS)', class: 'busy', lasts: 'always', network: 'noSuchHost' },
];
