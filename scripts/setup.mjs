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
const PNPM = 'pnpm@10';

const manifests = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'];
const stampFile = join(root, 'node_modules', '.setup-stamp');

function fingerprint() {
	const hash = createHash('sha256');
	for (const file of manifests) hash.update(readFileSync(join(root, file)));
	return hash.digest('hex');
}

export function ensureInstalled() {
	const [major] = process.versions.node.split('.').map(Number);
	if (major < 20) throw new Error(`Node 20 or later is needed; this is ${process.version}`);
	const wanted = fingerprint();
	if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
	console.log('Installing development dependencies (about 20 seconds) ...');
	const args = ['-y', PNPM, 'install', '--frozen-lockfile', '--ignore-scripts', '--reporter=append-only'];
	// Its progress is of interest only when it did not get to the end.
	const { status, error, stdout, stderr } = spawnSync('npx', args, {
		cwd: root,
		encoding: 'utf8',
		maxBuffer: 2 ** 26,
	});
	if (status !== 0) throw error ?? new Error(`The installation failed:\n${stdout}${stderr}`);
	writeFileSync(stampFile, wanted);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureInstalled();
