/** What the canvas shows below a node's name, worked out by n8n's own expressions. */
import type { INode, INodeParameters, INodeType, INodeTypes } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { WhatsAppCommerce } from '../../../nodes/WhatsAppCommerce/WhatsAppCommerce.node';
import { WhatsAppCommerceTrigger } from '../../../nodes/WhatsAppCommerceTrigger/WhatsAppCommerceTrigger.node';

function subtitleOf(type: INodeType, parameters: INodeParameters): unknown {
	const node: INode = { id: '1', name: 'Node', type: 'node', typeVersion: 1, position: [0, 0], parameters };
	const nodeTypes: INodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return workflow.expression.getSimpleParameterValue(node, type.description.subtitle, 'internal', {});
}

describe('the subtitle of the trigger', () => {
	const trigger = new WhatsAppCommerceTrigger();

	it.each<[string, INodeParameters[string], string]>([
		['zApi', ['orderSent', 'orderUpdated'], 'Z-API · 2 events'],
		['zApi', ['pixKeySent'], 'Z-API · PIX Key Sent'],
		['zApi', [], 'Z-API · 0 events'],
		['chatt2Me', ['messageReceived'], 'Hub Chatt2.me · Message Received'],
	])('of %s with %j reads naturally', (provider, events, subtitle) => {
		expect(subtitleOf(trigger, { provider, events })).toBe(subtitle);
	});
});

describe('the subtitle of the action', () => {
	const action = new WhatsAppCommerce();

	it.each<[INodeParameters, string]>([
		[{ resource: 'pix', operation: 'pixKey', provider: 'zApi' }, 'Send PIX Key · Z-API'],
		[{ operation: 'orderPaymentUpdate', provider: 'chatt2Me' }, 'Order Payment Update · Hub Chatt2.me'],
		[{ resource: 'paymentCode', operation: 'check' }, 'Payment Code · Check'],
		[{ resource: 'paymentCode', operation: 'buildPix' }, 'Payment Code · Build PIX Code'],
	])('of %j is "%s"', (parameters, subtitle) => {
		expect(subtitleOf(action, parameters)).toBe(subtitle);
	});
});
