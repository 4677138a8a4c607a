/** Imports every workflow of examples/ into a real n8n and plays it against the simulator: npm run test:examples */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Outside } from './examples/outside.mts';
import { assistantScenarios } from './examples/assistant.mts';
import { bankScenarios } from './examples/banks.mts';
import { chargeScenarios } from './examples/charges.mts';
import { importScenarios } from './examples/imports.mts';
import { messageScenarios } from './examples/messages.mts';
import { metaScenarios } from './examples/meta.mts';
import { paidScenarios } from './examples/paid.mts';
import { sampleScenarios } from './examples/samples.mts';
import { Scene } from './examples/scene.mts';
import { Checks } from './lib/checks.mts';
import { openStage } from './lib/stage.mts';
import { root } from './lib/paths.mts';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const files = (await readdir(join(root, 'examples'))).filter((file) => file.endsWith('.json'));
const scenarios = [
	...importScenarios(files.map((file) => file.replace(/\.json$/, ''))),
	...chargeScenarios,
	...paidScenarios,
	...bankScenarios,
	...messageScenarios,
	...metaScenarios,
	...assistantScenarios,
	...sampleScenarios,
].filter(({ name }) => name.includes(values.only ?? ''));

const stage = await openStage({
	name: 'examples',
	withShop: true,
	withBanks: true,
	env: { N8N_COMMUNITY_PACKAGES_ALLOW_TOOL_USAGE: 'true' },
	onStep: (text) => console.log(text),
});
const outside = await Outside.start();
const checks = new Checks();
try {
	const scene = new Scene(stage, outside);
	await scene.prepare();
	for (const { name, play } of scenarios) {
		await checks.run(name, async () => await play(scene));
		await scene.clear();
	}
} finally {
	await outside.stop();
	await stage.close();
}
checks.end();
