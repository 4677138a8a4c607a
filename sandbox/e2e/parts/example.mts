import assert from 'node:assert/strict';
import { readWorkflow } from '../../lib/workflowFile.mts';
import type { Bench } from '../bench.mts';
import type { Part } from '../report.mts';

const START = 'Cart Received';
const CHARGE = 'Payment Request';

/**
 * An example of the package opens ready: what only the shop knows is in the credential.
 */
export function example({ stage, canvas, panel, picture }: Bench): Part {
	return {
		name: 'Example',
		checks: {
			'with its credential chosen, it is ready': async () => {
				const workflow = await readWorkflow('examples/cartToOrderZApi.json', [stage.zApi.credential]);
				const { id } = await stage.api.createWorkflow(workflow);
				await canvas.openWorkflow(id);
				assert.equal(await canvas.issues(START).count(), 0);
				assert.equal(await canvas.issues(CHARGE).count(), 0);
				await canvas.openNode(CHARGE);
				assert.deepEqual(await panel.fieldsWithIssues(), []);
				await panel.close();
				await picture('example');
			},
		},
	};
}
