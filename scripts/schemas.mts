/**
 * Writes the output previews of the node from what it gives, run in n8n-core against the simulator: after the build,
 * npm run schemas. n8n serves `__schema__/v<node version>/<resource>/<operation>.json` beside the node.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import startSimulator from '../test/helpers/startSimulator.mjs';
import stopSimulator from '../test/helpers/stopSimulator.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const SCHEMAS = 'nodes/WhatsAppCommerce/__schema__';

await startSimulator();
// Loaded only now: the helpers below read the simulator's address when they are loaded.
const { sampleOutputs } = await import('../test/helpers/outputs/sampleOutputs.ts');
const { schemaOf } = await import('../test/helpers/outputs/outputSchema.ts');
const samples = await sampleOutputs().finally(stopSimulator);

const options = await prettier.resolveConfig(join(root, 'package.json'));
const [source, built] = [join(root, SCHEMAS), join(root, 'dist', SCHEMAS)];
for (const folder of [source, built]) await rm(folder, { recursive: true, force: true });
for (const { resource, operation, items } of samples) {
	const text = JSON.stringify({ ...schemaOf(items), version: 1 });
	const formatted = await prettier.format(text, { ...options, parser: 'json' });
	for (const [folder, content] of [
		[source, formatted],
		[built, text],
	]) {
		await mkdir(join(folder, 'v1.0.0', resource), { recursive: true });
		await writeFile(join(folder, 'v1.0.0', resource, `${operation}.json`), content);
	}
	console.log(`${SCHEMAS}/v1.0.0/${resource}/${operation}.json: ${items.length} outputs`);
}
process.exit(0);
