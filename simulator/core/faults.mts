/** What can be made to go wrong. `accepted` says whether the message is taken in before it does. */
export type FaultKind =
	| 'latency'
	| 'refuse'
	| 'timeout'
	| 'reset'
	| 'resetMidBody'
	| 'status'
	| 'error200'
	| 'html200'
	| 'empty200'
	| 'notFound200'
	| 'truncated'
	| 'slowBody'
	| 'spoiltTls'
	| 'deliveryError'
	| 'closePort';

export interface FaultRequest {
	kind: FaultKind;
	account?: string;
	/** Route name (send-order, message ...) or operation (paymentRequest, orderStatus ...). */
	route?: string;
	recipient?: string;
	/** First matching request that is hit, from 1. */
	nth?: number;
	/** How many matching requests are hit from there on. */
	times?: number | 'always';
	accepted?: boolean;
	ms?: number;
	status?: number;
	/** Seconds as a number, `date:<seconds>` for an HTTP date that far ahead, or any text. Absent: no header. */
	retryAfter?: number | string;
	body?: unknown;
	contentType?: string;
	error?: string;
	errorCode?: string;
}

export interface Fault extends FaultRequest {
	id: number;
	nth: number;
	limit: number;
	accepted: boolean;
	seen: number;
	hits: number;
}

export interface FaultTarget {
	account: string;
	route: string | null;
	operation: string | null;
	recipient: string | null;
}

/** What one request has coming. */
export interface FaultDecision {
	latencyMs: number;
	/** The fault that decides the answer. */
	fatal?: Fault;
	deliveryError?: Fault;
	closePort?: Fault;
}

const TAKEN_IN = new Set<FaultKind>([
	'resetMidBody',
	'truncated',
	'slowBody',
	'spoiltTls',
	'latency',
	'deliveryError',
	'closePort',
]);

/** Whether a fault lets the message in, unless the caller says otherwise. */
function acceptedByDefault(fault: FaultRequest): boolean {
	if (fault.kind !== 'status') return TAKEN_IN.has(fault.kind);
	const status = fault.status ?? 500;
	return status >= 500 && !(status === 503 && fault.retryAfter !== undefined);
}

export class FaultBoard {
	private faults: Fault[] = [];
	private lastId = 0;

	add(request: FaultRequest): Fault {
		const fault: Fault = {
			...request,
			id: ++this.lastId,
			nth: request.nth ?? 1,
			limit: request.times === 'always' ? Infinity : (request.times ?? 1),
			accepted: request.accepted ?? acceptedByDefault(request),
			seen: 0,
			hits: 0,
		};
		this.faults.push(fault);
		return fault;
	}

	list(account?: string): Fault[] {
		return this.faults.filter((fault) => !account || fault.account === account);
	}

	/** Forgets the faults of an account, or all. */
	remove(account?: string): void {
		this.faults = account === undefined ? [] : this.faults.filter((fault) => fault.account !== account);
	}

	/**
	 * Faults this request meets, counting it. Called twice: `early` before the body is read, for the
	 * connections refused outright, and once more when the recipient is known.
	 */
	pick(target: FaultTarget, early: boolean): FaultDecision | null {
		if (this.faults.length === 0) return null;
		let decision: FaultDecision | null = null;
		for (const fault of this.faults) {
			if (isEarly(fault) !== early || !matches(fault, target)) continue;
			fault.seen += 1;
			if (fault.seen < fault.nth || fault.hits >= fault.limit) continue;
			decision ??= { latencyMs: 0 };
			if (fault.kind === 'latency') decision.latencyMs += fault.ms ?? 0;
			else if (fault.kind === 'deliveryError') decision.deliveryError ??= fault;
			else if (fault.kind === 'closePort') decision.closePort ??= fault;
			else if (decision.fatal) continue;
			else decision.fatal = fault;
			fault.hits += 1;
		}
		return decision;
	}
}

/** Only a refusal that needs nothing from the body can come before the body is read. */
function isEarly(fault: Fault): boolean {
	return fault.kind === 'refuse' && fault.recipient === undefined;
}

function matches(fault: Fault, target: FaultTarget): boolean {
	return (
		(fault.account === undefined || fault.account === target.account) &&
		(fault.recipient === undefined || fault.recipient === target.recipient) &&
		(fault.route === undefined || fault.route === target.route || fault.route === target.operation)
	);
}
