/** What Options offers to add: only what changes something with the other choices as they are. */
import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeProperties } from 'n8n-workflow';

import { WhatsAppCommerce } from '../../../nodes/WhatsAppCommerce/WhatsAppCommerce.node';

const { description } = new WhatsAppCommerce();

function offered(parameters: INode['parameters']): string[] {
	const node = { typeVersion: 1, parameters } as INode;
	const shows = (field: INodeProperties) =>
		NodeHelpers.displayParameter(parameters, field, node, description, parameters);
	const options = description.properties.find((field) => field.name === 'options' && shows(field));
	return ((options?.options ?? []) as INodeProperties[]).filter(shows).map(({ displayName }) => displayName);
}

const AMOUNTS_AS_TEXT = ['Decimal Mark'];
const OF_EVENTS = ['Check Status Change', 'Order Message ID', 'Recipient Phone'];
const OF_CODES = ['Check Payment Code', 'On Amount Mismatch'];

describe('Options of a Z-API update', () => {
	it.each(['orderStatus', 'orderPaymentUpdate'])(
		'%s from an event: what the event may not tell',
		(operation) => {
			const names = offered({ resource: 'order', provider: 'zApi', operation, orderData: 'fromEvent' });
			expect(names).toEqual(expect.arrayContaining(OF_EVENTS));
			expect(names).not.toEqual(expect.arrayContaining(AMOUNTS_AS_TEXT));
		},
	);

	it.each(['orderStatus', 'orderPaymentUpdate'])('%s typed in: how amounts are read', (operation) => {
		const names = offered({ resource: 'order', provider: 'zApi', operation, orderData: 'defineBelow' });
		expect(names).toEqual(expect.arrayContaining(AMOUNTS_AS_TEXT));
		for (const name of OF_EVENTS) expect(names).not.toContain(name);
	});
});

describe('Options of a Hub payment request', () => {
	const request = (paymentMethod: string) =>
		offered({ resource: 'order', provider: 'chatt2Me', operation: 'paymentRequest', paymentMethod });

	it.each(['pix', 'boleto'])('%s: how its code is checked', (method) =>
		expect(request(method)).toEqual(expect.arrayContaining([...OF_CODES, ...AMOUNTS_AS_TEXT])),
	);

	it('a link has no code to check', () => {
		expect(request('payment_link')).toEqual(expect.arrayContaining(AMOUNTS_AS_TEXT));
		for (const name of OF_CODES) expect(request('payment_link')).not.toContain(name);
	});

	it('a method that an expression tells may have one', () =>
		expect(request('={{ $json.method }}')).toEqual(expect.arrayContaining(OF_CODES)));
});
