import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../lib/freePort.mts';
import { type ServiceBinaries, unprivilegedUser } from './debianServices.mts';
import { Service } from './service.mts';

const run = promisify(execFile);
const USER = 'n8n';
const DATABASE = 'n8n';
const MAX_OUTPUT = 256 * 1024 * 1024;

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
export async function startPostgres({ postgresFolder }: ServiceBinaries, folder: string): Promise<Postgres> {
	const user = await unprivilegedUser();
	await mkdir(folder, { recursive: true });
	const password = randomBytes(12).toString('hex');
	const passwordFile = join(folder, 'password');
	await writeFile(passwordFile, password, { mode: 0o600 });
	if (user) {
		await chown(folder, user.uid, user.gid);
		await chown(passwordFile, user.uid, user.gid);
	}
	const data = join(folder, 'data');
	const program = (name: string) => join(postgresFolder, name);
	const spawnAs = { ...user, cwd: folder };
	await run(
		program('initdb'),
		['-D', data, '-U', USER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'],
		spawnAs,
	);
	const port = await freePort();
	const psql = async (database: string, ...args: string[]) => {
		const where = ['-h', '127.0.0.1', '-p', String(port), '-U', USER, '-d', database];
		const env = { ...process.env, PGPASSWORD: password, PGCONNECT_TIMEOUT: '5' };
		const options = { env, maxBuffer: MAX_OUTPUT };
		return (await run(program('psql'), [...where, '-X', '-q', '-A', '-t', ...args], options)).stdout;
	};
	const service = new Service({
		name: 'queue-postgres',
		program: program('postgres'),
		args: ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-c', 'unix_socket_directories='],
		options: spawnAs,
		// "Fast" shutdown: open connections are cut, what is committed stays.
		stopSignal: 'SIGINT',
		isReady: async () => (await psql('postgres', '-c', 'select 1').catch(() => '')).trim() === '1',
	});
	await service.start();
	await psql('postgres', '-c', `create database ${DATABASE}`);
	const query = async <Row,>(sql: string): Promise<Row[]> => {
		const text = await psql(DATABASE, '-c', `select coalesce(json_agg(t), '[]') from (${sql}) t`);
		return JSON.parse(text) as Row[];
	};
	const env = {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_DATABASE: DATABASE,
		DB_POSTGRESDB_USER: USER,
		DB_POSTGRESDB_PASSWORD: password,
	};
	const runSql = async (sql: string) => void (await psql(DATABASE, '-c', sql));
	return { env, service, query, run: runSql };
}
