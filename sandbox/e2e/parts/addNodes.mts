import assert from 'node:assert/strict';
import { ACTION, type Bench, TRIGGER } from '../bench.mts';
import type { Part } from '../report.mts';

/** What the node panel offers, sorted as n8n sorts it. */
const TRIGGERS = [
	'On cart received',
	'On message delivery failed',
	'On message status',
	'On order sent',
	'On order updated',
	'On payment declined',
	'On payment received',
	'On payment requested',
	'On pix key sent',
];
const ACTIONS = [
	'Update order payment',
	'Update order status',
	'Check or build payment code',
	'Send payment request',
	'Send PIX key',
];

/** Both nodes are found by search and put on the canvas, as somebody does who has just installed the package. */
export function addNodes({ page, canvas, panel, picture }: Bench): Part {
	const icon = page.locator(`[data-test-id=canvas-node] img`);
	return {
		name: 'Adding nodes',
		checks: {
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
			},
			'"Send payment request" opens the node set to that operation': async () => {
				await canvas.entry('Send payment request').click();
				await panel.field('operation').waitFor();
				assert.equal(await panel.field('operation').locator('input').inputValue(), 'Payment Request');
				await panel.close();
				await canvas.node(ACTION).waitFor();
			},
			'both nodes are on the canvas, connected, with their pictures and what they are set to': async () => {
				assert.equal(await canvas.nodes().count(), 2);
				await canvas.node(TRIGGER).getByText('Z-API · 1 event type', { exact: true }).waitFor();
				await canvas.node(ACTION).getByText('Payment Request · Z-API', { exact: true }).waitFor();
				await canvas.issues(ACTION).waitFor();
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
