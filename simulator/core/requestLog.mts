import type { IncomingHttpHeaders } from 'node:http';

/** One request as it came in; kept raw and masked only when somebody reads it. */
export interface RequestEntry {
	seq: number;
	account: string | null;
	method: string;
	url: string;
	/** Route name (send-order, message, webhook ...), null for unknown addresses. */
	route: string | null;
	recipient: string | null;
	headers: IncomingHttpHeaders;
	body: unknown;
	at: number;
	endedAt: number | null;
	/** Status answered; null while open or when the connection was cut without one. */
	status: number | null;
	/** open, accepted, answered, refused, or `fault:` and its kind. */
	outcome: string;
	/** True when the provider took the message in, whatever it answered. */
	accepted: boolean;
	port: number | null;
}

const MAX_ENTRIES = 200_000;
const SECRET_HEADERS = new Set(['client-token', 'x-api-key', 'd360-api-key', 'authorization']);

/** Milliseconds since 1970 with fractions, comparable within one process. */
export function now(): number {
	return performance.timeOrigin + performance.now();
}

/** The path without the instance token. */
export function maskPath(url: string): string {
	return url.replace(/\/token\/[^/?]+/, '/token/***');
}

export class RequestLog {
	enabled = true;
	private entries: RequestEntry[] = [];
	private lastSeq = 0;

	/** Opens an entry; it is kept only while the log is on. */
	open(entry: Omit<RequestEntry, 'seq'>): RequestEntry {
		const numbered = { ...entry, seq: ++this.lastSeq };
		if (!this.enabled) return numbered;
		this.entries.push(numbered);
		if (this.entries.length > MAX_ENTRIES) this.entries = this.entries.slice(MAX_ENTRIES / 2);
		return numbered;
	}

	clear(account?: string): void {
		this.entries = account ? this.entries.filter((entry) => entry.account !== account) : [];
	}

	/** Entries of one account (or all), oldest first, with secrets masked. */
	read(filter: { account?: string; route?: string; recipient?: string; since?: number }) {
		return this.entries
			.filter(
				(entry) =>
					(!filter.account || entry.account === filter.account) &&
					(!filter.route || entry.route === filter.route) &&
					(!filter.recipient || entry.recipient === filter.recipient) &&
					(!filter.since || entry.seq > filter.since),
			)
			.map(({ url, headers, ...rest }) => ({ ...rest, path: maskPath(url), headers: maskHeaders(headers) }));
	}
}

function maskHeaders(headers: IncomingHttpHeaders): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name, SECRET_HEADERS.has(name) ? '***' : value]),
	);
}
