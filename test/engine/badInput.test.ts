import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { createHubWithChannel, hubCredential, sends, zApiCredential } from '../helpers/accounts';
import { runAction } from '../helpers/engine/runAction';
import {
	CUSTOMER,
	hubCharge,
	hubStatus,
	itemRows,
	itemsFromJson,
	zApiCharge,
	zApiTypedUpdate,
	zApiUpdate,
} from '../helpers/parameters';
import { simulator } from '../helpers/simulator';

/**
 * Bad input is refused before any request, with the field and the item named, as a user sees it. The first
 * item is always good: it must not leave either, because a run that will fail should not have charged half of
 * the customers.
 */

const row = { name: 'Coffee', quantity: 1, unitPrice: '10.00' };
const hubRow = { ...row, retailerId: 'coffee' };

/** A Z-API order event of the trigger. */
const goodEvent: IDataObject = {
	event: 'orderSent',
	provider: 'zApi',
	contact: { phone: CUSTOMER },
	messageId: '3EB0F91BBA791BB0A787FC',
	order: {
		referenceId: '4N8FCTW1WM6',
		orderRequestId: '4N8FCTW22W4',
		orderMessageId: '3EB0F91BBA791BB0A787FC',
		orderStatus: 'pending',
		paymentStatus: 'pending',
		currency: 'BRL',
		items: [
			{ productId: 'custom-item-1', name: 'Coffee', quantity: 1, unitPriceCents: 1000, isCustomItem: true },
		],
	},
};

interface Case {
	name: string;
	/** Parameters whose expression reads `$json.value`, or the whole item. */
	parameters: INodeParameters;
	good: unknown;
	bad: unknown;
	/** Label of the field, as the editor shows it. */
	field: string;
}

const valueOf = '={{ $json.value }}';

function everywhere(
	name: string,
	field: string,
	good: unknown,
	bad: unknown,
	change: INodeParameters,
): Case[] {
	return [
		{ name: `${name} (Z-API payment request)`, parameters: zApiCharge(change), good, bad, field },
		{
			name: `${name} (Z-API order status)`,
			parameters: zApiTypedUpdate('orderStatus', change),
			good,
			bad,
			field,
		},
		{
			name: `${name} (Z-API payment update)`,
			parameters: zApiTypedUpdate('orderPaymentUpdate', change),
			good,
			bad,
			field,
		},
		{ name: `${name} (Hub payment request)`, parameters: hubCharge(change), good, bad, field },
	];
}

const updateItems = (quantity: string, unitPrice: string) =>
	itemRows({ ...row, quantity, unitPrice, productId: 'custom-item-1' });

/** One bad member of an item row, in each operation that has rows. */
function inRow(name: string, field: string, member: 'quantity' | 'unitPrice', bad: unknown): Case[] {
	const good = member === 'quantity' ? 1 : '10.00';
	const filled = { quantity: 1 as number | string, unitPrice: '10.00', [member]: valueOf };
	const typed = updateItems(String(filled.quantity), String(filled.unitPrice));
	const change = { good, bad, field };
	return [
		{
			...change,
			name: `${name} (Z-API payment request)`,
			parameters: zApiCharge(itemRows({ ...row, ...filled })),
		},
		{
			...change,
			name: `${name} (Hub payment request)`,
			parameters: hubCharge(itemRows({ ...hubRow, ...filled })),
		},
		{ ...change, name: `${name} (Z-API order status)`, parameters: zApiTypedUpdate('orderStatus', typed) },
	];
}

