/** n8n's own scanner for community packages, on the sources and on what is published, without the registry. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	analyzePackage,
	buildScanConfig,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint } from 'eslint';
import { root } from '../setup.mjs';
import { workFolder } from './tarball.mjs';

const TARBALL_FILE_PATTERNS = ['**/*.js', 'package.json'];

export function scannerChecks({ folder }) {
	return [
		{ name: 'scanner: the repository', check: async () => await passes(root, SOURCE_FILE_PATTERNS) },
		{ name: 'scanner: no warning either', check: warnsOfNothing },
		{ name: 'scanner: the unpacked tarball', check: async () => await passes(folder, TARBALL_FILE_PATTERNS) },
		{ name: 'scanner: refuses a copy with faults, so the passes above mean something', check: refusesFaults },
		{ name: 'no lint rule is switched off in the product', check: checkNoDisables },
	];
}

async function passes(folder, patterns) {
	const { passed, message, details } = await analyzePackage(folder, patterns);
	assert.ok(passed, `${message}\n${details ?? ''}`);
}

async function warnsOfNothing() {
	const eslint = new ESLint({
		cwd: root,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const results = await eslint.lintFiles(SOURCE_FILE_PATTERNS);
	const warnings = results.flatMap(({ filePath, messages }) =>
		messages.map(({ line, ruleId, message }) => `${filePath}:${line} ${ruleId}: ${message}`),
	);
	assert.ok(results.length > 20, `only ${results.length} files were looked at`);
	assert.deepEqual(warnings, []);
}

async function refusesFaults() {
	const copy = join(workFolder, 'faulty');
	mkdirSync(copy, { recursive: true });
	cpSync(join(root, 'nodes'), join(copy, 'nodes'), { recursive: true });
	const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	writeFileSync(
		join(copy, 'package.json'),
		JSON.stringify({ ...manifest, dependencies: { axios: '1.0.0' } }),
	);
	const fault = '// eslint-disable-next-line\nexport const path = process.env.HOME;\n';
	writeFileSync(join(copy, 'nodes', 'WhatsAppCommerce', 'Faulty.node.ts'), fault);
	const { passed, details } = await analyzePackage(copy, SOURCE_FILE_PATTERNS);
	assert.equal(passed, false);
	assert.match(details, /no-runtime-dependencies/);
	assert.match(details, /no-restricted-globals/);
}

function checkNoDisables() {
	const args = ['grep', '-n', '-e', 'eslint-disable', '-e', '@ts-ignore', '-e', '@ts-nocheck', '--'];
	const folders = ['nodes', 'credentials', 'commerce'];
	let found = '';
	try {
		found = execFileSync('git', [...args, ...folders], { cwd: root, encoding: 'utf8' });
	} catch (error) {
		// git grep ends with 1 when it finds nothing.
		if (error.status !== 1) throw error;
	}
	assert.equal(found, '');
}
