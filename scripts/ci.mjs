/** What .ci/run runs: npm test, then the main job in a real n8n server. */
import { runSteps } from './steps.mjs';

await runSteps([
	{ name: 'npm test', command: 'npm', args: ['test', '--silent'], essential: true },
	{
		name: 'demo: the order round trip in a real n8n',
		command: 'npm',
		args: ['run', '--silent', 'demo', '--', '--once'],
	},
	{ name: 'example workflows in a real n8n', command: 'npm', args: ['run', '--silent', 'test:examples'] },
]);
