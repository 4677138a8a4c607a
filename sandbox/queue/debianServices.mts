import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withLock } from '../lib/installLock.mts';
import { cacheFolder } from '../lib/paths.mts';
import { runCommand } from '../lib/runCommand.mts';

const run = promisify(execFile);

/** The programs of Debian's (or Ubuntu's) redis-server and postgresql packages. */
export interface ServiceBinaries {
	redisServer: string;
	/** Folder with initdb, postgres and psql of the newest PostgreSQL. */
	postgresFolder: string;
}

const REDIS = '/usr/bin/redis-server';
const POSTGRES_VERSIONS = '/usr/lib/postgresql';
const PACKAGES = ['redis-server', 'postgresql'];
const SERVICE_POLICY = '/usr/sbin/policy-rc.d';

/**
 * Where Redis and PostgreSQL are; installs the packages when they are missing and we are root. Uses nothing
 * of Debian's own services, which are not started: every run has instances of its own.
 */
export async function ensureServices(): Promise<ServiceBinaries> {
	const found = await findServices();
	if (found) return found;
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
		const command = `apt-get update && apt-get install -y ${PACKAGES.join(' ')}`;
		throw new Error(`Queue mode needs Redis and PostgreSQL. On Debian or Ubuntu, as root: ${command}`);
	}
	return await withLock(join(cacheFolder, 'apt.lock'), async () => {
		const already = await findServices();
		if (already) return already;
		console.log(`Installing ${PACKAGES.join(' and ')} (about a minute) ...`);
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		await runCommand('apt-get', ['update'], { env });
		await withoutServiceStarts(async () => {
			await runCommand('apt-get', ['install', '-y', '--no-install-recommends', ...PACKAGES], { env });
		});
		const installed = await findServices();
		if (!installed) throw new Error('apt-get installed Redis and PostgreSQL, but their programs are missing');
		return installed;
	});
}

/** Debian starts a service when it is installed, unless this file says no (policy-rc.d, Debian Policy 9.3.3). */
async function withoutServiceStarts(install: () => Promise<void>): Promise<void> {
	if (existsSync(SERVICE_POLICY)) return await install();
	await writeFile(SERVICE_POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
	try {
		await install();
	} finally {
		await rm(SERVICE_POLICY, { force: true });
	}
}

async function findServices(): Promise<ServiceBinaries | undefined> {
	if (!existsSync(REDIS) || !existsSync(POSTGRES_VERSIONS)) return undefined;
	const versions = (await readdir(POSTGRES_VERSIONS)).filter((name) => /^\d+$/.test(name)).map(Number);
	const folders = versions
		.sort((a, b) => b - a)
		.map((version) => join(POSTGRES_VERSIONS, String(version), 'bin'));
	const postgresFolder = folders.find((folder) =>
		['initdb', 'postgres', 'psql'].every((program) => existsSync(join(folder, program))),
	);
	return postgresFolder === undefined ? undefined : { redisServer: REDIS, postgresFolder };
}

/** User and group that PostgreSQL runs as: it refuses root. Undefined when we are not root ourselves. */
export async function unprivilegedUser(): Promise<{ uid: number; gid: number } | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const idOf = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
	return { uid: await idOf('-u'), gid: await idOf('-g') };
}
