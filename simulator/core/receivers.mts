import { hexId } from './ids.mts';
import { now } from './requestLog.mts';

/** How a receiver answers what arrives. */
export interface ReceiverBehaviour {
	status: number;
	body: string;
	contentType: string;
	delayMs: number;
	/** Echo X-Validation-Token as the Hub wants it: as JSON, as plain text, or not at all. */
	handshake: 'json' | 'text' | 'none';
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
			handshake: 'json',
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
		const token = request.headers['x-validation-token'];
		if (typeof token !== 'string' || receiver.handshake === 'none') return receiver;
		return receiver.handshake === 'json'
			? { ...receiver, status: 200, body: JSON.stringify(token), contentType: 'application/json' }
			: { ...receiver, status: 200, body: token, contentType: 'text/plain' };
	}
}
