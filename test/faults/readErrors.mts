import { Socket } from 'node:net';

/** Codes that the kernel gives for connecting and, when the way is lost later, for reading as well. */
export type ReadErrorCode = 'ECONNREFUSED' | 'EHOSTUNREACH' | 'ENETUNREACH';

const codes = new Map<number, ReadErrorCode>();
const destroy = Socket.prototype.destroy;

/**
 * From now on, connections to this port that are reset fail with another code instead: what Node makes of an ICMP
 * error on an open connection, which a loopback cannot produce.
 */
export function readErrorAt(port: number, code: ReadErrorCode): void {
	codes.set(port, code);
	Socket.prototype.destroy = destroyWithCode;
}

function destroyWithCode(this: Socket, error?: NodeJS.ErrnoException): Socket {
	const code = error?.code === 'ECONNRESET' ? codes.get(this.remotePort ?? 0) : undefined;
	if (error !== undefined && code !== undefined && error.syscall === 'read') {
		error.code = code;
		error.message = `read ${code}`;
	}
	return destroy.call(this, error);
}
