import assert from 'node:assert/strict';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { ACTION, type Bench } from '../bench.mts';
import { nodeType } from '../../lib/packageUnderTest.mts';
import type { Part } from '../report.mts';

const NEXT = 'Next';

/** What a node gives is seen, and can be mapped, before anything was sent. */
export function preview(bench: Bench): Part {
	const { page, canvas, panel, picture, stage } = bench;
	return {
		name: 'Output preview',
		independent: true,
		checks: {
			'n8n serves one for each operation': async () => {
				const { name, properties } = await describedBy(bench);
				const lists = properties.filter((property) => property.name === 'operation');
				const paths = lists.flatMap(({ displayOptions, options = [] }) =>
					(options as INodePropertyOptions[]).map(
						({ value }) => `${String(displayOptions?.show?.resource?.[0])}/${String(value)}`,
					),
				);
				assert.ok(paths.length >= 6, paths.join());
				for (const path of paths) {
					const answer = await page.request.get(`${stage.n8n.url}/schemas/${name}/1.0.0/${path}.json`);
					assert.equal(answer.status(), 200, path);
				}
			},
			'the node after it shows the members': async () => {
				const action = bench.ownNode('whatsAppCommerce', ACTION, {});
				await bench.open('Preview', [bench.start(), action, bench.otherNode(NEXT, 'set', 3.4, {})]);
				await canvas.openNode(NEXT);
				await page.getByTestId('schema-preview-warning').waitFor();
				for (const member of ['sendStatus', 'messageId', 'totalCents']) {
					await page.locator(`[data-test-id=run-data-schema-node-name][data-path$=".${member}"]`).waitFor();
				}
				await picture('preview');
				await panel.close();
			},
		},
	};
}

async function describedBy({ stage }: Bench) {
	const name = nodeType(stage.packed, 'whatsAppCommerce');
	const described = (await stage.api.nodeTypes()).find((type) => type.name === name);
	return { name, properties: (described?.properties ?? []) as INodeProperties[] };
}
