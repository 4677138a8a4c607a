import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, type AddressInfo, type Server } from 'node:net';
import type { Duplex } from 'node:stream';
import { tlsIdentity } from './keys.mts';

/** Domains of the simulated banks. Every host below them is served. */
export const BANK_DOMAINS = ['banco-simulado.com.br', 'outro-banco.com.br'];

/** A way to the banks under their own names. */
export interface BankNetwork {
	/** For HTTPS_PROXY: takes CONNECT to port 443 of the banks' hosts and to nothing else. */
	proxy: string;
	/** In PEM, to be trusted by whoever calls the banks. */
	certificate: string;
	close(): Promise<void>;
}

/** Opens a TLS server for all banks, and the proxy that leads their names to it. */
export async function openBankNetwork(
	handler: RequestListener,
	onRefused: (target: string) => void,
): Promise<BankNetwork> {
	const identity = await tlsIdentity(BANK_DOMAINS.flatMap((domain) => [domain, `*.${domain}`]));
	const banks = createHttpsServer(identity, handler);
	const tlsPort = await listen(banks);
	const sockets = new Set<Duplex>();
	const proxy = createServer((_request, response) => response.writeHead(405).end());
	proxy.on('connect', (request: IncomingMessage, client: Duplex) => {
		sockets.add(client);
		client.on('error', () => undefined).on('close', () => sockets.delete(client));
		const target = request.url ?? '';
		if (!isBank(target)) {
			onRefused(target);
			client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
			return;
		}
		const bank = connect(tlsPort, '127.0.0.1', () => {
			client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
			client.pipe(bank).pipe(client);
		});
		bank.on('error', () => client.destroy()).on('close', () => client.destroy());
		client.on('close', () => bank.destroy());
	});
	const proxyPort = await listen(proxy);
	const close = async () => {
		for (const socket of sockets) socket.destroy();
		banks.closeAllConnections();
		await Promise.all([banks, proxy].map((server) => new Promise((resolve) => server.close(resolve))));
	};
	return { proxy: `http://127.0.0.1:${proxyPort}`, certificate: identity.cert, close };
}

function isBank(target: string): boolean {
	const [host = '', port] = target.split(':');
	return port === '443' && BANK_DOMAINS.some((domain) => host === domain || host.endsWith(`.${domain}`));
}

async function listen(server: Server): Promise<number> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	return (server.address() as AddressInfo).port;
}
