import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from './installLock.mts';

/**
 * A folder for this process alone, named after its process ID; the caller removes it. Folders whose names
 * start with `prefix` and whose process is gone were left by runs that were killed: they are removed here.
 */
export async function ownFolder(parent: string, name: string, prefix = ''): Promise<string> {
	await mkdir(parent, { recursive: true });
	for (const other of await readdir(parent)) {
		const pid = Number(other.split('-').at(-1));
		if (other.startsWith(prefix) && !isAlive(pid)) {
			await rm(join(parent, other), { recursive: true, force: true });
		}
	}
	const folder = join(parent, `${name}-${process.pid}`);
	await mkdir(folder, { recursive: true });
	return folder;
}
