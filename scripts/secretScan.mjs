/**
 * Searches everything that the steps before left in artifacts/ (what they printed, n8n's logs and databases,
 * results, traces) for the secrets that the simulator gave out meanwhile: node scripts/secretScan.mjs
 * Names kind and place of a find, never the secret.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root } from './setup.mjs';

/** Shorter values occur by chance in ids and numbers. Also the length by which candidates are found. */
const SHORTEST_SECRET = 8;
const PICTURE = /\.(png|jpe?g|webp)$/;
const DATABASE = /\.sqlite(-wal)?$/;

/** The secrets of one secrets file, `{ kind, value }`, each once. */
function readSecrets(file) {
	const lines = [...new Set(readFileSync(file, 'utf8').split('\n'))];
	return lines
		.map((line) => /^(\w+) (.+)$/.exec(line))
		.filter((match) => match && match[2].length >= SHORTEST_SECRET)
		.map(([, kind, value]) => ({ kind, value }));
}

function filesBelow(folder) {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !PICTURE.test(entry.name))
		.map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** As it is, as part of a URL, and as Basic authentication or an attachment would carry it. */
const formsOf = (value) => [
	value,
	encodeURIComponent(value),
	Buffer.from(value).toString('base64').replace(/=+$/, ''),
];

/** All forms of all secrets, by how they begin: thousands are searched for in one pass over a file. */
function indexByStart(secrets) {
	const index = new Map();
	for (const { kind, value } of secrets) {
		for (const form of formsOf(value)) {
			const start = form.slice(0, SHORTEST_SECRET);
			index.set(start, [...(index.get(start) ?? []), { kind, form }]);
		}
	}
	return index;
}

/** Finds in the files below a folder. */
function scan(folder, secrets) {
	const byStart = indexByStart(secrets);
	const finds = new Set();
	for (const file of filesBelow(folder)) {
		const text = readFileSync(file, 'latin1');
		for (let at = 0; at + SHORTEST_SECRET <= text.length; at++) {
			for (const { kind, form } of byStart.get(text.slice(at, at + SHORTEST_SECRET)) ?? []) {
				if (!text.startsWith(form, at)) continue;
				// n8n keeps a trigger's own webhook secrets as the trigger's static data, in its database.
				if (kind === 'webhook' && DATABASE.test(file)) continue;
				const around = text.slice(Math.max(0, at - 60), at + form.length + 20).replaceAll(form, '…');
				finds.add(`a ${kind} secret in ${relative(folder, file)}: ${JSON.stringify(around)}`);
			}
		}
	}
	return [...finds];
}

/** A scan that finds nothing must have been able to: each form of a planted secret is found, another is not. */
function isAbleToFind() {
	const folder = mkdtempSync(join(tmpdir(), 'secret-scan-'));
	const value = 'Planted/Secret+0123456789';
	try {
		for (const [index, form] of formsOf(value).entries())
			writeFileSync(join(folder, `${index}.log`), `x ${form} y`);
		const found = scan(folder, [{ kind: 'credential', value }]).length;
		return (
			found === new Set(formsOf(value)).size &&
			scan(folder, [{ kind: 'credential', value: 'Another0123456789' }]).length === 0
		);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

const secretsFile = process.env.SIMULATOR_SECRETS_FILE;
if (!secretsFile) throw new Error('SIMULATOR_SECRETS_FILE must name the file that the simulators wrote');
const artifacts = join(root, 'artifacts');
const secrets = readSecrets(secretsFile);
const finds = scan(artifacts, secrets);
const files = filesBelow(artifacts);
const megabytes = files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6;
for (const find of finds) console.log(`FOUND ${find}`);
console.log(`${secrets.length} secrets searched in ${files.length} files, ${megabytes.toFixed(1)} MB`);
const isGood = isAbleToFind() && secrets.length > 0 && files.length > 0 && finds.length === 0;
console.log(isGood ? '1 passed, 0 failed' : `0 passed, ${Math.max(1, finds.length)} failed`);
process.exitCode = isGood ? 0 : 1;
