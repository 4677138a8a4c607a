/** Output previews: n8n finds one for each operation, and it shows what the operation gives. */
import Ajv from 'ajv';
import { loadOutputSchema } from 'n8n-core';
import { SENDING_RESOURCES } from '../../nodes/providers/resources';
import { LOCAL_RESOURCES } from '../../nodes/WhatsAppCommerce/operations';
import { loadPackage } from '../helpers/engine/nodeTypes';
import { schemaOf } from '../helpers/outputs/outputSchema';
import { sampleOutputs, type SampleOutputs } from '../helpers/outputs/sampleOutputs';

const OPERATIONS = [...SENDING_RESOURCES, ...LOCAL_RESOURCES].flatMap(({ value, operations }) =>
	Object.keys(operations).map((operation) => [value, operation]),
);

let samples: SampleOutputs[];
let nodeFile: string;

beforeAll(async () => {
	samples = await sampleOutputs();
	const loader = await loadPackage();
	nodeFile = `${loader.directory}/${loader.known.nodes.whatsAppCommerce.sourcePath}`;
});

it.each(OPERATIONS)('%s/%s is as npm run schemas writes it', (resource, operation) => {
	const { items } = samples.find((sample) => sample.operation === operation)!;
	const nodeDir = nodeFile.slice(0, nodeFile.lastIndexOf('/'));
	const schema = loadOutputSchema({ nodeDir, version: 1, resource, operation });
	expect(JSON.stringify(schema)).toBe(JSON.stringify({ ...schemaOf(items), version: 1 }));
	const matches = new Ajv({ strictSchema: false }).compile(schema!);
	for (const item of items) expect([matches(JSON.parse(JSON.stringify(item))), item]).toEqual([true, item]);
});
