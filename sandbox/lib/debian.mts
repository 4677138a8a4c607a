import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { withLock } from './installLock.mts';
import { cacheFolder } from './paths.mts';

const SERVICE_POLICY = '/usr/sbin/policy-rc.d';

/** Installs Debian packages unless `isThere`; when that may not be done, says what to do. */
export async function ensurePackages(packages: string[], isThere: () => boolean): Promise<void> {
	if (isThere()) return;
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
		throw new Error(`Missing here: ${packages.join(', ')}. As root: apt-get install ${packages.join(' ')}`);
	}
	await withLock(join(cacheFolder, 'apt.lock'), async () => {
		if (isThere()) return;
		console.log(`Installing ${packages.join(' and ')} (about a minute) ...`);
		const env = { DEBIAN_FRONTEND: 'noninteractive' };
		// Debian starts a service when it is installed, unless this file says no (Debian Policy 9.3.3).
		const isOurs = !existsSync(SERVICE_POLICY);
		if (isOurs) await writeFile(SERVICE_POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
		try {
			await execa('apt-get', ['update'], { env });
			await execa('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env });
		} finally {
			if (isOurs) await rm(SERVICE_POLICY, { force: true });
		}
		if (!isThere()) throw new Error(`apt-get installed ${packages.join(', ')}, but the programs are missing`);
	});
}
