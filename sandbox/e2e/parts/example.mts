import assert from 'node:assert/strict';
import { readWorkflow } from '../../lib/workflowFile.mts';
import type { Bench } from '../bench.mts';
import type { Part } from '../report.mts';

const START = 'Cart Received';
const CHARGE = 'Payment Request';

/**
 * An example of the package opens ready but for what only the shop knows. Nothing marks that as missing: Accept PIX
 * may be an expression, so its fields are not required, and the node names at run time what it lacks.
 */
export function example({ stage, canvas, panel, picture }: Bench): Part {
	return {
		name: 'Example',
		checks: {
			'with its credential chosen, it shows the PIX key and the name of its holder, without issues':
				async () => {
					const workflow = await readWorkflow('examples/cartToOrderZApi.json', [stage.zApi.credential]);
					const { id } = await stage.api.createWorkflow(workflow);
					await canvas.openWorkflow(id);
					assert.equal(await canvas.issues(START).count(), 0);
					assert.equal(await canvas.issues(CHARGE).count(), 0);
					await canvas.openNode(CHARGE);
					assert.deepEqual(await panel.fieldsWithIssues(), []);
				},
			'with these it is ready': async () => {
				await panel.fill('pixKey', 'pix@shop.example');
				await panel.fill('pixHolderName', 'Example Shop');
				await panel.close();
				await canvas.issues(CHARGE).waitFor({ state: 'hidden' });
				await picture('example');
			},
		},
	};
}
