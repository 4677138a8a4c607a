import type { INodeProperties } from 'n8n-workflow';

import { itemFields } from '../../fields/items';
import { phoneField } from '../../fields/common';
import { CHECK_STATUS_CHANGE_OPTION, DECIMAL_MARK_OPTION, optionsField } from '../../fields/options';
import { showFor } from '../../fields/show';

export const ORDER_STATUS_OPTIONS = [
	{ name: 'Canceled', value: 'canceled' },
	{ name: 'Completed', value: 'completed' },
	{ name: 'Pending', value: 'pending' },
	{ name: 'Processing', value: 'processing' },
	{ name: 'Shipped', value: 'shipped' },
];

export const PAYMENT_STATUS_OPTIONS = [
	{ name: 'Paid', value: 'paid' },
	{ name: 'Pending', value: 'pending' },
];

/** Order data of one Z-API update: from an event, or typed in with every field that Z-API wants back. */
export function orderDataFields(operation: string, currentStatus: INodeProperties): INodeProperties[] {
	const show = showFor('zApi', [operation]);
	const showEvent = showFor('zApi', [operation], { orderData: ['fromEvent'] });
	const showDefined = showFor('zApi', [operation], { orderData: ['defineBelow'] });
	return [
		{
			displayName: 'Order Data',
			name: 'orderData',
			type: 'options',
			options: [
				{
					name: 'From Order Event',
					value: 'fromEvent',
					description: 'Phone, IDs, amounts and products come from the event of the trigger',
				},
				{
					name: 'Define Below',
					value: 'defineBelow',
					description: 'Type in everything that Z-API wants back',
				},
			],
			default: 'fromEvent',
			displayOptions: show,
			description: 'Where the order comes from; Z-API wants the whole order back with each update',
		},
		{
			displayName: 'Order Event',
			name: 'orderEvent',
			type: 'json',
			default: '={{ $json }}',
			required: true,
			displayOptions: showEvent,
			description:
				'Item of the WhatsApp Commerce Trigger, a raw Z-API webhook body, or an order that you stored earlier as either',
		},
		phoneField(
			showDefined,
			'Number with country and area code; spaces and punctuation are removed, @lid IDs work too',
		),
		{
			displayName: 'Order Message ID',
			name: 'orderMessageId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 3EB0F91BBA791BB0A787FC',
			displayOptions: showDefined,
			description: 'WhatsApp ID of the message that carried the order',
		},
		{
			displayName: 'Reference ID',
			name: 'referenceId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 4N8FCTW1WM6',
			displayOptions: showDefined,
			description: 'Reference ID in the order event',
		},
		{
			displayName: 'Order Request ID',
			name: 'orderRequestId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 4N8FCTW22W4',
			displayOptions: showDefined,
			description: 'Order request ID in the order event',
		},
		{ ...currentStatus, displayOptions: showDefined },
		...itemFields(showDefined, [
			{
				displayName: 'Product ID',
				name: 'productId',
				type: 'string',
				default: '',
				placeholder: 'e.g. custom-item-4N8FCTW23N7',
				description: 'ID of the product in the order event',
			},
			{
				displayName: 'Is Custom Item',
				name: 'isCustomItem',
				type: 'boolean',
				default: false,
				description: 'Whether the order event says that the product is outside the catalog',
			},
		]),
	];
}

/** Additional Fields of an update; the amounts exist only where the order is typed in. */
export function updateAdditionalFields(operation: string): INodeProperties {
	const definedOnly = { show: { '/orderData': ['defineBelow'] } };
	return {
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: showFor('zApi', [operation]),
		options: [
			{
				displayName: 'Currency',
				name: 'currency',
				type: 'string',
				default: 'BRL',
				displayOptions: definedOnly,
				description: 'Currency code of the order',
			},
			{
				displayName: 'Discount',
				name: 'discount',
				type: 'string',
				default: '',
				placeholder: 'e.g. 10.00',
				displayOptions: definedOnly,
				description: 'Discount of the order, in reais',
			},
			{
				displayName: 'Message',
				name: 'message',
				type: 'string',
				typeOptions: { rows: 2 },
				default: '',
				placeholder: 'e.g. Payment received, thank you!',
				description: 'Text shown with the update',
			},
			{
				displayName: 'Shipping',
				name: 'shipping',
				type: 'string',
				default: '',
				placeholder: 'e.g. 5.00',
				displayOptions: definedOnly,
				description: 'Shipping cost of the order, in reais',
			},
			{
				displayName: 'Tax',
				name: 'tax',
				type: 'string',
				default: '',
				placeholder: 'e.g. 10.00',
				displayOptions: definedOnly,
				description: 'Tax of the order, in reais',
			},
		],
	};
}

/** Options of an update. Amounts are read as text only where the order is typed in. */
export function updateOptions(operation: string, currentStatus: INodeProperties): INodeProperties {
	const definedOnly = { show: { '/orderData': ['defineBelow'] } };
	const own = [{ ...DECIMAL_MARK_OPTION, displayOptions: definedOnly }, ...eventOptions(currentStatus)];
	return optionsField(showFor('zApi', [operation]), own, 'withReference');
}

/** What an event may not tell, or tells wrongly; in Options because it is rarely needed. */
function eventOptions(currentStatus: INodeProperties): INodeProperties[] {
	const eventOnly = { show: { '/orderData': ['fromEvent'] } };
	return [
		{ ...CHECK_STATUS_CHANGE_OPTION, displayOptions: eventOnly },
		{ ...currentStatus, displayOptions: eventOnly },
		{
			displayName: 'Order Message ID',
			name: 'orderMessageId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 3EB0F91BBA791BB0A787FC',
			displayOptions: eventOnly,
			description: 'Used instead of the one in Order Event, which an update may not know',
		},
		{
			displayName: 'Recipient Phone',
			name: 'phone',
			type: 'string',
			default: '',
			placeholder: 'e.g. 5511999999999',
			displayOptions: eventOnly,
			description: 'Used instead of the one in Order Event, e.g. for an order stored without it',
		},
	];
}
