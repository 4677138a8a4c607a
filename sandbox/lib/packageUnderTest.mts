import { existsSync, rmSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { withLock } from './installLock.mts';
import { cacheFolder, root } from './paths.mts';

/** Everything a build reads. */
const SOURCES = [
	'nodes',
	'credentials',
	'commerce',
	'package.json',
	'tsconfig.json',
	'gulpfile.js',
	'scripts/bundle.mjs',
];

export interface PackedPackage {
	name: string;
	version: string;
	/** The tarball that npm would publish. */
	tarball: string;
	/** The tarball's content, unpacked: package.json and dist/. */
	folder: string;
}

/** The type name that a node of the package has in a workflow, e.g. `n8n-nodes-whatsapp-commerce.whatsAppCommerce`. */
export function nodeType(packed: PackedPackage, node: string): string {
	return `${packed.name}.${node}`;
}

/** Builds when dist/ is missing or older than a source, then packs the package as `npm publish` would. */
export async function packPackage(): Promise<PackedPackage> {
	return await withLock(join(cacheFolder, 'pack.lock'), async () => {
		if (await isDistStale()) {
			await build();
		}
		// Each process has its own: another one may be packing while this one installs.
		const destination = join(cacheFolder, 'packed', String(process.pid));
		process.once('exit', () => rmSync(destination, { recursive: true, force: true }));
		await rm(destination, { recursive: true, force: true });
		await mkdir(destination, { recursive: true });
		await execa('npm', ['pack', '--ignore-scripts', '--pack-destination', destination], { cwd: root });
		const [file] = await readdir(destination);
		if (!file) throw new Error('npm pack made no tarball');
		const tarball = join(destination, file);
		await execa('tar', ['-xzf', tarball, '-C', destination]);
		const folder = join(destination, 'package');
		const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
		return { name: manifest.name, version: manifest.version, tarball, folder };
	});
}

/**
 * Puts the packed package where n8n keeps what was installed from npm, so that it is loaded at the next
 * start under its real type names. The package has no dependencies, so unpacking is all npm would do.
 */
export async function installPackage(packed: PackedPackage, userFolder: string): Promise<void> {
	const nodesFolder = join(userFolder, '.n8n', 'nodes');
	const target = join(nodesFolder, 'node_modules', packed.name);
	await rm(target, { recursive: true, force: true });
	await mkdir(target, { recursive: true });
	await cp(packed.folder, target, { recursive: true });
	const manifest = {
		name: 'installed-nodes',
		private: true,
		dependencies: { [packed.name]: packed.version },
	};
	await writeFile(join(nodesFolder, 'package.json'), JSON.stringify(manifest, null, 2));
}

async function build(): Promise<void> {
	console.log('Building the package ...');
	try {
		await execa('npm', ['run', 'build'], { cwd: root });
	} catch (error) {
		// What was written before it failed must not pass for a build next time.
		await rm(join(root, 'dist'), { recursive: true, force: true });
		throw error;
	}
}

async function isDistStale(): Promise<boolean> {
	const dist = join(root, 'dist');
	if (!existsSync(dist)) return true;
	// Only compiled files have the time of the build: gulp keeps the icons' own times.
	const built = (await fileTimes(dist)).filter(({ path }) => path.endsWith('.js'));
	if (built.length === 0) return true;
	const oldest = Math.min(...built.map(({ time }) => time));
	const sources = await Promise.all(SOURCES.map(async (source) => await fileTimes(join(root, source))));
	return sources.flat().some(({ time }) => time > oldest);
}

/** Modification times of a file, or of a folder and everything in it (a folder's time changes when a file is deleted). */
async function fileTimes(path: string): Promise<Array<{ path: string; time: number }>> {
	const info = await stat(path);
	const own = { path, time: info.mtimeMs };
	if (!info.isDirectory()) return [own];
	const entries = await readdir(path);
	const below = await Promise.all(entries.map(async (entry) => await fileTimes(join(path, entry))));
	return [own, ...below.flat()];
}
