import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, delimiter, join } from 'node:path';
import getPort from 'get-port';
import { ensureN8n, type N8nInstall } from './install.mts';
import { CURRENT_N8N } from './n8nReleases.mts';
import { artifactsFolder } from './paths.mts';
import { waitFor } from './waitFor.mts';

export type N8nCommand = 'start' | 'worker' | 'webhook';

export interface N8nOptions {
	/** Default: the current version (CURRENT_N8N). */
	version?: string;
	/** Default: a free one. */
	port?: number;
	/** n8n keeps its database, settings and community packages in `<userFolder>/.n8n`. */
	userFolder: string;
	/** Added to, and stronger than, the settings below. */
	env?: Record<string, string>;
	/** Default `start`. Workers and webhook processors need queue settings in `env`. */
	command?: N8nCommand;
	/** Names the log file, artifacts/<name>.log. Default `n8n-<command>`. */
	name?: string;
	/** Default 120 seconds. */
	startTimeoutMs?: number;
}

export interface N8nServer {
	/** e.g. http://127.0.0.1:40123, without a final slash. A worker answers health checks only. */
	url: string;
	port: number;
	pid: number;
	/** The output so far. */
	logs(): string;
	logFile: string;
	/** Asks n8n to end (SIGTERM), and makes it end after 20 seconds. */
	stop(): Promise<void>;
	/** Ends n8n and its task runners at once (SIGKILL), as a crash would. */
	kill(): Promise<void>;
	/** Settles when the process has ended, for whatever reason. */
	exited: Promise<void>;
}

/** The last thing each command prints when it is ready; before it, active workflows may not be registered yet. */
const READY_LINE: Record<N8nCommand, RegExp> = {
	start: /Editor is now accessible via/,
	worker: /n8n worker is now ready/,
	webhook: /Webhook listener waiting for requests/,
};

const running = new Set<ChildProcess>();
process.on('exit', () => {
	for (const child of running) signalGroup(child, 'SIGKILL');
});

/** Starts one n8n process on the loopback interface and returns when it is ready to work. */
export async function startN8n(options: N8nOptions): Promise<N8nServer> {
	const { version = CURRENT_N8N, command = 'start', userFolder, name = `n8n-${command}` } = options;
	const install = await ensureN8n(version);
	const port = options.port ?? (await getPort());
	const env = { ...(await settings(install, port, userFolder)), ...options.env };
	await mkdir(userFolder, { recursive: true });
	const logFile = join(artifactsFolder, `${name}.log`);
	await mkdir(dirname(logFile), { recursive: true });
	// A group of its own, so that kill() takes n8n's task runners along.
	const child = spawn(install.node, [install.n8n, command], {
		cwd: userFolder,
		env,
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const server = describeServer(child, port, logFile);
	try {
		await waitUntilReady(server, child, command, options.startTimeoutMs ?? 120_000);
	} catch (error) {
		await server.kill();
		throw error;
	}
	return server;
}

function describeServer(child: ChildProcess, port: number, logFile: string): N8nServer {
	running.add(child);
	let output = '';
	const file = createWriteStream(logFile);
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding('utf8').on('data', (text: string) => {
			output += text;
			file.write(text);
		});
	}
	child.once('close', () => file.end());
	const exited = new Promise<void>((resolve) => {
		child.once('exit', () => {
			running.delete(child);
			resolve();
		});
	});
	const kill = async () => {
		signalGroup(child, 'SIGKILL');
		await exited;
	};
	const stop = async () => {
		const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), 20_000);
		child.kill('SIGTERM');
		await exited;
		clearTimeout(timer);
		// A task runner that outlived its server.
		signalGroup(child, 'SIGKILL');
	};
	const url = `http://127.0.0.1:${port}`;
	return { url, port, pid: child.pid ?? 0, logs: () => output, logFile, stop, kill, exited };
}

async function waitUntilReady(
	server: N8nServer,
	child: ChildProcess,
	command: N8nCommand,
	timeoutMs: number,
) {
	const giveUp = () => {
		if (child.exitCode === null && child.signalCode === null) return undefined;
		const tail = server.logs().trimEnd().split('\n').slice(-15).join('\n');
		return new Error(`n8n ended with ${child.exitCode ?? child.signalCode} while starting:\n${tail}`);
	};
	const wait = { timeoutMs, giveUp };
	await waitFor(
		`n8n ${command} to start (see ${server.logFile})`,
		() => READY_LINE[command].test(server.logs()),
		wait,
	);
	await waitFor(`${server.url}/healthz`, async () => (await fetch(`${server.url}/healthz`)).ok, wait);
}

/** Quiet, on the loopback interface only, and nothing of the caller's environment beyond what a process needs. */
async function settings(
	install: N8nInstall,
	port: number,
	userFolder: string,
): Promise<Record<string, string>> {
	const brokerPort = await getPort();
	return {
		...inherited(['HOME', 'LANG', 'TMPDIR', 'TEMP', 'SystemRoot', 'NODE_EXTRA_CA_CERTS']),
		PATH: [dirname(install.node), process.env.PATH].join(delimiter),
		N8N_USER_FOLDER: userFolder,
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_EDITOR_BASE_URL: `http://127.0.0.1:${port}`,
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_ENABLED: 'true',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_PYTHON_ENABLED: 'false',
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '10',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_LOG_LEVEL: 'info',
		NO_COLOR: '1',
	};
}

function inherited(names: string[]): Record<string, string> {
	const found = names.map((name) => [name, process.env[name]]).filter(([, value]) => value !== undefined);
	return Object.fromEntries(found) as Record<string, string>;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch {
		// The group is gone already.
	}
}
