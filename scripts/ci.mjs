/** What .ci/run runs: npm test, then everything that needs a real n8n server, Chromium, Redis or PostgreSQL. */
import { runSteps } from './steps.mjs';

const npmRun = (name, script, ...flags) => ({
	name,
	command: 'npm',
	args: ['run', '--silent', script, ...(flags.length > 0 ? ['--', ...flags] : [])],
});

await runSteps([
	{ name: 'npm test', command: 'npm', args: ['test', '--silent'], essential: true },
	npmRun('demo: the order round trip in a real n8n', 'demo', '--once'),
	npmRun('fault matrix', 'faults'),
	npmRun('example workflows in a real n8n', 'test:examples'),
	npmRun("n8n's editor in Chromium", 'test:e2e'),
	npmRun('webhook registration in a real n8n, with crashes', 'test:registration'),
	// Fewer messages than by default; every disturbance is in it.
	npmRun('queue mode', 'test:queue', '--events', '200', '--charges', '200', '--seconds', '20'),
	{ name: 'no secret in anything left behind by all of it', command: 'node', args: ['scripts/secretScan.mjs'] },
]);
