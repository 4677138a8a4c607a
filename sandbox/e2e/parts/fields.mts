import assert from 'node:assert/strict';
import { ACTION, type Bench, type OwnNode, TRIGGER } from '../bench.mts';
import type { SeenLabel } from '../editor/labels.mts';
import type { NodePanel } from '../editor/nodePanel.mts';
import { ACTION_FIELDS, type FieldsExpected } from '../expected/actionFields.mts';
import { combinations, leftOut } from '../expected/combinations.mts';
import { EVENTS, TRIGGER_FIELDS } from '../expected/triggerFields.mts';
import type { Check, Part } from '../report.mts';

/** For each provider, operation and method: exactly the fields that belong, in order, none cut. */
export function fields(bench: Bench): Part {
	const { canvas, panel } = bench;
	const open = async (type: OwnNode, name: string) => {
		await canvas.leavePanel();
		await bench.open(`Fields of ${name}`, [bench.ownNode(type, name, {})]);
		await canvas.openNode(name);
	};
	const assertComplete = async (type: OwnNode, expected: FieldsExpected[]) => {
		const all = combinations(await bench.description(type));
		const missing = leftOut(
			all,
			expected.map(({ choose }) => choose),
		);
		assert.deepEqual(missing, [], 'combinations that are not looked at');
	};
	const checks: Record<string, Check> = {
		'every choice that decides what is shown is looked at': async () => {
			await assertComplete('whatsAppCommerce', ACTION_FIELDS);
			await assertComplete('whatsAppCommerceTrigger', TRIGGER_FIELDS);
		},
		'the panel of the node opens': async () => await open('whatsAppCommerce', ACTION),
		'a label that is too long would be noticed': async () => await assertCutIsSeen(panel),
	};
	for (const expected of ACTION_FIELDS) {
		checks[titleOf(expected)] = async () => await compare(panel, expected);
	}
	checks['the panel of the trigger opens'] = async () => await open('whatsAppCommerceTrigger', TRIGGER);
	for (const expected of TRIGGER_FIELDS) {
		checks[`trigger, ${titleOf(expected)}`] = async () => await compare(panel, expected);
	}
	for (const [provider, events] of Object.entries(EVENTS)) {
		checks[`trigger, events of ${provider}`] = async () => {
			await panel.set('provider', provider);
			assert.deepEqual(await panel.options('events'), events);
		};
	}
	return { name: 'Fields', independent: true, checks };
}

function titleOf({ choose }: FieldsExpected): string {
	return choose
		.map(([name, option]) => (/^(On|Off)$/.test(option) ? `${name} ${option}` : option))
		.join(', ');
}

async function compare(panel: NodePanel, expected: FieldsExpected): Promise<void> {
	for (const [name, option] of expected.choose) await panel.set(name, option);
	assertWhole(await panel.expectLabels(expected.labels));
	assert.deepEqual(await panel.cutChoices(), [], 'choices that do not fit into their field');
	if (expected.additional) {
		assert.deepEqual(await panel.offeredIn('Additional Fields'), expected.additional);
	}
	// n8n offers no list of one: a click adds it.
	if (expected.options && expected.options.length > 1) {
		assert.deepEqual(await panel.offeredIn('Options'), expected.options);
	}
}

/** No label is cut at the width that the panel has by default. */
export function assertWhole(labels: SeenLabel[]): void {
	const cut = labels.filter((label) => label.cut).map(({ text }) => text);
	assert.deepEqual(cut, [], 'labels that do not fit into the panel');
}

/** Writes a long label into the page: the check of labels must see that it is cut. */
async function assertCutIsSeen(panel: NodePanel): Promise<void> {
	const long = 'Name under which the customer is known to the shop since its beginning';
	const label = panel.labelOf('provider').locator('label .n8n-text').first();
	const before = await label.innerText();
	await label.evaluate((element, text) => (element.textContent = text), long);
	const seen = (await panel.labels()).filter(({ cut }) => cut).map(({ text }) => text);
	await label.evaluate((element, text) => (element.textContent = text), before);
	assert.deepEqual(seen, [long]);
}
