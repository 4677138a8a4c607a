/**
 * Which fields, options and credentials the editor shows for each choice, by n8n's own displayParameter. The snapshot
 * is the table to read in a review: what a change shows or hides is a line there. It was compared with what n8n's
 * editor shows in Chromium.
 */
import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { WhatsAppCommerce } from '../../../nodes/WhatsAppCommerce/WhatsAppCommerce.node';
import { WhatsAppCommercePaymentTrigger } from '../../../nodes/WhatsAppCommercePaymentTrigger/WhatsAppCommercePaymentTrigger.node';
import { WhatsAppCommerceTrigger } from '../../../nodes/WhatsAppCommerceTrigger/WhatsAppCommerceTrigger.node';
import { choicesOf } from '../../helpers/uiTexts';

const action = new WhatsAppCommerce().description;
const trigger = new WhatsAppCommerceTrigger().description;
const payments = new WhatsAppCommercePaymentTrigger().description;

type Field = Parameters<typeof NodeHelpers.displayParameter>[1];

function shows(
	{ version, ...rest }: INodeTypeDescription,
	parameters: INodeParameters,
	field: Field,
): boolean {
	const typeVersion = [version].flat().at(-1);
	const node = { typeVersion, parameters } as INode;
	return NodeHelpers.displayParameter(parameters, field, node, { version, ...rest }, parameters);
}

/** Labels from top to bottom, the credential where a field says its place; rows show their fields, a collection what it offers to add. */
function shownLabels(description: INodeTypeDescription, parameters: INodeParameters): string[] {
	const shown = <T extends Field>(fields: T[]) =>
		fields.filter((field) => shows(description, parameters, field));
	const labelOf = ({ type, displayName }: INodeProperties) =>
		type === 'notice' ? displayName.slice(0, 40) : displayName;
	const credentials = shown(description.credentials ?? []).map(({ name }) => `Credential ${name}`);
	const fields = shown(description.properties).map((field) => {
		const within = (field.options ?? []).flatMap((option) => {
			if ('values' in option) return option.values;
			return 'type' in option ? [option] : [];
		});
		const names = shown(within).map(labelOf);
		if (field.type === 'credentials') return credentials.splice(0).join(' | ');
		return names.length > 0 ? `${labelOf(field)}: ${names.join(', ')}` : labelOf(field);
	});
	return [...credentials, ...fields];
}

/** Values that conditions name, by field. */
function decidingValues({ properties, credentials = [] }: INodeTypeDescription): Map<string, unknown[]> {
	const deciding = new Map<string, unknown[]>();
	const collect = ({
		displayOptions: { show = {}, hide = {} } = {},
		...field
	}: Field & { options?: unknown[] }) => {
		for (const [name, values = []] of [...Object.entries(show), ...Object.entries(hide)]) {
			const plain = name.replace('/', '');
			deciding.set(plain, [...(deciding.get(plain) ?? []), ...(values as unknown[])]);
		}
		for (const option of (field.options ?? []) as Array<Field & { values?: Field[] }>) {
			[option, ...(option.values ?? [])].forEach(collect);
		}
	};
	[...properties, ...credentials].forEach(collect);
	return deciding;
}

/** Every combination of choices that decide what is shown; of those that decide nothing, one stands for all. */
function combinations(
	description: INodeTypeDescription,
): Array<{ title: string; parameters: INodeParameters }> {
	const deciding = decidingValues(description);
	let open: Array<{ title: string; parameters: INodeParameters }> = [{ title: '', parameters: {} }];
	for (const field of description.properties) {
		open = open.flatMap(({ title, parameters }) => {
			if (!shows(description, parameters, field)) return [{ title, parameters }];
			const named = deciding.get(field.name);
			if (!named) return [{ title, parameters: { ...parameters, [field.name]: field.default as string } }];
			if (field.type === 'multiOptions') {
				const every = choicesOf(field).map((choice) => choice.value as string);
				return [{ title, parameters: { ...parameters, [field.name]: every } }];
			}
			const all =
				field.type === 'boolean'
					? [true, false].map((value) => ({ name: `${field.displayName} ${value ? 'on' : 'off'}`, value }))
					: choicesOf(field);
			const other = all.find(({ value }) => !named.includes(value));
			const branches = all.filter((choice) => named.includes(choice.value) || choice === other);
			return branches.map(({ name, value }) => ({
				title: title === '' ? name : `${title}, ${name}`,
				parameters: { ...parameters, [field.name]: value },
			}));
		});
	}
	return open;
}

it.each([action, trigger, payments])('$displayName shows what belongs to each choice', (description) => {
	const table = combinations(description).map(({ title, parameters }) => [
		title,
		shownLabels(description, parameters).join(' | '),
	]);
	expect(Object.fromEntries(table)).toMatchSnapshot();
});

it('Trigger On offers the events of its provider', () => {
	const offered = ['zApi', 'chatt2Me'].map((provider) => {
		const events = trigger.properties.filter(({ name }) => name === 'events');
		return events
			.filter((field) => shows(trigger, { provider }, field))
			.map((field) => choicesOf(field).map(({ name }) => name));
	});
	expect(offered).toMatchSnapshot();
});

it('a payment method that an expression gives may have a code to check', () => {
	const parameters = {
		resource: 'order',
		provider: 'chatt2Me',
		operation: 'paymentRequest',
		paymentMethod: '={{ $json.method }}',
	};
	const options = shownLabels(action, parameters).find((label) => label.startsWith('Options'));
	expect(options).toMatch(/Check Payment Code.*On Amount Mismatch/);
});
