import type { TypeDescription } from '../../lib/n8nApi.mts';
import { type Bench, type OwnNode, TRIGGER } from '../bench.mts';
import { ACTION_FIELDS, type FieldsExpected } from '../expected/actionFields.mts';
import { isShown, propertiesOf } from '../expected/combinations.mts';
import { TRIGGER_FIELDS } from '../expected/triggerFields.mts';
import type { Check, Part } from '../report.mts';
import { assertWhole } from './fields.mts';

type Json = Record<string, unknown>;
/** Nodes whose collections hold every member: each is shown with its whole label, those of other choices are not. */
export function collections(bench: Bench): Part {
	const { canvas, panel } = bench;
	const nodes = [
		...wholeOf('whatsAppCommerce', ACTION_FIELDS),
		...wholeOf(
			'whatsAppCommerceTrigger',
			TRIGGER_FIELDS.filter(({ labels }) => !hasNotice(labels)),
		),
	];
	const checks: Record<string, Check> = {
		'a workflow with these nodes opens': async () => {
			const made = await Promise.all(
				nodes.map(async ({ type, name, expected }) => {
					const parameters = filled(await bench.description(type), expected);
					return bench.ownNode(type, name, parameters);
				}),
			);
			await canvas.leavePanel();
			await bench.open('Collections', [bench.start()], made);
		},
	};
	for (const { name, expected } of nodes) {
		checks[name] = async () => {
			await canvas.leavePanel();
			await canvas.openNode(name);
			assertWhole(await panel.expectLabels(wholeLabels(expected)));
			await panel.scrollTo('Options');
			await bench.picture(`all-options-${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`);
		};
	}
	return { name: 'Collections', independent: true, checks };
}

function hasNotice(labels: string[]): boolean {
	return labels.some((label) => label.length === 40);
}

/** One node for each set of collections. */
function wholeOf(type: OwnNode, all: FieldsExpected[]) {
	const sets = new Map<string, { type: OwnNode; name: string; expected: FieldsExpected }>();
	for (const expected of all) {
		if (!expected.options) continue;
		const words = expected.choose
			.filter(([name]) => /^(provider|operation|orderData)$/.test(name))
			.map(([, option]) => option);
		const name = [...(type === 'whatsAppCommerce' ? [] : [TRIGGER]), ...words].join(', ');
		if (!sets.has(name)) sets.set(name, { type, name, expected });
	}
	return [...sets.values()];
}

/** Send Once Key belongs to Custom Key, which is what the whole collection has. */
function wholeLabels({ labels, additional = [], options = [] }: FieldsExpected): string[] {
	const own = options.includes('Send Once Per') ? ['Send Once Key', ...options] : options;
	return labels.flatMap((label) => {
		if (label === 'Additional Fields') return [label, ...additional];
		return label === 'Options' ? [label, ...own.sort((a, b) => a.localeCompare(b))] : [label];
	});
}

/** Parameters of a node with these choices and every member of its collections. */
function filled(description: TypeDescription, { choose }: FieldsExpected): Json {
	const properties = propertiesOf(description);
	const parameters: Json = {};
	for (const property of properties) {
		if (!isShown(property, parameters)) continue;
		const chosen = choose.find(([name]) => name === property.name)?.[1];
		const value = property.options?.find(({ name }) => name === chosen)?.value;
		parameters[property.name] = chosen === undefined ? property.default : (value ?? chosen === 'On');
		if (property.type !== 'collection') continue;
		const members = (property.options ?? []).map((member) => [member.name, member.default]);
		parameters[property.name] = { ...Object.fromEntries(members) };
		if (members.some(([name]) => name === 'sendOncePer')) {
			Object.assign(parameters[property.name] as Json, { sendOncePer: 'customKey' });
		}
	}
	return parameters;
}
