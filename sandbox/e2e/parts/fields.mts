import assert from 'node:assert/strict';
import { ACTION, type Bench, TRIGGER } from '../bench.mts';
import type { SeenLabel } from '../editor/labels.mts';
import type { NodePanel } from '../editor/nodePanel.mts';
import { ACTION_FIELDS, type FieldsExpected } from '../expected/actionFields.mts';
import { EVENTS, TRIGGER_FIELDS } from '../expected/triggerFields.mts';
import type { Check, Part } from '../report.mts';

/** For each provider, operation and method: exactly the fields that belong, in order, none cut. */
export function fields(bench: Bench): Part {
	const { canvas, panel } = bench;
	const open = async (type: 'whatsAppCommerce' | 'whatsAppCommerceTrigger', name: string) => {
		await canvas.leavePanel();
		await bench.open(`Fields of ${name}`, [bench.ownNode(type, name, {})]);
		await canvas.openNode(name);
	};
	const checks: Record<string, Check> = {
		'the panel of the node opens': async () => await open('whatsAppCommerce', ACTION),
	};
	for (const [choice, expected] of Object.entries(ACTION_FIELDS)) {
		checks[choice] = async () => await compare(panel, expected);
	}
	checks['the panel of the trigger opens'] = async () => await open('whatsAppCommerceTrigger', TRIGGER);
	for (const [choice, expected] of Object.entries(TRIGGER_FIELDS)) {
		checks[`trigger, ${choice}`] = async () => await compare(panel, expected);
	}
	for (const [provider, events] of Object.entries(EVENTS)) {
		checks[`trigger, events of ${provider}`] = async () => {
			await panel.choose('provider', provider);
			assert.deepEqual(await panel.options('events'), events);
		};
	}
	return { name: 'Fields', independent: true, checks };
}

async function compare(panel: NodePanel, expected: FieldsExpected): Promise<void> {
	for (const [name, option] of expected.choose) await panel.choose(name, option);
	for (const name of expected.toggle ?? []) await panel.toggle(name);
	assertWhole(await panel.expectLabels(expected.labels));
	if (expected.additional) {
		assert.deepEqual(await panel.offeredIn('Additional Fields'), expected.additional);
	}
	if (expected.options) assert.deepEqual(await panel.offeredIn('Options'), expected.options);
}

/** No label is cut at the width that the panel has by default. */
export function assertWhole(labels: SeenLabel[]): void {
	const cut = labels.filter((label) => label.cut).map(({ text }) => text);
	assert.deepEqual(cut, [], 'labels that do not fit into the panel');
}
