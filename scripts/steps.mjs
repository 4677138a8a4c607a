/**
 * Runs named steps one after the other and adds up what they counted. A step that prints a line
 * `N passed, N failed` counts as that; any other step counts as one, by its exit code. A step that exits
 * non-zero has failed whatever it counted. The last line is the sum over all steps.
 */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

const COUNT = /^(?:.*\s)?(\d+) passed, (\d+) failed\s*$/;

/** Where simulators note the secrets they give out, for scripts/secretScan.mjs; steps within steps share it. */
function prepareSecretsFile() {
	if (process.env.SIMULATOR_SECRETS_FILE) return;
	const folder = join(root, '.cache');
	mkdirSync(folder, { recursive: true });
	process.env.SIMULATOR_SECRETS_FILE = join(folder, `secrets-${process.pid}.txt`);
	writeFileSync(process.env.SIMULATOR_SECRETS_FILE, '');
	process.on('exit', () => rmSync(process.env.SIMULATOR_SECRETS_FILE, { force: true }));
}

/** What a step printed is kept beside the other things it left behind. */
function openRecord(name) {
	const folder = join(root, 'artifacts', 'printed');
	mkdirSync(folder, { recursive: true });
	return createWriteStream(join(folder, `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.log`));
}

function execute({ name, command, args = [], env = {} }) {
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd: root,
			env: { ...process.env, ...env },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const record = openRecord(name);
		let counted;
		let rest = '';
		child.stderr.on('data', (chunk) => {
			process.stderr.write(chunk);
			record.write(chunk);
		});
		child.stdout.on('data', (chunk) => {
			process.stdout.write(chunk);
			record.write(chunk);
			const lines = (rest + chunk).split('\n');
			rest = lines.pop();
			for (const line of lines) counted = COUNT.exec(line) ?? counted;
		});
		child.on('error', (error) => resolve({ code: 1, error }));
		child.on('close', (code) => {
			counted = COUNT.exec(rest) ?? counted;
			record.end();
			resolve({ code: code ?? 1, counted });
		});
	});
}

/** Runs all steps, also after a failure, and exits non-zero when one failed. */
export async function runSteps(steps) {
	prepareSecretsFile();
	const rows = [];
	for (const step of steps) {
		console.log(`\n== ${step.name}`);
		const started = Date.now();
		const { code, counted } = await execute(step);
		let [passed, failed] = counted ? [Number(counted[1]), Number(counted[2])] : [code === 0 ? 1 : 0, code === 0 ? 0 : 1];
		if (code !== 0 && failed === 0) failed = 1;
		rows.push({ name: step.name, passed, failed, seconds: Math.round((Date.now() - started) / 1000) });
		if (failed > 0 && step.essential) {
			console.log(`\n"${step.name}" is needed by what follows: stopping here.`);
			break;
		}
	}
	const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
	console.log('');
	for (const { name, passed, failed, seconds } of rows) {
		console.log(`${failed === 0 ? 'ok  ' : 'FAIL'} ${name}: ${passed} ok, ${failed} not, ${seconds} s`);
	}
	console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
	process.exitCode = sum('failed') === 0 ? 0 : 1;
}
