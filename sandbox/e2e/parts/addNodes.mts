import assert from 'node:assert/strict';
import { waitFor } from '../../lib/waitFor.mts';
import { ACTION, type Bench, TRIGGER } from '../bench.mts';
import type { Part } from '../report.mts';

/** What the node panel offers. */
const TRIGGERS = [
	'On cart received',
	'On message delivery failed',
	'On message status',
	'On order sent',
	'On order updated',
	'On payment declined',
	'On payment received (names no order)',
	'On payment requested',
	'On PIX key sent',
];
const ACTIONS = [
	'Send a payment request',
	'Update an order status',
	'Update an order payment',
	'Send a PIX key',
	'Check a payment code',
	'Look up a charge',
	'Build a PIX code',
];

/** Words under which a shop in Brazil looks for it. */
const WORDS = [
	...['cobranca', 'cobrança', 'pagamento', 'carrinho', 'pedido', 'boleto', 'fatura', 'invoice'],
	...['qr code', 'hub', 'cart', 'catalog'],
];

/** Both nodes are found by search and put on the canvas, as somebody does who has just installed the package. */
export function addNodes({ page, canvas, panel, picture }: Bench): Part {
	const chosen = async (field: string) => await panel.field(field).locator('input').inputValue();
	const icon = page.locator(`[data-test-id=canvas-node] img`);
	return {
		name: 'Adding nodes',
		checks: {
			'the words of a shop in Brazil find it': async () => {
				await canvas.newWorkflow();
				await canvas.startWithNode();
				for (const word of WORDS) await canvas.search(word, ACTION);
				await picture('search-cobranca');
			},
			'the trigger is found by search, with its picture and what it starts on': async () => {
				await canvas.newWorkflow();
				await canvas.startWithNode();
				const entry = await canvas.search('whatsapp commerce', ACTION);
				await assertLoaded(entry.locator('img').first());
				await picture('search');
				await entry.click();
				await canvas.expectEntries(TRIGGERS);
			},
			'"On order sent" opens the trigger set to that event': async () => {
				await canvas.entry('On order sent').click();
				await panel.field('events').getByText('Order Sent', { exact: true }).waitFor();
				await picture('trigger-panel');
				await panel.close();
				await canvas.node(TRIGGER).waitFor();
			},
			'the node is found by search after it, with its actions': async () => {
				await canvas.continueAfter(TRIGGER);
				const entry = await canvas.search('whatsapp commerce', ACTION);
				await entry.click();
				await canvas.expectEntries(ACTIONS);
				await picture('actions');
			},
			'"Send a PIX key" opens the node set to that, and offers only who can do it': async () => {
				await canvas.entry('Send a PIX key').click();
				assert.equal(await chosen('resource'), 'PIX');
				assert.equal(await chosen('operation'), 'Send PIX Key');
				assert.deepEqual(await panel.options('provider'), ['Z-API']);
			},
			'a provider that cannot do what is chosen next gives way': async () => {
				await panel.choose('resource', 'Order');
				assert.equal(await chosen('operation'), 'Payment Request');
				await panel.choose('provider', 'Hub Chatt2.me');
				await panel.choose('resource', 'PIX');
				await waitFor('the provider to change', async () => (await chosen('provider')) === 'Z-API');
				await panel.close();
			},
			'the node is named after the operation, also after another one was chosen': async () => {
				await canvas.node('Send a PIX key').waitFor();
				await canvas.openNode('Send a PIX key');
				await panel.choose('resource', 'Order');
				await panel.close();
				await canvas.node('Send a payment request').waitFor();
			},
			'both nodes are on the canvas, connected, with their pictures and what they are set to': async () => {
				assert.equal(await canvas.nodes().count(), 2);
				await canvas.node(TRIGGER).getByText('Z-API · Order Sent', { exact: true }).waitFor();
				await canvas
					.node('Send a payment request')
					.getByText('Payment Request · Z-API', { exact: true })
					.waitFor();
				await canvas.issues('Send a payment request').waitFor();
				await assertLoaded(icon.nth(0));
				await assertLoaded(icon.nth(1));
				await picture('both-nodes');
			},
		},
	};
}

async function assertLoaded(image: import('playwright-core').Locator): Promise<void> {
	await image.waitFor();
	const width = await image.evaluate(async (element) => {
		const picture = element as HTMLImageElement;
		await picture.decode();
		return picture.naturalWidth;
	});
	assert.ok(width > 0, `${await image.getAttribute('src')} did not load`);
}
