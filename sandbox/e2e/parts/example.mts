import assert from 'node:assert/strict';
import { readWorkflow } from '../../lib/workflowFile.mts';
import type { Bench } from '../bench.mts';
import type { Part } from '../report.mts';

const START = 'Cart Received';
const CHARGE = 'Payment Request';

/** An example of the package asks for what only the shop knows, and is ready then. */
export function example({ stage, canvas, panel, picture }: Bench): Part {
	return {
		name: 'Example',
		checks: {
			'with its credential chosen, it asks for the PIX key and the name of its holder': async () => {
				const workflow = await readWorkflow('examples/cartToOrderZApi.json', [stage.zApi.credential]);
				const { id } = await stage.api.createWorkflow(workflow);
				await canvas.openWorkflow(id);
				await canvas.issues(CHARGE).waitFor();
				assert.equal(await canvas.issues(START).count(), 0);
				await canvas.openNode(CHARGE);
				await panel.expectIssue('pixKey', 'Parameter "PIX Key" is required.');
				assert.deepEqual(await panel.fieldsWithIssues(), ['pixKey', 'pixHolderName']);
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
