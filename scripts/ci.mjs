/**
 * Runs layers of tests one after the other and adds up what they counted; the last line is the sum over all.
 * npm test: everything that needs no real n8n. `.ci/run` adds what keeps the promises to users in a real n8n;
 * `.ci/run --nightly` also queue mode and older n8n versions. Installs what is missing.
 */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, root } from './setup.mjs';

const SECRET_SCAN = { name: 'no secret in anything left behind', command: 'node scripts/secretScan.mjs' };
const NPM_TEST = [
	{ name: 'lint', command: 'npm run --silent lint' },
	// n8n's own command lets warnings pass; a reviewer at n8n does not.
	{ name: 'lint without warnings', command: 'npx eslint . --max-warnings 0' },
	{ name: 'types', command: 'npm run --silent typecheck' },
	{ name: 'build', command: 'npm run --silent build', isNeeded: true },
	{ name: 'unit tests', command: 'npx jest --ci --selectProjects unit' },
	// A minute or two of waiting, which unit tests leave a core for.
	{
		name: 'n8n and Chromium, for the layers below',
		command: 'node scripts/run.mjs sandbox/prepare.mts',
		isBesidePrevious: true,
		isForN8n: true,
	},
	{ name: 'engine tests', command: 'npx jest --ci --selectProjects engine' },
	{ name: 'gate: the packed package', command: 'node scripts/gate.mjs' },
];
const REAL_N8N = [
	{ name: 'demo: the order round trip in a real n8n', command: 'npm run --silent demo -- --once' },
	{ name: 'fault matrix, quick', command: 'npm run --silent faults -- --quick' },
	{ name: "n8n's editor in Chromium", command: 'npm run --silent test:e2e' },
	{ name: 'example workflows in a real n8n', command: 'npm run --silent test:examples' },
	// Both wait more than they work.
	{
		name: 'webhook registration in a real n8n, with crashes',
		command: 'npm run --silent test:registration',
		isBesidePrevious: true,
	},
];
const NIGHTLY = [
	{ name: 'fault matrix, whole', command: 'npm run --silent faults' },
	{ name: 'queue mode', command: 'npm run --silent test:queue' },
	{ name: 'older n8n versions', command: 'npm run --silent test:versions' },
	{ name: 'ten minutes of running', command: 'npm run --silent soak -- --minutes 10' },
];

/** `12 passed, 1 failed`, as our own tools end. */
const OUR_COUNT = /^(?:.*\s)?(\d+) passed, (\d+) failed\s*$/;
/** `Tests: 1 failed, 2 skipped, 12 passed, 15 total`, as jest ends. What was skipped counts as failed. */
const JEST_COUNT = /^Tests:\s+(.*\d+ total)$/;

function countIn(line) {
	const [, passed, failed] = OUR_COUNT.exec(line) ?? [];
	if (passed !== undefined) return { passed: Number(passed), failed: Number(failed) };
	const [, counts] = JEST_COUNT.exec(line) ?? [];
	if (counts === undefined) return undefined;
	const of = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(counts)?.[1] ?? 0);
	return { passed: of('passed'), failed: of('total') - of('passed') };
}

/**
 * Runs one layer; what it printed is kept in artifacts/printed, and shown at its end when another one runs beside it. One
 * that counts nothing counts as one, by its exit code.
 */
function run({ name, command, isBesidePrevious }) {
	const folder = join(root, 'artifacts', 'printed');
	mkdirSync(folder, { recursive: true });
	const record = createWriteStream(join(folder, `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.log`));
	const child = spawn(command, { cwd: root, shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
	let count;
	const printed = [];
	for (const stream of ['stdout', 'stderr']) {
		let rest = '';
		child[stream].on('data', (chunk) => {
			if (!isBesidePrevious) process[stream].write(chunk);
			else printed.push(chunk);
			record.write(chunk);
			const lines = (rest + chunk).split('\n');
			rest = lines.pop();
			for (const line of lines) count = countIn(line) ?? count;
		});
	}
	return new Promise((resolve) => {
		child.on('close', (code) => {
			record.end();
			if (isBesidePrevious) process.stdout.write(`\n== ${name}\n${Buffer.concat(printed)}`);
			const { passed, failed } = count ?? (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
			resolve({ passed, failed: code !== 0 && failed === 0 ? 1 : failed });
		});
	});
}

const flags = process.argv.slice(2);
const withN8n = flags.includes('--all') || flags.includes('--nightly');
const layers = [
	...NPM_TEST.filter(({ isForN8n }) => withN8n || !isForN8n),
	...(withN8n ? REAL_N8N : []),
	...(flags.includes('--nightly') ? NIGHTLY : []),
	SECRET_SCAN,
];

ensureInstalled();
// Where simulators note the secrets they give out, for scripts/secretScan.mjs.
mkdirSync(join(root, '.cache'), { recursive: true });
process.env.SIMULATOR_SECRETS_FILE = join(root, '.cache', `secrets-${process.pid}.txt`);
writeFileSync(process.env.SIMULATOR_SECRETS_FILE, '');
process.on('exit', () => rmSync(process.env.SIMULATOR_SECRETS_FILE, { force: true }));

const results = [];
async function runAndKeep(layer) {
	const startedAt = Date.now();
	const count = await run(layer);
	results.push({ ...layer, ...count, seconds: Math.round((Date.now() - startedAt) / 1000) });
	return count;
}

for (const [index, layer] of layers.entries()) {
	if (layer.isBesidePrevious) continue;
	console.log(`\n== ${layer.name}`);
	const beside = layers[index + 1]?.isBesidePrevious ? [layers[index + 1]] : [];
	const [{ failed }] = await Promise.all([layer, ...beside].map(runAndKeep));
	if (failed > 0 && layer.isNeeded) {
		console.log(`\nThe other layers need "${layer.name}": stopping here.`);
		break;
	}
}
console.log('');
for (const { name, passed, failed, seconds } of results) {
	console.log(`${failed === 0 ? 'ok  ' : 'FAIL'} ${name}: ${passed} ok, ${failed} not, ${seconds} s`);
}
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
