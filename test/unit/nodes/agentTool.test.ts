/**
 * The node as a tool of an AI agent: n8n offers to let the model fill in each field that takes an expression, unless
 * it is a list (`canBeContentOverride` in its editor).
 */
import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { nodes } from '../../helpers/uiTexts';

const [plain] = nodes;
/** n8n names the tool that it makes of a node so. */
const tool: INodeTypeDescription = { ...plain, name: `${plain.name}Tool` };

const PAID_TO = ['pixKey', 'pixHolderName', 'pixMerchantName', 'pixMerchantCity', 'merchantName'];

const z = (more: INodeParameters) => ({ resource: 'order', provider: 'zApi', ...more });
const CASES: Array<[INodeParameters, paidTo: string[]]> = [
	[z({ operation: 'paymentRequest', acceptPix: true }), ['pixKey', 'pixHolderName']],
	[z({ operation: 'pixKey', resource: 'pix' }), ['pixKey', 'merchantName']],
	[
		{
			...{ resource: 'order', operation: 'paymentRequest', provider: 'chatt2Me' },
			...{ paymentMethod: 'pix', pixCodeSource: 'buildFromKey' },
		},
		['pixKey', 'pixMerchantName', 'pixMerchantCity'],
	],
	[{ resource: 'paymentCode', operation: 'buildPix' }, ['pixKey', 'pixMerchantName', 'pixMerchantCity']],
];

function shown(description: INodeTypeDescription, parameters: INodeParameters): INodeProperties[] {
	const node = { typeVersion: 1, parameters } as INode;
	return description.properties.filter((field) =>
		NodeHelpers.displayParameter(parameters, field, node, description, parameters),
	);
}

const mayBeFilledIn = ({ type, noDataExpression }: INodeProperties) =>
	type !== 'options' && type !== 'notice' && noDataExpression !== true;

describe.each(CASES)('%j', (parameters, paidTo) => {
	it('shows each field once, and keeps from the model who is paid', () => {
		const fields = shown(tool, parameters);
		const names = fields.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		expect(names.filter((name) => PAID_TO.includes(name))).toEqual(paidTo);
		const offered = fields.filter(mayBeFilledIn).map(({ name }) => name);
		expect(offered.filter((name) => PAID_TO.includes(name))).toEqual([]);
	});

	it('shows the same fields outside a tool, where each takes an expression', () => {
		const fields = shown(plain, parameters);
		const same = shown(tool, parameters).filter(({ name }) => name !== 'toolNotice');
		expect(fields.map(({ name }) => name)).toEqual(same.map(({ name }) => name));
		expect(fields.map(({ required }) => required)).toEqual(same.map(({ required }) => required));
		const paid = fields.filter(({ name }) => PAID_TO.includes(name));
		expect(paid.filter(mayBeFilledIn).map(({ name }) => name)).toEqual(paidTo);
	});
});

it('what may be left to the model is said where something is sent, and only in a tool', () => {
	const says = (description: INodeTypeDescription, parameters: INodeParameters) =>
		shown(description, parameters).some(({ name }) => name === 'toolNotice');
	const [[request], , , [build]] = CASES;
	expect([says(tool, request), says(plain, request), says(tool, build)]).toEqual([true, false, false]);
});
