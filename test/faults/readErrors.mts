import { Socket } from 'node:net';

/** Codes that the kernel gives for connecting and, when the way is lost later, for reading as well. */
export type ReadErrorCode = 'ECONNREFUSED' | 'EHOSTUNREACH' | 'ENETUNREACH';

const codes = new Map<number, ReadErrorCode>();
/** Noted while a connection is open: one that was reset has forgotten where it led. */
const codeOf = new WeakMap<Socket, ReadErrorCode>();
const connect = Socket.prototype.connect;
const destroy = Socket.prototype.destroy;

/**
 * From now on, connections to this port that are reset fail with another code instead: what Node makes of an ICMP
 * error on an open connection, which a loopback cannot produce.
 */
export function readErrorAt(port: number, code: ReadErrorCode): void {
	codes.set(port, code);
	Socket.prototype.connect = connectAndNote as typeof connect;
	Socket.prototype.destroy = destroyWithCode;
}

function connectAndNote(this: Socket, ...target: Parameters<typeof connect>): Socket {
	this.once('connect', () => {
		const code = codes.get(this.remotePort ?? 0);
		if (code !== undefined) codeOf.set(this, code);
	});
	return connect.apply(this, target);
}

function destroyWithCode(this: Socket, error?: NodeJS.ErrnoException): Socket {
	const code = codeOf.get(this);
	if (code !== undefined && error?.code === 'ECONNRESET' && error.syscall === 'read') {
		error.code = code;
		error.message = `read ${code}`;
	}
	return destroy.call(this, error);
}
