/** Jest's globalSetup of the engine project: one simulator for all workers, on a free port of the loopback. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const READY = /^Simulator ready at (\S+)$/;
const PATIENCE_MS = 30_000;

export default async function startSimulator() {
	const child = spawn(
		process.execPath,
		['--import', 'tsx', join(root, 'simulator', 'cli.mts'), '--port', '0', '--quiet'],
		{ cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
	);
	globalThis.simulatorProcess = child;
	// Workers are started later and inherit it.
	process.env.SIMULATOR_URL = await readUrl(child);
}

function readUrl(child) {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error('the simulator did not start in time')), PATIENCE_MS);
		child.once('exit', (code) => reject(new Error(`the simulator ended with ${code} before it was ready`)));
		createInterface({ input: child.stdout }).on('line', (line) => {
			const ready = READY.exec(line);
			if (!ready) return;
			clearTimeout(timer);
			resolve(ready[1]);
		});
	});
}
