/** What `npm publish` would upload: packed, unpacked and looked through. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path/posix';
import { root } from '../setup.mjs';
import { manifest } from './manifest.mjs';

const MAX_TARBALL_BYTES = 160_000;

/** npm adds every README beside package.json to what `files` names: the Portuguese one is in docs/ for that reason. */
const TOP_LEVEL = ['LICENSE', 'README.md', 'package.json'];

/** All code but the classes that n8n loads. */
const BUNDLE = 'dist/bundle.js';

/** Modules that n8n lets a community node load. */
const ALLOWED_MODULES = ['n8n-workflow', 'crypto'];

/** Below the repository, so that the unpacked nodes find n8n-workflow, and in a folder that the lint leaves alone. */
export const workFolder = join(root, '.cache', 'gate', 'node_modules');

/** Packs as npm would publish, and unpacks. */
export function packPackage() {
	const destination = workFolder;
	rmSync(destination, { recursive: true, force: true });
	mkdirSync(destination, { recursive: true });
	const args = ['pack', '--ignore-scripts', '--json', '--silent', '--pack-destination', destination];
	const [{ filename, files }] = JSON.parse(execFileSync('npm', args, { cwd: root, encoding: 'utf8' }));
	const tarball = join(destination, filename);
	execFileSync('tar', ['-xzf', tarball, '-C', destination]);
	return { tarball, folder: join(destination, 'package'), files: files.map(({ path }) => path).sort() };
}

export function tarballChecks(packed) {
	return [
		{ name: 'tarball: only dist, README, LICENSE and package.json', check: () => checkTopLevel(packed) },
		{
			name: 'tarball: in dist only the listed classes, their bundle, codex files, output schemas and icons',
			check: () => checkDist(packed),
		},
		{ name: `tarball: at most ${MAX_TARBALL_BYTES / 1000} kB`, check: () => checkSize(packed) },
		{
			name: 'tarball: the code loads n8n-workflow and crypto and nothing else, and keeps state in one file',
			check: () => checkImports(packed),
		},
		{ name: 'tarball: n8n finds all nodes and credentials in it', check: () => checkLoads(packed) },
	];
}

function checkTopLevel({ files }) {
	const topLevel = files.filter((file) => !file.startsWith('dist/'));
	assert.deepEqual(topLevel, TOP_LEVEL);
}

function checkDist({ files }) {
	const code = [...manifest.n8n.nodes, ...manifest.n8n.credentials, BUNDLE];
	const codexes = manifest.n8n.nodes.map((file) => file.replace(/\.js$/, '.json'));
	const unwanted = files.filter((file) => {
		if (!file.startsWith('dist/') || code.includes(file) || codexes.includes(file)) return false;
		const source = join(root, file.replace(/^dist\//, ''));
		const isIcon = /^dist\/(nodes|credentials)\/.*\.svg$/.test(file) && existsSync(source);
		const isSchema = /^dist\/nodes\/\w+\/__schema__\/.*\.json$/.test(file) && existsSync(source);
		return !isIcon && !isSchema;
	});
	assert.deepEqual(unwanted, []);
	const missing = [...code, ...codexes].filter((file) => !files.includes(file));
	assert.deepEqual(missing, []);
}

function checkSize({ tarball }) {
	const { size } = statSync(tarball);
	console.log(`      tarball: ${size} bytes`);
	assert.ok(size <= MAX_TARBALL_BYTES, `it has ${size} bytes`);
}

/** Two files with the same module in them would each have their own notes of what was sent and seen. */
function checkImports({ folder, files }) {
	for (const file of files.filter((name) => name.endsWith('.js'))) {
		const code = readFileSync(join(folder, file), 'utf8');
		const names = [...code.matchAll(/\b(?:require|import)\(\s*(['"])(.+?)\1\s*\)/g)].map(
			([, , name]) => name,
		);
		const isOurs = (name) => name.startsWith('.') && join(dirname(file), name) === BUNDLE;
		const foreign = names.filter((name) => !isOurs(name) && !ALLOWED_MODULES.includes(name));
		assert.deepEqual(foreign, [], file);
	}
}

async function checkLoads({ folder }) {
	const require = createRequire(join(root, 'package.json'));
	require('reflect-metadata');
	const { PackageDirectoryLoader } = require('n8n-core');
	const loader = new PackageDirectoryLoader(folder);
	await loader.loadAll();
	assert.deepEqual(Object.keys(loader.nodeTypes).sort(), [
		'whatsAppCommerce',
		'whatsAppCommercePaymentTrigger',
		'whatsAppCommerceTrigger',
	]);
	const { credentials } = manifest.n8n;
	assert.equal(Object.keys(loader.credentialTypes).length, credentials.length, credentials.join());
	for (const { name, iconUrl, codex } of loader.types.nodes) {
		assert.ok(iconUrl.light && iconUrl.dark, `${name} has no icon address`);
		assert.ok(codex?.categories?.length > 0, `n8n dropped the codex of ${name}`);
	}
}
