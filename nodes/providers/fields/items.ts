import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

export const PRICE_UNIT: INodeProperties = {
	displayName: 'Price Unit',
	name: 'priceUnit',
	type: 'options',
	options: [
		{
			name: 'Cents',
			value: 'cents',
			description: 'Whole numbers such as 14990 for R$ 149,90, as VTEX gives them',
		},
		{ name: 'Reais', value: 'reais', description: 'Amounts such as 149.90' },
	],
	default: 'reais',
	description: 'Unit of the prices in the list, unless their names say it, as unitPriceCents does',
};

/**
 * The items of an order: rows in the editor, or an expression that yields a list. `idFields` are what the
 * provider wants to know of an item besides name, quantity and price.
 */
export function itemFields(
	idFields: INodeProperties[],
	displayOptions: IDisplayOptions = {},
): INodeProperties[] {
	const showWith = (source: string): IDisplayOptions => ({
		show: { ...displayOptions.show, itemsSource: [source] },
	});
	return [
		{
			displayName: 'Items Source',
			name: 'itemsSource',
			type: 'options',
			options: [
				{ name: 'Define Below', value: 'defineBelow' },
				{ name: 'From JSON', value: 'fromJson' },
			],
			default: 'fromJson',
			displayOptions,
			description:
				'Where the items come from: a list such as the line items of a shop order, or rows typed in here',
		},
		{
			displayName: 'Items',
			name: 'items',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Item',
			default: { item: [{ name: '', quantity: 1, unitPrice: '' }] },
			displayOptions: showWith('defineBelow'),
			description: 'What is charged, one row per product',
			options: [
				{
					displayName: 'Item',
					name: 'item',
					values: [
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							default: '',
							placeholder: 'e.g. Coffee 500 g',
							description: 'Name of the product as the customer reads it',
						},
						{
							displayName: 'Quantity',
							name: 'quantity',
							type: 'number',
							typeOptions: { minValue: 1 },
							default: 1,
							description: 'Number of units, a whole number',
						},
						{
							displayName: 'Unit Price',
							name: 'unitPrice',
							type: 'string',
							default: '',
							placeholder: 'e.g. 149.90',
							description: 'Price per unit in reais, not in cents',
						},
						...idFields,
					],
				},
			],
		},
		{
			displayName: 'Items (JSON)',
			name: 'itemsJson',
			type: 'json',
			default: '',
			placeholder: 'e.g. {{ $json.line_items }}',
			displayOptions: showWith('fromJson'),
			description:
				'List of objects with name, quantity and unitPrice (or price), or unitPriceCents; productId and sku where the provider takes them. The line items of usual shops and ERPs are understood, with names in Portuguese too. For a cart, take the items that the trigger gives: a raw webhook body has its prices in thousandths.',
		},
		{ ...PRICE_UNIT, displayOptions: showWith('fromJson') },
	];
}
