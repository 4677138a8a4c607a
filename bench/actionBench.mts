import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import type { INodeType } from 'n8n-workflow';
import { ensureN8n } from '../sandbox/lib/install.mts';
import { CURRENT_N8N } from '../sandbox/lib/n8nReleases.mts';
import startSimulator from '../test/helpers/startSimulator.mjs';
import stopSimulator from '../test/helpers/stopSimulator.mjs';

/**
 * What benches of actions begin with: their flags, a fresh build, a simulator in a process of its own, and n8n's own
 * HTTP Request node, from the n8n server that the demo runs.
 */
export async function openActionBench(): Promise<{
	json: boolean;
	itemCount: number;
	rounds: number;
	httpRequestNode: INodeType;
}> {
	const { values: flags } = parseArgs({
		options: {
			json: { type: 'boolean', default: false },
			items: { type: 'string', default: '1000' },
			rounds: { type: 'string', default: '5' },
		},
	});
	execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
	const { folder } = await ensureN8n(CURRENT_N8N);
	await startSimulator();
	// Also when a round throws.
	process.on('exit', stopSimulator);
	const requireFromN8n = createRequire(realpathSync(`${folder}/node_modules/n8n/package.json`));
	const { HttpRequest } = requireFromN8n('n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js') as {
		HttpRequest: new () => INodeType;
	};
	return {
		json: flags.json,
		itemCount: Number(flags.items),
		rounds: Number(flags.rounds),
		httpRequestNode: new HttpRequest(),
	};
}
