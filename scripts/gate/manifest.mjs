/** package.json and codex files against n8n's rules for community nodes, those no linter checks yet included. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';

/** https://docs.n8n.io/connect/create-nodes/build-your-node/reference/codex-files/#node-categories */
const CATEGORIES = [
	'Analytics',
	'Communication',
	'Data & Storage',
	'Development',
	'Finance & Accounting',
	'Marketing & Content',
	'Miscellaneous',
	'Productivity',
	'Sales',
	'Utility',
];

/** npm runs these on a user's machine, or before anything was checked. */
const FORBIDDEN_SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare', 'preprepare', 'postprepare'];

/** The only content of eslint.config.mjs with which n8n counts a package as strict. */
const STRICT_ESLINT_CONFIG =
	/^import \{ config \} from '@n8n\/node-cli\/eslint';\s+export default config;\s*$/;

const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

export const manifest = readJson('package.json');

export function manifestChecks() {
	return [
		{ name: 'package.json: name, license, keyword, author, repository', check: checkIdentity },
		{
			name: 'package.json: no dependencies but n8n-workflow as peer, no scripts on install',
			check: checkWeight,
		},
		{
			name: 'package.json: n8n block, strict, API version 1, every node and credential listed',
			check: checkN8n,
		},
		...manifest.n8n.nodes.map((node) => ({ name: `codex of ${node}`, check: () => checkCodex(node) })),
	];
}

function checkIdentity() {
	const { name, version, license, keywords, author, homepage, repository, description, publishConfig } =
		manifest;
	assert.match(name, /^(@[a-z0-9-]+\/)?n8n-nodes-[a-z0-9-]+$/);
	assert.match(version, /^\d+\.\d+\.\d+$/);
	assert.equal(license, 'MIT');
	assert.ok(keywords.includes('n8n-community-node-package'));
	assert.ok(author.name && author.email, 'author needs name and email');
	assert.ok(description, 'description is empty');
	assert.match(homepage, /^https:\/\//);
	assert.match(repository.url, /^https:\/\/github\.com\/[^/]+\/[^/]+\.git$/);
	assert.equal(repository.directory, undefined, 'a package of a monorepo is refused');
	assert.equal(publishConfig.access, 'public', 'provenance needs public access');
	assert.doesNotMatch(JSON.stringify(manifest), /<[a-z][^>]*>|\{\{/i, 'a placeholder is left');
}

function checkWeight() {
	assert.deepEqual(manifest.dependencies ?? {}, {});
	assert.deepEqual(manifest.peerDependencies, { 'n8n-workflow': '*' });
	assert.equal(manifest.overrides ?? manifest.resolutions, undefined);
	assert.deepEqual(
		FORBIDDEN_SCRIPTS.filter((script) => script in manifest.scripts),
		[],
	);
	assert.deepEqual(manifest.files, ['dist']);
}

function checkN8n() {
	const { n8nNodesApiVersion, strict, nodes, credentials } = manifest.n8n;
	assert.equal(n8nNodesApiVersion, 1, 'n8n 2.x loads nothing else, and 3.x loads 1 too');
	assert.equal(strict, true);
	assert.match(readFileSync(join(root, 'eslint.config.mjs'), 'utf8'), STRICT_ESLINT_CONFIG);
	assert.deepEqual([...nodes].sort(), builtNames('nodes', '.node.ts'));
	assert.deepEqual([...credentials].sort(), builtNames('credentials', '.credentials.ts'));
}

function builtNames(folder, ending) {
	return readdirSync(join(root, folder), { recursive: true })
		.filter((file) => file.endsWith(ending))
		.map((file) => `dist/${folder}/${file.replaceAll('\\', '/').replace(/\.ts$/, '.js')}`)
		.sort();
}

function checkCodex(node) {
	const source = node.replace(/^dist\//, '').replace(/\.js$/, '');
	assert.ok(existsSync(join(root, `${source}.ts`)));
	const codex = readJson(`${source}.json`);
	const typeName = source.split('/').at(-1).replace('.node', '');
	assert.equal(codex.node, `${manifest.name}.${typeName[0].toLowerCase()}${typeName.slice(1)}`);
	assert.equal(codex.codexVersion, '1.0');
	assert.match(codex.nodeVersion, /^\d+\.\d+$/);
	assert.ok(codex.categories.length > 0);
	const unknown = codex.categories.filter((category) => !CATEGORIES.includes(category));
	assert.deepEqual(unknown, [], 'categories outside the list of ten');
	assert.equal(codex.subcategories, undefined, 'subcategories are for AI nodes');
	// Without it n8n drops the whole file silently (n8n-core, getCodex).
	assert.ok(codex.resources.primaryDocumentation[0].url.startsWith('https://'));
}
