import type { RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { selfSignedCertificate, type KeyAndCertificate } from './certificate.mts';

/**
 * Connections to the servers behind the doors, with the flag that spoils the reply; by both ports, because connections
 * to different servers may leave from the same one.
 */
const tunnels = new Map<string, { spoils: boolean }>();
const tunnelName = (fromPort?: number, toPort?: number) => `${fromPort}>${toPort}`;

let identity: KeyAndCertificate | undefined;

/** Within the first record of the reply, after the five bytes of its header (RFC 8446 section 5.1). */
const SPOILT_BYTE = 10;

/**
 * A listener for HTTPS: a tunnel in front of a TLS server, so that what the client gets can be spoilt as a bad
 * network does. Closing it closes both.
 */
export async function openTlsDoor(handler: RequestListener, port: number, host: string): Promise<Server> {
	identity ??= selfSignedCertificate();
	const inner = createHttpsServer(identity, handler);
	inner.keepAliveTimeout = 65_000;
	await listen(inner, 0, host);
	const { port: innerPort } = inner.address() as AddressInfo;
	const sockets = new Set<Socket>();
	const door = createServer((client) => {
		sockets.add(client);
		client.once('close', () => sockets.delete(client));
		tunnel(client, connect(innerPort, host));
	});
	door.once('close', () => inner.close());
	await listen(door, port, host);
	return Object.assign(door, {
		closeAllConnections: () => {
			for (const socket of sockets) socket.destroy();
			inner.closeAllConnections();
		},
	});
}

/** Flips one bit of the next bytes that leave for the client whose request came over this connection. */
export function spoilNextBytes({ remotePort, localPort }: Socket): void {
	const found = tunnels.get(tunnelName(remotePort, localPort));
	if (found === undefined) throw new Error('only a reply over TLS can be spoilt');
	found.spoils = true;
}

function tunnel(client: Socket, server: Socket): void {
	const state = { spoils: false };
	server.once('connect', () => {
		const name = tunnelName(server.localPort, server.remotePort);
		tunnels.set(name, state);
		server.once('close', () => tunnels.get(name) === state && tunnels.delete(name));
	});
	client.pipe(server);
	server.on('data', (bytes: Buffer) => {
		if (state.spoils) {
			bytes[SPOILT_BYTE] ^= 1;
			state.spoils = false;
		}
		client.write(bytes);
	});
	for (const [one, other] of [
		[client, server],
		[server, client],
	]) {
		one.on('error', () => other.destroy());
		one.on('close', () => other.destroySoon());
	}
}

async function listen(server: Server, port: number, host: string): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, resolve);
	});
}
