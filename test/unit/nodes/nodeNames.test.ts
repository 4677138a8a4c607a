/** What n8n itself calls a new node and an agent's tool, from its own code; the lists are seen in the editor's tests. */
import { NodeHelpers } from 'n8n-workflow';
import { PROVIDERS } from '../../../nodes/providers';
import { describeTrigger } from '../../../nodes/WhatsAppCommerceTrigger/description';
import { nodes } from '../../helpers/uiTexts';

const [action] = nodes;
const NAMES: Array<[resource: string, operation: string, name: string]> = [
	['order', 'paymentRequest', 'Send a payment request'],
	['order', 'orderStatus', 'Update an order status'],
	['order', 'orderPaymentUpdate', 'Update an order payment'],
	['pix', 'pixKey', 'Send a PIX key'],
	['paymentCode', 'check', 'Check a payment code'],
	['paymentCode', 'lookUp', 'Look up a charge'],
	['paymentCode', 'buildPix', 'Build a PIX code'],
];

it.each(NAMES)('%s, %s is called "%s"', (resource, operation, name) => {
	expect(NodeHelpers.makeNodeName({ resource, operation }, action)).toBe(name);
	expect(NodeHelpers.makeDescription({ resource, operation }, action)).toBe(`${name} in WhatsApp Commerce`);
});

it('each operation of the lists is among these, in this order', () => {
	const lists = action.properties.filter(({ name }) => name === 'operation');
	const listed = lists.flatMap(({ displayOptions, options = [] }) =>
		options.map((option) => [displayOptions?.show?.resource?.[0], 'value' in option && option.value]),
	);
	expect(listed).toEqual(NAMES.map(([resource, operation]) => [resource, operation]));
});

it('each event has the words of an action, and a payment between persons says that it names no order', () => {
	const events = describeTrigger(PROVIDERS).properties.flatMap(({ name, options = [] }) =>
		name === 'events' ? options.map((option) => 'action' in option && option.action) : [],
	);
	expect(events).toContain('On payment received (names no order)');
	for (const words of events)
		expect(words).toMatch(/^On (PIX key|[a-z]+)( [a-z]+)+( \((names no order|check with your bank)\))?$/);
});
