/** The written part of the repository: what is linked exists, and nothing is left to fill in. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { root } from '../setup.mjs';
import { countSteps } from '../steps.mjs';

const TOP_LEVEL = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
const FOLDERS = ['docs', 'examples', 'simulator', 'sandbox', 'bench'];

export function documentChecks() {
	const links = documents().map((file) => ({
		name: `links and images of ${file}`,
		check: () => checkLinks(file),
	}));
	return [...links, { name: 'figures of docs/steps.md are those of the examples', check: checkSteps }];
}

function documents() {
	const inFolders = FOLDERS.filter((folder) => existsSync(join(root, folder))).flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true })
			.map((file) => join(folder, file))
			.filter((file) => file.endsWith('.md') && !file.includes('node_modules')),
	);
	return [...TOP_LEVEL, ...inFolders];
}

function checkLinks(file) {
	const text = read(file);
	const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g), ...text.matchAll(/(?:src|href)="([^"]+)"/g)];
	const broken = targets
		.map(([, target]) => target)
		.filter((target) => !/^(https?:|mailto:)/.test(target))
		.filter((target) => !exists(file, target));
	assert.deepEqual(broken, []);
	assert.doesNotMatch(text, /\b(TODO|FIXME|TBD|XXX)\b/);
}

function checkSteps() {
	for (const [example, document] of [
		['asaasPaidHub', 'Hub and Meta 2 nodes'],
		['paidZApi', 'Z-API 4'],
	]) {
		const workflow = JSON.parse(read(`examples/${example}.json`));
		const { nodes, fields, clicks } = countSteps(workflow, 'Payment Trigger');
		const row = new RegExp(`${example}\\.json\\).* \\| ${nodes} \\| ${fields} \\| ${clicks} \\|`);
		assert.match(read('docs/steps.md'), row);
		assert.ok(read('README.md').includes(document), document);
		assert.match(read('README.md'), new RegExp(`${clicks} clicks\\s+and ${fields} fields`));
	}
}

function exists(file, target) {
	const [path, anchor] = target.split('#');
	const found = path === '' ? file : normalize(join(dirname(file), path));
	if (!existsSync(join(root, found))) return false;
	return anchor === undefined || headingAnchors(found).includes(anchor);
}

/** Anchors as GitHub makes them: lower case, punctuation dropped, spaces to hyphens. */
function headingAnchors(file) {
	const withoutCode = read(file).replace(/^```[\s\S]*?^```/gm, '');
	return [...withoutCode.matchAll(/^#{1,6}\s+(.+)$/gm)].map(([, heading]) =>
		heading
			.trim()
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.replace(/\s/g, '-'),
	);
}

function read(file) {
	return readFileSync(join(root, file), 'utf8');
}
