import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { execa } from 'execa';
import { withLock } from './installLock.mts';
import { type N8nRecipe, recipeFor } from './n8nReleases.mts';
import { cacheFolder } from './paths.mts';

const PNPM = 'pnpm@10';

/** Exact versions, so that a second clone runs what the first one ran. */
const NODE_VERSIONS = { 20: '20.20.2', 24: '24.21.0' } as const;
export type NodeMajor = keyof typeof NODE_VERSIONS;

export interface NodeInstall {
	/** Path of the node executable. */
	node: string;
	/** Folder with bin/ and include/, for native builds. */
	prefix: string;
}

export interface N8nInstall extends NodeInstall {
	version: string;
	/** Path of n8n's command line script, to be run with `node`. */
	n8n: string;
	/** The folder with n8n's node_modules. */
	folder: string;
}

/**
 * A Node of this major version with its headers: the running one when it fits, otherwise the one that
 * npm packages (platform package of `node`), installed once into the cache.
 */
export async function ensureNode(major: NodeMajor): Promise<NodeInstall> {
	const running = dirname(dirname(process.execPath));
	const fits = process.versions.node.startsWith(`${major}.`);
	if (fits && existsSync(join(running, 'include', 'node', 'node.h'))) {
		return { node: process.execPath, prefix: running };
	}
	const version = NODE_VERSIONS[major];
	const folder = join(cacheFolder, `node-${version}`);
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	const macOnArm = process.platform === 'darwin' && process.arch === 'arm64';
	const name = `${macOnArm ? 'node-bin' : 'node'}-${platform}-${process.arch}`;
	const prefix = join(folder, 'node_modules', name);
	await installOnce(folder, `${name}@${version}`, async () => {
		console.log(`Installing Node ${version} (about 10 seconds) ...`);
		await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'node-for-n8n', private: true }));
		const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', `${name}@${version}`];
		await execa('npm', args, { cwd: folder });
	});
	return { node: join(prefix, 'bin', process.platform === 'win32' ? 'node.exe' : 'node'), prefix };
}

/** The given n8n version, installed once into the cache (1 to 3 minutes, 2 GB) with the Node it runs on. */
export async function ensureN8n(version: string): Promise<N8nInstall> {
	const recipe = recipeFor(version);
	const nodeInstall = await ensureNode(recipe.nodeMajor);
	const folder = join(cacheFolder, `n8n-${version}`);
	await installOnce(folder, JSON.stringify(recipe), async () => {
		console.log(`Installing n8n ${version} (1 to 3 minutes, 2 GB) ...`);
		await installN8n(folder, recipe, nodeInstall);
	});
	const n8n = join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
	return { ...nodeInstall, version, folder, n8n };
}

async function installN8n(folder: string, recipe: N8nRecipe, { node, prefix }: NodeInstall): Promise<void> {
	const manifest = { name: 'n8n-for-tests', private: true, dependencies: { n8n: recipe.version } };
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, '\t'));
	const overrides = Object.entries(recipe.overrides).map(([name, at]) => `  '${name}': '${at}'`);
	const builds = 'onlyBuiltDependencies: [sqlite3, isolated-vm]';
	const workspace = ['overrides:', ...overrides, builds, ''].join('\n');
	await writeFile(join(folder, 'pnpm-workspace.yaml'), workspace);
	const env = {
		...process.env,
		PATH: [dirname(node), process.env.PATH].join(delimiter),
		npm_config_nodedir: prefix,
		// sqlite3 has to be built even where the user's npm settings switch install scripts off.
		npm_config_ignore_scripts: 'false',
		CI: '1',
	};
	const args = ['-y', PNPM, 'install', '--no-frozen-lockfile'];
	await execa('npx', args, { cwd: folder, env });
}

/** Runs `install` in an empty folder unless an earlier run with the same recipe finished there. */
async function installOnce(folder: string, recipe: string, install: () => Promise<void>): Promise<void> {
	const stamp = join(folder, '.installed');
	const isDone = async () => existsSync(stamp) && (await readFile(stamp, 'utf8')) === recipe;
	if (await isDone()) return;
	await withLock(`${folder}.lock`, async () => {
		if (await isDone()) return;
		await rm(folder, { recursive: true, force: true });
		await mkdir(folder, { recursive: true });
		await install();
		await writeFile(stamp, recipe);
	});
}
