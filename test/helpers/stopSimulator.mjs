/** Jest's globalTeardown of the engine project. */
import { once } from 'node:events';

export default async function stopSimulator() {
	const child = globalThis.simulatorProcess;
	if (!child || child.exitCode !== null) return;
	const ended = once(child, 'exit');
	child.kill('SIGTERM');
	await ended;
}