const cases: Case[] = [
	...everywhere('no phone', 'Recipient Phone', CUSTOMER, '', { phone: valueOf }),
	...everywhere('a phone that is missing', 'Recipient Phone', CUSTOMER, null, { phone: valueOf }),
	...everywhere('letters in the phone', 'Recipient Phone', CUSTOMER, '55119939860ab', { phone: valueOf }),
	{
		name: 'no phone (Hub order status)',
		parameters: hubStatus({ phone: valueOf }),
		good: CUSTOMER,
		bad: '',
		field: 'Recipient Phone',
	},
	...everywhere('no items', 'Items', [{ ...hubRow, productId: 'p' }], [], itemsFromJson(valueOf)),
	...everywhere(
		'items that are no list',
		'Items',
		[{ ...hubRow, productId: 'p' }],
		{ item: row },
		itemsFromJson(valueOf),
	),
	...inRow('quantity 0', 'Quantity', 'quantity', 0),
	...inRow('a price with three decimals', 'Unit Price', 'unitPrice', '10.005'),
	...inRow('a price of nothing', 'Unit Price', 'unitPrice', ''),
	{
		name: 'an unknown order status (Z-API)',
		parameters: zApiTypedUpdate('orderStatus', { newOrderStatus: valueOf }),
		good: 'shipped',
		bad: 'delivered',
		field: 'New Order Status',
	},
	{
		name: 'an order status only the Hub has (Z-API)',
		parameters: zApiTypedUpdate('orderStatus', { newOrderStatus: valueOf }),
		good: 'shipped',
		bad: 'partially_shipped',
		field: 'Order Status',
	},
	{
		name: 'an unknown payment status (Z-API)',
		parameters: zApiTypedUpdate('orderPaymentUpdate', { newPaymentStatus: valueOf }),
		good: 'paid',
		bad: 'refunded',
		field: 'New Payment Status',
	},
	{
		name: 'an unknown current status (Z-API)',
		parameters: zApiTypedUpdate('orderPaymentUpdate', { currentOrderStatus: valueOf }),
		good: 'pending',
		bad: 'lost',
		field: 'Current Order Status',
	},
	{
		name: 'an unknown order status (Hub)',
		parameters: hubStatus({ newOrderStatus: valueOf }),
		good: 'shipped',
		bad: 'delivered',
		field: 'New Order Status',
	},
	{
		name: 'an empty reference ID (Hub payment request)',
		parameters: hubCharge({ referenceId: valueOf }),
		good: 'order-1',
		bad: '',
		field: 'Reference ID',
	},
	{
		name: 'a reference ID of spaces (Hub order status)',
		parameters: hubStatus({ referenceId: valueOf }),
		good: 'order-1',
		bad: '   ',
		field: 'Reference ID',
	},
	...(['orderStatus', 'orderPaymentUpdate'] as const).flatMap((operation) =>
		[
			{ name: 'an event without order', bad: { event: 'messageStatus', provider: 'zApi' } },
			{ name: 'an empty event', bad: {} },
			{ name: 'an order without items', bad: { ...goodEvent, order: { currency: 'BRL', items: [] } } },
			{ name: 'a text instead of an event', bad: 'order-1' },
		].map(({ name, bad }) => ({
			name: `${name} (Z-API ${operation})`,
			parameters: zApiUpdate(operation, { orderEvent: valueOf }),
			good: goodEvent,
			bad,
			field: 'Order Event',
		})),
	),
];

async function accounts() {
	const [hub, instance] = await Promise.all([
		createHubWithChannel(),
		simulator.createZApi({ unknownOrders: 'accept' }),
	]);
	return {
		credentials: { ...hubCredential(hub), ...zApiCredential(instance) },
		requests: async () => [...(await sends(hub)), ...(await sends(instance))],
	};
}

describe('an expression that yields bad input', () => {
	it.each(cases.map((entry) => [entry.name, entry] as const))('%s', async (_name, entry) => {
		const { credentials, requests } = await accounts();
		const items = [{ value: entry.good }, { value: entry.bad }] as IDataObject[];
		const run = await runAction(entry.parameters, items, { credentials });
		expect(run.status).toBe('error');
		expect(run.error).toMatchObject({ name: 'NodeOperationError', itemIndex: 1 });
		expect(run.error?.message).toContain(entry.field);
		expect(run.error?.message).toContain('[item 1]');
		expect(await requests()).toEqual([]);

		const onlyGood = await runAction(entry.parameters, [{ value: entry.good }] as IDataObject[], {
			credentials,
		});
		expect(onlyGood.error).toBeUndefined();
		expect(await requests()).toHaveLength(1);
	});
});

describe('a field left empty in the editor', () => {
	it.each<[string, INodeParameters, string]>([
		['no phone (Z-API)', zApiCharge({ phone: '' }), 'Recipient Phone'],
		['no phone (Hub)', hubCharge({ phone: '' }), 'Recipient Phone'],
		['no phone (Z-API update)', zApiTypedUpdate('orderStatus', { phone: '' }), 'Recipient Phone'],
		['no reference ID (Hub)', hubCharge({ referenceId: '' }), 'Reference ID'],
		['no reference ID (Hub status)', hubStatus({ referenceId: '' }), 'Reference ID'],
		['no reference ID (Z-API update)', zApiTypedUpdate('orderStatus', { referenceId: '' }), 'Reference ID'],
		['no rows (Z-API)', zApiCharge({ items: { item: [] } }), 'Items'],
		['no rows (Hub)', hubCharge({ items: { item: [] } }), 'Items'],
		[
			'a row nobody filled in',
			zApiCharge(itemRows({ name: '', quantity: 1, unitPrice: '' })),
			'Items 1, Name',
		],
		['quantity 0', zApiCharge(itemRows({ ...row, quantity: 0 })), 'Quantity'],
		['JSON that is an object', zApiCharge(itemsFromJson('{ "name": "Coffee" }')), 'Items (JSON)'],
		['JSON that is broken', zApiCharge(itemsFromJson('[{ "name": ')), 'Items (JSON)'],
		['no JSON', zApiCharge(itemsFromJson('')), 'Items (JSON)'],
	])('%s', async (_name, parameters, field) => {
		const { credentials, requests } = await accounts();
		const run = await runAction(parameters, [{}], { credentials });
		expect(run.status).toBe('error');
		expect(run.error?.message).toContain(field);
		expect(await requests()).toEqual([]);
	});
});
