import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { freePort } from '../lib/freePort.mts';
import type { ServiceBinaries } from './debianServices.mts';
import { Service } from './service.mts';

const run = promisify(execFile);

export interface Redis {
	port: number;
	service: Service;
	/** Answer of a command, as redis-cli prints it. */
	command(...args: string[]): Promise<string>;
}

/** Redis on the loopback interface with its append-only file on, as a queue needs it to survive a restart. */
export async function startRedis({ redisServer }: ServiceBinaries, folder: string): Promise<Redis> {
	await mkdir(folder, { recursive: true });
	const port = await freePort();
	const settings = {
		port: String(port),
		bind: '127.0.0.1',
		dir: folder,
		appendonly: 'yes',
		save: '',
		// n8n asks for this: an evicted job is a lost job.
		'maxmemory-policy': 'noeviction',
	};
	const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
	const service = new Service({
		name: 'queue-redis',
		program: redisServer,
		args,
		stopSignal: 'SIGTERM',
		isReady: async () => await answersPing(port),
	});
	await service.start();
	const command = async (...words: string[]) =>
		(await run('redis-cli', ['-p', String(port), ...words])).stdout.trim();
	return { port, service, command };
}

/** While Redis loads its file it accepts connections and answers LOADING. */
async function answersPing(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
		const end = (answer: boolean) => {
			socket.destroy();
			resolve(answer);
		};
		socket.once('data', (data) => end(data.toString().startsWith('+PONG')));
		socket.once('error', () => end(false));
		socket.setTimeout(1000, () => end(false));
	});
}
