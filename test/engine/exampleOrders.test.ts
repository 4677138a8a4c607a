/** Orders of a bad day, as the examples for WooCommerce read them: what they give must be charged in full, to the customer. */
import type { INodeParameters } from 'n8n-workflow';
import forHub from '../../examples/wooCommerceOrderHub.json';
import forZApi from '../../examples/wooCommerceOrderZApi.json';
import { hubCharge, zApiCharge } from '../helpers/parameters';
import { throughHub, throughZApi } from '../helpers/paymentRuns';

interface Example {
	nodes: Array<{ name: string; parameters: object }>;
}

const parametersOf = ({ nodes }: Example, name: string) =>
	nodes.find((node) => node.name === name)!.parameters as INodeParameters;

/** The fields of a charge as expressions over the order itself: what the example's Code node does is part of each. */
function fieldsOf(example: Example, fields: INodeParameters): INodeParameters {
	const code = String(parametersOf(example, 'Read the Order').jsCode);
	const text = JSON.stringify(fields).replace(/\$json|\$\('Read the Order'\)\.item\.json/g, () =>
		JSON.stringify(`(() => {${code}})().json`).slice(1, -1),
	);
	return { itemsSource: 'fromJson', ...(JSON.parse(text) as INodeParameters) };
}

const line = (name: string, quantity: number, subtotal: string, total: string) => ({
	...{ name, quantity, subtotal, total, sku: name, product_id: 1 },
});

const order = (changes: object) => ({
	...{ number: '2001', total: '99.00', shipping_total: '10.00', discount_total: '0.00', total_tax: '0.00' },
	billing: { phone: '(11) 98765-4321' },
	line_items: [line('Soap', 3, '89.00', '89.00')],
	...changes,
});

const ORDERS: Array<[string, object, number, string]> = [
	['an order', {}, 9_900, '5511987654321'],
	[
		'a discount for PIX, which is a fee below zero',
		{
			line_items: [line('Soap', 3, '100.00', '89.00'), line('Gift', 1, '0.00', '0.00')],
			discount_total: '11.00',
			fee_lines: [
				{ id: 1, name: 'PIX', total: '-5.01' },
				{ id: 2, name: 'Gift wrap', total: '2.01' },
			],
			total: '96.00',
		},
		9_600,
		'5511987654321',
	],
	['a customer in Peru', { billing: { phone: '+51 987 654 321' } }, 9_900, '51987654321'],
	['a number as it is dialed', { billing: { phone: '011 98765-4321' } }, 9_900, '5511987654321'],
	['a number with 00', { billing: { phone: '0055 11 98765-4321' } }, 9_900, '5511987654321'],
];

test.each(ORDERS)('%s', async (_name, changes, totalCents, phone) => {
	const ofZApi = parametersOf(forZApi, 'Payment Request');
	const ofHub = parametersOf(forHub, 'Payment Request');
	const zApi = fieldsOf(forZApi, {
		phone: ofZApi.phone,
		itemsJson: ofZApi.itemsJson,
		additionalFields: ofZApi.additionalFields,
	});
	const hub = fieldsOf(forHub, {
		phone: ofHub.phone,
		itemsJson: ofHub.itemsJson,
		additionalFields: ofHub.additionalFields,
		referenceId: "={{ $json.orderId + '-' + $json.phone }}",
	});
	const { run } = await throughZApi(zApiCharge(zApi), [order(changes)]);
	expect(run.actionError).toBeUndefined();
	expect(run.items).toMatchObject([{ totalCents, phone }]);
	const { run: runOfHub } = await throughHub(hubCharge(hub), [order(changes)]);
	expect(runOfHub.actionError).toBeUndefined();
	expect(runOfHub.items).toMatchObject([{ totalCents, phone, referenceId: `2001-${phone}` }]);
});
