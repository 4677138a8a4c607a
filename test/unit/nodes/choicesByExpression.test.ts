/**
 * A choice that an expression makes: n8n then shows the fields of all its options, and a `required` one among them
 * that is empty would keep the workflow from running ("Parameter … is required").
 */
import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { PROVIDERS } from '../../../nodes/providers';
import { SENDING_RESOURCES } from '../../../nodes/providers/resources';
import { hangsOnChoice, nodes } from '../../helpers/uiTexts';

const SENT = SENDING_RESOURCES.flatMap(({ value: resource, operations }) =>
	Object.keys(operations).flatMap((operation) =>
		PROVIDERS.filter((provider) => operation in provider.operations).map(({ id: provider }) => ({
			resource,
			operation,
			provider,
		})),
	),
);
const OPERATIONS: INodeParameters[] = [
	...SENT,
	{ resource: 'paymentCode', operation: 'check' },
	{ resource: 'paymentCode', operation: 'buildPix' },
];

const mayBeExpression = ({ type, noDataExpression }: INodeProperties) =>
	['options', 'multiOptions', 'boolean'].includes(type) && noDataExpression !== true;

/** The parameters as the editor stores them, with every default filled in. */
function filledIn(description: INodeTypeDescription, parameters: INodeParameters): INode {
	const node: INode = {
		id: '1',
		name: 'Node',
		type: description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const all = NodeHelpers.getNodeParameters(
		description.properties,
		parameters,
		true,
		false,
		node,
		description,
	);
	return { ...node, parameters: all ?? {} };
}

function missing(description: INodeTypeDescription, parameters: INodeParameters): string[] {
	const node = filledIn(description, parameters);
	const issues = NodeHelpers.getNodeParametersIssues(description.properties, node, description);
	return Object.keys(issues?.parameters ?? {}).sort();
}

const [action, trigger] = nodes;

describe.each(OPERATIONS)('$operation, $provider', (chosen) => {
	const shown = filledIn(action, chosen);
	const choices = action.properties.filter(
		(field) =>
			mayBeExpression(field) &&
			NodeHelpers.displayParameter(shown.parameters, field, shown, action, shown.parameters),
	);

	it('asks for the same fields whatever is chosen, also when expressions choose everything', () => {
		const always = missing(action, chosen);
		const byExpression = Object.fromEntries(choices.map(({ name }) => [name, `={{ $json.${name} }}`]));
		expect(missing(action, { ...chosen, ...byExpression })).toEqual(always);
		for (const { name } of choices) {
			expect(missing(action, { ...chosen, [name]: '={{ $json.it }}' })).toEqual(always);
		}
	});

	it('finds nothing to ask for when the fields of every choice are there', () => {
		const always = missing(action, chosen);
		const given = Object.fromEntries(always.map((name) => [name, 'x']));
		const byExpression = Object.fromEntries(choices.map(({ name }) => [name, `={{ $json.${name} }}`]));
		expect(missing(action, { ...chosen, ...given, ...byExpression })).toEqual([]);
	});
});

it('no field that hangs on such a choice is required, in either node', () => {
	const required = [action, trigger].flatMap(({ name, properties }) =>
		properties
			.filter((field) => field.required === true && hangsOnChoice(field))
			.map((field) => `${name}.${field.name}`),
	);
	expect(required).toEqual([]);
});
