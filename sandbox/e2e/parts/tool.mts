import assert from 'node:assert/strict';
import { type Bench } from '../bench.mts';
import type { Part } from '../report.mts';

const TOOL = 'Send a payment request in WhatsApp Commerce';
const OFFER = 'from-ai-override-button';

/** The node as a tool of an AI agent: what the model may fill in. */
export function tool(bench: Bench): Part {
	const { page, canvas, panel, picture } = bench;
	/** Whether n8n offers to let the model fill in this field; the button shows under the pointer. */
	const isOffered = async (field: string) => {
		const item = panel.labelOf(field);
		await item.getByTestId('input-label').first().hover();
		return (await item.getByTestId(OFFER).count()) > 0;
	};
	return {
		name: 'Agent tool',
		checks: {
			'says what may be left to the model': async () => {
				const node = bench.ownNode('whatsAppCommerce', TOOL, {});
				await bench.open('Tool', [{ ...node, type: `${String(node.type)}Tool` }]);
				await canvas.openNode(TOOL);
				await page.getByText(/^Let the model fill in only what the customer may choose/).waitFor();
				await picture('tool');
			},
			'offers the phone number to the model, and never who is paid': async () => {
				assert.ok(await isOffered('phone'), 'nothing is offered at all');
				for (const field of ['pixKey', 'pixHolderName']) assert.ok(!(await isOffered(field)), field);
				await panel.close();
			},
		},
	};
}
