import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { waitFor } from './waitFor.mts';

/**
 * Runs `work` while holding a lock file, so that two commands started together do not install into the
 * same folder. The lock of a process that no longer lives is taken over.
 */
export async function withLock<T>(lockFile: string, work: () => Promise<T>): Promise<T> {
	await mkdir(dirname(lockFile), { recursive: true });
	await waitFor(`another installation to finish (${lockFile})`, async () => await tryLock(lockFile), {
		timeoutMs: 15 * 60_000,
		intervalMs: 500,
	});
	try {
		return await work();
	} finally {
		await rm(lockFile, { force: true });
	}
}

async function tryLock(lockFile: string): Promise<boolean> {
	try {
		await writeFile(lockFile, String(process.pid), { flag: 'wx' });
		return true;
	} catch {
		const holder = Number(await readFile(lockFile, 'utf8'));
		if (holder > 0 && !isAlive(holder)) await rm(lockFile, { force: true });
		return false;
	}
}

/** Whether a process with this id runs. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
