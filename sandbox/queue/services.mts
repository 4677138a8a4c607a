import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa, type ResultPromise } from 'execa';
import getPort from 'get-port';
import { ensurePackages } from '../lib/debian.mts';
import { artifactsFolder } from '../lib/paths.mts';
import { waitFor } from '../lib/waitFor.mts';

const REDIS = '/usr/bin/redis-server';
const POSTGRES_VERSIONS = '/usr/lib/postgresql';

/** Installs Redis and PostgreSQL when they are missing. Debian's own services stay off: each run has its own. */
export async function ensureServices(): Promise<void> {
	const isThere = () => existsSync(REDIS) && existsSync(POSTGRES_VERSIONS);
	await ensurePackages(['redis-server', 'postgresql'], isThere);
}

interface ServiceCommand {
	/** Names the log, artifacts/<name>.log. */
	name: string;
	program: string;
	args: string[];
	options?: { uid?: number; gid?: number; cwd?: string };
	stopSignal: NodeJS.Signals;
	isReady: () => Promise<boolean>;
}

/** A server of our own that can be ended and started again on the same data and port. */
export class Service {
	private child?: ResultPromise;

	constructor(private readonly command: ServiceCommand) {}

	/** Starts it and returns when it answers. */
	async start(): Promise<void> {
		const { name, program, args, options, isReady } = this.command;
		await mkdir(artifactsFolder, { recursive: true });
		const log = { file: join(artifactsFolder, `${name}.log`), append: true };
		const child = execa(program, args, { ...options, reject: false, stdout: log, stderr: log });
		this.child = child;
		const giveUp = () => (child.exitCode === null ? undefined : new Error(`${name} ended while starting`));
		await waitFor(`${name} to start`, isReady, { giveUp, intervalMs: 50 });
	}

	async stop(): Promise<void> {
		this.child?.kill(this.command.stopSignal, undefined);
		const timer = setTimeout(() => this.child?.kill('SIGKILL'), 20_000);
		await this.child;
		clearTimeout(timer);
	}

	async restart(): Promise<void> {
		await this.stop();
		await this.start();
	}
}

/** Redis on the loopback interface with its append-only file on, as a queue needs it to survive a restart. */
export async function startRedis(folder: string): Promise<{ port: number; service: Service }> {
	await mkdir(folder, { recursive: true });
	const port = await getPort();
	const settings = {
		port: String(port),
		bind: '127.0.0.1',
		dir: folder,
		appendonly: 'yes',
		save: '',
		// n8n asks for this: an evicted job is a lost job.
		'maxmemory-policy': 'noeviction',
	};
	const service = new Service({
		name: 'queue-redis',
		program: REDIS,
		args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
		stopSignal: 'SIGTERM',
		// While Redis loads its file it accepts connections and answers LOADING.
		isReady: async () => (await execa('redis-cli', ['-p', String(port), 'ping'])).stdout === 'PONG',
	});
	await service.start();
	return { port, service };
}

export interface Postgres {
	/** What n8n needs to reach it. */
	env: Record<string, string>;
	service: Service;
	/** Runs statements that give no rows. */
	run(sql: string): Promise<void>;
	/** Rows of a query, each an object by column name. */
	query<Row>(sql: string): Promise<Row[]>;
}

/** PostgreSQL with a fresh database, on the loopback interface, with a password, at Debian's own settings. */
export async function startPostgres(folder: string): Promise<Postgres> {
	const versions = readdirSync(POSTGRES_VERSIONS).filter((name) => /^\d+$/.test(name));
	const newest = Math.max(...versions.map(Number));
	const program = (name: string) => join(POSTGRES_VERSIONS, String(newest), 'bin', name);
	const options = { ...(await unprivilegedUser()), cwd: folder };
	await mkdir(folder, { recursive: true });
	const password = randomBytes(12).toString('hex');
	const passwordFile = join(folder, 'password');
	await writeFile(passwordFile, password, { mode: 0o600 });
	const { uid, gid } = options;
	if (uid !== undefined && gid !== undefined) {
		for (const path of [folder, passwordFile]) await chown(path, uid, gid);
	}
	const data = join(folder, 'data');
	const access = ['-U', 'n8n', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'];
	await execa(program('initdb'), ['-D', data, ...access], options);
	const port = await getPort();
	const psql = async (database: string, sql: string) => {
		const where = ['-h', '127.0.0.1', '-p', String(port), '-U', 'n8n', '-d', database];
		const env = { PGPASSWORD: password, PGCONNECT_TIMEOUT: '5' };
		const flags = ['-X', '-q', '-A', '-t', '-c', sql];
		return (await execa(program('psql'), [...where, ...flags], { env, maxBuffer: 2 ** 28 })).stdout;
	};
	const service = new Service({
		name: 'queue-postgres',
		program: program('postgres'),
		args: ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-c', 'unix_socket_directories='],
		options,
		// "Fast" shutdown: open connections are cut, what is committed stays.
		stopSignal: 'SIGINT',
		isReady: async () => (await psql('postgres', 'select 1')).trim() === '1',
	});
	await service.start();
	await psql('postgres', 'create database n8n');
	return {
		service,
		run: async (sql) => void (await psql('n8n', sql)),
		query: async (sql) => JSON.parse(await psql('n8n', `select coalesce(json_agg(t), '[]') from (${sql}) t`)),
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_DATABASE: 'n8n',
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_PASSWORD: password,
		},
	};
}

/** User and group that PostgreSQL runs as: it refuses root. */
async function unprivilegedUser(): Promise<{ uid?: number; gid?: number }> {
	if (process.getuid?.() !== 0) return {};
	const idOf = async (flag: string) => Number((await execa('id', [flag, 'postgres'])).stdout);
	return { uid: await idOf('-u'), gid: await idOf('-g') };
}
