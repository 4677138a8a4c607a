import { hexId } from './ids.mts';
import { now } from './requestLog.mts';

/** How a receiver answers what arrives. */
export interface ReceiverBehaviour {
	status: number;
	body: string;
	contentType: string;
	delayMs: number;
	/** Statuses of the first answers to events, one after the other; then `status`. */
	statuses: number[];
	/** Echo X-Validation-Token as the Hub wants it: as JSON, as plain text, or not at all. */
	handshake: 'json' | 'text' | 'none';
	/** What a verification by GET, as Meta makes it, must bring. */
	verifyToken: string;
	/** What becomes of that verification: its challenge comes back, something else does, or it is refused. */
	verification: 'answer' | 'wrong' | 'refuse';
}

export interface Receiver extends ReceiverBehaviour {
	id: string;
	received: Array<{
		at: number;
		method: string;
		path: string;
		headers: Record<string, unknown>;
		body: string;
	}>;
}

/** Small webhook receivers, for tests that cannot listen themselves and for "another integration". */
export class ReceiverStore {
	private readonly receivers = new Map<string, Receiver>();

	create(behaviour: Partial<ReceiverBehaviour>): Receiver {
		const receiver: Receiver = {
			status: 200,
			body: '',
			contentType: 'text/plain',
			delayMs: 0,
			statuses: [],
			handshake: 'json',
			verifyToken: 'our-verify-token',
			verification: 'answer',
			...behaviour,
			id: hexId(12).toLowerCase(),
			received: [],
		};
		this.receivers.set(receiver.id, receiver);
		return receiver;
	}

	get(id: string): Receiver | undefined {
		return this.receivers.get(id);
	}

	/** Records one request and says what to answer. */
	receive(receiver: Receiver, request: Omit<Receiver['received'][number], 'at'>): ReceiverBehaviour {
		receiver.received.push({ at: now(), ...request });
		const query = new URL(request.path, 'http://receiver').searchParams;
		if (request.method === 'GET' && query.has('hub.challenge')) return verified(receiver, query);
		const token = request.headers['x-validation-token'];
		const status = receiver.statuses.shift() ?? receiver.status;
		if (typeof token !== 'string' || receiver.handshake === 'none') return { ...receiver, status };
		return receiver.handshake === 'json'
			? { ...receiver, status: 200, body: JSON.stringify(token), contentType: 'application/json' }
			: { ...receiver, status: 200, body: token, contentType: 'text/plain' };
	}
}

function verified(receiver: Receiver, query: URLSearchParams): ReceiverBehaviour {
	const { verification, verifyToken } = receiver;
	if (verification === 'refuse' || query.get('hub.verify_token') !== verifyToken) {
		return { ...receiver, status: 403, body: '' };
	}
	const challenge = query.get('hub.challenge') ?? '';
	return { ...receiver, status: 200, body: verification === 'wrong' ? `"${challenge}"` : challenge };
}
