import { type N8nCommand, type N8nServer, startN8n } from '../lib/n8nServer.mts';

const MAX_STARTS = 3;
/** Several processes start at once, on a machine that may be busy. */
const START_TIMEOUT_MS = 240_000;

export interface ProcessOptions {
	name: string;
	command: N8nCommand;
	port: number;
	userFolder: string;
	env: Record<string, string>;
}

/**
 * One n8n process with a restart policy, as systemd or Docker would give it: when it ends by itself it is
 * started again on the same port and data.
 */
export class N8nProcess {
	/** How often it ended although nobody asked it to. */
	crashes = 0;

	readonly url: string;

	readonly name: string;

	private readonly options: ProcessOptions;

	private server?: N8nServer;

	private readonly earlierLogs: string[] = [];

	private starts = 0;

	private expected = false;

	private starting?: Promise<void>;

	constructor(options: ProcessOptions) {
		this.options = options;
		this.name = options.name;
		this.url = `http://127.0.0.1:${options.port}`;
	}

	/** Starts it, again when it ended while starting, e.g. because its database was away. */
	async start(): Promise<void> {
		this.expected = false;
		for (let triesLeft = MAX_STARTS - 1; ; triesLeft--) {
			try {
				await this.startOnce();
				return;
			} catch (error) {
				if (triesLeft === 0) throw error;
				this.crashes += 1;
			}
		}
	}

	private async startOnce(): Promise<void> {
		this.starts += 1;
		const name = this.starts === 1 ? this.options.name : `${this.options.name}-${this.starts}`;
		const server = await startN8n({ ...this.options, name, startTimeoutMs: START_TIMEOUT_MS });
		this.server = server;
		void server.exited.then(() => this.onExit(server));
	}

	/** SIGTERM, as a deployment does. */
	async stop(): Promise<void> {
		this.expected = true;
		await this.starting?.catch(() => undefined);
		await this.server?.stop();
	}

	/** SIGKILL, as the kernel does when memory is short; then started again. */
	async killAndRestart(): Promise<void> {
		this.expected = true;
		await this.server?.kill();
		await this.start();
	}

	async restart(): Promise<void> {
		await this.stop();
		await this.start();
	}

	/** Waits for a start that the restart policy has under way. */
	async settled(): Promise<void> {
		await this.starting;
	}

	/** Output of this process and of those it replaced. */
	logs(): string {
		return [...this.earlierLogs, this.server?.logs() ?? ''].join('\n');
	}

	private onExit(server: N8nServer): void {
		this.earlierLogs.push(server.logs());
		this.server = undefined;
		if (this.expected) return;
		this.crashes += 1;
		this.starting = this.start();
		this.starting.catch(() => undefined);
	}
}
