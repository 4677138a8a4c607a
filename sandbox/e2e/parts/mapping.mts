import assert from 'node:assert/strict';
import { ACTION, type Bench } from '../bench.mts';
import type { Part } from '../report.mts';

/** Orders of a shop as the node before gives them. */
export const ORDERS = [
	{
		phone: '+55 (11) 98888-7777',
		lines: [{ title: 'Coffee 500 g', qty: 2, price: '149.90' }],
		shipping: '12.00',
		total: '311.80',
	},
	{
		phone: '+55 (21) 97777-6666',
		lines: [
			{ title: 'Paper filter', qty: 1, price: '24.50' },
			{ title: 'Grinder', qty: 1, price: '1.299,00' },
		],
		shipping: '0',
		total: '1323.50',
	},
];

/** Orders of a shop are mapped to the fields by dragging and by expressions; each gets its own message. */
export function mapping(bench: Bench): Part {
	const { stage, canvas, panel, picture } = bench;
	const { control, zApi } = stage;
	return {
		name: 'Mapping',
		checks: {
			'the orders of the node before are seen': async () => {
				const set = { mode: 'raw', jsonOutput: JSON.stringify({ orders: ORDERS }), options: {} };
				const split = { fieldToSplitOut: 'orders', options: {} };
				await bench.open('Mapping', [
					bench.start(),
					bench.otherNode('Shop Orders', 'set', 3.4, set),
					bench.otherNode('Each Order', 'splitOut', 1, split),
					bench.ownNode('whatsAppCommerce', ACTION, {}),
				]);
				await canvas.openNode(ACTION);
				await panel.executePrevious();
			},
			'a value is dragged into Recipient Phone': async () => {
				await panel.drag('phone', 'phone', '+55 (11) 98888-7777');
			},
			'items and amounts come by expression, with their values shown': async () => {
				await panel.express('itemsJson', '{{ $json.lines }}', 'Coffee 500 g');
				await panel.choose('pixKeyType', 'Email');
				await panel.fill('pixKey', 'pix@shop.example');
				await panel.fill('pixHolderName', 'Example Shop');
				await panel.addTo('Additional Fields', 'Shipping');
				await panel.express('shipping', '{{ $json.shipping }}', '12.00');
				await panel.addTo('Additional Fields', 'Expected Total');
				await panel.express('total', '{{ $json.total }}', '311.80');
				await picture('mapping');
			},
			'each order gets its own message, and its row in the output': async () => {
				const before = (await control.messages(zApi.account)).length;
				await panel.execute();
				const rows = await panel.output.rows('two replies', (shown) => shown.length === 2);
				const messages = (await control.messages(zApi.account)).slice(before);
				const sent = messages.map(({ recipient, body }) => {
					const { products, shipping } = body.order as { products: unknown[]; shipping?: number };
					return { recipient, products, shipping };
				});
				sent.sort((one, other) => one.recipient.localeCompare(other.recipient));
				assert.deepEqual(sent, [
					{
						recipient: '5511988887777',
						products: [{ name: 'Coffee 500 g', quantity: 2, value: 149.9 }],
						shipping: 12,
					},
					{
						recipient: '5521977776666',
						products: [
							{ name: 'Paper filter', quantity: 1, value: 24.5 },
							{ name: 'Grinder', quantity: 1, value: 1299 },
						],
						shipping: 0,
					},
				]);
				assert.deepEqual(
					rows.map(({ phone }) => phone),
					['5511988887777', '5521977776666'],
				);
				await panel.scrollTo('Provider');
				await picture('mapped-orders');
			},
		},
	};
}
