import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { artifactsFolder } from '../lib/paths.mts';
import { waitFor } from '../lib/waitFor.mts';

export interface ServiceCommand {
	/** Names the log, artifacts/<name>.log. */
	name: string;
	program: string;
	args: string[];
	options?: SpawnOptions;
	/** Signal that asks it to end in good order. */
	stopSignal: NodeJS.Signals;
	isReady: () => Promise<boolean>;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
	for (const child of running) child.kill('SIGKILL');
});

/** A server of our own that can be ended and started again on the same data and port. */
export class Service {
	private child?: ChildProcess;

	private exited: Promise<void> = Promise.resolve();

	private readonly command: ServiceCommand;

	constructor(command: ServiceCommand) {
		this.command = command;
	}

	/** Starts it and returns when it answers. */
	async start(): Promise<void> {
		const { name, program, args, options, isReady } = this.command;
		await mkdir(artifactsFolder, { recursive: true });
		const log = createWriteStream(join(artifactsFolder, `${name}.log`), { flags: 'a' });
		const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
		for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => log.write(text));
		running.add(child);
		this.child = child;
		this.exited = new Promise((resolve) => {
			child.once('error', () => resolve());
			child.once('close', () => {
				running.delete(child);
				log.end();
				resolve();
			});
		});
		const giveUp = () =>
			child.exitCode === null && child.signalCode === null
				? undefined
				: new Error(`${name} ended with ${child.exitCode ?? child.signalCode}; see artifacts/${name}.log`);
		await waitFor(`${name} to start`, isReady, { giveUp, intervalMs: 50 });
	}

	/** Ends it in good order. Safe to call when it does not run. */
	async stop(): Promise<void> {
		this.child?.kill(this.command.stopSignal);
		const timer = setTimeout(() => this.child?.kill('SIGKILL'), 20_000);
		await this.exited;
		clearTimeout(timer);
	}

	/** As `systemctl restart` does. Returns how long it did not answer, in milliseconds. */
	async restart(): Promise<number> {
		const from = performance.now();
		await this.stop();
		await this.start();
		return performance.now() - from;
	}
}
