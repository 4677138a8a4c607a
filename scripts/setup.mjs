/**
 * Installs the development dependencies when they are missing or older than the lockfile.
 * Uses nothing but Node, because it runs first on a fresh clone.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const PNPM = 'pnpm@10';

const manifests = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'];
const stampFile = join(root, 'node_modules', '.setup-stamp');

function fingerprint() {
	const hash = createHash('sha256');
	for (const file of manifests) hash.update(readFileSync(join(root, file)));
	return hash.digest('hex');
}

/** Runs a command with inherited output and throws when it fails. */
export function run(command, args, options = {}) {
	const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
	if (result.error) throw result.error;
	if (result.status !== 0) {
		throw new Error(`${command} ${args.join(' ')} ended with ${result.status ?? result.signal}`);
	}
}

export function ensureInstalled() {
	const [major] = process.versions.node.split('.').map(Number);
	if (major < 20) throw new Error(`Node 20 or later is needed; this is ${process.version}`);
	const wanted = fingerprint();
	if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
	console.log('Installing development dependencies (about 20 seconds) ...');
	run('npx', ['-y', PNPM, 'install', '--frozen-lockfile', '--ignore-scripts', '--reporter=append-only']);
	writeFileSync(stampFile, wanted);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureInstalled();
