/** npm test: everything that needs no real n8n server. Installs what is missing, then lint, types, build, unit and engine tests, gate. */
import { ensureInstalled } from './setup.mjs';
import { runSteps } from './steps.mjs';

ensureInstalled();
await runSteps([
	{ name: 'lint', command: 'npm', args: ['run', '--silent', 'lint'] },
	// n8n's own command lets warnings pass; a reviewer at n8n does not.
	{ name: 'lint without warnings', command: 'npx', args: ['eslint', '.', '--max-warnings', '0'] },
	{ name: 'types', command: 'npm', args: ['run', '--silent', 'typecheck'] },
	{ name: 'build', command: 'npm', args: ['run', '--silent', 'build'], essential: true },
	{ name: 'unit tests', command: 'node', args: ['scripts/jest.mjs', 'unit'] },
	{ name: 'engine tests', command: 'node', args: ['scripts/jest.mjs', 'engine'] },
	{ name: 'gate: the packed package', command: 'node', args: ['scripts/gate.mjs'] },
	{ name: 'no secret in anything left behind', command: 'node', args: ['scripts/secretScan.mjs'] },
]);
