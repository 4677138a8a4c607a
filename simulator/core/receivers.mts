import { hexId } from './ids.mts';
import { now } from './requestLog.mts';

/** How a sink answers what arrives. */
export interface SinkBehaviour {
	status: number;
	body: string;
	contentType: string;
	delayMs: number;
	/** Echo X-Validation-Token as the Hub wants it: as JSON, as plain text, or not at all. */
	handshake: 'json' | 'text' | 'none';
}

export interface Sink extends SinkBehaviour {
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
export class SinkShelf {
	private readonly sinks = new Map<string, Sink>();

	create(behaviour: Partial<SinkBehaviour>): Sink {
		const sink: Sink = {
			status: 200,
			body: '',
			contentType: 'text/plain',
			delayMs: 0,
			handshake: 'json',
			...behaviour,
			id: hexId(12).toLowerCase(),
			received: [],
		};
		this.sinks.set(sink.id, sink);
		return sink;
	}

	get(id: string): Sink | undefined {
		return this.sinks.get(id);
	}

	/** Records one request and says what to answer. */
	receive(sink: Sink, request: Omit<Sink['received'][number], 'at'>): SinkBehaviour {
		sink.received.push({ at: now(), ...request });
		const token = request.headers['x-validation-token'];
		if (typeof token !== 'string' || sink.handshake === 'none') return sink;
		return sink.handshake === 'json'
			? { ...sink, status: 200, body: JSON.stringify(token), contentType: 'application/json' }
			: { ...sink, status: 200, body: token, contentType: 'text/plain' };
	}
}
